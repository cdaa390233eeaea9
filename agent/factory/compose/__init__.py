"""Composition: a plan becomes a placed, routed, powered block."""

from agent.factory.compose.block import Block
from agent.factory.compose.composer import Limits, compose

__all__ = ["Block", "Limits", "compose"]
