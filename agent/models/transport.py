"""HTTP: the only module that knows the library. Bytes go out and come in; whatever fails there gets its name here.

A key goes into the Authorization header and nowhere else: redirects are not followed, faults are told by kind and not
by the library's own words, and what a server says goes through the scrubber before anybody reads it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import socket
import ssl
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from agent.models.clock import SYSTEM_CLOCK, Clock
from agent.models.failure import EndpointError, fault
from agent.models.interruptible import InterruptibleBackend, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent.models.profile import Profile
    from agent.models.secret import Scrubber, Secret

_LOG = logging.getLogger(__name__)
for _name in ("httpx", "httpcore"):
    # At DEBUG they write whole headers, at INFO a line of their own for each request.
    logging.getLogger(_name).setLevel(logging.WARNING)

_ERROR_BODY_BYTES: Final = 64 * 1024
_REDIRECT: Final = range(300, 400)
_DETAIL_CHARACTERS: Final = 200


class Deadline:
    """The end of a request with all its retries; what an endpoint asks to wait for comes on top.

    Args:
        clock: Time.
        seconds: How long it is from now.
    """

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._at = clock.monotonic() + seconds
        self.seconds = seconds

    @property
    def left_s(self) -> float:
        """Seconds that remain; negative afterwards."""
        return self._at - self._clock.monotonic()

    def extend(self, seconds: float) -> None:
        """Put the end off."""
        self._at += seconds


@dataclass(frozen=True, slots=True)
class Response:
    """An answer whose body is still to be read.

    ``headers`` are in lower case; ``request_id`` is the endpoint's own name for the request, fit to be logged;
    ``chunks`` gives the body's bytes as they come and raises as `Transport.send` does.
    """

    status: int
    headers: Mapping[str, str]
    request_id: str | None
    chunks: Iterator[bytes]

    def read(self, most_bytes: int) -> bytes | None:
        """Return the whole body; None where it is larger than that."""
        body = bytearray()
        for chunk in self.chunks:
            body += chunk
            if len(body) > most_bytes:
                return None
        return bytes(body)

    def read_error(self) -> bytes:
        """Return the beginning of the body of an answer that is no success; empty where even that breaks off."""
        body = bytearray()
        with contextlib.suppress(EndpointError):
            for chunk in self.chunks:
                body += chunk
                if len(body) >= _ERROR_BODY_BYTES:
                    break
        return bytes(body[:_ERROR_BODY_BYTES])


class Transport:
    """The way to one profile's endpoint.

    Args:
        profile: Where it is.
        key: Goes into the Authorization header.
        clock: Time.

    Raises:
        EndpointError: ``model-key-missing``, ``model-key-malformed``, ``model-key-unsafe``, ``model-ca-file``.
    """

    def __init__(self, profile: Profile, key: Secret | None, *, clock: Clock = SYSTEM_CLOCK) -> None:
        self.profile = profile
        self.scrubber: Scrubber = profile.scrubber(key)
        self._clock = clock
        headers = {"User-Agent": "factorio-gpt-assistant", "Accept-Encoding": "identity", **profile.headers}
        if profile.organisation:
            headers["OpenAI-Organization"] = profile.organisation
        self._through_proxy = bool(profile.proxy or _system_proxy(profile))
        headers |= self._authorization(key)
        self._client = httpx.Client(
            headers=headers,
            transport=self._interruptible(),
            trust_env=False,
            follow_redirects=False,
        )
        # Whoever holds a model need not know that there are connections under it.
        self._close = weakref.finalize(self, self._client.close)

    def close(self) -> None:
        """Close its connections, as the end of its life does."""
        self._close()

    @contextmanager
    def send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None,
        *,
        deadline: Deadline,
        read_s: float | None = None,
        check: Callable[[], None] | None = None,
    ) -> Iterator[Response]:
        """Send a request; yields the answer once its headers are there.

        Args:
            method: GET or POST.
            path: Is put after the profile's base URL.
            body: Is sent as JSON.
            deadline: The end of it all.
            read_s: How long to wait for the next piece; the profile's when None.
            check: Is called all the time while it is waited, and raises where the answer is no longer wanted.

        Raises:
            EndpointError: One of the causes under «The way there» in `agent.models.failure`.
        """
        timeouts = self.profile.timeouts
        left_s = max(0.001, deadline.left_s)
        limits = httpx.Timeout(
            min(left_s, timeouts.read_s if read_s is None else read_s), connect=min(left_s, timeouts.connect_s)
        )
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        headers = {} if content is None else {"Content-Type": "application/json"}
        url = f"{self.profile.base_url}{path}"
        with self._named(deadline), wanted(check):
            request = self._client.stream(method, url, content=content, headers=headers, timeout=limits)
            with request as raw:
                request_id = self.detail(raw.headers.get("x-request-id", "")) or None
                answer = Response(raw.status_code, dict(raw.headers), request_id, self._chunks(raw, deadline))
                _LOG.debug("%s %s: %d, request %s", method, path, answer.status, answer.request_id)
                if answer.status in _REDIRECT:
                    raise self._fault("model-redirected", target=_host_of(raw.headers.get("location", "")))
                yield answer

    def detail(self, text: str) -> str:
        """Make a server's words fit to be shown: without secrets and control characters, on one short line."""
        clean = " ".join(self.scrubber.clean(text).split())
        return "".join(character for character in clean if character.isprintable())[:_DETAIL_CHARACTERS]

    def _chunks(self, raw: httpx.Response, deadline: Deadline) -> Iterator[bytes]:
        with self._named(deadline):
            for chunk in raw.iter_bytes():
                if deadline.left_s <= 0:
                    raise self._fault("model-timeout", seconds=deadline.seconds)
                yield chunk

    @contextmanager
    def _named(self, deadline: Deadline) -> Iterator[None]:
        try:
            yield
        except httpx.TimeoutException as error:
            seconds = self.profile.timeouts.connect_s
            if not isinstance(error, httpx.ConnectTimeout):
                seconds = min(self.profile.timeouts.read_s, deadline.seconds)
            raise self._fault("model-timeout", seconds=seconds) from None
        except httpx.ProxyError as error:
            raise self._fault("model-proxy", detail=self.detail(str(error))) from None
        except httpx.ConnectError as error:
            raise self._connect_fault(error) from None
        except httpx.NetworkError as error:
            tls = _first_of(error, ssl.SSLError)
            raise (self._fault("model-broken-stream") if tls is None else self._tls_fault(tls)) from None
        except httpx.RemoteProtocolError:
            raise self._fault("model-broken-stream") from None
        except httpx.DecodingError:
            raise self._fault("model-garbage") from None
        except (httpx.TransportError, httpx.InvalidURL):
            raise self._fault("model-wrong-url", status=0) from None

    def _connect_fault(self, error: httpx.ConnectError) -> EndpointError:
        tls = _first_of(error, ssl.SSLError)
        if tls is not None:
            return self._tls_fault(tls)
        unnamed = _first_of(error, socket.gaierror)
        system = _first_of(error, OSError)
        reason = os.strerror(system.errno) if system is not None and system.errno and not unnamed else ""
        if self._through_proxy:
            return self._fault("model-proxy", detail=reason or "DNS")
        if unnamed is not None or (system is not None and system.errno == errno.ENETUNREACH):
            return self._fault("model-offline")
        if self.profile.kind == "ollama" and system is not None and system.errno == errno.ECONNREFUSED:
            return self._fault("model-ollama-not-running")
        return self._fault("model-unreachable", detail=reason or "?")

    def _tls_fault(self, error: BaseException) -> EndpointError:
        words = getattr(error, "verify_message", None) or getattr(error, "reason", None) or "TLS"
        return self._fault("model-tls", detail=self.detail(str(words)))

    def _fault(self, code: str, **params: str | float) -> EndpointError:
        return fault(self.profile, code, None, **params)

    def _authorization(self, key: Secret | None) -> dict[str, str]:
        if not key:
            if self.profile.needs_key:
                raise self._fault("model-key-missing")
            return {}
        if not self.profile.may_carry_a_key or (self._through_proxy and self.profile.base_url.startswith("http:")):
            raise self._fault("model-key-unsafe")
        value = key.reveal()
        if not value.isascii() or not value.isprintable() or " " in value:
            raise self._fault("model-key-malformed")
        return {"Authorization": f"Bearer {value}"}

    def _interruptible(self) -> httpx.HTTPTransport:
        """Return the library's transport with waits that can be given up; it has no argument of its own for that."""
        profile = self.profile
        verify = profile.base_url.startswith("https:") and self._trust()
        try:
            transport = httpx.HTTPTransport(verify=verify, proxy=profile.proxy or _system_proxy(profile))
        except (ImportError, ValueError):  # SOCKS needs a package of its own; other schemes are none of a proxy
            raise self._fault("model-proxy", detail="http? https?") from None
        transport._pool._network_backend = InterruptibleBackend()  # noqa: SLF001 - a test cancels a silent connection
        return transport

    def _trust(self) -> ssl.SSLContext | bool:
        path = self.profile.ca_file
        if path is None:
            return True
        try:
            return ssl.create_default_context(cafile=path)
        except (OSError, ValueError) as error:
            reason = (
                os.strerror(error.errno) if isinstance(error, FileNotFoundError) and error.errno else ""
            ) or "PEM?"
            raise self._fault("model-ca-file", file=path, detail=reason) from None


def _system_proxy(profile: Profile) -> str | None:
    """Return the proxy that the environment names for this address; none for this very machine."""
    parts = urlsplit(profile.base_url)
    if profile.is_local or proxy_bypass(parts.hostname or ""):
        return None
    proxies = getproxies()
    found = proxies.get(parts.scheme) or proxies.get("all")
    return f"http://{found}" if found and "://" not in found else found


def _first_of(error: BaseException, kind: type[BaseException]) -> Any:  # noqa: ANN401 - of the kind asked for, or None
    """Return the first error of a kind among an error's causes; the library keeps the system's own there."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, kind):
            return seen
        seen = seen.__cause__ or seen.__context__
    return None


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"
