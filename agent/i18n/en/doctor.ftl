# agent doctor: one sentence for each check, and what to do where there is something to do.

doctor-bridge-proven = Bridge folder: { $folder }. The game (Factorio { $version }) wrote its hello there.
doctor-bridge-waiting = Bridge folder: { $folder }, found by { $evidence }. Waiting for consent in the game.
doctor-bridge-waiting-next = Start the game with the mods, open the chat window and accept; until then the mod writes nothing.
doctor-bridge-hello-broken = The hello in { $folder } cannot be read.
doctor-bridge-hello-broken-next = Update the mod with `agent mod install` and restart the game; then it writes the file anew.
doctor-bridge-vanished = The bridge folder { $folder } was there before and is gone.
doctor-bridge-vanished-next = Put it back, or load your save: the mod makes it anew. A running agent goes on by itself.
doctor-bridge-link = { $folder } is a link to { $target }; the agent does not follow it.
doctor-bridge-link-next = Put a real folder in its place, or name the real one with --bridge. A running agent goes on by itself.
doctor-bridge-watched = Changes in the bridge folder are noticed at once.
doctor-bridge-network = { $folder } is on a network-like drive ({ $kind }), where the system reports no changes: the agent looks four times a second.
doctor-bridge-network-next = Nothing has to be done. To be quicker, keep the game's folder on a drive of the machine where the agent runs.
doctor-bridge-polled = The system reports no changes in the bridge folder ({ $reason }): the agent looks four times a second.
doctor-bridge-polled-next = Nothing has to be done. To be quicker, close programs that watch many files; on Linux raise fs.inotify.max_user_watches and max_user_instances.
doctor-bridge-unwritable = The agent cannot write in { $folder }: { $reason }.
doctor-bridge-unwritable-next = Allow writing there, or free some disk space. A running agent goes on by itself.
doctor-game-not-found = No game was found; { $folder } stands in for its folder.
doctor-game-not-found-next = Start the game once, or name its folder with --config or --bridge.
doctor-game-missing = The game's folder { $folder } is not there.
doctor-game-missing-next = Start the game once, or name the folder with --bridge or --config.
doctor-mods-unknown = The mods folder is not known.
doctor-mods-unknown-next = Name it with --mods.
doctor-mod-missing = The mod is not in { $folder }.
doctor-mod-missing-next = Install it with `agent mod install` and restart the game.
doctor-mod-twice = There are { $count } copies of { $name }; the game takes the newest.
doctor-mod-twice-next = `agent mod install` leaves one.
doctor-mod-version = The mod installed is { $found }, this agent brings { $expected }.
doctor-mod-version-next = `agent mod install`, then restart the game.
doctor-mod-fine = Mod { $name } { $version } is installed.
doctor-mod-disabled = { $name } is switched off in the game's list of mods.
doctor-mod-disabled-next = Switch it on there: main menu, Mods.
doctor-game-version-fine = The mods are for Factorio { $version }, as the game here.
doctor-game-version-wrong = The mods are for Factorio { $found }, the game here is { $game }: it does not load them.
doctor-game-version-wrong-next = `agent mod install`, then restart the game.
doctor-game-version-unknown = The mods are for Factorio { $found }; the game's own version was not found.
doctor-game-version-unknown-next = If the game does not list the mods: `agent mod install --game-version` with its version.
doctor-inbox-fine = The inbox mod is installed, unzipped and pristine: { $folder }
doctor-inbox-full = The inbox mod holds an answer that the game has not fetched yet: { $folder }
doctor-inbox-missing = { $name } is not installed: the reload door stays shut.
doctor-inbox-missing-next = `agent mod install`, then restart the game. Until then answers come by paste.
doctor-inbox-zipped = { $name } is a zip: the game reads it only once, the reload door stays shut.
doctor-inbox-zipped-next = `agent mod install` puts it there unzipped.
doctor-inbox-broken = The inbox in { $folder } cannot be read.
doctor-inbox-broken-next = `agent mod install` makes it new.
doctor-inbox-not-pristine = The inbox in { $folder } holds an answer, but this is multiplayer: peers must not differ.
doctor-inbox-not-pristine-next = Start and end `agent` once, or run `agent mod install`; both make it pristine.
doctor-running-other-version = The running game has mod { $found }, this agent brings { $expected }.
doctor-running-other-version-next = `agent mod install`, then restart the game.
doctor-running-without-inbox = The running game does not use { $name }: answers come by paste.
doctor-running-without-inbox-next = Switch it on in the game's list of mods and restart.
doctor-door = Door: { $door ->
        [reload] reload, the game fetches answers itself
        [paste] paste, you put the answer into the chat window
        [console] console, the agent types answers at the console of the server that it started
       *[other] { $door }
    }.
doctor-door-manual = Door: reload, only by the button “Check reply”: a reload takes too long here.
doctor-door-manual-next = Nothing has to be done. With fewer mods a reload is shorter; /gpta-selftest measures it.
doctor-selftest-fine = Self-test in Factorio { $version }: { $count ->
        [one] { $count } measurement, fine.
       *[other] { $count } measurements, all fine.
    }
doctor-selftest-failed = Self-test in Factorio { $version } failed in: { $list }.
doctor-selftest-failed-next = The doors work around it where they can; please report the file selftest.json.
doctor-selftest-missing = The self-test has not been run in this game.
doctor-selftest-missing-next = Type /gpta-selftest in the game's console: it measures what nobody could measure without the game.
doctor-reload-fast = A reload takes { $milliseconds } ms here.
doctor-reload-slow = A reload takes { $milliseconds } ms here: you would feel it.
doctor-reload-slow-next = The agent asks the mod to reload only when you press “Check reply”.
doctor-agent-serving = An agent serves this folder (process { $pid }); a second one is turned away.
doctor-agent-serving-next = To start another, stop that one with Ctrl-C, or give the other its own folder with --bridge.
doctor-agent-idle = No agent serves this folder now.
doctor-agent-idle-next = Start `agent` in a terminal and leave it there while you play.
doctor-data-fine = The agent's own folder: { $folder }
doctor-data-unwritable = The agent cannot write in its own folder { $folder }: { $reason }.
doctor-data-unwritable-next = Allow writing there, or name another folder with --data-dir.
doctor-clipboard-fine = There is a clipboard for the paste door.
doctor-clipboard-missing = There is no clipboard here: the paste door leaves the text in a file.
doctor-clipboard-missing-next = Copy the text from paste-….txt in the bridge folder (on Linux, xclip or wl-clipboard helps).

doctor-all-fine = Everything needed is fine.
doctor-not-fine = { $count ->
        [one] { $count } thing keeps answers from coming.
       *[other] { $count } things keep answers from coming.
    }

cli-report-help = Make a bundle for a bug report: versions, doctor, log; no questions, no names, no keys.
cli-report-output = The zip to write.
cli-report-written = The bundle is in { $path }.
cli-report-entry = { "  " }{ $name } ({ NUMBER($bytes) } bytes)
cli-report-private = Keys, home folder, names and questions were taken out. Look into it before you send it.
error-report-unwritable = { $path } cannot be written: { $reason }.
error-report-unwritable-next = Name another file with --output.
