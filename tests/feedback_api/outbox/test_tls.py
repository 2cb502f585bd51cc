"""Mail over TLS to a real server that asks for a password, from the first byte or after STARTTLS, and HTTPS."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from feedback_api.outbox.mail import Mail, mail_from
from feedback_api.outbox.messages import Message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.webhook import webhook_from
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.service import utc_now
from tests.feedback_api.outbox.receivers import Receiver
from tests.feedback_api.publication import NOW
from tests.mail_server import PASSWORD, USER, MailServer, Tls, text_of

MESSAGE = Message(
    *(7, "key", "mail", "copy", {"to": "ada@example.com", "subject": "A copy", "text": "Words.\n"}, NOW, NOW, 0, None),
    put_off_since=None,
    refused=False,
    problem=None,
    hint=None,
)
Scheme = Literal["smtp", "smtps"]
SCHEMES: tuple[Scheme, ...] = "smtp", "smtps"


def certify(folder: Path, address: str) -> tuple[Path, Path]:
    """Write a certificate for *address*, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    day = timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(utc_now() - day)
        .not_valid_after(utc_now() + day)
        .add_extension(names, critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(*plain))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return folder / "certificate.pem", folder / "key.pem"


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Scheme, str], MailServer]]:
    """Start mail servers that speak TLS with a certificate for some address."""
    started: list[MailServer] = []

    def serve(scheme: Scheme, address: str = "127.0.0.1") -> MailServer:
        server = MailServer(tmp_path / "mailbox", tls=Tls(scheme, *certify(tmp_path, address)))
        server.start()
        started.append(server)
        return server

    yield serve
    for server in started:
        server.stop()


def way_to(server: MailServer, password: str = PASSWORD) -> Mail:
    """Give the way to *server*, as if it were not this machine's."""
    settings = DeliverySettings(
        mail_server=server.url, mail_from="help@example.com", mail_user=USER, mail_password=password
    )
    mail = mail_from(settings)
    assert mail is not None
    return replace(mail, plain=False)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_mail_goes_over_tls(serve: Callable[..., MailServer], monkeypatch: pytest.MonkeyPatch, scheme: Scheme) -> None:
    """A server that takes nothing without TLS and a password takes the mail."""
    server = serve(scheme)
    assert server.tls is not None
    monkeypatch.setenv("SSL_CERT_FILE", str(server.tls.certificate))
    way_to(server).send(MESSAGE, now=NOW)
    (mail,) = server.messages("ada@example.com")
    assert text_of(mail) == "Words.\n"
    with pytest.raises(ReceiverProblemError, match="does not know us") as problem:
        way_to(server, "another one").send(MESSAGE, now=NOW)
    assert "HELP_CENTRE_MAIL_PASSWORD" in problem.value.hint


@pytest.mark.parametrize(("trusted", "address"), [(False, "127.0.0.1"), (True, "127.0.0.2")])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_server_that_cannot_prove_its_name_gets_nothing(
    serve: Callable[..., MailServer], monkeypatch: pytest.MonkeyPatch, scheme: Scheme, trusted: bool, address: str
) -> None:
    """A certificate that nobody vouches for, or of another machine, opens neither words nor password."""
    server = serve(scheme, address)
    assert server.tls is not None
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.tls.certificate))
    with pytest.raises(ReceiverProblemError, match="certificate verify failed") as problem:
        way_to(server).send(MESSAGE, now=NOW)
    assert (problem.value.scope, problem.value.unknown) == (Scope.RECEIVER, False)
    assert server.messages() == []


@pytest.mark.parametrize(
    ("trusted", "address", "posts"), [(True, "127.0.0.1", 1), (False, "127.0.0.1", 0), (True, "127.0.0.2", 0)]
)
def test_the_webhook_is_posted_to_who_proves_its_name(  # noqa: PLR0913 - what is served, and with which certificate
    receiver: Receiver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    trusted: bool,
    address: str,
    posts: int,
) -> None:
    """The same holds for HTTPS, by which trackers are asked too: no certificate of another machine is taken."""
    certificate, key = certify(tmp_path, address)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings = DeliverySettings(
        contact_webhook=f"https://127.0.0.1:{receiver.server_port}/",
        contact_webhook_secret="whsec_" + "A" * 40,
        contact_webhook_private=True,
    )
    webhook = webhook_from(settings)
    assert webhook is not None
    expected = nullcontext() if posts else pytest.raises(ReceiverProblemError, match="certificate verify failed")
    with expected:
        webhook.send(replace(MESSAGE, target="webhook", kind="question"), now=NOW)
    assert len(receiver.came) == posts
