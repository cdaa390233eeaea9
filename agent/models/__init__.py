"""Language models behind one port; the embedded one is the floor that never gives way.

book = load_profiles(path)                           profiles, default, fall-over order, the player's caps
limits = Limits(book.caps, store=UsageFile(path))    one for the agent: quotas, caps, counts
with limits.question() as spent:                     everything sent within is one question
    reply = model.complete(prompt, max_tokens=…)     `ModelError` says why not; `spent` what it took
limits.remaining(profile)                            messages left and when there is room again
"""

from typing import TYPE_CHECKING

from agent.lazy import names_from

if TYPE_CHECKING:
    from agent.models.clock import SYSTEM_CLOCK, Clock
    from agent.models.embedded import EMBEDDED, EmbeddedModel
    from agent.models.endpoint_model import EndpointModel
    from agent.models.endpoints import check_model, first_request, list_models, missing_model, open_model
    from agent.models.failure import CAUSES, Consequence, EndpointError, NoneAnsweredError, consequence
    from agent.models.fall_over import FallOverModel
    from agent.models.learned import Learned
    from agent.models.limits import Limits, Remaining
    from agent.models.listing import ModelCheck
    from agent.models.port import (
        JsonShape,
        LanguageModel,
        Listener,
        Message,
        Note,
        Prompt,
        Refitted,
        Reply,
        ToolCall,
        ToolSpec,
    )
    from agent.models.profile import Abilities, Caps, Price, Profile, RateLimits, Timeouts
    from agent.models.profile_book import ProfileBook, load_profiles
    from agent.models.rate_headers import RateWindow
    from agent.models.secret import Scrubber, Secret
    from agent.models.spending import Spent, Usage
    from agent.models.tokens import estimate_tokens
    from agent.models.usage_store import UsageFile, UsageStore
    from agent.models.wire import prompt_tokens

__all__ = [
    "CAUSES",
    "EMBEDDED",
    "SYSTEM_CLOCK",
    "Abilities",
    "Caps",
    "Clock",
    "Consequence",
    "EmbeddedModel",
    "EndpointError",
    "EndpointModel",
    "FallOverModel",
    "JsonShape",
    "LanguageModel",
    "Learned",
    "Limits",
    "Listener",
    "Message",
    "ModelCheck",
    "NoneAnsweredError",
    "Note",
    "Price",
    "Profile",
    "ProfileBook",
    "Prompt",
    "RateLimits",
    "RateWindow",
    "Refitted",
    "Remaining",
    "Reply",
    "Scrubber",
    "Secret",
    "Spent",
    "Timeouts",
    "ToolCall",
    "ToolSpec",
    "Usage",
    "UsageFile",
    "UsageStore",
    "check_model",
    "consequence",
    "estimate_tokens",
    "first_request",
    "list_models",
    "load_profiles",
    "missing_model",
    "open_model",
    "prompt_tokens",
]

if not TYPE_CHECKING:  # to the type checker a name that is not there is an error
    __getattr__ = names_from(
        __name__,
        {
            "Abilities": "profile",
            "CAUSES": "failure",
            "Caps": "profile",
            "Clock": "clock",
            "Consequence": "failure",
            "EMBEDDED": "embedded",
            "EmbeddedModel": "embedded",
            "EndpointError": "failure",
            "EndpointModel": "endpoint_model",
            "FallOverModel": "fall_over",
            "JsonShape": "port",
            "LanguageModel": "port",
            "Learned": "learned",
            "Limits": "limits",
            "Listener": "port",
            "Message": "port",
            "ModelCheck": "listing",
            "NoneAnsweredError": "failure",
            "Note": "port",
            "Price": "profile",
            "Profile": "profile",
            "ProfileBook": "profile_book",
            "Prompt": "port",
            "RateLimits": "profile",
            "RateWindow": "rate_headers",
            "Refitted": "port",
            "Remaining": "limits",
            "Reply": "port",
            "SYSTEM_CLOCK": "clock",
            "Scrubber": "secret",
            "Secret": "secret",
            "Spent": "spending",
            "Timeouts": "profile",
            "ToolCall": "port",
            "ToolSpec": "port",
            "Usage": "spending",
            "UsageFile": "usage_store",
            "UsageStore": "usage_store",
            "check_model": "endpoints",
            "consequence": "failure",
            "estimate_tokens": "tokens",
            "first_request": "endpoints",
            "list_models": "endpoints",
            "load_profiles": "profile_book",
            "missing_model": "endpoints",
            "open_model": "endpoints",
            "prompt_tokens": "wire",
        },
    )
