"""What is true of the game itself: prototypes, geometry, belts, modules, blueprints. Pure; no file but its tables."""
