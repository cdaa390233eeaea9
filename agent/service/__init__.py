"""The serving loop: what comes in through the bridge is answered by the assistant and delivered through a door.

service = Service(ServiceConfig(bridge=…, data_dir=…), assistant, standing=lambda: Standing("analyst"))
run_until_signalled(service)
"""

from typing import TYPE_CHECKING

from agent.lazy import names_from

if TYPE_CHECKING:
    from agent.service.config import Clock, Keeping, ServiceConfig
    from agent.service.events import (
        ActionDone,
        AlarmRaised,
        Answered,
        Applied,
        Cancelled,
        Decided,
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
    from agent.service.run import run_beside, run_until_signalled
    from agent.service.service import Service
    from agent.service.status import ServiceStatus

__all__ = [
    "ActionDone",
    "AlarmRaised",
    "Answered",
    "Applied",
    "Assistant",
    "Cancelled",
    "Clock",
    "Decided",
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
    "open_log",
    "run_beside",
    "run_until_signalled",
]

if not TYPE_CHECKING:  # to the type checker a name that is not there is an error
    __getattr__ = names_from(
        __name__,
        {
            "ActionDone": "events",
            "AlarmRaised": "events",
            "Answered": "events",
            "Applied": "events",
            "Assistant": "ports",
            "Cancelled": "events",
            "Clock": "config",
            "Decided": "events",
            "Delivered": "events",
            "DoorChanged": "events",
            "Event": "events",
            "HelloHeard": "events",
            "Keeping": "config",
            "Listener": "events",
            "Recovered": "events",
            "Rejected": "events",
            "RequestSeen": "events",
            "Service": "service",
            "ServiceConfig": "config",
            "ServiceStatus": "status",
            "SnapshotSeen": "events",
            "Standing": "ports",
            "Trouble": "events",
            "UnknownFields": "events",
            "open_log": "logs",
            "run_beside": "run",
            "run_until_signalled": "run",
        },
    )
