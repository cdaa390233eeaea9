"""Forecast: pollution made, taken up and spread, when it reaches which nest, and who comes then."""

from agent.analysis.forecast.report import forecast_analysis

__all__ = ["forecast_analysis"]
