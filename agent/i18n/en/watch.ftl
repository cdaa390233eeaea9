# The watch: what happened, what is proposed, what the terminal shows.
event-entity-died = Lost: “{ $entity }”, { $count }.
event-player-died = You died.
event-player-died-by = You died, the cause: “{ $entity }”.
event-research-finished = Research “{ $technology }” is finished.
event-rocket-launched = A rocket was launched from “{ $entity }”.
event-train-state = Trains changed their state to “{ $state }”, times: { $count }.
event-train-stuck = Train { $train } does not get on: { $state }.
event-alert = The game warns: { $alert } ({ $count }).
event-alert-about = The game warns: { $alert }, “{ $entity }” ({ $count }).
event-dropped = More happened than the log had room for, events: { $count }.

alert-collector-path-blocked = the way of an asteroid collector is blocked
alert-custom = a custom alert
alert-entity-destroyed = an entity was destroyed
alert-entity-under-attack = an entity is under attack
alert-fluid-mixing = fluids are mixing
alert-no-material-for-construction = no material for construction
alert-no-platform-storage = no room on the platform
alert-no-roboport-storage = no room in the roboport
alert-no-storage = no room in storage
alert-not-enough-construction-robots = not enough construction robots
alert-not-enough-repair-packs = not enough repair packs
alert-pipeline-overextended = a pipeline is too long
alert-platform-tile-building-blocked = a platform tile cannot be built
alert-train-no-path = a train has no path
alert-train-out-of-fuel = a train is out of fuel
alert-turret-fire = a turret is firing
alert-turret-out-of-ammo = a turret is out of ammunition
alert-unclaimed-cargo = unclaimed cargo

train-state-arrive-signal = arriving at a signal
train-state-arrive-station = arriving at a station
train-state-destination-full = the station is full
train-state-manual-control = manual control
train-state-manual-control-stop = stopping for manual control
train-state-no-path = no path
train-state-no-schedule = no schedule
train-state-on-the-path = on the way
train-state-wait-signal = waiting at a signal
train-state-wait-station = waiting at a station

watch-offer-post = A blueprint of a post with turrets for the weakest place of the latest snapshot.
note-watch-unread = The game has not fetched the model's earlier proposals yet, so this time the rules decided.
note-watch-dropped =
    { $count ->
        [one] { $count } action of the model was dropped: its place, numbers or language are of no use.
       *[other] { $count } actions of the model were dropped: their places, numbers or language are of no use.
    }

cli-run-option-interval = The least time between two calls of the model while a game is watched, in seconds.
cli-run-decided =
    Watch: { $count ->
        [0] nothing to do
        [one] { $count } action
       *[other] { $count } actions
    } (decided by { $engine }, { $seconds } s)
cli-run-action = Action “{ $action }”: { $result }

cli-action-message = message
cli-action-alert = alert
cli-action-tag = tag on the map
cli-action-highlight = highlighted place
cli-action-offer-blueprint = blueprint
cli-action-propose-schedule = schedule
cli-result-done = done
cli-result-refused = refused
cli-result-failed = failed
cli-result-clicked = the player's choice
cli-result-placed = placed
cli-result-blocked = the place is taken
cli-result-cursor = taken into the cursor
cli-result-undone = taken back
cli-result-applied = applied
cli-reason-no-text = no text
cli-reason-bad-position = bad position
cli-reason-no-surface = no such surface
cli-reason-nothing-there = nothing is there
cli-reason-not-charted = the place is not charted
cli-reason-no-blueprint = no blueprint came
cli-reason-no-schedule = no schedule came
cli-reason-unknown-action = unknown action
cli-reason-expired = too old
cli-reason-too-many = too many at once
cli-reason-error = an error of the mod
