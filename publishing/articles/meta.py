"""What an article's page says about itself: front matter in, meta tags out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from html import escape
from typing import Any, get_args

from publishing.catalogue import ARTICLE_ID_PATTERN, EDIT_PATTERN, Kind, Support
from publishing.videos.hosts import HOSTS, VideoHost

META_PREFIX = "help-centre:"
KINDS: tuple[str, ...] = get_args(Kind)
SUPPORT_LEVELS: tuple[Support, ...] = get_args(Support)
# What a writer may say of the last edit, with a day behind it to say it once more.
_EDIT = re.compile(EDIT_PATTERN)


@dataclass(frozen=True)
class PageMeta:
    """The catalogue fields of an article that its text does not tell; ``summary`` may be empty."""

    id: str
    title: str
    summary: str
    kind: str
    source_path: str | None
    updated: date | None
    owner: str | None
    review_by: date | None
    support: str | None
    edit: str | None
    original_changed: date | None
    tags: tuple[str, ...]
    keywords: tuple[str, ...]
    answers: tuple[str, ...]
    breadcrumbs: tuple[str, ...] | None = None


def page_meta(  # noqa: PLR0913 - the facts about a page that its front matter does not hold
    front_matter: Mapping[str, Any],
    *,
    article_id: str,
    title: str,
    kind: str,
    source_path: str | None,
    updated: date | None,
    original_changed: date | None = None,
) -> PageMeta:
    """
    Take from *front_matter* what is well formed and leave out the rest, for sites that know nothing of these fields.

    The keyword arguments stand for what the front matter does not tell. The content rules report what is left out.
    """
    support = text_of(front_matter.get("support"))
    return PageMeta(
        id=article_id,
        title=title,
        summary=summary_of(front_matter),
        kind=kind_of(front_matter) or kind,
        source_path=source_path,
        updated=updated_on(front_matter) or updated,
        owner=text_of(front_matter.get("owner")),
        review_by=date_of(front_matter.get("review_by")),
        support=support if support in SUPPORT_LEVELS else None,
        edit=edit_of(front_matter),
        original_changed=original_changed,
        tags=texts_of(front_matter.get("tags")),
        keywords=texts_of(front_matter.get("keywords")),
        answers=texts_of(front_matter.get("answers")),
    )


def summary_of(front_matter: Mapping[str, Any]) -> str:
    """Return the summary, which other sites call ``description``, or an empty text."""
    return text_of(front_matter.get("summary")) or text_of(front_matter.get("description")) or ""


def accepted_id(value: Any) -> str | None:
    """Return the front matter's ``id`` when an article can be named by it, else None."""
    article_id = text_of(value)
    return article_id if article_id and re.search(ARTICLE_ID_PATTERN, article_id) else None


def kind_of(front_matter: Mapping[str, Any]) -> str | None:
    """Return the kind of article, or None when the front matter does not tell a known one."""
    kind = text_of(front_matter.get("kind"))
    return kind if kind in KINDS else None


def edit_of(front_matter: Mapping[str, Any]) -> str | None:
    """Return what the writer says of the last edit, or None when that cannot be understood."""
    said = text_of(front_matter.get("edit"))
    return said if said and _EDIT.search(said) else None


def updated_on(front_matter: Mapping[str, Any]) -> date | None:
    """Return the day of the last change, or None; ``date`` may hold the two days of a blog post."""
    day = front_matter.get("date")
    if isinstance(day, Mapping):
        day = day.get("updated") or day.get("created")
    return date_of(front_matter.get("updated")) or date_of(day)


def date_of(value: Any) -> date | None:
    """Read a day as YAML gives it: a date, a point in time, or ISO text; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None


def text_of(value: Any) -> str | None:
    """Read one line of text; a number counts as the text it was written as, nothing and structures as None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def texts_of(value: Any) -> tuple[str, ...]:
    """Read a list of texts, or one text alone."""
    values = value if isinstance(value, list) else [value]
    return tuple(text for text in map(text_of, values) if text)


def texts_within(value: Any) -> Iterator[str]:
    """Yield every text in *value*, however deep; one that YAML names a billion times in a few lines is read once."""
    waiting, seen = [value], set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, list | Mapping) and id(part) not in seen:
            seen.add(id(part))
            waiting.extend(reversed(list(part.values() if isinstance(part, Mapping) else part)))


def meta_tags(meta: PageMeta) -> str:
    """Write *meta* as HTML meta tags, a tag for each value; an empty summary is written too, and means none."""
    return "".join(
        f'<meta name="{META_PREFIX}{name}" content="{escape(value)}">\n' for name, value in _name_value_pairs(meta)
    )


def _name_value_pairs(meta: PageMeta) -> Iterator[tuple[str, str]]:
    for field in fields(meta):
        value = getattr(meta, field.name)
        for single in value if isinstance(value, tuple) else (value,):
            if single is not None:
                yield field.name, str(single)


def site_tags(service_url: str, video_hosts: Collection[str] = ()) -> str:
    """
    Write the meta tags that every page of a site carries.

    They tell the scripts where the service is, empty for the site's own root, and the service whose players may open:
    a page keeps the policy that it came with when scripts put another page into its place.
    """
    players = "".join(player_tag(HOSTS[name]) for name in HOSTS if name in video_hosts)
    return f'<meta name="{META_PREFIX}service" content="{escape(service_url)}">\n{players}'


def player_tag(host: VideoHost) -> str:
    """Write the meta tag of a site that lets in the player of *host*."""
    return f'<meta name="{META_PREFIX}player" content="{host.origin}">\n'


def with_head(html: str, tags: str) -> str:
    """Return the page *html* with *tags* at the end of its head; a page that leaves out the tag gets them on top."""
    head, end, body = html.partition("</head>")
    return f"{head}{tags}{end}{body}" if end else f"{tags}{html}"
