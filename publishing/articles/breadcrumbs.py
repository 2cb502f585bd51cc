"""Where an article stands in the site's navigation: the titles above it, which results show."""

from __future__ import annotations

from html import unescape
from itertools import dropwhile, groupby
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from publishing.articles.meta import text_of

# Says that an article has none, where no tag at all would say that nobody knows.
NONE_ABOVE = ("",)
_PATH, _PATH_END = '<nav class="md-path"', "</nav>"
_ANY_SITE = "http://site/"


def breadcrumbs_of(page: Any, nav: Any) -> tuple[str, ...]:
    """
    Return the titles of the sections above *page* in *nav*, both MkDocs', from the top; `NONE_ABOVE` without any.

    A folder of a language, which the plugin for languages takes out of the navigation, is none of them. A section and
    its own page, which blogs put above their posts, are called the same and named once.
    """
    shown = dropwhile(lambda section: section not in nav.items, reversed(page.ancestors))
    titles = (unescape(text_of(section.title) or "") for section in shown)
    return tuple(title for title, _ in groupby(filter(None, titles))) or NONE_ABOVE


def breadcrumbs_on(html: str, url: str) -> tuple[str, ...] | None:
    """
    Read the titles above the page *html*, which is at *url*, from the path that Material's themes show on it.

    The start page, which that begins with, is left out. None where the site shows no such path.
    """
    begin = html.find(_PATH)
    if begin < 0:
        return None
    shown = LexborHTMLParser(html[begin : html.find(_PATH_END, begin)])
    links = [(node.attributes.get("href") or "", " ".join(node.text().split())) for node in shown.css("a")]
    address = urljoin(_ANY_SITE, url)
    leads_home = [urljoin(address, href).removesuffix("index.html") == _ANY_SITE for href, _ in links]
    titles = (title for place, (_, title) in enumerate(links) if title and (place or not leads_home[place]))
    return tuple(titles) or NONE_ABOVE
