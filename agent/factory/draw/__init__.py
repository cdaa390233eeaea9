"""Pictures of blueprints: text for a terminal, SVG and PNG for everything else."""

from agent.factory.draw.png import TILE, png, tile_px
from agent.factory.draw.scene import Mark, Scene, marks, scene
from agent.factory.draw.svg import svg
from agent.factory.draw.text import text_picture

__all__ = ["TILE", "Mark", "Scene", "marks", "png", "scene", "svg", "text_picture", "tile_px"]
