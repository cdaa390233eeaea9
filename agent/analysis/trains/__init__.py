"""Trains: what each is to do, which stand and why, stations and their limits, and where crossings lack signals."""

from agent.analysis.trains.report import train_analysis

__all__ = ["train_analysis"]
