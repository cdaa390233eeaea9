"""The starter mode: what comes next in a young game, and its blueprint fitted to the ground."""
