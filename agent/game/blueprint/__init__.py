"""Blueprints: strings and books to JSON and back, and JSON to one model whatever the version that wrote it."""

from agent.game.blueprint.align import aligned
from agent.game.blueprint.codec import Document, decode, encode, leaves
from agent.game.blueprint.model import Blueprint, BlueprintEntity, ItemRequest, Wire
from agent.game.blueprint.normalise import normalise
from agent.game.blueprint.turn import can_turn, turned_blueprint
from agent.game.blueprint.write import to_document, version_for

__all__ = [
    "Blueprint",
    "BlueprintEntity",
    "Document",
    "ItemRequest",
    "Wire",
    "aligned",
    "can_turn",
    "decode",
    "encode",
    "leaves",
    "normalise",
    "to_document",
    "turned_blueprint",
    "version_for",
]
