"""What a customer did before asking, in words: in the language of who answers, and for the copy in the customer's."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from sqlalchemy import Connection

from feedback_api.contact.question import VisitEntry
from feedback_api.revisions.published import find_translation
from publishing.translations import said


def visit_in_words(
    connection: Connection, entries: Iterable[VisitEntry], site_url: str, *, lang: str, read_in: str
) -> list[str]:
    """
    Say in *lang* what the customer did, a line each, and name articles as they stand in the language *read_in*.

    An article that was never published is left out.
    """
    lines = (_line(connection, entry, site_url, lang, read_in) for entry in entries)
    return [line for line in lines if line]


def _line(connection: Connection, entry: VisitEntry, site_url: str, lang: str, read_in: str) -> str:
    if entry.kind == "search":
        return _search_in_words(entry, lang) if entry.words else ""
    article = find_translation(connection, entry.article_id, read_in) if entry.article_id else None
    if article is None:
        return ""
    if entry.kind == "page":
        sentence = said("read “{title}”, {url}", lang)
    elif entry.helpful:
        sentence = said("said that it helped: “{title}”, {url}", lang)
    else:
        sentence = said("said that it did not help: “{title}”, {url}", lang)
    return sentence.format(title=article.title, url=urljoin(site_url, article.url))


def _search_in_words(entry: VisitEntry, lang: str) -> str:
    if entry.found is None:
        return said("searched for “{words}”", lang).format(words=entry.words)
    return said("searched for “{words}” ({count} found)", lang).format(words=entry.words, count=entry.found)
