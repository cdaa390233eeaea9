# The bridge folder, its files, its ledger, its doors.
bridge-status = The agent is here. Answers come from { $engine }, through the door “{ $door }”.

error-bridge-locked = Another agent (process { $pid }) already serves { $folder }.
error-bridge-locked-next = Stop that one, or give this one another folder with --bridge.
error-bridge-folder-missing = The folder { $folder } is not there.
error-bridge-folder-missing-next = If it is on another drive or machine, connect it; the agent goes on by itself. “agent doctor” shows which folders were looked at.
error-bridge-folder-link = { $folder } is a link; the agent does not follow it.
error-bridge-folder-link-next = Put a real folder in its place; the agent goes on by itself. Or name the real one with --bridge.
error-bridge-disk-full = The disk is full: { $folder }.
error-bridge-disk-full-next = Free some space; nothing is lost, the agent goes on by itself.
error-bridge-read-only = { $folder } can only be read.
error-bridge-read-only-next = Make it writable; nothing is lost, the agent goes on by itself.
error-bridge-no-permission = The agent may not use { $folder }.
error-bridge-no-permission-next = Give your user the right to read and write there; the agent goes on by itself.
error-bridge-io-failed = Reading or writing { $folder } failed: { $reason }.
error-bridge-io-failed-next = The agent tries again by itself. If this stays, check the drive.
error-bridge-ledger-failed = The ledger { $path } cannot be used: { $reason }.
error-bridge-ledger-failed-next = The agent tries again by itself. Check free space and rights of that folder.
error-bridge-no-thread = The system lets the agent begin no thread: { $reason }.
error-bridge-no-thread-next = Close programs that you do not need; the question waits, the agent tries again by itself.
error-ledger-newer = The ledger was written by a newer agent (version { $found }, this one knows { $known }).
error-ledger-newer-next = Update the agent.
error-bridge-door-failed = The answer could not be put into the door “{ $door }”: { $reason }.
error-bridge-door-failed-next = Until that works answers take another way: copy the text and paste it into the chat window.

error-bridge-file-symlink = “{ $name }” is a link; links in the bridge folder are not followed.
error-bridge-file-symlink-next = Remove the link. It was set aside in state/rejected.
error-bridge-file-not-a-file = “{ $name }” is no plain file.
error-bridge-file-not-a-file-next = Remove it. It was set aside in state/rejected.
error-bridge-file-too-large = “{ $name }” has { $bytes } bytes; { $cap } are allowed.
error-bridge-file-too-large-next = Select a smaller area, or raise the limit.
error-bridge-file-bad-name = “{ $name }” is no name of a file that the game may send.
error-bridge-file-bad-name-next = Update the agent if the mod is newer; otherwise nothing needs to be done.
error-bridge-file-not-utf8 = “{ $name }” is not UTF-8 text (byte { $offset }).
error-bridge-file-not-utf8-next = Ask again; if it stays, check the drive.
error-bridge-file-too-deep = “{ $name }” is nested too deeply.
error-bridge-file-too-deep-next = Nothing needs to be done; it was set aside in state/rejected.
error-bridge-file-too-many = “{ $name }” holds more than is read at once: at most { $containers } lists and tables and { $values } values.
error-bridge-file-too-many-next = If you took a snapshot, select a smaller area; otherwise nothing needs to be done. The file was set aside in state/rejected.
error-bridge-file-no-memory = There is not enough free memory to read “{ $name }”.
error-bridge-file-no-memory-next = Close what you do not need, or select a smaller area. The file was set aside in state/rejected.
error-bridge-file-too-long = “{ $name }” holds a text or a number longer than the game ever writes.
error-bridge-file-too-long-next = Nothing needs to be done; it was set aside in state/rejected.
error-bridge-file-mixed-up = “{ $name }” holds something else: { $id } of { $session }.
error-bridge-file-mixed-up-next = Ask again.
error-bridge-file-truncated = “{ $name }” ended before its { $bytes } bytes were there.
error-bridge-file-truncated-next = Ask again; if it stays, check free space and the drive.
error-bridge-file-damaged = “{ $name }” is not what the game wrote: the checksum differs.
error-bridge-file-damaged-next = Ask again; if it stays, check the drive.
error-answer-failed = The agent could not answer { $id }: an error of its own.
error-answer-failed-next = Ask again in other words; “agent report” makes a bundle for a bug report.

error-paste-not-ours = This is no answer of the agent.
error-paste-not-ours-next = Copy the whole text that begins with gpta1: and paste it again.
error-paste-incomplete = The text is not complete.
error-paste-incomplete-next = Copy the whole text that begins with gpta1: and paste it again.
error-paste-damaged = The text was changed on its way.
error-paste-damaged-next = Copy the whole text that begins with gpta1: and paste it again.

error-bridge-config-unreadable = The file { $path } names no write-data folder.
error-bridge-config-unreadable-next = Name the game's config.ini (it has a line “write-data=” under [path]), or the bridge folder with --bridge.
