# Errors that any part may raise; each with the next step.
error-unknown = Something went wrong: { $details }.
error-unknown-next = Run “agent report” and file the bundle with the error code { $code }.

error-contract-invalid =
    { $more ->
        [0] The file breaks the contract at “{ $place }” ({ $fault }).
        [one] The file breaks the contract at “{ $place }” ({ $fault }) and in { $more } other place.
       *[other] The file breaks the contract at “{ $place }” ({ $fault }) and in { $more } other places.
    }
error-contract-invalid-next = The file was set aside in state/rejected with this reason; update the mod or ask again.
error-protocol-missing = The file does not say which protocol it follows.
error-protocol-missing-next = Update the mod: “agent mod install”.
error-protocol-newer = The mod speaks protocol { $found }, this agent speaks { $expected }.
error-protocol-newer-next = Update the agent.
error-protocol-older = The mod speaks protocol { $found }, this agent speaks { $expected }.
error-protocol-older-next = Update the mod: “agent mod install”, then restart the game.
error-request-unknown = This agent does not know requests of the kind “{ $request }”.
error-request-unknown-next = Update the agent.
error-journal-entry-unknown = This agent does not know journal entries of the kind “{ $entry }”.
error-journal-entry-unknown-next = Update the agent.
