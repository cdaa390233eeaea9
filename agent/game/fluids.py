"""What pipes carry since 2.0: there is no flow from pipe to pipe any more, only one vessel with its doors.

Rules (wiki: Fluid system, «Flow» and «Pipelines»): a pipeline moves fluid at once, whatever its length, as long as it
spans no more than `PIPELINE_EXTENT_TILES` each way; a pump parts it into two. Each socket of a machine passes at most
`SOCKET_PER_S`.
"""

from __future__ import annotations

from typing import Final

PIPELINE_EXTENT_TILES: Final = 320
"""The game's default (UtilityConstants.default_pipeline_extent; wiki: Fluid system, 320 × 320 tiles)."""
SOCKET_PER_S: Final = 6000
