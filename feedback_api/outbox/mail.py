"""Mail: one message at a time to one server, over TLS unless it is this machine, headers made by the library."""

from __future__ import annotations

import hashlib
import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

from feedback_api.mails.addresses import address, header_text, one_line
from feedback_api.outbox.messages import Message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.personal.words import without_personal_words
from feedback_api.receivers.problems import ReceiverProblemError, Scope
from feedback_api.turns.deadline import deadline
from publishing.settings import SettingError

PATIENCE_SECONDS = 60.0
"""For a whole exchange: a server that looks into mails takes its time before it takes one."""
MAX_QUOTED_CHARS = 200
PORTS = {"smtp": 25, "smtps": 465}
# The library loses the quotes of a long name when it folds it, and what follows is read as other addresses.
NO_ADDRESS = str.maketrans(dict.fromkeys('()<>@,:;\\"[]', " "))
GREETING, PERMANENT, NEVER = 220, 500, 600
NOT_SENT = (ConnectionRefusedError, socket.gaierror, smtplib.SMTPConnectError, ssl.SSLError)
TRY_AGAIN = "It is tried again, less and less often."
# The strict policy refuses a header that spans lines; what `header_text` leaves has none, not even encoded ones.
POLICY = policy.SMTP.clone(raise_on_defect=True)


