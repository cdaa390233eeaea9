# What the demo's things are called, as the game calls them.
demo-name-assembling-machine-1 = Assembling machine 1
demo-name-assembling-machine-2 = Assembling machine 2
demo-name-copper-cable = Copper cable
demo-name-copper-plate = Copper plate
demo-name-electronic-circuit = Electronic circuit
demo-name-inserter = Inserter
demo-name-iron-gear-wheel = Iron gear wheel
demo-name-iron-plate = Iron plate
demo-name-small-electric-pole = Small electric pole
demo-name-transport-belt = Transport belt
