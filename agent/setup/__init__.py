"""Onboarding: putting the mods where the game looks, finding out what is wrong, showing a round trip without a game."""
