"""A work item as people and programs read it: numbers, the same in a sentence, and readers' own words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from feedback_api.evidence.policy import Policy
from feedback_api.missing_pages.reports import pages_with_link
from feedback_api.playback.moments import MomentAccount, replays_of
from feedback_api.queue.one_with import OneWithThis, one_with
from feedback_api.queue.testimony import SearchThatLedHere, Voice, hear
from feedback_api.queue.weakest_section import Engine, WeakestSection, weakest_section
from feedback_api.reply_links.links import RatedAfterReply, rated_after_reply
from feedback_api.revisions.languages import has_several_languages
from feedback_api.revisions.published import PublishedArticle, find_article, find_translation
from feedback_api.search_causes.account import WordingCount, asked_by_agents, list_wordings
from feedback_api.search_causes.answers import first_hit
from feedback_api.search_causes.readings import cause_of
from feedback_api.work_items.kinds import KINDS
from feedback_api.work_items.life import AT_WORK, WorkItem, asks_on, is_undecided
from feedback_api.work_items.names import Kind, State
from feedback_api.work_items.notes import Note, list_notes
from feedback_api.work_items.sentences import in_words
from publishing.translations import said
from publishing.translations.days_and_numbers import long_day

ROUGH_MOMENT: Kind = "rough-moment"
MISSING_ANSWER: Kind = "missing-answer"
BROKEN_LINK: Kind = "broken-link"


class EvidenceAccount(BaseModel):
    """
    What the people who met the item's revision say.

    Shares are of readers who said that it helped; for a rough moment, of plays that went on where most go back.
    """

    model_config = ConfigDict(frozen=True)

    sentence: Annotated[str, Field(description="the evidence in words")]
    helpful: int
    unhelpful: int
    again: Annotated[int, Field(description="of these, from a connection that had rated the text before")] = 0
    share_low: float
    share_high: float
    probability_below_target: float
    ratings_a_week: float
    unhelped_a_week: float
    more_ratings_needed: Annotated[int | None, Field(description="about how many more would decide; null: unknown")]
    reasons: dict[str, int]
    voices: Annotated[
        list[Voice], Field(description='what readers wrote beside a "no", that about the newest text first')
    ]
    of_earlier_texts: Annotated[
        bool, Field(description="nobody has said anything of this text: reasons and voices are of those before")
    ] = False
    searches: Annotated[list[SearchThatLedHere], Field(description="searches that led to the article")]
    moments: Annotated[list[MomentAccount], Field(description="of a video: where people go back, in its order")]
    by_reply: Annotated[
        RatedAfterReply, Field(description="of all its ratings ever, those of readers who came by a link in a reply")
    ] = RatedAfterReply(0, 0)
    replay_curve: Annotated[list[float], Field(description="of a video: the share of plays that went back, by second")]


class AnswerAccount(BaseModel):
    """An article that people who search get to, or should."""

    model_config = ConfigDict(frozen=True)

    article_id: str
    title: str
    url: Annotated[str, Field(description="relative to the site's root")]


class LinkedFrom(BaseModel):
    """A page of the site with a link that leads nowhere, and how often it was followed."""

    model_config = ConfigDict(frozen=True)

    path: str
    visits: int


class WorkItemAccount(BaseModel):
    """A work item with its evidence."""

    model_config = ConfigDict(frozen=True)

    id: int
    kind: Kind
    article_id: str
    lang: str
    title: str
    url: Annotated[str | None, Field(description="relative to the site's root; null when no longer published")]
    source_path: str | None
    owner: str | None
    state: State
    revision: str
    reason: str | None
    opened_at: datetime
    changed_at: datetime
    days: Annotated[int, Field(description="since it opened, or from then until it closed")] = 0
    advice: Annotated[str | None, Field(description="what to do when readers do not decide; null: nothing")] = None
    asks_on: Annotated[
        date | None, Field(description="of a repair: the day from which it asks for another signal, unless decided")
    ] = None
    answer: Annotated[AnswerAccount | None, Field(description="of searches: the article that has the answer")] = None
    first_hit: Annotated[AnswerAccount | None, Field(description="of searches: what search finds first")] = None
    wordings: Annotated[list[WordingCount], Field(description="of searches: how people put it, most first")] = []
    asked_by_agents: Annotated[int, Field(description="of searches: how many came from agents")] = 0
    linked_from: Annotated[list[LinkedFrom], Field(description="of a broken link: our own pages that have it")] = []
    merged_into: Annotated[int | None, Field(description="the work item that this one is the same as")] = None
    one_with_this: Annotated[
        list[OneWithThis], Field(description="causes that the same repair answers; empty where a list was asked for")
    ] = []
    notes: list[Note] = []
    weakest_section: Annotated[
        WeakestSection | None,
        Field(description="where most signs say that readers are lost; null: nothing tells, or a list was asked for"),
    ] = None
    evidence: EvidenceAccount


def account_for(
    connection: Connection, item: WorkItem, policy: Policy, *, now: datetime, lang: str = "en"
) -> WorkItemAccount:
    """Put together all that is known of *item*, what is said of it in *lang*."""
    answer = find_translation(connection, item.evidence.answer_id, item.lang) if item.evidence.answer_id else None
    article = answer or find_article(connection, item.article_id, lang=item.lang)
    lineage = item.revision if KINDS[item.kind].has_revision else None
    heard = hear(connection, (item.article_id, item.lang), policy, now=now, lineage=lineage)
    evidence = item.evidence
    replays = None
    if item.kind == ROUGH_MOMENT:
        replays = replays_of(connection, item.article_id, item.revision, evidence.second, now)
    return WorkItemAccount(
        id=item.id,
        kind=item.kind,
        article_id=item.article_id,
        lang=item.lang,
        title=_title(connection, item, article, lang),
        url=article.url if article else None,
        source_path=article.source_path if article else None,
        owner=article.owner if article else None,
        state=item.state,
        revision=item.revision,
        reason=item.reason,
        opened_at=item.opened_at,
        changed_at=item.changed_at,
        days=max(0, ((now if item.state in AT_WORK else item.changed_at) - item.opened_at).days),
        advice=advice_for(item, policy, now=now, lang=lang),
        asks_on=asks_on(item, policy),
        answer=_named(answer),
        first_hit=_named(first_hit(connection, cause_of(item.article_id)) if item.kind == MISSING_ANSWER else None),
        wordings=list_wordings(connection, item.article_id) if item.kind == MISSING_ANSWER else [],
        asked_by_agents=asked_by_agents(connection, item.article_id) if item.kind == MISSING_ANSWER else 0,
        linked_from=_linked_from(connection, item),
        merged_into=item.merged_into,
        notes=list_notes(connection, item.id),
        evidence=EvidenceAccount(
            sentence=in_words(evidence, item.kind, under_proof=item.state is State.SHIPPED, lang=lang),
            helpful=evidence.helpful,
            unhelpful=evidence.unhelpful,
            again=evidence.again,
            share_low=evidence.share_low,
            share_high=evidence.share_high,
            probability_below_target=evidence.probability_below_target,
            ratings_a_week=evidence.ratings_a_week,
            unhelped_a_week=evidence.unhelped_a_week,
            more_ratings_needed=evidence.more_ratings_needed,
            reasons=heard.reasons,
            voices=heard.voices,
            of_earlier_texts=heard.of_earlier_texts,
            searches=heard.searches,
            by_reply=rated_after_reply(connection, item.article_id, item.lang),
            moments=replays.moments if replays else [],
            replay_curve=replays.curve if replays else [],
        ),
    )


def full_account_for(  # noqa: PLR0913 - what is told, of whom, when and in which language
    connection: Connection, item: WorkItem, policy: Policy, engine: Engine, *, now: datetime, lang: str = "en"
) -> WorkItemAccount:
    """Put together all that is known of *item*, with its weakest section and what is one with it."""
    more = {
        "weakest_section": weakest_section(connection, engine, item, policy, now=now, lang=lang),
        "one_with_this": one_with(connection, item, now=now, lang=lang),
    }
    return account_for(connection, item, policy, now=now, lang=lang).model_copy(update=more)


def advice_for(item: WorkItem, policy: Policy, *, now: datetime, lang: str = "en") -> str | None:
    """Ask for another signal when those who meet a repair have not decided in the time that the policy gives them."""
    if not is_undecided(item, policy, now=now):
        return None
    return said(
        "Those who meet the repair have not decided since {day}. Ask for another signal: watch somebody follow it, or "
        "ask people who wrote to you; then dismiss the item and say what you learned.",
        lang,
    ).format(day=long_day(item.changed_at.date(), lang))


def _named(article: PublishedArticle | None) -> AnswerAccount | None:
    return AnswerAccount(article_id=article.id, title=article.title, url=article.url) if article else None


def _title(connection: Connection, item: WorkItem, article: PublishedArticle | None, lang: str) -> str:
    named = item.evidence.title
    if item.kind == MISSING_ANSWER and named:
        pattern = said("Hard to find: {words}", lang) if item.evidence.answer_id else said("No article: {words}", lang)
        title = pattern.format(words=named)
        # People ask the same words in several languages, and each is answered by a text of its own.
        return f"{title} ({item.lang})" if has_several_languages(connection) else title
    if item.kind == BROKEN_LINK and named:
        return said("Leads nowhere: {address}", lang).format(address=named)
    return article.title if article else named or item.article_id


def _linked_from(connection: Connection, item: WorkItem) -> list[LinkedFrom]:
    pages = pages_with_link(connection, item.article_id) if item.kind == BROKEN_LINK else []
    return [LinkedFrom(path=path, visits=visits) for path, visits in pages]
