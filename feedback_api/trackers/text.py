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
from feedback_api.queue.account import WorkItemAccount
from feedback_api.queue.one_with import OneWithThis
from feedback_api.queue.testimony import Voice
from feedback_api.queue.weakest_section import WeakestSection
from feedback_api.work_items.kinds import KINDS
from feedback_api.work_items.life import AT_WORK, State
from publishing.translations.days_and_numbers import long_day

KEY = "HC"
LABEL = "help-centre"
MAX_VOICES = 8
MAX_SEARCHES = 8
MAX_QUOTE_CHARS = 600
MAX_TITLE_CHARS = 200
MAX_LABEL_CHARS = 50
LINE_CHARS = 90
STATE_SENTENCES = {
    State.OPEN: "Nobody has taken it yet.",
    State.IN_REVIEW: "Somebody is at it.",
    State.SHIPPED: "A repair is live; its readers now decide whether it helps.",
    State.REOPENED: "The repair did not help: its readers say so. It waits for another one.",
    State.DISMISSED: "It was dismissed: nothing is to be done.",
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


def body_of(account: WorkItemAccount, places: Places) -> str:
    """Write the text of the issue as Markdown, its marker last."""
    return "\n\n".join([*_parts(account, places), marker_of(account)]) + "\n"


def _parts(account: WorkItemAccount, places: Places) -> Iterator[str]:
    evidence = account.evidence
    yield f"**{evidence.sentence}** About {evidence.unhelped_a_week:.1f} people a week are left unhelped."
    yield _standing(account)
    if account.advice:
        yield account.advice
    if account.reason:
        yield "Reason:\n\n" + quoted([account.reason])
    if account.weakest_section:
        yield _weakest(account.weakest_section, places)
    yield from _beyond_ratings(account, places)
    if evidence.moments:
        yield "### Where people go back\n\n" + "\n".join(
            _moment(account, moment, places) for moment in evidence.moments
        )
    goals = list(dict.fromkeys(voice.goal for voice in evidence.voices if voice.goal))[:MAX_VOICES]
    if goals:
        yield "### What readers were trying to do\n\n" + quoted(goals)
    if evidence.reasons:
        counted = "\n".join(f"- {times} x {reason}" for reason, times in evidence.reasons.items())
        yield f"### Why it did not help\n\n{counted}"
    comments = list(dict.fromkeys(_comment(voice) for voice in evidence.voices if voice.comment))[:MAX_VOICES]
    if comments:
        yield "### What they wrote\n\n" + quoted(comments)
    if evidence.searches:
        counted_searches = [f"{found.searches} x {found.query}" for found in evidence.searches[:MAX_SEARCHES]]
        yield "### What they searched for\n\n" + quoted(counted_searches, apart=False)
    yield "### Where\n\n" + "\n".join(_links(account, places))
    if account.state in AT_WORK:
        yield f"Write `Fixes {key_of(account.id)}` in your pull request. {KINDS[account.kind].closes}"


def _standing(account: WorkItemAccount) -> str:
    if account.state is State.VERIFIED:
        return KINDS[account.kind].verified
    sentence = STATE_SENTENCES[account.state]
    if account.asks_on is None or account.advice:
        return sentence
    return f"{sentence} If they have not by {long_day(account.asks_on, 'en')}, this asks for another signal."


def _weakest(section: WeakestSection, places: Places) -> str:
    """Name the section, and what that rests on: it is a hint, and no reader was asked for it."""
    link = f"[{_link_text(section.title)}]({_link(places.site_url, section.url)})"
    rests_on = "\n".join(f"- {sign}" for sign in section.rests_on)
    said = f"{link}: {section.signs} of the {section.all_signs} signs that name a section name this one."
    return f"### Weakest section, probably\n\n{said}\n\n{rests_on}"


def _beyond_ratings(account: WorkItemAccount, places: Places) -> Iterator[str]:
    """Say what is known of searches and links; what people typed stays in code."""
    if account.answer:
        link = f"[{_link_text(account.answer.title)}]({_link(places.site_url, account.answer.url)})"
        yield f"There is probably an article, {link}, but those who search do not open it. Give it the words below."
    elif account.wordings:
        yield "No article seems to answer it."
    if account.wordings:
        counted = [f"{asked.searches} x {asked.wording}" for asked in account.wordings[:MAX_SEARCHES]]
        yield "### What people search for\n\n" + quoted(counted, apart=False)
    if account.linked_from:
        pages = [f"- {_code(f'/{page.path}')}: followed {page.visits} times" for page in account.linked_from]
        yield "### Pages of the site with the link\n\n" + "\n".join(pages[:MAX_SEARCHES])
    if account.one_with_this:
        yield "### What this repair is to answer too\n\n" + "\n\n".join(map(_joined, account.one_with_this))


def _joined(joined: OneWithThis) -> str:
    """Tell a cause that is one with this item; what people typed stays in code."""
    number = "" if joined.work_item_id is None else f" ({key_of(joined.work_item_id)})"
    said = f"{KINDS[joined.kind].label}{number}: {joined.sentence}"
    counted = [f"{asked.searches} x {asked.wording}" for asked in joined.wordings[:MAX_SEARCHES]]
    return f"{said}\n\n{quoted(counted, apart=False)}" if counted else said


def quoted(texts: list[str], *, apart: bool = True) -> str:
    """Put strangers' words into a code block that they cannot end, its lines short enough to be read."""
    lines = ("\n\n" if apart else "\n").join(_wrapped(_unmarked(text)[:MAX_QUOTE_CHARS]) for text in texts)
    longest = max((len(run) for run in re.findall(r"`+", lines)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{lines}\n{fence}"


def _moment(account: WorkItemAccount, moment: MomentAccount, places: Places) -> str:
    """Write a moment of a video with its words, which are ours, as code all the same: they may hold anything."""
    at = (
        moment.time
        if account.url is None
        else f"[{moment.time}]({_link(places.site_url, account.url)}#{moment.anchor})"
    )
    return f"- {at} {_code(moment.words)}: {moment.replays} of {moment.plays} plays went back"


def _comment(voice: Voice) -> str:
    reason = f"({voice.reason}) " if voice.reason else ""
    return f"{reason}{voice.comment}"


def _links(account: WorkItemAccount, places: Places) -> Iterator[str]:
    if account.url is not None:
        yield f"- [Read the article]({_link(places.site_url, account.url)})"
    if account.source_path and places.edit_url:
        yield f"- [Edit the source]({_link(places.edit_url, account.source_path)})"
    elif account.source_path:
        yield f"- Source: {_code(account.source_path)}"
    staff_page = _link(places.service_url, f"staff/work-items/{account.id}")
    yield f"- [Work item {key_of(account.id)}]({staff_page}), with all that is known"
    if KINDS[account.kind].has_revision:
        yield f"- Revision {_code(account.revision)}"


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
