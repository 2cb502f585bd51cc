"""What goes along with a question where no script remembers the visit: what the links to the form say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from feedback_api.contact.question import MAX_QUERY_CHARS, VisitEntry
from feedback_api.revisions.published import find_translation
from publishing.translations import said

ANSWERS = {"yes": True, "no": False}
_COUNT = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class PassedOn:
    """An entry as the form carries it, with its article's title, and in words for who asks, who may take it out."""

    value: str
    words: str
    title: str = ""


def entries_in_address(args: Mapping[str, str]) -> list[VisitEntry]:
    """Read what an address of the form says: the search ``q``, and the ``article`` that was read and ``helpful``."""
    article = {"article_id": args.get("article"), "revision": args.get("revision", "")}
    entries: list[dict[str, Any]] = []
    if args.get("q", "").strip():
        entries.append({"kind": "search", "words": args["q"][:MAX_QUERY_CHARS], "found": _count(args.get("found", ""))})
    if article["article_id"]:
        entries.append({"kind": "page", **article})
    if article["article_id"] and args.get("helpful") in ANSWERS:
        entries.append({"kind": "rating", **article, "helpful": ANSWERS[args["helpful"]]})
    return _readable(entries)


def _count(text: str) -> int | None:
    """Read how many a search found; what is no such number is unknown, and the search goes along without it."""
    return int(text) if _COUNT.fullmatch(text) else None


def entries_in_form(values: Iterable[str]) -> list[VisitEntry]:
    """Read the entries that a form carried; what cannot be read is left out."""
    return _readable(values)


def passed_on(connection: Connection, entries: Iterable[VisitEntry], lang: str) -> list[PassedOn]:
    """Say each of *entries* in *lang*; an article that was never published is left out."""
    shown = (_shown(connection, entry, lang) for entry in entries)
    return [entry for entry in shown if entry]


def _readable(values: Iterable[Any]) -> list[VisitEntry]:
    entries = []
    for value in values:
        try:
            read = VisitEntry.model_validate_json if isinstance(value, str) else VisitEntry.model_validate
            entries.append(read(value))
        except ValidationError:
            continue
    return entries


def _shown(connection: Connection, entry: VisitEntry, lang: str) -> PassedOn | None:
    value = entry.model_dump_json(exclude_defaults=True)
    if entry.kind == "search":
        sentence = "You searched for “{words}” and found nothing" if entry.found == 0 else "You searched for “{words}”"
        return PassedOn(value, said(sentence, lang).format(words=entry.words)) if entry.words else None
    article = find_translation(connection, entry.article_id, lang) if entry.article_id else None
    if article is None:
        return None
    if entry.kind == "page":
        sentence = "You read “{title}”"
    else:
        sentence = "You said that “{title}” helped" if entry.helpful else "You said that “{title}” did not help"
    return PassedOn(value, said(sentence, lang).format(title=article.title), article.title)
