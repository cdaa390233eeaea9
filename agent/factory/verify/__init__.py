"""The judge: does a blueprint work? Knows nothing of how it was made."""

from agent.factory.verify.judge import verify
from agent.factory.verify.verdict import Expectation, Fault, Feed, Ore, Severity, Unseen, Verdict

__all__ = ["Expectation", "Fault", "Feed", "Ore", "Severity", "Unseen", "Verdict", "verify"]
