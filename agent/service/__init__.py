"""The serving loop: what comes in through the bridge is answered by the assistant and delivered through a door.

service = Service(ServiceConfig(bridge=…, data_dir=…), assistant, standing=lambda: Standing("analyst"))
run_until_signalled(service)
"""

from agent.service.config import Clock, Keeping, ServiceConfig
from agent.service.events import (
    Answered,
    Applied,
    Cancelled,
    Delivered,
    DoorChanged,
    Event,
    HelloHeard,
    Listener,
    Recovered,
    Rejected,
    RequestSeen,
    SnapshotSeen,
    Trouble,
    UnknownFields,
)
from agent.service.logs import open_log
from agent.service.ports import Assistant, Standing
from agent.service.run import run_until_signalled
from agent.service.service import Service
from agent.service.status import ServiceStatus, agent_version

__all__ = [
    "Answered",
    "Applied",
    "Assistant",
    "Cancelled",
    "Clock",
    "Delivered",
    "DoorChanged",
    "Event",
    "HelloHeard",
    "Keeping",
    "Listener",
    "Recovered",
    "Rejected",
    "RequestSeen",
    "Service",
    "ServiceConfig",
    "ServiceStatus",
    "SnapshotSeen",
    "Standing",
    "Trouble",
    "UnknownFields",
    "agent_version",
    "open_log",
    "run_until_signalled",
]
