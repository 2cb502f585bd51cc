"""Sections that left a page which is still there: their old anchors lead on from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import unquote

from publishing.catalogue import Article
from publishing.links.forwarding import Forwarding, Place
from publishing.links.redirects import ListingPage
from publishing.translations import said

# On arrival and on later jumps; the style sheet shows the line only to who was sent to it.
_SCRIPT = (
    '<script>{const lead=()=>{for(const moved of document.querySelectorAll(".hc-moved"))'
    'if(["#"+moved.id,"#"+encodeURI(moved.id)].includes(location.hash))location.replace(moved.querySelector("a").href)};'
    'lead();addEventListener("hashchange",lead)}</script>\n'
)


def lead_on(articles: Iterable[Article | ListingPage], forwarding: Forwarding, site_folder: Path) -> None:
    """Let the built pages of *articles* below *site_folder* lead from the anchors of sections that moved."""
    pages = list(articles)
    first = {page.id: page for page in reversed(pages)}
    for article in pages:
        departure = forwarding.departures.get(article.id)
        if departure is None:
            continue
        places = {anchor: forwarding.lead(Place(article.id, anchor)) for anchor in departure.moved_sections}
        by_id = first | {page.id: page for page in pages if page.lang == article.lang}
        path = unquote(article.url)
        file = site_folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        file.write_text(with_old_anchors(file.read_text(encoding="utf-8"), article, places, by_id), encoding="utf-8")


def with_old_anchors(
    html: str, article: Article | ListingPage, places: dict[str, Place], by_id: dict[str, Article | ListingPage]
) -> str:
    """
    Return the page *html* of *article* with its old anchors, each with the place that it leads to now.

    An anchor of a section that only got another name stands at that section; one of a section that went to another
    article becomes a line with a link, and a script that follows it.
    """
    lines = []
    for anchor, place in places.items():
        if f'id="{anchor}"' in html:
            continue
        heading = re.search(rf'<\w+\b[^<>]*\bid="{re.escape(place.anchor)}"', html) if place.anchor else None
        if place.article_id == article.id and heading:
            html = f'{html[: heading.start()]}<span id="{escape(anchor)}"></span>{html[heading.start() :]}'
        elif place.article_id in by_id and place.article_id != article.id:
            target = by_id[place.article_id]
            address = "../" * article.url.count("/") + target.url + (f"#{place.anchor}" if place.anchor else "")
            moved = said("This part is now in", article.lang)
            lines.append(
                f'<p id="{escape(anchor)}" class="hc-moved">{moved} '
                f'<a href="{escape(address)}">{escape(target.title)}</a>.</p>\n'
            )
    end = html.rfind("</article>")
    end = html.rfind("</body>") if end < 0 else end
    return html[:end] + "".join(lines) + _SCRIPT + html[end:] if lines else html
