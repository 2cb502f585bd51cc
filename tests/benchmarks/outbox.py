"""
Does every message arrive, and once, while everything dies? Measured over a real service and a real mail server.

Run ``python -m tests.benchmarks.outbox``; it prints the counts and fails when a floor is missed.

Customers send questions to the service, which hands each to the mail server. Meanwhile the service is killed with
SIGKILL at random moments, all its processes, and started again; the mail server is killed and started too. A customer
whose question was not acknowledged sends it again under the same key, as the page does.

Every question that was acknowledged must arrive. A duplicate is forgiven where nobody could know better: at most one a
kill of either side, since a message that was being handed over may have been taken. By its Message-ID the receiver sees
that it is the same one.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from uuid import UUID

from publishing.catalogue import Catalogue, write_catalogue
from tests.feedback_api.publication import FIRST, NOW, SITE_URL, plain_article
from tests.help_centre import START_TIMEOUT_SECONDS, HelpCentre, command
from tests.mail_server import MailServer

SEED = 7
TEAM = "team@example.com"
RECEIVED = 201, 200
LAST_WAIT_SECONDS = 180
PAUSES_SECONDS = (0.3, 2.5)
SENDING_SECONDS = (0.02, 0.12)


@dataclass(frozen=True)
class Ordeal:
    """How many questions are sent, and how often the service is killed meanwhile."""

    messages: int
    kills: int


PROMISED = Ordeal(messages=500, kills=20)


@dataclass
class KilledHelpCentre(HelpCentre):
    """A help centre that is killed with all its processes, and sends mail to *mail*."""

    mail: MailServer = field(default_factory=lambda: MailServer(Path()))

    def environment(self) -> dict[str, str]:
        """Give the environment of a service that takes questions without a limit."""
        return {
            **super().environment(),
            "HELP_CENTRE_MAIL_SERVER": self.mail.url,
            "HELP_CENTRE_MAIL_FROM": "Help <help@example.com>",
            "HELP_CENTRE_CONTACT_TO": TEAM,
            "HELP_CENTRE_CONTACT_LIMIT": "0",
            "HELP_CENTRE_CATALOGUE": str(self.folder / "catalogue.json"),
        }

    def launch(self) -> None:
        """Start in a group of its own, and wait until it answers."""
        with (self.folder / "service.log").open("ab") as log:
            self.service = subprocess.Popen(
                [command(), "serve", "--port", str(self.port)],
                cwd=self.folder,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while not self.is_ready():
            assert time.monotonic() < deadline, (self.folder / "service.log").read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """End every process at once, without a word."""
        assert self.service is not None
        os.killpg(self.service.pid, signal.SIGKILL)
        self.service.wait()
        self.service = None


@dataclass
class Counts:
    """What was sent, what arrived, and how often each side died."""

    ordeal: Ordeal
    acknowledged: int = 0
    service_kills: int = 0
    mail_server_kills: int = 0
    arrived: Counter[str] = field(default_factory=Counter)
    copies: Counter[str] = field(default_factory=Counter)

    @property
    def lost(self) -> int:
        """Questions that were acknowledged and did not arrive."""
        return self.acknowledged - len(self.arrived)

    @property
    def duplicates(self) -> int:
        """Messages that arrived more than once."""
        return sum(count - 1 for counter in (self.arrived, self.copies) for count in counter.values())

    def complaints(self) -> Iterator[str]:
        """Say which floors are missed."""
        if self.acknowledged < self.ordeal.messages:
            yield f"only {self.acknowledged} of {self.ordeal.messages} questions were acknowledged"
        if self.lost or len(self.copies) < self.ordeal.messages:
            yield f"{self.lost} questions and {self.ordeal.messages - len(self.copies)} copies were lost"
        if self.service_kills < self.ordeal.kills:
            yield f"the service was killed only {self.service_kills} times"
        if self.duplicates > self.service_kills + self.mail_server_kills:
            yield f"{self.duplicates} duplicates are more than one a kill"


def main() -> int:
    """Measure, print, and give the exit status."""
    with _folder() as folder:
        counts = measure(folder, PROMISED)
    sys.stdout.write(
        f"{counts.acknowledged} questions acknowledged; {len(counts.arrived)} arrived, {len(counts.copies)} copies "
        f"arrived, {counts.lost} lost; {counts.duplicates} duplicates; service killed {counts.service_kills} times, "
        f"mail server killed {counts.mail_server_kills} times\n"
    )
    complaints = list(counts.complaints())
    for complaint in complaints:
        sys.stdout.write(f"FLOOR MISSED: {complaint}\n")
    return bool(complaints)


def measure(folder: Path, ordeal: Ordeal) -> Counts:
    """Send all questions of *ordeal* while everything dies, then let the rest arrive."""
    mail = MailServer(folder / "mailbox")
    mail.start()
    centre = KilledHelpCentre(folder, mail=mail)
    articles = (plain_article("reset", FIRST),)
    catalogue = Catalogue(schema_version=1, site_url=SITE_URL, built_at=NOW, articles=articles)
    write_catalogue(catalogue, folder / "catalogue.json")
    centre.launch()
    counts = Counts(ordeal)
    customers = threading.Thread(target=_send_all, args=(centre, counts))
    customers.start()
    _kill_at_random(centre, mail, counts, random.Random(SEED))
    customers.join()
    deadline = time.monotonic() + LAST_WAIT_SECONDS
    while time.monotonic() < deadline and not _is_complete(mail, ordeal):
        time.sleep(1)
    centre.kill()
    mail.stop()
    counts.arrived = Counter(message["Message-ID"] for message in mail.messages(TEAM))
    counts.copies = Counter(message["Message-ID"] for message in mail.messages() if message["X-RcptTo"] != TEAM)
    return counts


def _is_complete(mail: MailServer, ordeal: Ordeal) -> bool:
    return len({message["Message-ID"] for message in mail.messages()}) >= 2 * ordeal.messages


def _send_all(centre: HelpCentre, counts: Counts) -> None:
    """Ask each question until it is acknowledged."""
    chance = random.Random(SEED + 1)
    for number in range(counts.ordeal.messages):
        question = {"key": str(UUID(int=number)), "goal": f"Question {number}", "email": f"c{number}@example.com"}
        while not _is_taken(centre, question):
            time.sleep(0.1)
        counts.acknowledged += 1
        time.sleep(chance.uniform(*SENDING_SECONDS))


def _is_taken(centre: HelpCentre, question: dict[str, str]) -> bool:
    try:
        return centre.post("api/v1/contact", question).status in RECEIVED
    except (OSError, HTTPException):
        return False


def _kill_at_random(centre: KilledHelpCentre, mail: MailServer, counts: Counts, chance: random.Random) -> None:
    """Kill the service again and again, and the mail server in two rounds of three, for up to two seconds."""
    for round_number in range(counts.ordeal.kills):
        time.sleep(chance.uniform(*PAUSES_SECONDS))
        if round_number % 3:
            mail.stop()
            counts.mail_server_kills += 1
            time.sleep(chance.uniform(0, 2))
        if round_number % 2:
            _revive(mail)
            time.sleep(chance.uniform(0, 1))
        centre.kill()
        counts.service_kills += 1
        _revive(mail)
        centre.launch()


def _revive(mail: MailServer) -> None:
    if mail.process is None:
        mail.start()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="outbox-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
