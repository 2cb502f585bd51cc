"""Ratings and how they are counted."""

import re
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback_api.ratings.rating import REASON_LABELS, RatingBody, record_rating
from feedback_api.ratings.tables import rating_days, ratings
from feedback_api.revisions.published import UnknownArticleError, UnknownRevisionError
from feedback_api.schema import metadata
from feedback_api.service import Feedback
from feedback_api.web.bodies import KeyTakenError
from publishing.theme.folders import overrides_folder
from search_service.web.errors import FieldError, parse
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

KEY = str(uuid4())
FIELDS: dict[str, Any] = {"key": KEY, "article_id": "reset", "revision": FIRST, "helpful": False}


def record(feedback: Feedback, **changes: Any) -> bool:
    """Keep a rating that is like ``FIELDS`` but for *changes*."""
    with feedback.database.writing() as connection:
        return record_rating(connection, RatingBody.model_validate({**FIELDS, **changes}), now=NOW)


def counted(feedback: Feedback) -> list[tuple[str, int, int]]:
    """Read the counts by revision."""
    with feedback.database.reading() as connection:
        rows = connection.execute(select(rating_days).order_by(rating_days.c.article_id, rating_days.c.revision))
        return [(row.revision, row.helpful, row.unhelpful) for row in rows]


def kept(feedback: Feedback) -> Any:
    """Read the one rating that is kept."""
    with feedback.database.reading() as connection:
        return connection.execute(select(ratings)).one()


def test_a_rating_is_counted_once(feedback: Feedback) -> None:
    """The same key again is an update, not another reader."""
    assert record(feedback)
    assert not record(feedback)
    assert counted(feedback) == [(FIRST, 0, 1)]


def test_the_detail_after_a_no_is_added(feedback: Feedback) -> None:
    """An update adds what it names and keeps what it does not name."""
    record(feedback, goal="sign in")
    record(feedback, reason="failed", comment="The button is grey")
    rating = kept(feedback)
    assert (rating.goal, rating.reason, rating.comment) == ("sign in", "failed", "The button is grey")


def test_a_changed_mind_moves_the_count(feedback: Feedback) -> None:
    """A "no" that becomes a "yes" is taken from the one count and added to the other."""
    record(feedback)
    record(feedback, helpful=True)
    assert counted(feedback) == [(FIRST, 1, 0)]


@pytest.mark.parametrize("change", [{"article_id": "export"}, {"revision": SECOND}], ids=["article", "revision"])
def test_a_key_stands_for_one_rating(publication: Publication, feedback: Feedback, change: dict[str, str]) -> None:
    """The same key with another article or revision is refused, and the first rating stays."""
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    record(feedback)
    with pytest.raises(KeyTakenError):
        record(feedback, helpful=True, **change)
    assert counted(feedback) == [(FIRST, 0, 1)]


def test_an_unknown_article_is_refused(feedback: Feedback) -> None:
    """An id that no catalogue ever named is an error that names it."""
    with pytest.raises(UnknownArticleError, match="'nowhere'"):
        record(feedback, article_id="nowhere")


def test_an_unknown_revision_is_refused(feedback: Feedback) -> None:
    """A revision that was never published is an error that names it."""
    with pytest.raises(UnknownRevisionError, match=f"'{SECOND}'"):
        record(feedback, revision=SECOND)


def test_a_revision_of_yesterday_is_accepted(publication: Publication, feedback: Feedback) -> None:
    """Who opened the page before it was repaired still rates what they read."""
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    assert record(feedback, revision=FIRST)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "not-a-uuid"),
        ("key", None),
        ("article_id", "../etc"),
        ("revision", "a b"),
        ("helpful", "perhaps"),
        ("helpful", 1),
        ("reason", "because"),
        ("goal", "x" * 501),
        ("comment", "x" * 2001),
        ("comment", {"a": 1}),
        ("email", "nobody"),
        ("email", "j\u00fcrgen@example.com"),
        ("email", "a@" + "b" * 260),
        ("search_id", "x" * 65),
        ("colour", "red"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: Any) -> None:
    """Whatever is wrong with a rating, the error names the field."""
    with pytest.raises(FieldError) as caught:
        parse(RatingBody, {**FIELDS, field: value})
    assert caught.value.field == field


def test_form_words_mean_yes_and_no() -> None:
    """The plain form's words are understood, and its empty fields mean that nothing was said."""
    rating = RatingBody.model_validate({**FIELDS, "helpful": "yes", "goal": "", "reason": "", "email": " "})
    assert (rating.helpful, rating.goal, rating.reason, rating.email) == (True, None, None, None)


def test_control_characters_are_taken_out() -> None:
    """What a terminal or a database could stumble over is not kept; line ends are."""
    rating = RatingBody.model_validate({**FIELDS, "comment": "a\x00b\x1b[31m\r\nc\x9b"})
    assert rating.comment == "ab[31m\nc"


def test_a_line_end_counts_once() -> None:
    """A text that fills the field in the browser is not too long on its way."""
    text = "\r\n".join("x" * 250)
    assert RatingBody.model_validate({**FIELDS, "goal": text}).goal is not None


def test_nothing_in_the_database_tells_who_rated() -> None:
    """No table has a column for a network address, a browser or a cookie."""
    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    assert not columns & {"ip", "address", "user_agent", "cookie", "session", "visitor", "user", "author"}


def test_what_tells_who_a_reader_is_is_replaced(feedback: Feedback, rate: Rate) -> None:
    """Of goal and comment, addresses, numbers and names are not kept."""
    rate("reset", no=1, goal="reach +44 20 7946 0958", comment="Hi Anna,\nit fails")
    with feedback.database.reading() as connection:
        row = connection.execute(select(ratings.c.goal, ratings.c.comment)).one()
    assert tuple(row) == ("reach [phone number]", "Hi [name],\nit fails")


def test_the_form_offers_the_reasons_that_are_known() -> None:
    """The theme, which knows nothing of the service, asks with the same words that staff reads."""
    form = (overrides_folder() / "partials" / "feedback.html").read_text(encoding="utf-8")
    assert dict(re.findall(r'\("([a-z-]+)", t\("([^"]+)"\)\)', form)) == REASON_LABELS
