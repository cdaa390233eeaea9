"""Composition: a plan becomes a placed, routed, powered block. Whether it works is for `agent.factory.verify` to say.

    plan ──► wanted ──► netlist ──► place + optimal ──► manifold ──► route ──► power ──► block
             steps      modules     columns, rows       ports        belts     poles     report, JSON, picture
                        and nets                                     pipes     wires

- **Modules** are cells made for the recipe and the rate (`cell`): one row of machines, or two with their inputs in
  the middle; belts, inserters, poles and pipes inside, inputs at the left edge, outputs at the right one. Inserters are
  chosen by what they move (`arms`); where they are slower than the machine, more machines stand there. Drills and
  pumpjacks have cells of their own (`mine`), and so have rocket silos with their landing pad (`launch`).
- **Nets** (`netlist`): worked from the products back; the ports that need an item form groups that one belt carries,
  each group has its supplier (or several that join one belt), several takers have splitter taps. A fluid is one net.
- **Placement**: levels are columns, from left to right (`place`); modules go to other columns where more ports can be
  level with one another then (`columns`). Rows of modules and ports and mirror images are chosen by constraint
  programming (`optimal`), which also proves how much could be aligned at most in these columns. ``greedy`` looks
  briefly, ``optimal`` longer; both compare a looser spacing where less than 95 of a hundred connections are aligned.
- **Ports** (`manifold`) may cross an edge at other rows than a cell's own lines: belts of the module lead there.
- **Ways** (`route`, over a `site`): A* over tiles and headings with undergrounds, taps and merges (`belt_nets`), joints
  of pipes (`pipe_nets`); nets that take one another's tiles go again at a rising price, and those that are not level
  with all their ports once more at the end. No belt runs through a module or beside an end that would feed it; pipes
  of different fluids never touch.
- Where no way is found, more room is left between modules and all is tried again; then the block is refused.

Everything is deterministic: the solver has one worker, a seed and a limit on its deterministic time.
"""

from agent.factory.compose.block import Block
from agent.factory.compose.composer import Limits, compose

__all__ = ["Block", "Limits", "compose"]
