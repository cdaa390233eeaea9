"""Pictures of blueprints: text for a terminal, SVG and PNG for everything else."""

from agent.factory.draw.png import png
from agent.factory.draw.scene import Scene, scene
from agent.factory.draw.svg import svg
from agent.factory.draw.text import text_picture

__all__ = ["Scene", "png", "scene", "svg", "text_picture"]
