"""Reading an article from its built page, whichever generator built it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publishing.articles.language_tag import language_tag
from publishing.articles.meta import META_PREFIX
from publishing.articles.revision import revision_of
from publishing.articles.text import PageText, one_line, read_text
from publishing.catalogue import Article, CatalogueError
from publishing.videos.cut import cut_name

_ARTICLE_ELEMENTS = ("article.md-content__inner", "[itemprop=articleBody]", "article", "[role=main]", "main", "body")
_MATERIAL_ARTICLE = '<article class="md-content__inner'
_ARTICLE_END = "</article>"
_LENGTH = re.compile(r"\d+(\.\d+)?")


class _Shown(NamedTuple):
    """The cut that a page shows, and how long it is; neither where it shows no video."""

    name: str | None
    seconds: float | None


def read_page(html: str, url: str, *, built_on: date) -> Article | None:
    """
    Read the article at *url* (relative to the site) from its page *html*; None when the page is not an article.

    A page is an article when its head carries ``<meta name="help-centre:id">``. *built_on* stands for the date of the
    last change when the page does not tell it.

    Raises:
        CatalogueError: a field of the page's head is wrong; the message names the page and the field.

    """
    document = LexborHTMLParser(_without_surroundings(html))
    meta = _meta(document)
    if f"{META_PREFIX}id" not in meta:
        return None
    text = read_text(_article_element(document))
    try:
        return Article.model_validate(_fields(document, meta, text, url, built_on))
    except ValidationError as error:
        problem = error.errors()[0]
        raise CatalogueError(
            f"{url or 'index.html'}: field '{problem['loc'][0]}' of the article is wrong ({problem['msg']}).",
            "Correct the front matter or the meta tag that the field comes from.",
        ) from error


def _without_surroundings(html: str) -> str:
    """Leave out what Material writes around the article, most of a page: reading it takes half the time."""
    head, end, body = html.partition("</head>")
    start, stop = body.find(_MATERIAL_ARTICLE), body.rfind(_ARTICLE_END)
    return f"{head}{end}<body>{body[start:stop]}" if 0 <= start < stop else html


def _fields(
    document: LexborHTMLParser, meta: dict[str, list[str]], text: PageText, url: str, built_on: date
) -> dict[str, object]:
    def first(field: str) -> str | None:
        return next(iter(meta.get(META_PREFIX + field, ())), None)

    def every(field: str) -> list[str]:
        return meta.get(META_PREFIX + field, [])

    cut = _cut(_article_element(document))
    title = text.title or first("title") or _document_title(document) or first("id")
    return {
        "id": first("id"),
        "kind": first("kind") or "guide",
        "lang": _lang(document),
        "title": title,
        "summary": _summary(meta, text),
        "url": url,
        "source_path": first("source_path"),
        "revision": revision_of(title or "", text.sections, cut.name),
        "updated": first("updated") or built_on,
        "owner": first("owner"),
        "review_by": first("review_by"),
        "support": first("support"),
        "edit": first("edit"),
        "original_changed": first("original_changed"),
        "cut": cut.name,
        "length_seconds": cut.seconds,
        "tags": every("tags"),
        "keywords": every("keywords"),
        "answers": every("answers"),
        "breadcrumbs": list(filter(None, every("breadcrumbs"))) if every("breadcrumbs") else None,
        "sections": text.sections,
        "section_support": text.section_support,
    }


def _meta(document: LexborHTMLParser) -> dict[str, list[str]]:
    """Collect the meta tags of the head alone: what stands in the body is content and tells nothing about the page."""
    found: dict[str, list[str]] = {}
    for node in _head(document).css("meta[name]"):
        attributes = node.attributes
        found.setdefault(attributes["name"] or "", []).append(attributes.get("content") or "")
    return found


def _cut(article: LexborNode) -> _Shown:
    """Take the cut from the player; several players on one page have one cut together."""
    players = [node.attributes for node in article.css("[data-cut]")]
    names = [player["data-cut"] or "" for player in players]
    lengths = [float(length) for player in players if _LENGTH.fullmatch(length := player.get("data-seconds") or "")]
    name = cut_name(names) if len(names) > 1 else next(iter(names), None)
    return _Shown(name, max(lengths, default=None))


def _summary(meta: dict[str, list[str]], text: PageText) -> str:
    """Take the page's own summary; an empty ``help-centre:summary`` says that the description is the site's."""
    own = meta.get(f"{META_PREFIX}summary") or meta.get("description") or [""]
    return one_line(own[0]) or text.first_paragraph


def _article_element(document: LexborHTMLParser) -> LexborNode:
    found = next(filter(None, map(document.css_first, _ARTICLE_ELEMENTS)), None)
    assert found is not None, "an HTML parser always makes a body"
    return found


def _head(document: LexborHTMLParser) -> LexborNode:
    assert document.head is not None, "an HTML parser always makes a head"
    return document.head


def _document_title(document: LexborHTMLParser) -> str:
    title = _head(document).css_first("title")
    return one_line(title.text()) if title else ""


def _lang(document: LexborHTMLParser) -> str:
    html = document.css_first("html")
    return language_tag((html.attributes.get("lang") if html else None) or "")


def site_url_in(html: str, path: str) -> str | None:
    """Return where the site is published, when its page at *path* tells by its canonical link."""
    link = LexborHTMLParser(html).css_first('head > link[rel="canonical"]')
    canonical = unquote((link.attributes.get("href") if link else None) or "")
    if not canonical.startswith(("https://", "http://")):
        return None
    short = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
    found = (canonical.removesuffix(own) for own in (path, short) if canonical.endswith(own))
    return next((site_url for site_url in found if site_url.endswith("/")), None)
