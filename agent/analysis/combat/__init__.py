"""Enemies against turrets: who comes, in what numbers, and how long turrets take for them."""
