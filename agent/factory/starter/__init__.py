"""The first buildings of a game, fitted to the ground: drills on ore before a block, a block in the open, steam."""
