# `agent host`: a headless server that the agent starts and types answers to.
cli-host-help = Start a headless server and answer on it: `agent host -- factorio --start-server save.zip`.
cli-host-command = The command that starts the server, behind two dashes.
host-serving = The server is started; serving { $folder } ({ $evidence }). What you type goes to the server; Ctrl-C or /quit ends both.
host-first-time = For the first time on a save: an admin sets the map setting gpta-host to headless and agrees in the chat window.
host-ending = The server is asked to save and end. Once more Ctrl-C asks it harder, a third time ends it at once.
host-deaf = The server takes no more lines from here: answers can only be pasted until it is started again.
host-ended = The server has ended, and so does the agent.
host-ended-badly = The server has ended with code { $code }; its own lines above say why.
host-answers-left = { $count ->
        [one] { $count } answer was not shown yet; it waits for the next start.
       *[other] { $count } answers were not shown yet; they wait for the next start.
    }

error-host-no-dashes = There are no two dashes before the server's command: without them its options would be taken for the agent's.
error-host-no-dashes-next = Type it so: agent host -- { $command }
error-host-not-found = The server's program "{ $command }" was not found.
error-host-not-found-next = Give its path behind two dashes: agent host -- /opt/factorio/bin/x64/factorio --start-server save.zip
error-host-not-allowed = The server's program "{ $command }" may not be started by you.
error-host-not-allowed-next = Is it a folder, or not marked as executable? On Linux: chmod +x "{ $command }"
error-host-not-startable = The server "{ $command }" cannot be started: { $reason }.
error-host-not-startable-next = Try the same command without the agent in front of it.
error-host-inbox-not-pristine = The inbox mod in { $folder } cannot be cleaned ({ $reason }): the server's mods would differ from its players'.
error-host-inbox-not-pristine-next = See that you may write there, or run `agent mod install`; then start the server again.

doctor-door-headless = Door: paste, because this headless server was not started by the agent.
doctor-door-headless-next = Start it as `agent host -- <server command>`: then answers come by themselves.
