"""``help-centre outbox`` as operators run it, over a real mail server that was away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publishing.catalogue import Catalogue, write_catalogue
from tests.feedback_api.publication import FIRST, NOW, SITE_URL, plain_article
from tests.help_centre import HelpCentre
from tests.mail_server import MailServer

pytestmark = pytest.mark.slow
QUESTION = {"key": "6f0c8a52-3a44-4a3e-9d3e-0a6f3f1f0b1d", "goal": "Get in", "email": "gone@example.com"}


@dataclass
class MailingHelpCentre(HelpCentre):
    """A help centre without pages whose questions go out by mail."""

    mail: MailServer = field(default_factory=lambda: MailServer(Path()))

    def environment(self) -> dict[str, str]:
        """Give the environment of the service."""
        return {
            **super().environment(),
            "HELP_CENTRE_CATALOGUE": str(self.folder / "catalogue.json"),
            "HELP_CENTRE_MAIL_SERVER": self.mail.url,
            "HELP_CENTRE_MAIL_FROM": "help@example.com",
            "HELP_CENTRE_CONTACT_TO": "team@example.com",
            "HELP_CENTRE_WORKERS": "1",
        }


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[MailingHelpCentre]:
    """Give a help centre with one stored question, that is not running any more."""
    articles = (plain_article("reset", FIRST),)
    catalogue = Catalogue(schema_version=1, site_url=SITE_URL, built_at=NOW, articles=articles)
    write_catalogue(catalogue, tmp_path / "catalogue.json")
    centre = MailingHelpCentre(tmp_path, mail=MailServer(tmp_path / "mailbox"))
    centre.start()
    assert centre.post("api/v1/contact", QUESTION).status == 201
    centre.stop()
    yield centre
    centre.stop()
    centre.mail.stop()


def test_what_waits_is_listed_and_tried_again(centre: MailingHelpCentre) -> None:
    """While the server is away the list says so with status 1; retried, the question goes; a bounce alarms nobody."""
    away = centre.attempt("outbox", "retry")
    assert away.returncode == 1
    assert "Still waiting: 2." in away.stdout
    listed = centre.attempt("outbox", "list")
    assert listed.returncode == 1
    assert "question to a person, since" in listed.stdout
    assert "cannot be used just now" in listed.stdout
    assert "example.com" not in listed.stdout
    centre.mail.start()
    one = centre.attempt("outbox", "retry", "1")
    assert (one.returncode, one.stdout) == (0, "Delivered: 1 x question to a person.\nStill waiting: 0.\n")
    retried = centre.attempt("outbox", "retry")
    assert "Delivered: nothing." in retried.stdout
    assert "550 5.1.1 No such mailbox" in retried.stdout
    refused = centre.attempt("outbox", "list")
    assert (refused.returncode, "given up (its address is forgotten)" in refused.stdout) == (0, True)
    assert len(centre.mail.messages("team@example.com")) == 1


def test_a_number_that_does_not_wait_is_refused(centre: MailingHelpCentre) -> None:
    """A slip in the number is told in one sentence, as wrong use."""
    wrong = centre.attempt("outbox", "retry", "99")
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("error: No message 99 waits")


def test_a_service_that_starts_again_delivers_what_it_had_stored(centre: MailingHelpCentre) -> None:
    """What was acknowledged before the service ended goes out when it is back, by itself."""
    centre.mail.start()
    centre.start()
    assert "Get in" in str(centre.mail.wait_for("team@example.com"))
    assert centre.get("readyz").status == 200
