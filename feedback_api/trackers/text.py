"""
The text of an issue: what a writer needs to act, and nothing that a stranger's words could do to the tracker.

What readers typed stands in code blocks: there a tracker sees no mention, no reference, no command, no picture. Nor can
it look like the marker of an issue.
"""

from __future__ import annotations

import hashlib
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from feedback_api.playback.moments import MomentAccount
from feedback_api.queue.account import EvidenceAccount, WorkItemAccount
from feedback_api.queue.one_with import OneWithThis
from feedback_api.queue.testimony import Voice
from feedback_api.queue.weakest_section import WeakestSection
from feedback_api.work_items.kinds import KINDS
from feedback_api.work_items.life import AT_WORK
from feedback_api.work_items.names import State
from feedback_api.work_items.sentences import reason_in_words
from publishing.translations import noted, said
from publishing.translations.days_and_numbers import decimal, long_day

KEY = "HC"
LABEL = "help-centre"
MAX_VOICES = 8
MAX_SEARCHES = 8
MAX_QUOTE_CHARS = 600
MAX_TITLE_CHARS = 200
MAX_LABEL_CHARS = 50
LINE_CHARS = 90
STATE_SENTENCES = {
    State.OPEN: noted("Nobody has taken it yet."),
    State.IN_REVIEW: noted("Somebody is at it."),
    State.SHIPPED: noted("A repair is live; its readers now decide whether it helps."),
    State.REOPENED: noted("The repair did not help: its readers say so. It waits for another one."),
    State.DISMISSED: noted("It was dismissed: nothing is to be done."),
}


@dataclass(frozen=True)
class Places:
    """Where things are: the site, the service with its staff pages, and the editor of the sources, if there is one."""

    site_url: str
    service_url: str
    edit_url: str | None


def key_of(item_id: int) -> str:
    """Name a work item as people and pull requests do."""
    return f"{KEY}-{item_id}"


def marker_of(account: WorkItemAccount) -> str:
    """
    Make what an issue is found again by.

    The opening time tells items of two databases apart that have the same number.
    """
    identity = f"{account.id} {account.kind} {account.article_id} {account.lang} {account.opened_at.isoformat()}"
    return f"<!-- help-centre {key_of(account.id)} {hashlib.sha256(identity.encode()).hexdigest()[:24]} -->"


def title_of(account: WorkItemAccount) -> str:
    """Write the title: the key first, for pull requests name it."""
    title = f"{key_of(account.id)}: {_one_line(account.title)}"
    return title if len(title) <= MAX_TITLE_CHARS else f"{title[: MAX_TITLE_CHARS - 1]}…"


def labels_of(account: WorkItemAccount) -> tuple[str, ...]:
    """Give the labels of a new issue: ours, the kind, and the owner."""
    owner = (f"owner: {_one_line(account.owner)}",) if account.owner else ()
    return tuple(label[:MAX_LABEL_CHARS] for label in (LABEL, account.kind, *owner))


def body_of(account: WorkItemAccount, places: Places, lang: str = "en") -> str:
    """Write the text of the issue as Markdown in *lang*, its marker last; the account is told in the same language."""
    return "\n\n".join([*_parts(account, places, lang), marker_of(account)]) + "\n"


def _parts(account: WorkItemAccount, places: Places, lang: str) -> Iterator[str]:
    evidence = account.evidence
    unhelped = said("About {number} people a week are left unhelped.", lang)
    yield f"**{evidence.sentence}** " + unhelped.format(number=decimal(evidence.unhelped_a_week, lang))
    yield _standing(account, lang)
    if account.advice:
        yield account.advice
    if account.reason:
        yield said("Reason:", lang) + "\n\n" + quoted([reason_in_words(account.reason, lang)])
    if account.weakest_section:
        yield _weakest(account.weakest_section, places, lang)
    yield from _beyond_ratings(account, places, lang)
    if evidence.moments:
        moments = "\n".join(_moment(account, moment, places, lang) for moment in evidence.moments)
        yield _section(said("Where people go back", lang), moments)
    yield from _voices(evidence, lang)
    if evidence.searches:
        counted_searches = [f"{found.searches} x {found.query}" for found in evidence.searches[:MAX_SEARCHES]]
        yield _section(said("What they searched for", lang), quoted(counted_searches, apart=False))
    yield _section(said("Where", lang), "\n".join(_links(account, places, lang)))
    if account.state in AT_WORK:
        taken = said("Write {words} in your pull request.", lang).format(words=f"`Fixes {key_of(account.id)}`")
        closes = said(KINDS[account.kind].closes, lang)
        yield f"{taken} {closes}"


def _voices(evidence: EvidenceAccount, lang: str) -> Iterator[str]:
    """Tell what readers said beside a "no"; what they typed stays in code."""
    if evidence.of_earlier_texts:
        yield said(
            "Nobody has said anything about this text yet: the reasons and words here are about the text before it.",
            lang,
        )
    goals = list(dict.fromkeys(voice.goal for voice in evidence.voices if voice.goal))[:MAX_VOICES]
    if goals:
        yield _section(said("What readers were trying to do", lang), quoted(goals))
    if evidence.reasons:
        counted = "\n".join(f"- {times} x {reason}" for reason, times in _reasons(evidence, lang))
        yield _section(said("Why it did not help", lang), counted)
    comments = list(dict.fromkeys(_comment(voice, lang) for voice in evidence.voices if voice.comment))[:MAX_VOICES]
    if comments:
        yield _section(said("What they wrote", lang), quoted(comments))


def _reasons(evidence: EvidenceAccount, lang: str) -> Iterator[tuple[str, int]]:
    for reason, times in evidence.reasons.items():
        yield said(reason, lang), times