@dataclass(frozen=True)
class Mail:
    """The way to one mail server."""

    name: str
    host: str
    port: int
    implicit_tls: bool
    plain: bool
    user: str
    password: str = field(repr=False)
    sender: Address
    desk: Address | None = None
    patience_seconds: float = PATIENCE_SECONDS

    def send(self, message: Message, *, now: datetime) -> None:
        """
        Hand *message* over.

        Raises:
            ReceiverProblemError: it was not taken, or nobody can tell.

        """
        del now
        try:
            mail = compose(message, self.sender, self._recipient(message))
            mail.as_bytes()  # what cannot be written is found before the server is asked
        except (ValueError, MessageError) as error:  # what cannot be encoded is a ValueError too
            why = "its address is none" if type(error) is ValueError else type(error).__name__
            raise ReceiverProblemError(
                f"The message {message.id} cannot be written as a mail: {why}.",
                "Correct the setting that it comes from, then run 'help-centre outbox retry'.",
                scope=Scope.ITEM_AS_IT_IS,
            ) from error
        with self._explained(message), self._connected() as server:
            server.send_message(mail)

    def _recipient(self, message: Message) -> Address:
        """Give whom *message* is for: questions go where the settings say now, not where they said then."""
        if message.kind != "question":
            return address(message.content["to"])
        if self.desk is None:
            raise ReceiverProblemError(
                f"The message {message.id} is a question, and nobody is set whom questions go to.",
                "Set HELP_CENTRE_CONTACT_TO, start the service again, then run 'help-centre outbox retry'.",
                scope=Scope.ITEM_AS_IT_IS,
            )
        return self.desk

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        """Connect, encrypt and sign in; saying goodbye may fail once the message is taken."""
        context, patience = ssl.create_default_context(), self.patience_seconds
        if self.implicit_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(timeout=patience, context=context)
        else:
            server = smtplib.SMTP(timeout=patience)
        # Whose certificate to ask for is told to the constructor alone, and that would wait for a greeting without end.
        server._host = self.host  # type: ignore[attr-defined]  # noqa: SLF001 - see above
        with closing(server), deadline(lambda: [server.sock], patience):
            code, said = server.connect(self.host, self.port)
            if code != GREETING:
                raise smtplib.SMTPConnectError(code, said)
            if not self.implicit_tls and not self.plain:
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
            yield server

    @contextmanager
    def _explained(self, message: Message) -> Iterator[None]:
        try:
            yield
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise self._of_message(message, code, said) from error
        except smtplib.SMTPAuthenticationError as error:
            raise ReceiverProblemError(
                f"{self.name} does not know us ({_said(error.smtp_code, error.smtp_error)}).",
                "Check HELP_CENTRE_MAIL_USER and HELP_CENTRE_MAIL_PASSWORD, and start the service again.",
            ) from error
        except smtplib.SMTPSenderRefused as error:
            raise ReceiverProblemError(
                f"{self.name} does not take mail from us ({_said(error.smtp_code, error.smtp_error)}).",
                f"Check HELP_CENTRE_MAIL_FROM. {TRY_AGAIN}",
            ) from error
        except smtplib.SMTPDataError as error:
            raise self._of_message(message, error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise self._not_supported(message, error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise ReceiverProblemError(
                f"{self.name} cannot be used just now ({_reason(error)}).",
                f"Check that this machine can reach it. {TRY_AGAIN}",
                unknown=not isinstance(error, NOT_SENT),
            ) from error

    def _of_message(self, message: Message, code: int, said: bytes | str) -> ReceiverProblemError:
        if PERMANENT <= code < NEVER:
            return ReceiverProblemError(
                f"{self.name} refused the message {message.id} ({_said(code, said)}).",
                "Correct what it names, then run 'help-centre outbox retry'.",
                scope=Scope.ITEM_AS_IT_IS,
            )
        return ReceiverProblemError(
            f"{self.name} does not take the message {message.id} yet ({_said(code, said)}).",
            TRY_AGAIN,
            scope=Scope.ITEM,
        )

    def _not_supported(self, message: Message, error: smtplib.SMTPNotSupportedError) -> ReceiverProblemError:
        if "STARTTLS" in str(error):
            return ReceiverProblemError(
                f"{self.name} offers no TLS.",
                "Use smtps://, or set HELP_CENTRE_MAIL_PLAIN=yes for a server in your own network.",
            )
        return ReceiverProblemError(
            f"{self.name} cannot carry the message {message.id} ({error}).",
            "Its address has letters that this server does not take.",
            scope=Scope.ITEM_AS_IT_IS,
        )


def mail_from(settings: DeliverySettings) -> Mail | None:
    """
    Read the way to the mail server from *settings*; None when they name none.

    Raises:
        SettingError: the server or the sender is missing or cannot be understood.

    """
    if not settings.mail_server:
        return None
    scheme, host, port = _place(settings.mail_server)
    plain = _is_this_machine(host) or settings.mail_plain
    if settings.mail_user and plain and not _is_this_machine(host):
        raise SettingError(
            "HELP_CENTRE_MAIL_PLAIN would send the password unencrypted.", "Leave the user name away, or use TLS."
        )
    return Mail(
        name=f"The mail server {host}",
        host=host,
        port=port,
        implicit_tls=scheme == "smtps",
        plain=plain,
        user=settings.mail_user,
        password=settings.mail_password,
        sender=_sender(settings.mail_from),
        desk=_desk(settings.contact_to) if settings.contact_to else None,
    )


def compose(message: Message, sender: Address, recipient: Address) -> EmailMessage:
    """
    Write *message* as a mail to *recipient*; it is the same each time, so that who gets it twice can tell.

    Raises:
        ValueError: an address is none.

    """
    content = message.content
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = recipient
    if content.get("reply_to"):
        mail["Reply-To"] = address(content["reply_to"], content.get("reply_to_name", "").translate(NO_ADDRESS))
    mail["Subject"] = header_text(content["subject"])
    mail["Date"] = format_datetime(message.queued_at)
    mail["Message-ID"] = f"<{hashlib.sha256(message.key.encode()).hexdigest()[:40]}@{sender.domain}>"
    if message.kind != "question":
        mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(content["text"])
    mail["Content-Language"] = content.get("lang") or "en"  # the words above take every such header away
    return mail


def _sender(text: str) -> Address:
    name, spec = parseaddr(text)
    try:
        return address(spec, name)
    except ValueError as error:
        raise SettingError(
            f"HELP_CENTRE_MAIL_FROM: '{text}' is no address.", "Write it like Help <help@example.com>."
        ) from error


def _desk(text: str) -> Address:
    try:
        return address(text)
    except ValueError as error:
        raise SettingError(
            f"HELP_CENTRE_CONTACT_TO: '{text}' is no address.", "Write it like support@example.com."
        ) from error


def _place(url: str) -> tuple[str, str, int]:
    """Read scheme, host and port of a mail server."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # what cannot be encoded is a ValueError too
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in PORTS or not host or " " in host or port == 0 or parts.username or parts.path.strip("/"):
        raise SettingError(
            f"HELP_CENTRE_MAIL_SERVER: '{url}' cannot be understood.",
            "Write it like smtps://mail.example.com or smtp://mail.example.com:587.",
        )
    return parts.scheme, host, port or PORTS[parts.scheme]


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", errors="replace") if isinstance(text, bytes) else text
    return f"{code} {_quoted(words)}"


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return _quoted(str(error)) or type(error).__name__


def _quoted(words: str) -> str:
    """Repeat what a server said: no address, which may have been forgotten here, and nothing that a terminal obeys."""
    return without_personal_words(one_line(words))[:MAX_QUOTED_CHARS]
