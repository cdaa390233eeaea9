"""The way to an endpoint: names, ports, certificates and proxies, and what is wrong with each."""

from __future__ import annotations

import dataclasses
import socket
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agent.models import list_models
from tests.loopback.fault_server import FaultServer, answer, completion
from tests.loopback.kit import CANARY, KEY, PROMPT, Bench, profile, refused
from tests.loopback.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHAT = "/v1/chat/completions"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


def certificate(path: Path, *, days: int = 2) -> Path:
    """A certificate for 127.0.0.1 that signs itself; it ends so many days after its beginning two days ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    start = datetime.now(UTC) - timedelta(days=2)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    return certificate(tmp_path / "ca.pem", days=4)


@pytest.fixture
def secure(trusted: Path) -> Iterator[FaultServer]:
    with FaultServer(trusted) as running:
        running.on(CHAT, answer(200, completion("Iron.")))
        yield running


def test_a_certificate_that_nobody_vouches_for_is_named_and_the_key_not_sent(secure: FaultServer) -> None:
    assert refused(lambda: Bench(profile(secure.url)).model.complete(PROMPT, max_tokens=9)).code == "model-tls"
    assert secure.seen == []


def test_certificates_of_ones_own_are_trusted_where_the_profile_names_them(secure: FaultServer, trusted: Path) -> None:
    there = profile(secure.url, ca_file=str(trusted))
    assert Bench(there).model.complete(PROMPT, max_tokens=9).text == "Iron."
    assert secure.seen[0].headers["authorization"] == f"Bearer {CANARY}"


def test_a_certificate_that_ended_is_named(tmp_path: Path) -> None:
    old = certificate(tmp_path / "old.pem", days=1)
    with FaultServer(old) as running:
        there = profile(running.url, ca_file=str(old))
        fault = refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9))
    assert (fault.code, fault.params["detail"]) == ("model-tls", "certificate has expired")


def test_a_server_without_tls_is_named_where_tls_is_wanted(server: FaultServer) -> None:
    there = dataclasses.replace(profile(server.url), base_url=server.url.replace("http:", "https:") + "/v1")
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9)).code == "model-tls"


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_file_of_certificates_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    there = profile("https://127.0.0.1:9", ca_file=str(path))
    fault = refused(lambda: Bench(there))
    assert (fault.code, fault.params["file"]) == ("model-ca-file", str(path))


def test_a_port_on_which_nothing_listens_is_named() -> None:
    fault = refused(lambda: Bench(profile(f"http://127.0.0.1:{free_port()}")).model.complete(PROMPT, max_tokens=9))
    assert (fault.code, fault.params["detail"]) == ("model-unreachable", "Connection refused")


def test_a_name_that_does_not_exist_is_named_as_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    there = dataclasses.replace(profile("http://127.0.0.1"), base_url="https://api.example.invalid/v1")
    fault = refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9))
    assert (fault.code, fault.params["host"]) == ("model-offline", "api.example.invalid")


def test_a_server_that_takes_no_connection_in_time_is_named() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)  # noqa: FBT003 - the name of the library
            one.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}"
        short = dataclasses.replace(profile(url).timeouts, connect_s=0.1, read_s=0.1)
        assert refused(lambda: list_models(profile(url, timeouts=short), KEY)).code == "model-timeout"
        for one in waiting:
            one.close()


def test_a_proxy_is_asked_for_a_tunnel_and_does_not_see_the_key(server: FaultServer, secure: FaultServer) -> None:
    server.on("*", answer(407, b"who are you?", {"Proxy-Authenticate": "Basic"}))
    there = profile(secure.url, proxy=server.url)
    fault = refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9))
    assert fault.code == "model-proxy"
    (seen,) = server.seen
    assert (seen.method, seen.target) == ("CONNECT", f"127.0.0.1:{secure.port}")
    assert "authorization" not in seen.headers


def test_a_proxys_own_password_is_for_the_proxy_and_hidden(server: FaultServer, secure: FaultServer) -> None:
    server.on("*", answer(502, f"no way, me:{CANARY}".encode()))
    there = profile(secure.url, proxy=f"http://me:{CANARY}@127.0.0.1:{server.port}")
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9)).code == "model-proxy"
    assert server.seen[0].headers["proxy-authorization"].startswith("Basic ")


def test_a_proxy_that_is_not_there_is_named(secure: FaultServer) -> None:
    there = profile(secure.url, proxy=f"http://127.0.0.1:{free_port()}")
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9)).code == "model-proxy"


def test_a_proxy_of_the_system_is_used_but_not_for_this_machine(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.on("*", answer(403, b"no"))
    server.on(CHAT, answer(200, completion("Iron.")))
    for name in ("HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9).text == "Iron."
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    there = dataclasses.replace(profile(server.url), base_url="https://api.example.invalid/v1")
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9)).code == "model-proxy"
    assert server.seen[-1].target == "api.example.invalid:443"


def test_headers_of_ones_own_are_sent(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron.")))
    Bench(profile(server.url, headers={"X-Title": "factory"})).model.complete(PROMPT, max_tokens=9)
    assert server.seen[0].headers["x-title"] == "factory"
