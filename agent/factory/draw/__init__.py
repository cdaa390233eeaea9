"""Pictures of blueprints: text for a terminal, SVG for everything else."""

from agent.factory.draw.scene import Scene, scene
from agent.factory.draw.svg import svg
from agent.factory.draw.text import text_picture

__all__ = ["Scene", "scene", "svg", "text_picture"]
