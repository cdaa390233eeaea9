"""The Factorio GPT assistant: a companion that talks to the game through files alone."""

__version__ = "0.1.0"
"""As `pyproject.toml` has it; looking it up among what is installed takes longer than a short command does."""
