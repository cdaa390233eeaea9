"""One request to one reply: modes, emergencies, prompts, grounding, the embedded analyst, blueprints on offer."""
