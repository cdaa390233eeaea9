"""Bundled tables of the game's own numbers, one JSON file per data set (made by .ci/game_data/make.py)."""
