"""Logistic networks: what is asked and not brought, robots and their charge, storage, and what hinders them."""

from agent.analysis.logistics.report import logistics_analysis

__all__ = ["logistics_analysis"]
