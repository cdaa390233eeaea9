"""Exact production requirements: any recipe graph as a linear programme, proved in fractions."""

from agent.factory.requirements.options import (
    ANY_PLACE,
    BeaconGroup,
    Choice,
    Options,
    Question,
    Target,
)
from agent.factory.requirements.plan import requirements
from agent.factory.requirements.requirement import ProductionRequirement, Start, Step

__all__ = [
    "ANY_PLACE",
    "BeaconGroup",
    "Choice",
    "Options",
    "ProductionRequirement",
    "Question",
    "Start",
    "Step",
    "Target",
    "requirements",
]
