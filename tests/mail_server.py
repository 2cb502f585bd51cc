"""
A real mail server for tests, in a process of its own: what it takes lies in a folder, a file a message.

Run ``python -m tests.mail_server PORT FOLDER``, and for TLS ``SCHEME CERTIFICATE KEY`` behind it: ``smtps``, or
``smtp`` for STARTTLS, and then only ``USER`` with ``PASSWORD`` may send. Recipients called ``gone`` are refused for
good, those called ``later`` for now; a message is on the disk before it is acknowledged.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from tests.help_centre import free_port

PATIENCE_SECONDS = 60
USER, PASSWORD = "help", "long enough"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Tls:
    """How a server encrypts, and the files that it proves its name with."""

    scheme: Literal["smtp", "smtps"]
    certificate: Path
    key: Path


@dataclass
class MailServer:
    """The server and the folder of what it took; it may be stopped and started."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    tls: Tls | None = None

    @property
    def url(self) -> str:
        """What to set ``HELP_CENTRE_MAIL_SERVER`` to."""
        return f"{self.tls.scheme if self.tls else 'smtp'}://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.folder.mkdir(exist_ok=True)
        tls = [self.tls.scheme, self.tls.certificate, self.tls.key] if self.tls else []
        arguments = map(str, [self.port, self.folder, *tls])
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.mail_server", *arguments], cwd=ROOT
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self.process.poll() is None, "the mail server ended"
            assert time.monotonic() < deadline, "the mail server does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop at once, as a machine that loses its power."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def messages(self, to: str | None = None) -> list[EmailMessage]:
        """Read what was taken, in order, all of it or what was sent *to* somebody."""
        taken = [
            read_message(path) for path in sorted(self.folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        ]
        return [message for message in taken if to is None or message["X-RcptTo"] == to]

    def wait_for(self, to: str, *, about: str = "", number: int = 1, seconds: float = PATIENCE_SECONDS) -> EmailMessage:
        """Wait until as many messages as *number* with *about* in the subject came for *to*; give the last of them."""
        deadline = time.monotonic() + seconds
        while len(found := [message for message in self.messages(to) if about in message["Subject"]]) < number:
            assert time.monotonic() < deadline, (
                f"no mail came for {to}; there is {[str(m['To']) for m in self.messages()]}"
            )
            time.sleep(0.1)
        return found[-1]

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
                return (self.tls is not None and self.tls.scheme == "smtps") or connection.recv(3) == b"220"
        except OSError:
            return False


def read_message(path: Path) -> EmailMessage:
    """Read one mail."""
    message: EmailMessage = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    return message


def text_of(message: EmailMessage) -> str:
    """Give the words of a mail."""
    text: str = message.get_content().replace("\r\n", "\n")
    return text


class _Folder:
    """What aiosmtpd calls for each command."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's interface
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return f"550 5.1.1 No such mailbox: <{address}>\x1b[2J"
        if address.startswith("later@"):
            return "451 4.3.0 Not now"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's interface
        name = uuid4().hex
        written = self._folder / f"{name}.part"
        with written.open("wb") as file:
            file.write(b"X-RcptTo: " + envelope.rcpt_tos[0].encode() + b"\r\n" + envelope.content)
            file.flush()
            os.fsync(file.fileno())
        written.rename(self._folder / f"{name}.eml")
        return "250 Taken"


def _may_send(_server: Any, _session: Any, _envelope: Any, _mechanism: str, login: Any) -> Any:
    from aiosmtpd.smtp import AuthResult  # noqa: PLC0415 - tests that only start the server do without it

    return AuthResult(handled=False, success=(login.login, login.password) == (USER.encode(), PASSWORD.encode()))


def _terms(scheme: str, certificate: str, key: str) -> tuple[ssl.SSLContext, dict[str, Any]]:
    """Give what TLS is spoken with, and what the server asks for before it takes a mail."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    asked = {"auth_required": True, "authenticator": _may_send}
    if scheme == "smtps":  # the library sees TLS only where it was asked for with STARTTLS
        return context, {**asked, "auth_require_tls": False}
    return context, {**asked, "tls_context": context, "require_starttls": True}


async def _serve(port: int, folder: Path, scheme: str = "", certificate: str = "", key: str = "") -> None:
    from aiosmtpd.smtp import SMTP  # noqa: PLC0415 - tests that only start the server do without it

    context, asked = _terms(scheme, certificate, key) if scheme else (None, {})
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(_Folder(folder), hostname="mail.example.com", enable_SMTPUTF8=True, **asked),
        "127.0.0.1",
        port,
        ssl=context if scheme == "smtps" else None,
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
