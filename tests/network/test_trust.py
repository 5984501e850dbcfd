"""Who answers has to be known by an authority; the authorities are read once."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from skill.network import calls
from skill.network.calls import Calls
from skill.network.deadline import within
from skill.store.dynamodb import make_client

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return a file with a certificate of this machine's, signed by itself, and its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, pem = tmp_path / "certificate.pem", serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(signed.public_bytes(pem) + private)
    return file


@pytest.fixture
def _nothing_read() -> Iterator[None]:
    """Let the authorities be read anew, before and afterwards."""
    calls.trust.cache_clear()
    yield
    calls.trust.cache_clear()


@contextmanager
def server(certificate: Path, answers: int) -> Iterator[str]:
    """Give the address of a server that answers so many connections."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve() -> None:
        for _ in range(answers):
            plain, _ = listening.accept()
            with plain:
                try:
                    with context.wrap_socket(plain, server_side=True) as encrypted:
                        encrypted.recv(65536)
                        encrypted.sendall(ANSWER)
                except OSError:  # who calls hung up
                    pass

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://localhost:{listening.getsockname()[1]}/"
        thread.join(10)


def call(url: str) -> bytes:
    with within(20):
        return Calls()("GET", url, {}, None, connect=10, read=10).body


@pytest.mark.usefixtures("_nothing_read")
def test_who_is_known_by_nobody_is_not_believed(certificate: Path) -> None:
    with server(certificate, answers=1) as url, pytest.raises(urllib3.exceptions.SSLError):
        call(url)


@pytest.mark.usefixtures("_nothing_read")
def test_authorities_are_read_once_for_all_calls(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()

    def where() -> str:
        read.append(str(certificate))
        return read[-1]

    monkeypatch.setattr(certifi, "where", where)
    with server(certificate, answers=2) as url:
        assert call(url) == call(url) == b"ok"
    assert len(read) == 1


@pytest.mark.usefixtures("_nothing_read")
@pytest.mark.parametrize(("address", "times"), [("https://localhost:1", 1), ("http://localhost:1", 0)])
def test_whom_a_database_has_to_be_known_by_is_read_at_the_start_where_it_is_asked_at_all(
    address: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
    make_client()
    assert calls.trust.cache_info().currsize == times
