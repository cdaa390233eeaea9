"""A model's reply held against what was computed: numbers, units, places, and the names of things."""

from agent.assistant.grounding.check import Grounded, ground
from agent.assistant.grounding.known import Known, known_of

__all__ = ["Grounded", "Known", "ground", "known_of"]
