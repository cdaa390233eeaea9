"""The Factorio GPT assistant: a companion that talks to the game through files alone."""
