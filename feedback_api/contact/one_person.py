"""
One person's questions count once as evidence: all are answered, and none but the first speaks against an article.

One source counts once after one text of an article while questions count, and so does one e-mail address. Where no
source can be told, the minute stands for it, so that nobody opens a work item at a stroke. Only marks are kept for
that, for a day alone, and places, which lead to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from feedback_api.contact.tables import SET_ASIDE, questions
from feedback_api.revisions.published import ArticleKey
from feedback_api.revisions.tables import revisions
from feedback_api.sources.marks import Marker, note_marks, times_noted
from feedback_api.sources.place_store import takes_one_more
from publishing.errors import HelpCentreError
from publishing.translations import noted

MOST_OF_ONE = 1
MOST_WITHIN_A_MINUTE = 2
"""Fewer than open a work item."""
SOURCE, ADDRESS = "asked after, from", "asked after, answered to"
_READ = and_(revisions.c.article_id == questions.c.article_id, revisions.c.revision == questions.c.revision)
_LANG: ColumnElement[str] = func.coalesce(revisions.c.lang, "")


class NoQuestionsSetAsideError(HelpCentreError):
    """No questions after this article are set aside."""

    http_status = 404


@dataclass(frozen=True)
class SetAsideQuestions:
    """Questions after an article that do not count against it: how many they are, and when they came."""

    article_id: str
    lang: str
    questions: int
    began_at: datetime
    last_at: datetime


def is_of_another_person(  # noqa: PLR0913 - what was read, and all that is known of who asks
    connection: Connection, article_id: str, revision: str, *, source: str | None, email: str, now: datetime
) -> bool:
    """Say whether a question after a text is, as far as can be told, the first of its person; note that."""
    marker = Marker(connection)
    place = marker.mark(source or f"{now:%H:%M}", SOURCE, article_id, now=now)
    mark = marker.mark(email.casefold(), ADDRESS, article_id, now=now)
    had = times_noted(connection, [place, mark])
    if had[place] >= (MOST_OF_ONE if source else MOST_WITHIN_A_MINUTE) or had[mark] >= MOST_OF_ONE:
        return False
    note_marks(connection, [(place, now), (mark, now)])
    lineage = _lineage_of(connection, article_id, revision)
    whence = [(ADDRESS, email.casefold())] if source is None else [(SOURCE, source), (ADDRESS, email.casefold())]
    return all(takes_one_more(connection, what, article_id, lineage, whom, now=now, once=True) for what, whom in whence)


def _lineage_of(connection: Connection, article_id: str, revision: str) -> str:
    """Name the text that this one only corrects; questions of those who name none are of one."""
    of_text = (revisions.c.article_id == article_id, revisions.c.revision == revision)
    return connection.execute(select(revisions.c.lineage).where(*of_text)).scalar() or ""


def list_set_aside_questions(connection: Connection) -> list[SetAsideQuestions]:
    """List the articles after which questions came that are set aside, latest first."""
    last = func.max(questions.c.asked_at)
    query = (
        select(questions.c.article_id, _LANG, func.count(), func.min(questions.c.asked_at), last)
        .select_from(questions.outerjoin(revisions, _READ))
        .where(SET_ASIDE)
        .group_by(questions.c.article_id, _LANG)
        .order_by(last.desc(), questions.c.article_id, _LANG)
    )
    return [SetAsideQuestions(row[0], row[1], int(row[2]), row[3], row[4]) for row in connection.execute(query)]


def put_back_questions(connection: Connection, article: ArticleKey) -> int:
    """
    Let the questions after an *article* that were set aside count against it after all, and say how many they are.

    Those of which nobody knows the text are of no language.

    Raises:
        NoQuestionsSetAsideError: there are none.

    """
    of_article = select(questions.c.receipt).select_from(questions.outerjoin(revisions, _READ))
    same = of_article.where(SET_ASIDE, questions.c.article_id == article[0], _LANG.in_([article[1]]))
    aside = update(questions).where(questions.c.receipt.in_(same))
    put_back = connection.execute(aside.values(set_aside=False)).rowcount
    if not put_back:
        raise NoQuestionsSetAsideError(
            noted("No questions after this article are set aside."),
            noted("Look at the list of what was set aside again."),
        )
    return put_back