def _section(heading: str, text: str) -> str:
    return f"### {heading}\n\n{text}"


def _standing(account: WorkItemAccount, lang: str) -> str:
    if account.state is State.VERIFIED:
        return said(KINDS[account.kind].verified, lang)
    sentence = said(STATE_SENTENCES[account.state], lang)
    if account.asks_on is None or account.advice:
        return sentence
    asks = said("If they have not by {day}, this asks for another signal.", lang)
    return f"{sentence} {asks.format(day=long_day(account.asks_on, lang))}"


def _weakest(section: WeakestSection, places: Places, lang: str) -> str:
    """Name the section, and what that rests on: it is a hint, and no reader was asked for it."""
    link = f"[{_link_text(section.title)}]({_link(places.site_url, section.url)})"
    rests_on = "\n".join(f"- {sign}" for sign in section.rests_on)
    signs = said("{number} of the {all} signs that name a section name this one.", lang)
    counted = signs.format(number=section.signs, all=section.all_signs)
    return _section(said("Weakest section, probably", lang), f"{link}: {counted}\n\n{rests_on}")


def _beyond_ratings(account: WorkItemAccount, places: Places, lang: str) -> Iterator[str]:
    """Say what is known of searches and links; what people typed stays in code."""
    if account.answer:
        link = f"[{_link_text(account.answer.title)}]({_link(places.site_url, account.answer.url)})"
        yield said(
            "There is probably an article, {link}, but those who search do not open it. Give it the words below.", lang
        ).format(link=link)
    elif account.wordings:
        yield said("No article seems to answer it.", lang)
    if account.wordings:
        counted = [f"{asked.searches} x {asked.wording}" for asked in account.wordings[:MAX_SEARCHES]]
        yield _section(said("What people search for", lang), quoted(counted, apart=False))
    if account.linked_from:
        followed = said("followed {number} times", lang)
        pages = [f"- {_code(f'/{page.path}')}: {followed.format(number=page.visits)}" for page in account.linked_from]
        yield _section(said("Pages of the site with the link", lang), "\n".join(pages[:MAX_SEARCHES]))
    if account.one_with_this:
        joined = "\n\n".join(_joined(cause, lang) for cause in account.one_with_this)
        yield _section(said("What this repair is to answer too", lang), joined)


def _joined(joined: OneWithThis, lang: str) -> str:
    """Tell a cause that is one with this item; what people typed stays in code."""
    number = "" if joined.work_item_id is None else f" ({key_of(joined.work_item_id)})"
    label = said(KINDS[joined.kind].label, lang)
    told = f"{label}{number}: {joined.sentence}"
    counted = [f"{asked.searches} x {asked.wording}" for asked in joined.wordings[:MAX_SEARCHES]]
    return f"{told}\n\n{quoted(counted, apart=False)}" if counted else told


def quoted(texts: list[str], *, apart: bool = True) -> str:
    """Put strangers' words into a code block that they cannot end, its lines short enough to be read."""
    lines = ("\n\n" if apart else "\n").join(_wrapped(_unmarked(text)[:MAX_QUOTE_CHARS]) for text in texts)
    longest = max((len(run) for run in re.findall(r"`+", lines)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{lines}\n{fence}"


def _moment(account: WorkItemAccount, moment: MomentAccount, places: Places, lang: str) -> str:
    """Write a moment of a video with its words, which are ours, as code all the same: they may hold anything."""
    at = (
        moment.time
        if account.url is None
        else f"[{moment.time}]({_link(places.site_url, account.url)}#{moment.anchor})"
    )
    went_back = said("{number} of {all} plays went back", lang).format(number=moment.replays, all=moment.plays)
    return f"- {at} {_code(moment.words)}: {went_back}"


def _comment(voice: Voice, lang: str) -> str:
    label = said(voice.reason, lang) if voice.reason else ""
    reason = f"({label}) " if label else ""
    return f"{reason}{voice.comment}"


def _links(account: WorkItemAccount, places: Places, lang: str) -> Iterator[str]:
    if account.url is not None:
        yield _linked(said("Read the article", lang), _link(places.site_url, account.url))
    if account.source_path and places.edit_url:
        yield _linked(said("Edit the source", lang), _link(places.edit_url, account.source_path))
    elif account.source_path:
        yield "- " + said("Source: {path}", lang).format(path=_code(account.source_path))
    staff_page = _link(places.service_url, f"staff/work-items/{account.id}")
    item = said("Work item {number}", lang).format(number=key_of(account.id))
    yield _linked(item, staff_page) + said(", with all that is known", lang)
    if KINDS[account.kind].has_revision:
        yield "- " + said("Revision {revision}", lang).format(revision=_code(account.revision))


def _linked(words: str, address: str) -> str:
    return f"- [{words}]({address})"


def _link(base: str, path: str) -> str:
    """Join an address; what would end a Markdown link is written in percent."""
    return urljoin(f"{base.rstrip('/')}/", quote(path, safe="/%#?=&-._~")).replace("(", "%28").replace(")", "%29")


def _link_text(text: str) -> str:
    """Write a title, which is ours, so that it cannot end the link."""
    return re.sub(r"([\\\[\]<>`*_])", r"\\\1", _one_line(_unmarked(text)))


def _code(text: str) -> str:
    return f"`{_one_line(_unmarked(text)).replace('`', '')}`"


def _unmarked(text: str) -> str:
    return text.replace("<!--", "<! --")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str) -> str:
    lines = (textwrap.wrap(line, LINE_CHARS) or [""] for line in text.splitlines())
    return "\n".join(part for line in lines for part in line)
