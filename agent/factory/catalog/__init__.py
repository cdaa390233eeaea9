"""The catalogue of blueprints: what each makes and how fast, where things come in and leave, how sure that is."""

from agent.factory.catalog.derive import derive
from agent.factory.catalog.document import document
from agent.factory.catalog.entry import Doubt, Entry, Port, Way

__all__ = ["Doubt", "Entry", "Port", "Way", "derive", "document"]
