"""Composition: a plan becomes a placed, routed, powered block. Whether it works is for `agent.factory.verify` to say.

    plan ──► wanted ──► netlist ──► place + optimal ──► manifold ──► route ──► power ──► block
             steps      modules     columns, rows       ports        belts     poles     report, JSON, picture
                        and nets                                     pipes     wires

- **Modules** are cells made for the recipe and the rate (`cell`): one row of machines, or two with their inputs in
  the middle; belts, inserters, poles and pipes inside, inputs at the left edge, outputs at the right one. Inserters are
  chosen by what they move (`arms`); where they are slower than the machine, more machines stand there. Drills and
  pumpjacks have cells of their own (`mine`).
- **Nets** (`netlist`): worked from the products back; the ports that need an item form groups that one belt carries,
  each group has its supplier (or several that join one belt), several takers have splitter taps. A fluid is one net.
- **Placement**: levels are columns, from left to right (`place`); rows of modules and ports are chosen by constraint
  programming (`optimal`), which also proves how much could be aligned at most. ``greedy`` looks briefly; ``optimal``
  looks longer, may mirror modules, and compares looser spacings.
- **Ports** (`manifold`) may cross an edge at other rows than a cell's own lines: belts of the module lead there.
- **Ways** (`route`): A* over tiles and headings with undergrounds, taps and merges; nets that take one another's tiles
  go again at a rising price. No belt runs through a module or beside an end that would feed it; pipes of different
  fluids never touch.
- Where no way is found, more room is left between modules and all is tried again; then the block is refused.

Everything is deterministic: the solver has one worker, a seed and a limit on its deterministic time.
"""

from agent.factory.compose.block import Block
from agent.factory.compose.composer import Limits, compose

__all__ = ["Block", "Limits", "compose"]
