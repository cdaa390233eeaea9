"""Pollution from here on: what emits it, where it spreads, which nests it reaches, and who comes then."""

from agent.analysis.forecast.report import forecast_analysis

__all__ = ["forecast_analysis"]
