"""Typed functions that a model may call; they compute and look up, and none of them changes anything."""

from agent.assistant.tools.ports import CatalogSearch
from agent.assistant.tools.toolbox import Toolbox, ToolResult

__all__ = ["CatalogSearch", "ToolResult", "Toolbox"]
