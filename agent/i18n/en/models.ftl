# Why a model did not answer, and what the player can do.

error-model-key-missing = The profile “{ $model }” has no key for { $host }.
error-model-key-missing-next = Run: agent setup. Or choose a profile that needs none: agent run --model ollama
error-model-key-refused = { $host } does not accept the key of the profile “{ $model }”.
error-model-key-refused-next = Copy the key from your provider's page once more and enter it: agent setup
error-model-key-expired = The key of the profile “{ $model }” has expired or was withdrawn, says { $host }.
error-model-key-expired-next = Make a new key on your provider's page and enter it: agent setup
error-model-key-unsafe = The key of the profile “{ $model }” would travel to { $host } unencrypted.
error-model-key-unsafe-next = Change the address to https://: agent profiles edit { $model }
error-model-key-malformed = The key of the profile “{ $model }” holds characters that no key has.
error-model-key-malformed-next = Copy it once more, without spaces and quotes, and enter it: agent setup
error-model-forbidden = { $host } does not let this key use the model { $id }.
error-model-forbidden-next = Give the key that right on your provider's page, or choose another model: agent profiles edit { $model }
error-model-wrong-organisation = { $host } does not know the organisation of the profile “{ $model }”, or the key is not of it.
error-model-wrong-organisation-next = Correct the organisation or leave it out: agent setup
error-model-no-credit = The account at { $host } has no credit left.
error-model-no-credit-next = Top it up or raise its limit on your provider's page, or choose another profile: agent profiles list

error-model-not-found = { $host } has no model { $id }.{ $near ->
    [none] {""}
   *[other] {" "}Nearest names: { $near }.
}
error-model-not-found-next = Choose a model that is there: agent profiles edit { $model }
error-model-not-pulled = Ollama does not have the model { $id } yet.{ $near ->
    [none] {""}
   *[other] {" "}It has: { $near }.
}
error-model-not-pulled-next = Run: ollama pull { $id }

error-model-wrong-url = At { $host } answers something that is no language model (status { $status }).
error-model-wrong-url-next = Check the address of the profile, most end in /v1: agent profiles edit { $model }
error-model-redirected = { $host } sends requests on to { $target }. The key is not sent there.
error-model-redirected-next = If that is the right address, enter it: agent profiles edit { $model }
error-model-offline = The address { $host } was not found: no network, or a misspelt name.
error-model-offline-next = Check the network and the address of the profile “{ $model }”.
error-model-unreachable = { $host } cannot be reached: { $detail }.
error-model-unreachable-next = Check that the server runs and that no firewall is in the way, then ask again.
error-model-ollama-not-running = Nothing answers at { $host }: Ollama does not run.
error-model-ollama-not-running-next = Start Ollama (ollama serve), then ask again.
error-model-tls = The certificate of { $host } is not trusted: { $detail }.
error-model-tls-next = If your network has its own certificates, name their file in the profile (ca_file); check the computer's date too.
error-model-ca-file = The file of certificates { $file } cannot be used: { $detail }.
error-model-ca-file-next = Correct ca_file in the profile: agent profiles edit { $model }
error-model-proxy = The proxy on the way to { $host } does not let the request through: { $detail }.
error-model-proxy-next = Correct the proxy in the profile or in HTTPS_PROXY.
error-model-timeout = { $host } did not answer in time ({ NUMBER($seconds, maximumFractionDigits: 0) } s).
error-model-timeout-next = Ask again later; for a slow model raise the timeouts of the profile: agent profiles edit { $model }
error-model-broken-stream = The connection to { $host } broke off in the middle of the reply.
error-model-broken-stream-next = Ask again; if it happens often, check the network or the proxy.

error-model-busy = { $host } is overloaded with requests at present (status { $status }).
error-model-busy-next = Ask again in a minute, or name a second profile to fall over to: agent profiles list
error-model-wait = { $host } takes no more requests until { $until }.
error-model-wait-next = Ask again after { $until } or choose another profile: agent profiles list
error-model-server-failed = { $host } has a fault of its own (status { $status }).
error-model-server-failed-next = Ask again later; your provider's status page may say more.
error-model-request-refused = { $host } refused the request (status { $status }): "{ $detail }".
error-model-request-refused-next = Check the profile's model, temperature and token limits: agent profiles edit { $model }
error-model-prompt-too-long = The question with its facts is longer than the window of the model { $id }.
error-model-prompt-too-long-next = Select a smaller area, or choose a model with a larger window: agent profiles list
error-model-prompt-cut = Ollama cut the question before the model { $id } read it: it read { $read } of about { $sent } tokens. Its answer was thrown away.
error-model-prompt-cut-next = Raise the window (context_tokens) of the profile, or select a smaller area: agent profiles edit { $model }
error-model-content-refused = The provider's content filter refused the question or the reply.
error-model-content-refused-next = Ask in other words; names of stations and signs are part of the question.

