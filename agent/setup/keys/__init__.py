"""API keys: where they come from, where they are kept, how they are shown.

A key is looked for in this order: environment, the system's keyring, the sealed file. It travels as `Secret`, so
that neither a log nor an exception nor a printed dataclass can show it, and it is opened only where it is sent.
"""

from agent.setup.keys.chest import PASSPHRASE_VARIABLE, Chest, FoundKey, Place
from agent.setup.keys.environment import variable_of
from agent.setup.keys.plausible import plausible
from agent.setup.keys.sealed import SealedFile

__all__ = ["PASSPHRASE_VARIABLE", "Chest", "FoundKey", "Place", "SealedFile", "plausible", "variable_of"]
