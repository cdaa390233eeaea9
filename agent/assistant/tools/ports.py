"""What the tools need from floors above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class CatalogSearch(Protocol):
    """The player's catalogue of blueprints, searched from the thread that answers."""

    def search_blueprints(
        self,
        *,
        item: str | None,
        min_rate_per_min: float | None,
        max_width: int | None,
        max_height: int | None,
        technologies: Collection[str] | None,
        limit: int,
    ) -> Sequence[Mapping[str, Any]]:
        """Return entries as `agent.factory.catalog.document` writes them, the best first; None is no limit.

        Raises:
            AgentError: The catalogue cannot be read.
        """
