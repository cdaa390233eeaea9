"""A model's reply held against what was computed: numbers, units, places, and the names of things."""

from agent.assistant.grounding.check import Grounded, ground
from agent.assistant.grounding.gather import known_of
from agent.assistant.grounding.known import Known
from agent.assistant.grounding.present import present_in

__all__ = ["Grounded", "Known", "ground", "known_of", "present_in"]
