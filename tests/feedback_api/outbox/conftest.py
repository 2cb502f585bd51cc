"""A database of each kind, a mail server, and a turn at the outbox."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feedback_api.database.connections import Database
from feedback_api.outbox.mail import mail_from
from feedback_api.outbox.messages import MessageKind, list_waiting, queue_message
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.outbox.targets import Targets
from feedback_api.outbox.turn import SendingTurn, TurnReport
from tests.feedback_api.outbox.receivers import Receiver
from tests.feedback_api.publication import NOW
from tests.mail_server import MailServer
from tests.web_server import serving

SENDER = "Help <help@example.com>"


@dataclass
class Outbox:
    """An outbox over a real database and a real mail server, on a clock that is moved by hand."""

    database: Database
    server: MailServer
    now: datetime = NOW
    targets: Targets = field(default_factory=dict)

    def queue(self, key: str, to: str, *, kind: MessageKind = "week", **content: str) -> bool:
        """Store one mail."""
        said = {"to": to, "subject": f"About {key}", "text": f"Words of {key}.\n", **content}
        with self.database.writing() as connection:
            return queue_message(connection, key, "mail", kind, said, now=self.now)

    def send(self, *, by_hand: bool = False, after: timedelta = timedelta()) -> TurnReport:
        """Take a turn, *after* a while."""
        self.now += after
        report = self.turn(by_hand=by_hand).take()
        assert report is not None
        return report

    def turn(self, *, by_hand: bool = False) -> SendingTurn:
        """Make the turn of mail."""
        mail = self.targets["mail"]
        return SendingTurn(self.database, "mail", mail, lambda: self.now, lambda: 0.5, by_hand=by_hand)

    def waiting(self) -> list[str]:
        """Name what still waits."""
        with self.database.reading() as connection:
            return [message.key for message in list_waiting(connection)]


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    """Give a mail server that runs."""
    server = MailServer(tmp_path / "mailbox")
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give an empty database of each kind."""
    sqlite = f"sqlite:///{tmp_path}/feedback.db"
    database = Database(sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url"))
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def outbox(database: Database, mail_server: MailServer) -> Outbox:
    """Give an empty outbox that sends mail."""
    mail = mail_from(DeliverySettings(mail_server=mail_server.url, mail_from=SENDER))
    assert mail is not None
    return Outbox(database, mail_server, targets={"mail": mail})


@pytest.fixture
def settings() -> Callable[..., DeliverySettings]:
    """Make settings that name a mail server, and more."""

    def settings(**more: object) -> DeliverySettings:
        return DeliverySettings(**{"mail_server": "smtp://127.0.0.1", "mail_from": SENDER, **more})  # type: ignore[arg-type]

    return settings


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Give a receiver that runs."""
    server = Receiver()
    with serving(server):
        yield server
        server.silent.set()
