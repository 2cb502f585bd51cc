"""The queue on PostgreSQL: the same readings, steps and forgetting as on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback_api.evidence.policy import Policy
from feedback_api.keeping.dated_ahead import put_right_what_is_dated_ahead
from feedback_api.keeping.retention import forget_what_is_due
from feedback_api.missing_pages.visits import Visit, note_visit
from feedback_api.preparation import prepare
from feedback_api.queue.account import account_for
from feedback_api.queue.review import review
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.search_causes.account import questions_kept_from
from feedback_api.search_causes.readings import cause_of
from feedback_api.search_causes.sorting import merge_causes, split_cause
from feedback_api.search_causes.tables import search_wordings
from feedback_api.searches.log import Search, SearchLog
from feedback_api.service import Feedback
from feedback_api.staff.curve import rating_curve
from feedback_api.work_items.life import WorkItem
from feedback_api.work_items.names import State
from feedback_api.work_items.notes import add_note
from feedback_api.work_items.store import list_items
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication, plain_article

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def feedback(publication: Publication, postgres_url: str) -> Iterator[Feedback]:
    """Give the feedback service of the publication on a PostgreSQL of its own."""
    settings = replace(publication.feedback_settings, database_url=postgres_url)
    feedback = prepare(publication.search_settings, settings, clock=lambda: NOW)
    yield feedback
    feedback.database.close()


def rate(feedback: Feedback, *, yes: int = 0, no: int = 0, revision: str = FIRST) -> None:
    """Let readers rate the reset article."""
    with feedback.database.writing() as connection:
        for helpful in [True] * yes + [False] * no:
            rating = {"key": uuid4(), "article_id": "reset", "revision": revision, "helpful": helpful}
            record_rating(connection, RatingBody.model_validate(rating), now=NOW)


def seek(feedback: Feedback, query: str, times: int) -> None:
    """Let people search for what is not there."""
    log = SearchLog(feedback.database)
    for _ in range(times):
        log.note(Search(uuid4().hex, query, "en", 0, partial=False, searched_at=NOW))
    log.flush()


def items(feedback: Feedback) -> dict[str, WorkItem]:
    """Give the items by kind and name."""
    with feedback.database.reading() as connection:
        return {item.evidence.title or item.kind: item for item in list_items(connection)}


@pytest.mark.slow
def test_the_queue_works_on_postgresql(publication: Publication, feedback: Feedback) -> None:
    """Items of every kind open, are told, merged and split, verified, dated anew, and what is old is forgotten."""
    overdue = {"review_by": NOW.date() - timedelta(days=3)}
    export = plain_article("export", FIRST).model_copy(update=overdue)
    publication.write_catalogue(plain_article("reset", FIRST), export)
    feedback.published.notice(now=NOW)
    rate(feedback, yes=1, no=14)
    seek(feedback, "delete account", 6)
    seek(feedback, "deleting accounts", 2)
    seek(feedback, "pay by invoice", 6)
    with feedback.database.writing() as connection:
        for _ in range(4):
            note_visit(connection, Visit("/gone/", "/guides/reset/"), now=NOW)
    review(feedback.database, now=LATER)
    found = items(feedback)
    assert found.keys() == {"poor-rating", "overdue-review", "/gone", "delete account", "pay by invoice"}
    with feedback.database.writing() as connection:
        asked, paid = (cause_of(found[name].article_id) for name in ("delete account", "pay by invoice"))
        split_cause(connection, asked, ["deleting accounts"], now=LATER)
        merge_causes(connection, paid, asked)
        add_note(connection, found["/gone"].id, "Mended", now=LATER)
        for item in found.values():
            assert account_for(connection, item, Policy(), now=LATER).evidence.sentence
        assert questions_kept_from(connection, ("reset", "en"), now=LATER) == []
        assert rating_curve(connection, ("reset", "en"), Policy(), now=LATER)
    publication.write_catalogue(plain_article("reset", SECOND), export)
    feedback.published.notice(now=LATER)
    review(feedback.database, now=LATER)
    rate(feedback, yes=30, revision=SECOND)
    review(feedback.database, now=LATER)
    assert items(feedback)["poor-rating"].state is State.VERIFIED
    assert items(feedback)["delete account"].evidence.unhelpful == 12
    long_ago = NOW - timedelta(days=300)
    with feedback.database.writing() as connection:
        for now in (long_ago - timedelta(days=1), long_ago):
            put_right_what_is_dated_ahead(connection, now=now)
    assert all(item.changed_at == long_ago for item in items(feedback).values()), "as if the clock had been ahead"
    assert feedback.database.leave_no_traces()
    with feedback.database.writing() as connection:
        forget_what_is_due(connection, feedback.retention, now=NOW + timedelta(days=400))
        assert connection.execute(select(search_wordings)).all() == []
