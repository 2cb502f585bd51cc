"""What a clock that was ahead has dated counts, and ends, as if it had happened when the clock was put right."""

from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from feedback_api.commands.work_items import work_items
from feedback_api.keeping.dated_ahead import CHORE, COUNTS_OF_DAYS, put_right_what_is_dated_ahead
from feedback_api.missing_pages.visits import Visit, note_visit
from feedback_api.queue.review import review
from feedback_api.ratings.readings import ArticleCounts, read_counts
from feedback_api.ratings.tables import rating_days, rating_totals, ratings
from feedback_api.schema import metadata
from feedback_api.service import Feedback, utc_now
from feedback_api.turns.chores import is_overdue
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.store import list_events, list_items
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication
from tests.feedback_api.queue.test_review import POLICY

DAY = timedelta(days=1)
AHEAD = NOW + 300 * DAY


def look(feedback: Feedback, *, now: datetime) -> None:
    """Put right what is due, as a round does."""
    with feedback.database.writing() as connection:
        put_right_what_is_dated_ahead(connection, now=now)


def put_right(feedback: Feedback, *, now: datetime = NOW) -> None:
    """Let a day go by since the clock is right: *now* is its end."""
    look(feedback, now=now - DAY)
    look(feedback, now=now)


def items(feedback: Feedback) -> list[WorkItem]:
    """List every item there is."""
    with feedback.database.reading() as connection:
        return list_items(connection)


def counted(feedback: Feedback, article_id: str) -> ArticleCounts:
    """Count the ratings of an article."""
    with feedback.database.reading() as connection:
        return next(row for row in read_counts(connection, POLICY, now=NOW) if row.article_id == article_id)


def test_a_verdict_of_readers_waits_no_longer_than_a_day(
    publication: Publication, feedback: Feedback, rate: Rate
) -> None:
    """The ratings of a repair that shipped while the clock was ahead verify it once the clock is right."""
    rate("reset", no=12, at=NOW - 2 * DAY)
    review(feedback.database, now=NOW - 2 * DAY)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=AHEAD)
    rate("reset", yes=15, revision=SECOND, at=AHEAD)
    review(feedback.database, now=AHEAD - DAY)
    rate("reset", yes=15, revision=SECOND)
    review(feedback.database, now=NOW)
    assert items(feedback)[0].state is State.SHIPPED
    put_right(feedback)
    assert counted(feedback, "reset").counts.helpful == 30
    review(feedback.database, now=NOW)
    assert items(feedback)[0].state is State.VERIFIED
    with feedback.database.reading() as connection:
        assert all(event.at <= NOW for event in list_events(connection, 1))


def test_silence_counts_from_when_the_clock_is_right(feedback: Feedback) -> None:
    """An address that was met while the clock was ahead closes after days of silence, neither at once nor in a year."""
    with feedback.database.writing() as connection:
        for _ in range(5):
            note_visit(connection, Visit("/gone/"), now=AHEAD)
    review(feedback.database, now=AHEAD)
    put_right(feedback)
    review(feedback.database, now=NOW + DAY)
    assert items(feedback)[0].state is State.OPEN
    review(feedback.database, now=NOW + 6 * DAY)
    assert items(feedback)[0].state is State.VERIFIED


def test_a_broken_link_that_was_closed_in_a_time_to_come_opens_again(feedback: Feedback) -> None:
    """Who meets the address after the clock was put right counts."""
    with feedback.database.writing() as connection:
        for _ in range(5):
            note_visit(connection, Visit("/gone/"), now=AHEAD)
    review(feedback.database, now=AHEAD)
    review(feedback.database, now=AHEAD + 6 * DAY)
    put_right(feedback)
    with feedback.database.writing() as connection:
        for _ in range(5):
            note_visit(connection, Visit("/gone/"), now=NOW + DAY)
    review(feedback.database, now=NOW + DAY)
    assert [item.state for item in items(feedback)] == [State.OPEN, State.VERIFIED]


def test_counts_stay_in_step_with_ratings(feedback: Feedback, rate: Rate) -> None:
    """Ratings and their counts of days to come go to today together, added to what is there."""
    rate("reset", yes=2, no=1)
    rate("reset", yes=1, no=3, at=AHEAD)
    rate("reset", no=1, at=AHEAD + 2 * DAY)
    put_right(feedback)
    with feedback.database.reading() as connection:
        days = connection.execute(select(rating_days.c.day, rating_days.c.helpful, rating_days.c.unhelpful)).all()
        totals = connection.execute(select(rating_totals)).all()
        assert set(connection.execute(select(ratings.c.rated_at)).scalars()) == {NOW}
    assert days == totals == [(NOW.date(), 3, 5)]


@pytest.mark.parametrize("behind", [timedelta(hours=1), 20_000 * DAY], ids=["an hour", "since 1972"])
def test_a_clock_that_is_behind_for_a_while_touches_nothing(feedback: Feedback, rate: Rate, behind: timedelta) -> None:
    """A machine that has just started may not know the time yet: all is as it was once it does."""
    rate("reset", no=12)
    review(feedback.database, now=NOW)
    for minutes in (0, 10, 60):
        look(feedback, now=NOW - behind + timedelta(minutes=minutes))
    look(feedback, now=NOW)
    look(feedback, now=NOW + 2 * DAY)
    assert items(feedback)[0].changed_at == NOW
    assert counted(feedback, "reset").counts.unhelpful == 12


@pytest.mark.parametrize("as_of", [False, True])
def test_a_review_as_of_another_day_calls_nothing_ahead(
    publication: Publication, feedback: Feedback, rate: Rate, monkeypatch: pytest.MonkeyPatch, as_of: bool
) -> None:
    """The command looks by the clock of the machine, never by a day that somebody names."""
    monkeypatch.setenv("HELP_CENTRE_DATABASE_URL", publication.feedback_settings.database_url)
    monkeypatch.setenv("HELP_CENTRE_CATALOGUE", str(publication.site / "catalogue.json"))
    rate("reset", no=1, at=utc_now() if as_of else utc_now() + 300 * DAY)
    reviewed = CliRunner().invoke(work_items, ["review", *(["--as-of", "2000-01-01"] if as_of else [])])
    assert (reviewed.exit_code, reviewed.output) == (0, "Reviewed: nothing has changed.\n")
    with feedback.database.reading() as connection:
        assert is_overdue(connection, CHORE, now=utc_now() + 2 * DAY) is not as_of


def test_every_count_of_a_day_is_known() -> None:
    """A table that counts by day is put right, or is about something else."""
    by_day = {table.name for table in metadata.sorted_tables if "day" in table.primary_key.columns}
    assert by_day == {table.name for table in COUNTS_OF_DAYS} | {"source_salts"}
