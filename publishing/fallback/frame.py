"""What the static index shows of each article, written so that little of it need be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from publishing.catalogue import Article, Section

# Stands in the place of an address's last part that is the title's `slug`.
_AS_TITLED = "="
_LETTERS_FROM = "0"
_MOST_SHARED = 70


def frame(articles: Sequence[Article], sections: Sequence[Sequence[Section]]) -> dict[str, Any]:
    """Write what is shown of *articles* and their *sections*, and the other words that these are found by."""
    first = articles[0].lang if articles else ""
    places: dict[str, int] = {}
    originals = [places.setdefault(article.id, number) for number, article in enumerate(articles)]
    return {
        "lang": first,
        "langs": {
            number: [article.lang, original]
            for number, (article, original) in enumerate(zip(articles, originals, strict=True))
            if article.lang != first or original != number
        },
        "kinds": "".join(article.kind[0] for article in articles),
        "titles": lines(article.title for article in articles),
        "urls": _addresses(articles),
        "summaries": lines(article.summary for article in articles),
        "keywords": lines("; ".join(article.keywords) for article in articles),
        "others": lines("; ".join((*article.tags, *article.answers)) for article in articles),
        "headings": lines(_beside(part.title for part in parts) for parts in sections),
        "anchors": lines(_beside(map(anchor_code, parts)) for parts in sections),
    }


def slug(heading: str) -> str:
    """
    Return the usual anchor of an English *heading*, as the browser works it out too; "" for a heading that has others.

    Most anchors are that of their heading, and need not be loaded.
    """
    if not heading.isascii():
        return ""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def anchor_code(section: Section) -> str:
    """Write an anchor by its heading: what follows its `slug` (mostly nothing), or another kind with ``/``."""
    usual, other = slug(section.title), _slug_with_signs(section.title)
    if usual and section.anchor.startswith(usual):
        return section.anchor.removeprefix(usual)
    if other and section.anchor.startswith(other):
        return f"/{section.anchor.removeprefix(other)}"
    return f"#{section.anchor}" if section.anchor else ""


def lines(texts: Iterable[str]) -> str:
    """Write each of *texts* in a line."""
    return "\n".join(" ".join(text.splitlines()) for text in texts)


def _beside(texts: Iterable[str]) -> str:
    return "\t".join(" ".join(text.split()) for text in texts)


def _slug_with_signs(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") if heading.isascii() else ""


def _addresses(articles: Iterable[Article]) -> str:
    """Write each address as a character that tells how much of the one before it begins with, and the rest."""
    before, written = "", []
    for article in articles:
        *folders, page = article.url.removesuffix("/").split("/")
        known = page != "" and page == slug(article.title) and article.url.endswith("/")
        url = "/".join((*folders, _AS_TITLED, "")) if known else article.url
        shared = 0
        while shared < min(len(url), len(before), _MOST_SHARED) and url[shared] == before[shared]:
            shared += 1
        written.append(chr(ord(_LETTERS_FROM) + shared) + url[shared:])
        before = url
    return "\n".join(written)
