"""Which old addresses lead where: a pure function over the list of links, the front matter and the built articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import quote

from publishing.catalogue import Article
from publishing.links.forwarding import Departure, Forwarding, Place
from publishing.links.published import PublishedArticle, PublishedLinks

PERMALINK_FOLDER = "a"
_INDEX_NAMES = frozenset(("index", "README"))


@dataclass(frozen=True)
class DepartedPage:
    """A page that is no article any more: its place, its address, its title, and what it says of its links."""

    path: str
    url: str
    title: str
    departure: Departure


@dataclass(frozen=True)
class ListingPage:
    """A page that only lists others, such as the index of a folder: no article, but people link to it."""

    id: str
    url: str
    title: str
    lang: str


@dataclass(frozen=True)
class LinkHistory:
    """
    What a build knows of links that were published before.

    ``departed``, ``listings`` and ``moved`` (sections that left a page that is still there) are by id, ``anchors``
    (what each built page has) too. With ``directory_urls`` ``a.md`` is published as ``a/``, else as ``a.html``.
    """

    published: PublishedLinks
    departed: Mapping[str, DepartedPage]
    moved: Mapping[str, Departure]
    anchors: Mapping[str, frozenset[str]]
    directory_urls: bool = True
    listings: Mapping[str, ListingPage] = field(default_factory=dict)

    def forwarding(self) -> Forwarding:
        """Return where old links lead."""
        departed = {article_id: page.departure for article_id, page in self.departed.items()}
        return Forwarding(self.anchors, {**self.moved, **departed})

    def given_up(self) -> Iterator[ListingPage]:
        """Yield the pages that say what readers can do instead of an article that is gone."""
        for article_id, page in self.departed.items():
            if page.departure.gone:
                yield ListingPage(article_id, page.url, page.title, "en")


@dataclass(frozen=True)
class Redirect:
    """
    An address of the site that leads to another, both relative to the site.

    ``sections`` maps each anchor that leads elsewhere than the page to its own target, and ``names`` such a target to
    what readers know it by; ``languages`` maps each language that the query may ask for.
    """

    path: str
    target: str
    title: str
    lang: str = "en"
    sections: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)


def permalink_path(article_id: str) -> str:
    """Return the path of an article's permalink below the site."""
    return f"{PERMALINK_FOLDER}/{article_id}/"


def page_url(source_path: str, *, directory_urls: bool) -> str:
    """Return the address, relative to the site, that MkDocs publishes the page at *source_path* under."""
    path = PurePosixPath(source_path)
    folder = "" if str(path.parent) == "." else f"{path.parent}/"
    if path.stem in _INDEX_NAMES:
        return quote(folder if directory_urls else f"{folder}index.html")
    return quote(f"{folder}{path.stem}/" if directory_urls else f"{folder}{path.stem}.html")


def redirects(articles: Mapping[str, Article | ListingPage], history: LinkHistory) -> Iterator[Redirect]:
    """
    Yield every old address with the page, and for its old sections the section, that it leads to in one step.

    Listed ids that nobody knows any more are left out; the content rules report them.

    Raises:
        LeadsNowhere: a page names a successor that does not exist, or itself.

    """
    finder = _Finder(articles, history)
    for article_id in sorted({*history.published, *history.departed, *history.moved}):
        if not finder.forwarding.knows(article_id):
            continue
        listed = history.published.get(article_id, PublishedArticle())
        for path in finder.old_addresses(article_id, listed):
            yield finder.redirect(path, article_id, listed)


class _Finder:
    def __init__(self, articles: Mapping[str, Article | ListingPage], history: LinkHistory) -> None:
        self.forwarding = history.forwarding()
        self._articles = articles
        self._history = history

    def old_addresses(self, article_id: str, listed: PublishedArticle) -> list[str]:
        """List the addresses of the article other than the one it has."""
        departed = self._history.departed.get(article_id)
        paths = (*listed.paths, departed.path) if departed else listed.paths
        urls = [page_url(path, directory_urls=self._history.directory_urls) for path in paths]
        is_written_here = departed or article_id in {**self._history.moved, **self._history.listings}
        permanent = [permalink_path(article_id)] if is_written_here else []
        current = self._page(article_id)[0]
        return [url for url in dict.fromkeys([*permanent, *urls]) if url != current]

    def redirect(self, path: str, article_id: str, listed: PublishedArticle) -> Redirect:
        """Tell where *path*, an old address of the article, leads."""
        target = self.forwarding.lead(Place(article_id))
        url, title, lang = self._page(target.article_id)
        known = {*listed.anchors, *self.forwarding.departures.get(article_id, Departure()).moved_sections}
        sections, names = {}, {}
        for anchor in sorted(known):
            place = self.forwarding.lead(Place(article_id, anchor))
            # Without an anchor of its own the target takes over the one that was asked for.
            if place not in (target, Place(target.article_id, target.anchor or anchor)):
                sections[anchor] = self._url(place)
                names[sections[anchor]] = self._name(place)
        return Redirect(path, _with_anchor(url, target.anchor), title, lang, sections, names)

    def _page(self, article_id: str) -> tuple[str, str, str]:
        """Return address, title and language of the page of an article, or of what stands in its place."""
        if article_id in self._articles:
            article = self._articles[article_id]
            return article.url, article.title, article.lang
        departed = self._history.departed.get(article_id)
        if departed is None or not departed.departure.gone:
            return "", article_id, "en"
        return departed.url, departed.title, "en"

    def _name(self, place: Place) -> str:
        """Return the titles of the article and of its section, as far as it has one."""
        title = self._page(place.article_id)[1]
        article = self._articles.get(place.article_id)
        sections = article.sections if isinstance(article, Article) else ()
        section = next((each.title for each in sections if place.anchor and each.anchor == place.anchor), "")
        return f"{title}: {section}" if section else title

    def _url(self, place: Place) -> str:
        return _with_anchor(self._page(place.article_id)[0], place.anchor)


def _with_anchor(url: str, anchor: str) -> str:
    return f"{url}#{quote(anchor, safe='=:~')}" if anchor else url
