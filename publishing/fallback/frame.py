"""What the static index shows of each article, written so that little of it need be loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from publishing.catalogue import Article, Section

# Stand in the place of an address's last part that is the title's `slug`, with ``-`` or with ``_`` between words.
_AS_TITLED = {"-": "=", "_": "=_"}
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
        "keywords": lines(_beside(article.keywords) for article in articles),
        "answers": lines(_beside(article.answers) for article in articles),
        "tags": lines("; ".join(article.tags) for article in articles),
        "headings": lines(_beside(part.title for part in parts) for parts in sections),
        "anchors": lines(_beside(anchor_codes(parts)) for parts in sections),
    }


def slug(heading: str) -> str:
    """
    Return the usual anchor of an English *heading*, as the browser works it out too; "" for a heading that has others.

    Most anchors are that of their heading, and need not be loaded.
    """
    if not heading.isascii():
        return ""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower())


def anchor_codes(sections: Iterable[Section]) -> Iterator[str]:
    """
    Write the anchors of an article's *sections* by their headings.

    That is what follows the `slug`, which equal headings have numbered on from the one before (mostly nothing does), or
    another kind, with ``/``, or all of it, with ``#``.
    """
    numbers: dict[str, int] = {}
    for section in sections:
        usual, other = slug(section.title), _slug_with_signs(section.title)
        expected = f"{usual}_{numbers[usual] + 1}" if usual in numbers else usual
        number = re.fullmatch(re.escape(usual) + r"_([0-9]{1,9})", section.anchor)
        numbers[usual] = int(number[1]) if number else 0
        rest = section.anchor.removeprefix(expected)
        if usual and section.anchor.startswith(expected) and not rest.startswith(("/", "#")):
            yield rest
        elif other and section.anchor.startswith(other):
            yield f"/{section.anchor.removeprefix(other)}"
        else:
            yield f"#{section.anchor}" if section.anchor else ""


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
        *folders, page = article.url.split("/")[:-1] or [""]
        mark = next((mark for sign, mark in _AS_TITLED.items() if page == slug(article.title).replace("-", sign)), "")
        url = "/".join((*folders, mark, "")) if page and mark and article.url.endswith("/") else article.url
        shared = 0
        # Browsers count a character beyond 16 bits twice: none is shared.
        while shared < min(len(url), len(before), _MOST_SHARED) and url[shared] == before[shared] < "\U00010000":
            shared += 1
        written.append(chr(ord(_LETTERS_FROM) + shared) + url[shared:])
        before = url
    return "\n".join(written)
