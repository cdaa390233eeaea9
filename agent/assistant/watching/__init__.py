"""What the agent makes of a watched game: what matters, what the rules propose, what a model makes of it."""

from agent.assistant.watching.decide import decide
from agent.assistant.watching.noticing import Noticed, noticed
from agent.assistant.watching.watched import Watched

__all__ = ["Noticed", "Watched", "decide", "noticed"]
