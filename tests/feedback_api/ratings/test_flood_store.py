"""A flood is set aside as it comes, stays visible, and can be put back."""

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from feedback_api.evidence.policy import Policy
from feedback_api.keeping.retention import forget_sources
from feedback_api.queue.review import review
from feedback_api.queue.undecided import list_undecided
from feedback_api.ratings.csv_files import export_ratings, import_ratings, read_lines
from feedback_api.ratings.flood_store import UnknownFloodError, list_floods, put_back
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.ratings.tables import floods, rating_days, ratings
from feedback_api.service import Feedback
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE, MOST_WITHIN_THE_WINDOW, FloodReason
from feedback_api.sources.networks import HOUSEHOLDS, read_networks, source_of
from feedback_api.sources.tables import rating_places, rating_sources, source_salts
from feedback_api.work_items.sentences import in_words
from feedback_api.work_items.store import list_items
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW

MORNING = NOW.replace(hour=6)
TROLL, READER = "8.8.4.4", "8.8.8.8"


def send(feedback: Feedback, times: int = 1, *, minutes: float = 0, source: str | None = TROLL, **said: object) -> None:
    """Send ratings of the reset article, a "no" each, two minutes apart, beginning *minutes* after six."""
    with feedback.database.writing() as connection:
        for number in range(times):
            body = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": False, **said}
            at = MORNING + timedelta(minutes=minutes + 2 * number)
            record_rating(connection, RatingBody.model_validate(body), now=at, source=source)


def counted(feedback: Feedback) -> tuple[int, int]:
    """Give yes and no of the reset article, as the evidence has them."""
    sums = (func.coalesce(func.sum(column), 0) for column in (rating_days.c.helpful, rating_days.c.unhelpful))
    with feedback.database.reading() as connection:
        helpful, unhelpful = connection.execute(select(*sums).where(rating_days.c.article_id == "reset")).one()
    return int(helpful), int(unhelpful)


def test_a_few_from_one_source_count(feedback: Feedback) -> None:
    """A household may rate an article."""
    send(feedback, MOST_FROM_ONE_SOURCE)
    assert counted(feedback) == (0, MOST_FROM_ONE_SOURCE)


def test_of_a_flood_from_one_source_one_rating_counts(feedback: Feedback) -> None:
    """The first counts, those after it are set aside, and other readers go on counting."""
    send(feedback, 100)
    send(feedback, source=READER, minutes=1, helpful=True)
    send(feedback, source=None, minutes=1, helpful=True)
    assert counted(feedback) == (2, 1)
    with feedback.database.reading() as connection:
        (flood,) = list_floods(connection)
    assert (flood.reason, flood.helpful, flood.unhelpful) == (FloodReason.ONE_SOURCE, 0, 99)


def test_a_burst_is_set_aside_whole(feedback: Feedback, rate: Rate) -> None:
    """Of more ratings within a minute than a page gets, nobody can tell which were readers'; later ones count again."""
    rate("reset", yes=MOST_WITHIN_THE_WINDOW)
    assert counted(feedback) == (MOST_WITHIN_THE_WINDOW, 0)
    rate("reset", no=40, at=NOW + timedelta(seconds=10))
    rate("export", no=3, at=NOW + timedelta(seconds=10))
    assert counted(feedback) == (0, 0)
    rate("reset", no=2, at=NOW + timedelta(minutes=5))
    assert counted(feedback) == (0, 2)
    with feedback.database.reading() as connection:
        (flood,) = list_floods(connection)
    assert (flood.reason, flood.helpful, flood.unhelpful) == (FloodReason.BURST, MOST_WITHIN_THE_WINDOW, 40)


def test_a_flood_can_be_put_back(feedback: Feedback) -> None:
    """Every rating then counts on its day, and what still comes of it counts too."""
    send(feedback, 20)
    with feedback.database.writing() as connection:
        assert put_back(connection, 1, now=NOW) == 19
    assert counted(feedback) == (0, 20)
    send(feedback, 5, minutes=60)
    assert counted(feedback) == (0, 25)
    with feedback.database.writing() as connection:
        assert put_back(connection, 1, now=NOW) == 0
        with pytest.raises(UnknownFloodError):
            put_back(connection, 2, now=NOW)


def test_what_was_put_back_is_not_set_aside_again(feedback: Feedback, rate: Rate) -> None:
    """A person said that they were readers: a later flood of another kind takes only what came since."""
    send(feedback, MOST_FROM_ONE_SOURCE, source=READER)
    rate("reset", yes=MOST_WITHIN_THE_WINDOW, at=MORNING + timedelta(minutes=6, seconds=30))
    assert counted(feedback) == (0, MOST_FROM_ONE_SOURCE - 1)
    with feedback.database.writing() as connection:
        put_back(connection, 1, now=NOW)
    assert counted(feedback) == (MOST_WITHIN_THE_WINDOW, MOST_FROM_ONE_SOURCE)
    send(feedback, 3, minutes=60, source=READER)
    with feedback.database.reading() as connection:
        assert {flood.reason: flood.unhelpful for flood in list_floods(connection)}[FloodReason.ONE_SOURCE] == 5
    # The first of the source counts, and the one that came within the burst.
    assert counted(feedback) == (MOST_WITHIN_THE_WINDOW, 2)


def test_changing_an_answer_that_is_set_aside_counts_nothing(feedback: Feedback) -> None:
    """The same key again changes the rating, not the counts."""
    key = str(uuid4())
    send(feedback, 20)
    send(feedback, key=key)
    send(feedback, key=key, helpful=True)
    assert counted(feedback) == (0, 1)


def day_by_day(feedback: Feedback, days: int, *, source: str = TROLL, a_day: int = 1, begin: int = 0) -> None:
    """Let one source rate on each of some days."""
    for day in range(begin, begin + days):
        send(feedback, a_day, minutes=24 * 60 * day, source=source)


