"""When a person answers: weekends, holidays, nights over midnight of the zone, and clocks that change."""

from datetime import UTC, datetime

import pytest

from feedback_api.contact.hours import hours_in_words, read_hours

OFFICE = read_hours("Mon-Fri 09:00-17:00, Sat 10:00-14:00", "Europe/Berlin", "2026-12-25, 2026-12-26")


def at(text: str) -> datetime:
    """Read a time in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-20T08:00", True),
        ("2026-11-20T07:59", False),
        ("2026-11-20T15:59", True),
        ("2026-11-20T16:00", False),
        ("2026-07-20T07:00", True),
        ("2026-11-21T09:00", True),
        ("2026-11-22T10:00", False),
        ("2026-12-25T10:00", False),
    ],
)
def test_somebody_is_there_or_not(now: str, is_open: bool) -> None:
    """The hours are those of the zone, summer and winter, and not on holidays."""
    assert OFFICE.is_open(at(now)) is is_open


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        ("2026-11-20T16:00", "2026-11-21T10:00:00+01:00"),
        ("2026-11-22T23:30", "2026-11-23T09:00:00+01:00"),
        ("2026-12-24T16:00", "2026-12-28T09:00:00+01:00"),
    ],
)
def test_the_next_time_is_told(now: str, begin: str) -> None:
    """Out of hours the customer hears when it goes on, holidays left out."""
    found = OFFICE.opens_next(at(now))
    assert found is not None
    assert found.isoformat() == begin


def test_hours_over_the_weekend_wrap_around() -> None:
    """Saturday to Monday are three days."""
    wrapped = read_hours("Sat-Mon 08:00-24:00", "UTC", "")
    days = [wrapped.is_open(datetime(2026, 11, day, 23, 59, tzinfo=UTC)) for day in range(16, 23)]
    assert days == [True, False, False, False, False, True, True]


def test_without_hours_nothing_is_promised() -> None:
    """Who set no hours says none."""
    assert hours_in_words(read_hours("", "UTC", ""), "en", now=at("2026-11-20T10:00")) == ""


def test_the_words_are_of_the_language() -> None:
    """Open and closed, in English and German."""
    assert hours_in_words(OFFICE, "en", now=at("2026-11-20T10:00")).endswith("Somebody is there now.")
    assert "Gerade ist jemand da." in hours_in_words(OFFICE, "de", now=at("2026-11-20T10:00"))


@pytest.mark.parametrize("wrong", ["always", "Mon 9-17", "Mon 17:00-09:00", "Xyz 09:00-10:00", "Mon 25:00-26:00"])
def test_hours_that_cannot_be_understood_are_refused(wrong: str) -> None:
    """A slip in the settings is found at the start."""
    with pytest.raises(ValueError, match=r".+"):
        read_hours(wrong, "UTC", "")


def test_a_zone_that_does_not_exist_is_refused() -> None:
    """Nobody is told the hours of another place."""
    with pytest.raises(ValueError, match="no time zone"):
        read_hours("", "Mars/Olympus", "")
