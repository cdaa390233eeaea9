"""Electric networks: what is made, stored and used, what lacks, and what would cure it."""

from agent.analysis.power.report import power_analysis

__all__ = ["power_analysis"]