error-model-garbage = { $host } answered with something that is not JSON.
error-model-garbage-next = Check the address of the profile and whether something sits in between, such as a network's login page.
error-model-wrong-shape = The answer of { $host } is JSON, but not that of a language model ({ $place }).
error-model-wrong-shape-next = Check the kind of the profile (openai or ollama) and its address: agent profiles edit { $model }
error-model-empty = The model { $id } gave an empty reply.
error-model-empty-next = Ask again or choose another model: agent profiles list
error-model-endless = The reply of the model { $id } did not end and was broken off.
error-model-endless-next = Ask a narrower question or choose another model: agent profiles list
error-model-truncated = The reply of the model { $id } did not fit into { $max_tokens } tokens.
error-model-truncated-next = Raise max_tokens of the profile: agent profiles edit { $model }
error-model-no-json = The model { $id } cannot give its reply in the form that was asked for.
error-model-no-json-next = Choose a larger model: agent profiles list
error-model-cancelled = The reply is no longer wanted.
error-model-cancelled-next = Ask a new question.

error-model-cap-question = This question would go over your own limit for one: { NUMBER($cap) } { $what ->
    [requests] requests
    [tokens] tokens
   *[cost] dollars
}.
error-model-cap-question-next = Ask a narrower question, or raise your own limit per question: agent profiles caps
error-model-cap-day = Your own limit for 24 hours is reached: { NUMBER($cap) } { $what ->
    [requests] requests
    [tokens] tokens
   *[cost] dollars
}. There is room again from { $until }.
error-model-cap-day-next = Wait until { $until } or raise your own limit per day: agent profiles caps
error-model-none-answered = { $count ->
    [one] The model { $models } did not answer.
   *[other] None of { $count } models answered: { $models }.
}
error-model-none-answered-next = See why: agent profiles test

error-model-prompt-file = { $reason ->
    [missing] The file { $path } with words for the profile "{ $model }" is not there.
    [too-large] The file { $path } with words for the profile "{ $model }" is too large.
    [not-utf-8] The file { $path } with words for the profile "{ $model }" is not UTF-8.
   *[other] The file { $path } with words for the profile "{ $model }" cannot be read: { $reason }.
}
error-model-prompt-file-next = Put the file there, for each language apart in prompts/ru and prompts/en, or take prompt_file out of the profile.
error-model-profile-unknown = There is no profile “{ $name }”. Nearest: { $near }.
error-model-profile-unknown-next = See all: agent profiles list
error-model-profile-invalid = The profile's field { $place } cannot be meant: { $fault ->
    [url_invalid] an address begins with https:// or http://
    [url_not_plain] an address has no user, password, "?" or "#"
    [header_reserved] the agent sets this header itself
    [header_value] a header cannot carry this
    [extra_forbidden] there is no such field
    [missing] it is needed
    [string_pattern_mismatch] it is empty or has characters that it cannot have
    [string_too_long] it is too long
    [literal_error] there is no such value
    [int_type] a whole number is needed
    [int_from_float] a whole number is needed
    [float_type] a number is needed
    [string_type] a text is needed
    [bool_type] true or false is needed
    [less_than_equal] too much
    [greater_than_equal] too little
    [greater_than] too little
   *[other] { $fault }
}.
error-model-profile-invalid-next = See how a profile looks: agent profiles show gpt-4o
error-model-profile-not-own = The profile “{ $name }” is not one of your own.
error-model-profile-not-own-next = See all: agent profiles list
error-model-profiles-invalid = { $file } cannot be used: { $place }: { $fault }.
error-model-profiles-invalid-next = Correct the file, or move it away to begin with the built-in profiles.

# What the player should know of how a reply came about.
note-model-fell-over = The model “{ $failed }” did not answer: { $reason } “{ $answered }” answered instead.
note-model-truncated = The reply ends early: it reached its limit of { $max_tokens } tokens.
note-model-estimated = The server did not count tokens; cost and tokens are estimates.
note-model-no-tools = The model “{ $model }” cannot use tools; it had the facts alone.
