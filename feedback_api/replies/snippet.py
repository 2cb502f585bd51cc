"""What is copied for a reply: a title, a line to take away and a link, as rich text, as Markdown and as plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

VIA = "via=reply"
MAX_TAKEAWAY_CHARS = 200


@dataclass(frozen=True)
class Line:
    """A title that links to *address*, and one line about it."""

    title: str
    takeaway: str
    address: str


def permanent_address(root: str, article_id: str, anchor: str, lang: str | None = None) -> str:
    """
    Link to a section so that the link outlives renames, and says that it came in a reply.

    Of an article in several languages it leads to the first, unless *lang* names another.
    """
    fragment = f"#{quote(anchor, safe='=-._~')}" if anchor else ""
    language = f"&lang={quote(lang)}" if lang else ""
    return f"{root.rstrip('/')}/a/{quote(article_id)}/?{VIA}{language}{fragment}"


def on_one_line(text: str) -> str:
    """Put *text* on one line."""
    return " ".join(text.split())


def one_short_line(text: str) -> str:
    """Put *text* on one line that is short enough to be read at a glance."""
    words = on_one_line(text)
    if len(words) <= MAX_TAKEAWAY_CHARS:
        return words
    return f"{words[:MAX_TAKEAWAY_CHARS].rsplit(' ', 1)[0]} ..."


def as_plain(lines: list[Line]) -> str:
    """Write the lines as text: the address stands on a line of its own, so that every help desk makes a link of it."""
    return "\n\n".join("\n".join(filter(None, (line.title, line.takeaway, line.address))) for line in lines)


def as_markdown(lines: list[Line]) -> str:
    """Write the lines as Markdown."""
    return "\n\n".join(
        "  \n".join(filter(None, (f"[{_marked(line.title)}]({line.address})", _marked(line.takeaway))))
        for line in lines
    )


def as_html(lines: list[Line]) -> str:
    """Write the lines as rich text."""
    return "".join(
        f'<p><a href="{escape(line.address)}">{escape(line.title)}</a>'
        + (f"<br>{escape(line.takeaway)}" if line.takeaway else "")
        + "</p>"
        for line in lines
    )


def _marked(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
