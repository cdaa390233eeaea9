"""Free chat without a model: what a player asks is read, and answered from the whole snapshot and the game data."""

from agent.assistant.asking.reply import Reply, replied

__all__ = ["Reply", "replied"]
