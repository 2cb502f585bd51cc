"""Causes are put right by people, and what one person searched for can be forgotten."""

import pytest
from sqlalchemy import delete, select

from feedback_api.evidence.policy import Policy
from feedback_api.queue.account import account_for
from feedback_api.queue.by_hand import merge_items
from feedback_api.queue.review import review
from feedback_api.search_causes.sorting import CauseGoneError, forget_search, merge_causes, split_cause
from feedback_api.search_causes.tables import search_causes, search_days, search_wordings
from feedback_api.service import Feedback
from feedback_api.work_items.life import AT_WORK, StepNotAllowedError
from tests.feedback_api.publication import FIRST, NOW, Publication, plain_article
from tests.feedback_api.search_causes.conftest import LATER, ItemsOf, Seek


def wordings(feedback: Feedback) -> set[str]:
    """Name the wordings that are kept, which must be those that are counted."""
    with feedback.database.reading() as connection:
        kept = set(connection.execute(select(search_wordings.c.wording)).scalars())
        assert kept == set(connection.execute(select(search_days.c.wording)).scalars())
    return kept


def test_the_words_of_one_person_go_with_the_search(feedback: Feedback, seek: Seek) -> None:
    """Nobody else searched in these words: they are forgotten wherever they stand."""
    seek("delete the account of jo")
    seek("delete account", times=2)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        forget_search(connection, "s0")
    assert wordings(feedback) == {"delete account"}


def test_the_words_of_many_stay(feedback: Feedback, seek: Seek) -> None:
    """What others searched for too tells nothing of one person."""
    seek("Delete  account", times=2)
    review(feedback.database, now=LATER)
    with feedback.database.writing() as connection:
        forget_search(connection, "s0")
        forget_search(connection, "never-made")
    assert wordings(feedback) == {"delete account"}


def causes(feedback: Feedback) -> dict[tuple[str, str], int]:
    """Give the cause of each wording, by language; each of them must be there."""
    with feedback.database.reading() as connection:
        there = set(connection.execute(select(search_causes.c.id)).scalars())
        found = {(row.lang, row.wording): row.cause_id for row in connection.execute(select(search_wordings))}
    assert set(found.values()) <= there
    return found


def test_searches_in_different_languages_are_not_made_one(
    feedback: Feedback, publication: Publication, seek: Seek, items_of: ItemsOf
) -> None:
    """Their items tell the languages apart, a person is told why not, and everything goes on."""
    reset = plain_article("reset", FIRST)
    german = reset.model_copy(update={"lang": "de", "url": "de/guides/reset/"})
    publication.write_catalogue(reset, german)
    feedback.published.notice(now=NOW)
    for lang in ("en", "de"):
        seek("saxophone", times=7, lang=lang)
    review(feedback.database, now=LATER)
    one, other = items_of()
    with feedback.database.reading() as connection:
        titles = {account_for(connection, item, Policy(), now=LATER).title for item in (one, other)}
    assert titles == {"No article: saxophone (en)", "No article: saxophone (de)"}
    with pytest.raises(StepNotAllowedError) as refused, feedback.database.writing() as connection:
        merge_items(connection, one.id, other.id, now=LATER)
    assert "in different languages" in str(refused.value)
    seek("saxophone", lang="en")
    review(feedback.database, now=LATER)
    assert sorted(item.evidence.unhelpful for item in items_of()) == [7, 8]


def test_wordings_move_in_every_language(feedback: Feedback, seek: Seek) -> None:
    """Whatever was once put together in two languages is taken apart in both, and no wording is left behind."""
    for lang in ("en", "de"):
        seek("saxophone", times=2, lang=lang)
    seek("delete account", lang="en")
    review(feedback.database, now=LATER)
    found = causes(feedback)
    with feedback.database.writing() as connection:
        merge_causes(connection, found["de", "saxophone"], found["en", "saxophone"])
        merge_causes(connection, found["en", "saxophone"], found["en", "delete account"])
    assert set(causes(feedback).values()) == {found["en", "delete account"]}
    with feedback.database.writing() as connection:
        other = split_cause(connection, found["en", "delete account"], ["saxophone"], now=LATER)
    moved = causes(feedback)
    assert moved["en", "saxophone"] == moved["de", "saxophone"] == other != moved["en", "delete account"]


def test_a_wording_whose_cause_is_gone_begins_anew(feedback: Feedback, seek: Seek, items_of: ItemsOf) -> None:
    """A database that lost a cause heals with the next search, and its item closes without an error on the way."""
    seek("saxophone", times=7)
    seek("delete account", times=7)
    review(feedback.database, now=LATER)
    lost = causes(feedback)["en", "saxophone"]
    with feedback.database.writing() as connection:
        connection.execute(delete(search_causes).where(search_causes.c.id == lost))
    ids = {item.evidence.title: item.id for item in items_of()}
    with pytest.raises(CauseGoneError), feedback.database.writing() as connection:
        merge_items(connection, ids["saxophone"], ids["delete account"], now=LATER)
    seek("saxophone", times=6)
    review(feedback.database, now=LATER)
    assert causes(feedback)["en", "saxophone"] != lost
    assert {item.evidence.title for item in items_of() if item.state in AT_WORK} == {"saxophone", "delete account"}
