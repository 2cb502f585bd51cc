"""
The section of an article in which its readers are probably lost: a hint, which says what it rests on.

No reader is asked for the section. But flags and links in replies name one, and search leads to one: by what was
searched before a "no", by the words beside it, and by what was asked of a person afterwards. Where most of these name
the same section, and are of enough people, it is told; else nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, Connection, Select, func, select

from feedback_api.contact.tables import COUNTS, questions
from feedback_api.evidence.policy import Policy
from feedback_api.ratings.tables import ratings
from feedback_api.replies.answers import find_answers
from feedback_api.replies.tables import flags
from feedback_api.reply_links.tables import link_days
from feedback_api.revisions.tables import revisions
from feedback_api.searches.tables import searches
from feedback_api.work_items.life import AT_WORK, WorkItem
from feedback_api.work_items.names import Kind, State
from publishing.errors import HelpCentreError
from publishing.translations import noted_many, said_many
from search_service.answers.engine import SearchEngine

Sign = Literal["flagged", "replied", "searched", "wrote", "asked"]
SIGNS: dict[Sign, tuple[str, str]] = {
    "flagged": noted_many("{number} flag is set on it", "{number} flags are set on it"),
    "replied": noted_many(
        "{number} reader said no after a reply linked it", "{number} readers said no after a reply linked it"
    ),
    "searched": noted_many(
        "{number} reader said no after a search that leads there",
        "{number} readers said no after searches that lead there",
    ),
    "wrote": noted_many(
        "{number} reader wrote words that search leads there", "{number} readers wrote words that search leads there"
    ),
    "asked": noted_many(
        "{number} question to a person that search leads there",
        "{number} questions to a person that search leads there",
    ),
}
assert set(SIGNS) == set(get_args(Sign))
KINDS_WITH_SECTIONS: frozenset[Kind] = frozenset({"poor-rating", "asked-after", "flagged"})
LEAST_SIGNS = 3
MAX_READ = 50
"""How many readers are looked at, the latest first: each takes search some milliseconds."""
SHOWN_HITS = 10
"""Search leads words to an article only when it shows it among so many."""
Engine = Callable[[], SearchEngine]


class WeakestSection(BaseModel):
    """The section that most signs name, how many of all signs that is, and each kind of them in words."""

    model_config = ConfigDict(frozen=True)

    title: str
    url: Annotated[str, Field(description="relative to the site's root")]
    signs: int
    all_signs: int
    rests_on: list[str]


@dataclass(frozen=True)
class Named:
    """The section that most signs name, by its anchor."""

    anchor: str
    signs: Counter[Sign]
    all_signs: int


def weakest_section(  # noqa: PLR0913 - as the account that it is a part of
    connection: Connection, engine: Engine, item: WorkItem, policy: Policy, *, now: datetime, lang: str = "en"
) -> WeakestSection | None:
    """
    Find the weakest section of the text that *item* is about; None when nothing tells.

    A text that is being proven is another than the one that was complained about.
    """
    if item.kind not in KINDS_WITH_SECTIONS or item.state not in AT_WORK - {State.SHIPPED}:
        return None
    since = now - timedelta(days=policy.window_days)
    try:
        signs = [*_signs_with_anchors(connection, item, since), *_signs_with_words(connection, engine, item, since)]
        sections = {section.anchor: section for section in engine().sections(item.article_id)} if signs else {}
    except HelpCentreError:  # without an index nothing is known of sections
        return None
    found = most_named(signs, sections.keys())
    if found is None:
        return None
    return WeakestSection(
        title=sections[found.anchor].title,
        url=sections[found.anchor].url,
        signs=found.signs.total(),
        all_signs=found.all_signs,
        rests_on=[said_many(*words, found.signs[sign], lang) for sign, words in SIGNS.items() if found.signs[sign]],
    )


def most_named(signs: Iterable[tuple[str, Sign]], anchors: Collection[str]) -> Named | None:
    """
    Find the section that more than half of all *signs* name, and at least ``LEAST_SIGNS``.

    The introduction, whose anchor is empty, stands for the whole article; what is not among *anchors* is no longer
    there. Neither is a section that somebody could repair.
    """
    named = [(anchor, sign) for anchor, sign in signs if anchor and anchor in anchors]
    times = Counter(anchor for anchor, _ in named)
    anchor, most = max(times.items(), key=lambda counted: counted[1], default=("", 0))
    if most < LEAST_SIGNS or 2 * most <= len(named):
        return None
    return Named(anchor, Counter(sign for here, sign in named if here == anchor), len(named))


def _signs_with_anchors(connection: Connection, item: WorkItem, since: datetime) -> list[tuple[str, Sign]]:
    """Give what names a section by itself: flags on this text, and those who said no after a link led them there."""
    flagged = select(flags.c.anchor).where(
        flags.c.article_id == item.article_id,
        flags.c.lang == item.lang,
        flags.c.flagged_at >= since,
        _of_this_text(flags, item),
    )
    begun = select(func.min(revisions.c.published_at)).where(
        revisions.c.article_id == item.article_id, revisions.c.lineage == item.revision
    )
    published = connection.execute(begun).scalar_one() or since
    linked = select(link_days.c.anchor, link_days.c.unhelped).where(
        link_days.c.article_id == item.article_id,
        link_days.c.lang == item.lang,
        link_days.c.day >= max(since, published).date(),
    )
    signs: list[tuple[str, Sign]] = [(anchor, "flagged") for anchor in connection.execute(flagged).scalars()]
    for row in connection.execute(linked):
        signs += [(row.anchor, "replied")] * row.unhelped
    return signs


def _signs_with_words(
    connection: Connection, engine: Engine, item: WorkItem, since: datetime
) -> list[tuple[str, Sign]]:
    """Give the section that search leads the words of each reader to; who came by a reply has named it already."""
    leads_to: dict[str, str | None] = {}
    signs: list[tuple[str, Sign]] = []
    for sign, words in _words(connection, item, since):
        if words not in leads_to:
            leads_to[words] = _leads_to(engine(), words, item)
        anchor = leads_to[words]
        if anchor is not None:
            signs.append((anchor, sign))
    return signs


def _words(connection: Connection, item: WorkItem, since: datetime) -> Iterable[tuple[Sign, str]]:
    said = (
        select(searches.c.query, ratings.c.goal, ratings.c.comment)
        .select_from(ratings.outerjoin(searches, searches.c.search_id == ratings.c.search_id))
        .where(
            ratings.c.article_id == item.article_id,
            ratings.c.helpful.is_(False),
            ratings.c.flood.is_(None),
            ratings.c.via.is_(None),
            ratings.c.rated_at >= since,
            _of_this_text(ratings, item),
        )
    )
    asked = select(questions.c.goal).where(
        questions.c.article_id == item.article_id,
        questions.c.goal.is_not(None),
        questions.c.asked_at >= since,
        COUNTS,
        _of_this_text(questions, item),
    )
    for row in connection.execute(_latest(said, ratings.c.rated_at)):
        if row.query:
            yield "searched", row.query
        elif row.goal or row.comment:
            yield "wrote", row.comment or row.goal
    for goal in connection.execute(_latest(asked, questions.c.asked_at)).scalars():
        yield "asked", goal


def _latest(query: Select[Any], moment: ColumnElement[datetime]) -> Select[Any]:
    return query.order_by(moment.desc()).limit(MAX_READ)


def _of_this_text(table: Any, item: WorkItem) -> ColumnElement[bool]:
    """Choose what was said of the text that the item is about, or of one that only corrected its wording."""
    same = select(revisions.c.revision).where(
        revisions.c.article_id == item.article_id, revisions.c.lineage == item.revision
    )
    condition: ColumnElement[bool] = table.c.revision.in_(same)
    return condition


def _leads_to(engine: SearchEngine, words: str, item: WorkItem) -> str | None:
    """Give the section of the item's article that search shows for *words*; None when it does not show the article."""
    hits = find_answers(engine, words, lang=item.lang, limit=SHOWN_HITS)
    return next((hit.section.anchor for hit in hits if hit.article_id == item.article_id), None)
