"""Searches are kept without slowing anybody down, and typing is not searching."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from feedback_api.searches.log import Search, SearchLog, settle, unfinished
from feedback_api.searches.tables import clicks, searches
from feedback_api.service import Feedback
from tests.feedback_api.publication import NOW

pytestmark = pytest.mark.slow

LATER = NOW + timedelta(minutes=5)


def typed(query: str, seconds: float, *, partial: bool = True, lang: str | None = "en") -> Search:
    """Make a search at *seconds* after ``NOW``; its words are its id."""
    return Search(query or "-", query, lang, 3, partial, NOW + timedelta(seconds=seconds))


def test_typing_a_word_is_one_search() -> None:
    """Of "pass", "passw", "password" only the last one counts."""
    log = [typed("pass", 0), typed("passw", 0.2), typed("Password ", 0.4)]
    assert unfinished(log, set()) == {"pass", "passw"}


def test_deleting_is_no_search_either() -> None:
    """What is left while somebody deletes what they typed does not count."""
    assert unfinished([typed("password", 0), typed("passwo", 1), typed("pa", 2)], set()) == {"passwo", "pa"}


def test_the_same_words_twice_count_once_while_typing() -> None:
    """Of two unfinished searches for the same words, and of one that is then sent with Enter, the later one counts."""
    again = Search("again", "pass", "en", 3, True, NOW + timedelta(seconds=1))
    sent = Search("sent", "pass", "en", 3, False, NOW + timedelta(seconds=2))
    assert unfinished([typed("pass", 0), again], set()) == {"pass"}
    assert unfinished([typed("pass", 0), again, sent], set()) == {"pass", "again"}


def test_a_clicked_prefix_counts() -> None:
    """Who finds the article before the word is finished has searched."""
    assert unfinished([typed("pass", 0), typed("password", 1)], {"pass"}) == set()


def test_a_finished_search_counts() -> None:
    """What was sent with Enter counts, whatever comes after it."""
    assert unfinished([typed("pass", 0, partial=False), typed("password", 1)], set()) == set()


def test_a_pause_ends_a_search() -> None:
    """Words that are carried on much later are a search of their own."""
    assert unfinished([typed("pass", 0), typed("password", 60)], set()) == set()


def test_languages_do_not_mix() -> None:
    """A word in another language carries nothing on."""
    assert unfinished([typed("pass", 0), typed("password", 1, lang="de")], set()) == set()


def test_searches_wait_in_memory_until_they_are_written(feedback: Feedback, search_log: SearchLog) -> None:
    """Noting a search touches no database; flushing writes all that wait, once."""
    search_log.note(typed("password", 0))
    with feedback.database.reading() as connection:
        assert connection.execute(select(searches)).all() == []
    assert search_log.flush() == 1
    assert search_log.flush() == 0


def test_without_the_database_searches_go_on_waiting(feedback: Feedback, search_log: SearchLog) -> None:
    """While another process holds the database, nothing is lost and nobody sees an error."""
    search_log.note(typed("password", 0))
    with feedback.database.writing():
        assert search_log.flush() == 0
    assert search_log.flush() == 1


def test_an_empty_search_is_none(search_log: SearchLog) -> None:
    """Opening the search box is not a search."""
    search_log.note(typed(" \x00", 0))
    assert search_log.flush() == 0


def test_what_was_typed_before_enter_does_not_count(feedback: Feedback, search_log: SearchLog) -> None:
    """The unfinished words before a search that was sent are dropped when they are settled."""
    for search in (typed("pass", 0), typed("password", 1, partial=False)):
        search_log.note(search)
    search_log.flush()
    assert settle(feedback.database, now=LATER) == 1
    with feedback.database.reading() as connection:
        assert connection.execute(select(searches.c.query)).scalars().all() == ["password"]


@pytest.fixture
def log(feedback: Feedback, search_log: SearchLog) -> SearchLog:
    """Give a log in which somebody typed a word and opened a hit on the way."""
    for search in (typed("pas", 0), typed("pass", 0.3), typed("passw", 0.6)):
        search_log.note(search)
    search_log.flush()
    with feedback.database.writing() as connection:
        connection.execute(insert(clicks).values(search_id="pass", article_id="reset", rank=1, clicked_at=NOW))
    return search_log


@pytest.mark.usefixtures("log")
def test_settling_drops_what_was_only_typed(feedback: Feedback) -> None:
    """After the pause, the clicked and the last search stay."""
    assert settle(feedback.database, now=NOW + timedelta(seconds=30)) == 0
    assert settle(feedback.database, now=LATER) == 1
    with feedback.database.reading() as connection:
        kept = connection.execute(select(searches.c.query, searches.c.settled).order_by(searches.c.query)).all()
    assert [tuple(row) for row in kept] == [("pass", True), ("passw", True)]


def test_what_tells_who_searched_is_not_kept(feedback: Feedback, search_log: SearchLog) -> None:
    """An address typed into the search box is no word to learn from."""
    search_log.note(Search("s", "invoice for jo@example.com", "en", 0, False, NOW))
    search_log.flush()
    with feedback.database.reading() as connection:
        assert connection.execute(select(searches.c.query)).scalars().all() == ["invoice for [e-mail address]"]
