"""What the service writes by itself: once a minute at most, once a week for the week, and nothing without mail."""

from datetime import date, timedelta

import pytest

from feedback_api.outbox.messages import list_waiting
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.running.correspondence import Correspondence
from feedback_api.service import Feedback
from feedback_api.week.letter import last_full_week, send_week
from publishing.settings import SettingError, read_settings
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW, SITE_URL

READERS = ("ada@example.com", "bob@example.com")


def test_the_week_is_mailed_once_to_each_who_wants_it(feedback: Feedback, rate: Rate) -> None:
    """Asked again within the week, nothing is added; the week after it is another mail."""
    rate("reset", no=2, at=NOW - timedelta(days=6), goal="Find <it>")
    assert send_week(feedback.database, READERS, SITE_URL, now=NOW) == 2
    assert send_week(feedback.database, READERS, SITE_URL, now=NOW + timedelta(hours=5)) == 0
    assert send_week(feedback.database, READERS, SITE_URL, now=NOW + timedelta(days=7)) == 2
    with feedback.database.reading() as connection:
        first, *_ = list_waiting(connection)
    assert first.content["subject"] == "The help centre's week, 2026-11-09 to 2026-11-15"
    assert "- Reset: 2 said no, 0 yes" in first.content["text"]
    assert '"Find <it>"' in first.content["text"]
    assert "https://help.example.com/staff/?until=2026-11-15" in first.content["text"]


@pytest.mark.parametrize(("today", "last"), [("2026-11-22", "2026-11-15"), ("2026-11-23", "2026-11-22")])
def test_a_week_ends_on_sunday(today: str, last: str) -> None:
    """On Sunday the week is not over yet; on Monday it is."""
    assert last_full_week(date.fromisoformat(today)) == date.fromisoformat(last)


def test_what_is_due_is_written_by_one_process(feedback: Feedback) -> None:
    """What is due is queued once, and not at each look."""
    letters = Correspondence(feedback, "", READERS)
    assert letters.write_what_is_due() == 2
    assert letters.write_what_is_due() == 0


def test_a_wrong_address_for_the_week_can_be_corrected(feedback: Feedback) -> None:
    """What waits for an address that was taken out of the settings is withdrawn; the new one gets the same week."""
    assert send_week(feedback.database, ["wrong@example.com"], SITE_URL, now=NOW) == 1
    assert send_week(feedback.database, ["right@example.com"], SITE_URL, now=NOW) == 1
    with feedback.database.reading() as connection:
        assert [message.content["to"] for message in list_waiting(connection)] == ["right@example.com"]
    assert send_week(feedback.database, [], SITE_URL, now=NOW) == 0
    with feedback.database.reading() as connection:
        assert list_waiting(connection) == []


def test_who_gets_the_week_is_read_from_the_settings() -> None:
    """Addresses stand between commas; what is none is refused."""
    read = read_settings(DeliverySettings, {"HELP_CENTRE_WEEK_TO": "ada@example.com, bob@example.com"})
    assert read.week_to == READERS
    for wrong in ("everybody", "ada@example.com bob@example.com"):
        with pytest.raises(SettingError):
            read_settings(DeliverySettings, {"HELP_CENTRE_WEEK_TO": wrong})
