"""Sections that left a page which is still there: their old anchors lead on from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import unquote

from publishing.catalogue import Article
from publishing.links.built_ids import element_with_id
from publishing.links.forwarding import Forwarding, Place
from publishing.links.redirects import ListingPage
from publishing.translations import said

# On arrival and on later jumps; the style sheet shows the line only to who was sent to it.
_SCRIPT = (
    '<script>{const lead=()=>{for(const moved of document.querySelectorAll(".hc-moved"))'
    'if(["#"+moved.id,"#"+encodeURI(moved.id)].includes(location.hash))location.replace(moved.querySelector("a").href)};'
    'lead();addEventListener("hashchange",lead)}</script>\n'
)


@dataclass(frozen=True)
class _Built:
    """A built page, which another language may show as well: its id, its address, its title and its language."""

    id: str
    url: str
    title: str
    lang: str


def lead_on(
    articles: Iterable[Article | ListingPage],
    forwarding: Forwarding,
    site_folder: Path,
    folders: Mapping[str, str],
    is_there: Callable[[str], bool],
) -> None:
    """
    Let the built pages of *articles* below *site_folder* lead from the anchors of sections that moved.

    So do the pages that a language shows untranslated: *is_there* tells by the address which stand in its folder, which
    *folders* names.
    """
    pages = [_Built(page.id, page.url, page.title, page.lang) for page in articles]
    pages = [*pages, *_untranslated(pages, folders, is_there)]
    first = {page.id: page for page in reversed(pages)}
    for page in pages:
        departure = forwarding.departures.get(page.id)
        if departure is None:
            continue
        places = {anchor: forwarding.lead(Place(page.id, anchor)) for anchor in departure.moved_sections}
        by_id = first | {other.id: other for other in pages if other.lang == page.lang}
        path = unquote(page.url)
        file = site_folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        file.write_text(_with_old_anchors(file.read_text(encoding="utf-8"), page, places, by_id), encoding="utf-8")


def _untranslated(
    pages: Sequence[_Built], folders: Mapping[str, str], is_there: Callable[[str], bool]
) -> Iterator[_Built]:
    known = {page.url for page in pages}
    for page in pages:
        for lang, folder in folders.items() if page.lang not in folders else ():
            if f"{folder}{page.url}" not in known and is_there(f"{folder}{page.url}"):
                yield replace(page, url=f"{folder}{page.url}", lang=lang)


def _with_old_anchors(html: str, page: _Built, places: Mapping[str, Place], by_id: Mapping[str, _Built]) -> str:
    """
    Return *html*, that of *page*, with its old anchors, each with the place that it leads to now.

    An anchor of a section that only got another name stands at that section; one of a section that went to another
    article becomes a line with a link, and a script that follows it.
    """
    lines = []
    for anchor, place in places.items():
        if element_with_id(html, escape(anchor)) is not None:
            continue
        start = element_with_id(html, escape(place.anchor)) if place.article_id == page.id else None
        if start is not None:
            html = f'{html[:start]}<span id="{escape(anchor)}"></span>{html[start:]}'
        elif place.article_id in by_id and place.article_id != page.id:
            target = by_id[place.article_id]
            address = "../" * page.url.count("/") + target.url + (f"#{place.anchor}" if place.anchor else "")
            moved = said("This part is now in", page.lang)
            lines.append(
                f'<p id="{escape(anchor)}" class="hc-moved">{moved} '
                f'<a href="{escape(address)}">{escape(target.title)}</a>.</p>\n'
            )
    end = html.rfind("</article>")
    end = html.rfind("</body>") if end < 0 else end
    return html[:end] + "".join(lines) + _SCRIPT + html[end:] if lines else html