def test_whoever_comes_back_adds_no_more(feedback: Feedback) -> None:
    """What one source adds is bounded for as long as its ratings count, although its marks are gone after a day."""
    day_by_day(feedback, 30, a_day=2)
    assert counted(feedback) == (0, MOST_FROM_ONE_SOURCE)
    review(feedback.database, now=MORNING + timedelta(days=30))
    with feedback.database.reading() as connection:
        assert list_items(connection) == []
        assert {flood.reason for flood in list_floods(connection)} == {FloodReason.ONE_PLACE}
    send(feedback, source=READER, minutes=24 * 60 * 30)
    assert counted(feedback) == (0, MOST_FROM_ONE_SOURCE + 1)


def test_a_few_lines_open_no_item(feedback: Feedback) -> None:
    """An item needs ratings of as many sources as it needs ratings; with them it opens."""
    for line in range(4):
        day_by_day(feedback, 3, source=f"8.8.{line}.4")
    assert counted(feedback) == (0, 12)
    end = MORNING + timedelta(days=3)
    review(feedback.database, now=end)
    with feedback.database.reading() as connection:
        assert list_items(connection) == []
        (doubtful,) = list_undecided(connection, Policy(), now=end)
    assert doubtful.evidence.sources == 4
    said = in_words(doubtful.evidence, under_proof=False)
    assert said.endswith("8 of these ratings came from connections that had rated the text before.")
    send(feedback, source=READER, minutes=24 * 60 * 3)
    review(feedback.database, now=end)
    with feedback.database.reading() as connection:
        assert [item.evidence.unhelpful for item in list_items(connection)] == [13]


def test_what_is_put_back_is_of_different_readers(feedback: Feedback) -> None:
    """A person says so: they count, and open the item."""
    day_by_day(feedback, 12)
    end = MORNING + timedelta(days=12)
    with feedback.database.writing() as connection:
        for flood in list_floods(connection):
            put_back(connection, flood.id, now=end)
    assert counted(feedback) == (0, 12)
    review(feedback.database, now=end)
    with feedback.database.reading() as connection:
        assert [item.evidence.sources for item in list_items(connection)] == [9]


def test_a_place_is_forgotten_when_its_ratings_no_longer_count(feedback: Feedback) -> None:
    """That is after 90 days; it names no source, and no other text."""
    send(feedback, 3)
    with feedback.database.writing() as connection:
        forget_sources(connection, now=MORNING + timedelta(days=89))
        assert connection.execute(select(rating_places.c.ratings)).scalars().all() == [3]
        forget_sources(connection, now=MORNING + timedelta(days=92))
        assert connection.execute(select(rating_places)).all() == []


def test_a_changed_answer_and_a_taken_back_rating_keep_the_counts(feedback: Feedback) -> None:
    """How many came from known places is kept in step, whatever becomes of them."""
    key = str(uuid4())
    send(feedback, 2)
    send(feedback, key=key, minutes=5)
    send(feedback, key=key, minutes=6, helpful=True)
    assert (counted(feedback), again(feedback)) == ((1, 2), 2)
    send(feedback, 2, minutes=8)
    assert (counted(feedback), again(feedback)) == ((0, 1), 0)


def again(feedback: Feedback) -> int:
    """Give how many counted ratings came from a place that had rated the text before."""
    with feedback.database.reading() as connection:
        return int(connection.execute(select(func.sum(rating_days.c.again))).scalar_one())


def test_after_a_day_nothing_tells_the_source(feedback: Feedback) -> None:
    """Marks and salts are deleted; what was set aside stays so."""
    send(feedback, 20)
    with feedback.database.writing() as connection:
        forget_sources(connection, now=NOW + timedelta(days=3))
        for table in (rating_sources, source_salts):
            assert connection.execute(select(table)).all() == []
        assert connection.execute(select(floods.c.mark)).scalars().all() == [None]
        assert len(connection.execute(select(ratings.c.key).where(ratings.c.flood == 1)).all()) == 19


def test_an_imported_history_is_no_flood(feedback: Feedback) -> None:
    """A file may bring hundreds of ratings of one minute."""
    lines = "".join(f"reset,{FIRST},no,2026-11-20T10:00:{second % 60:02}Z\n" for second in range(300))
    with feedback.database.writing() as connection:
        file = io.StringIO(f"article_id,revision,helpful,rated_at\n{lines}")
        import_ratings(connection, read_lines(file, now=NOW))
    assert counted(feedback) == (0, 300)


def test_the_export_leaves_out_what_is_set_aside(feedback: Feedback) -> None:
    """Otherwise the next import would count it."""
    send(feedback, 20)
    with feedback.database.reading() as connection:
        assert export_ratings(connection, io.StringIO()) == 1


def test_an_address_that_many_share_is_bounded_too(feedback: Feedback) -> None:
    """One person in an office who rates on and on adds what its households may, beside what chance puts there."""
    shared = read_networks("8.8.4.4")
    with feedback.database.writing() as connection:
        for number in range(400):
            at = NOW + timedelta(hours=3 * number)
            body = {"key": str(UUID(int=number)), "article_id": "reset", "revision": FIRST, "helpful": False}
            source = source_of("8.8.4.4", shared=shared, identity=str(body["key"]))
            record_rating(connection, RatingBody.model_validate(body), now=at, source=source)
        counted = connection.execute(select(ratings.c.key).where(ratings.c.flood.is_(None))).all()
    assert MOST_FROM_ONE_SOURCE * HOUSEHOLDS / 2 < len(counted) < 2 * MOST_FROM_ONE_SOURCE * HOUSEHOLDS
