"""All pages of a site together, as its folder of Markdown holds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from publishing.articles.ids import derive_id, is_well_formed, kept_ids
from publishing.articles.listing_pages import only_lists
from publishing.articles.meta import accepted_id
from publishing.links.forwarding import Departure, Forwarding, departure_of
from publishing.links.published import PublishedArticle, PublishedLinks, paths_of
from publishing.links.redirects import page_url
from publishing.source.addresses import SiteAddresses
from publishing.source.headings import Heading, newly_numbered
from publishing.source.languages import PageLanguages
from publishing.source.page import SourcePage
from publishing.source.settings import ContentSettings
from publishing.source.synonyms import SynonymGroup


@dataclass(frozen=True)
class ContentSite:
    """
    The readable pages below *folder*, on the day *today*.

    ``unreadable`` are the paths of the others; ``published`` is None on a site that keeps no list of links, and
    ``published_before``, what the list named where the branch began, is None where nobody knows. Where it is
    not ``built_by_mkdocs``, nobody knows what else its generator makes of a page: doubts speak for the writer.
    ``translations`` of pages are no pages of their own: rules about one text and about links look at them, others about
    the site do not. ``languages`` tell which page a translation belongs to, and the places that ids are made of.
    """

    folder: Path
    pages: tuple[SourcePage, ...]
    today: date
    unreadable: frozenset[str] = frozenset()
    published: PublishedLinks | None = None
    settings: ContentSettings = ContentSettings()
    built_by_mkdocs: bool = True
    synonyms: tuple[SynonymGroup, ...] = ()
    translations: tuple[SourcePage, ...] = ()
    languages: PageLanguages = PageLanguages()
    addresses: SiteAddresses = SiteAddresses()
    published_before: PublishedLinks | None = None

    @property
    def texts(self) -> tuple[SourcePage, ...]:
        """Every page and every translation of one."""
        return *self.pages, *self.translations

    @cached_property
    def ids_without_original(self) -> frozenset[str]:
        """The ids of the pages that stand in a later language alone."""
        alone = [page for page in self.translations if self.stands_alone(page)]
        return frozenset(accepted_id(page.front_matter.get("id")) or derive_id(self.place_of(page)) for page in alone)

    def stands_alone(self, page: SourcePage) -> bool:
        """
        Tell whether *page*, a translation, never had an original: where each language has a folder, it is built so.

        Where the list of links has its place, its original went.
        """
        is_owned = self.owner_of_path(page.path) is not None or self.place_of(page) in self.unreadable_places
        return self.languages.in_folders and not is_owned

    @cached_property
    def _kept_ids(self) -> Mapping[str, str]:
        explicit = {self.place_of(page): accepted_id(page.front_matter.get("id")) for page in self.pages}
        return kept_ids(paths_of(self.published), explicit)

    def id_of(self, page: SourcePage) -> str:
        """Return the id of *page*: its front matter's, else the one it was published under, else one of its path."""
        place = self.place_of(page)
        return accepted_id(page.front_matter.get("id")) or self._kept_ids.get(place) or derive_id(place)

    def place_of(self, page: SourcePage) -> str:
        """Return the path of *page* without what tells its language: the list of links knows it by that."""
        return self.languages.place_of(page.path)

    @cached_property
    def by_path(self) -> Mapping[str, SourcePage]:
        """Every page by its path."""
        return {page.path: page for page in self.pages}

    @cached_property
    def paths_by_name(self) -> Mapping[str, list[str]]:
        """The paths of the pages whose files have a name, by that."""
        found = defaultdict(list)
        for path in self.by_path:
            found[PurePosixPath(path).name].append(path)
        return found

    @cached_property
    def by_place(self) -> Mapping[str, SourcePage]:
        """Every page by its place."""
        return {self.place_of(page): page for page in self.pages}

    def at_address_of(self, path: str) -> tuple[SourcePage, ...]:
        """Return the pages with the address that the place *path* has: ``a.md`` and ``a/index.md`` share one."""
        return tuple(self._by_address[self._address_of(path)])

    def _address_of(self, path: str) -> str:
        return page_url(path, directory_urls=self.addresses.directory_urls)

    @cached_property
    def _by_address(self) -> Mapping[str, list[SourcePage]]:
        found = defaultdict(list)
        for place, page in self.by_place.items():
            found[self._address_of(place)].append(page)
        return found

    @cached_property
    def unreadable_places(self) -> frozenset[str]:
        """The places of the files that cannot be read."""
        return frozenset(map(self.languages.place_of, self.unreadable))

    @cached_property
    def translation_by_path(self) -> Mapping[str, SourcePage]:
        """Every translation by its path."""
        return {page.path: page for page in self.translations}

    @cached_property
    def by_claim(self) -> tuple[SourcePage, ...]:
        """Every page: articles first; those that name an id, those that were published under it first, by path."""
        return tuple(sorted(self.pages, key=lambda page: (*self._claim(page), page.path)))

    def _claim(self, page: SourcePage) -> tuple[bool, bool, bool]:
        written = accepted_id(page.front_matter.get("id")) is not None
        return page.path in self._listing_paths, not written, not self.was_published(page)

    def was_published(self, page: SourcePage) -> bool:
        """Tell whether the list names *page* under its id and path."""
        return self.place_of(page) in self._listed(self.id_of(page)).paths

    def _listed(self, article_id: str) -> PublishedArticle:
        return (self.published or {}).get(article_id, PublishedArticle())

    @cached_property
    def _listing_paths(self) -> frozenset[str]:
        return frozenset(page.path for page in self.pages if only_lists(page.front_matter, page.body))

    @cached_property
    def named(self) -> Mapping[str, SourcePage]:
        """Every page that has a name of its own, by its id; of two with one id, the first by claim."""
        named: dict[str, SourcePage] = {}
        for page in self.by_claim:
            named.setdefault(self.id_of(page), page)
        return named

    @cached_property
    def departures(self) -> Mapping[str, Departure]:
        """What the pages that know of moved links say of them, by id."""
        found = {article_id: departure_of(page.front_matter) for article_id, page in self.named.items()}
        return {article_id: departure for article_id, departure in found.items() if departure != Departure()}

    @cached_property
    def present(self) -> Mapping[str, SourcePage]:
        """The named pages that are neither replaced nor gone, by id: articles, and pages that only list others."""
        departed = {name for name, departure in self.departures.items() if departure.replaced_by or departure.gone}
        return {article_id: page for article_id, page in self.named.items() if article_id not in departed}

    @cached_property
    def articles(self) -> Mapping[str, SourcePage]:
        """Every article by its id."""
        return {article_id: page for article_id, page in self.present.items() if page.path not in self._listing_paths}

    @cached_property
    def anchors(self) -> Mapping[str, frozenset[str]]:
        """What a link may lead to on each page, by path."""
        return {page.path: page.anchors for page in self.pages}

    @cached_property
    def forwarding(self) -> Forwarding:
        """Where old links lead."""
        return Forwarding(
            {article_id: self.anchors[page.path] for article_id, page in self.present.items()}, self.departures
        )

    @cached_property
    def translated_into(self) -> frozenset[str]:
        """The languages that pages are translated into."""
        return frozenset(map(self.languages.language_of, self.translation_by_path))

    @cached_property
    def page_addresses(self) -> frozenset[str]:
        """
        The addresses of pages relative to the site, without a slash at their end: also those that lead on.

        Hosts answer for ``a.html`` at ``a`` too.
        """
        listed = {
            path
            for article_id, article in (self.published or {}).items()
            if self.forwarding.knows(article_id)
            for path in article.paths
        }
        urls = {
            unquote(page_url(path, directory_urls=self.addresses.directory_urls)).removesuffix("index.html")
            for path in (*self.by_place, *self.unreadable_places, *listed)
        }
        return frozenset(each.rstrip("/") for url in urls for each in (url, url.removesuffix(".html")))

    @cached_property
    def texts_by_address(self) -> Mapping[str, SourcePage]:
        """Every page and translation that leads nowhere else, by its address relative to the site, as `bare` has it."""
        present = {page.path for page in self.present.values()}
        originals = {bare(self._address_of(self.place_of(page))): page for page in self.pages if page.path in present}
        translations = {
            f"{page.lang}/{bare(self._address_of(self.place_of(page)))}".rstrip("/"): page for page in self.translations
        }
        return translations | originals

    def in_language(self, lang: str) -> ContentSite:
        """Return the translations into *lang* as a site of their own, which readers of that language search."""
        pages = tuple(page for page in self.translations if page.lang == lang)
        return replace(self, pages=pages, translations=(), published=None)

    def owner_of_path(self, path: str) -> str | None:
        """Return the id of the article that is, or last was, published from *path*."""
        place = self.languages.place_of(path)
        if place in self.by_place:
            return self.id_of(self.by_place[place])
        listed = (article_id for article_id, article in (self.published or {}).items() if place in article.paths)
        return next(listed, None)

    def departure_of_path(self, path: str) -> Departure | None:
        """Return what the page at *path* says of where its links lead now."""
        article_id = self.id_of(self.by_path[path])
        return self.departures.get(article_id) if self.named.get(article_id) is self.by_path[path] else None

    def links(self) -> PublishedLinks:
        """
        Return what publishing these pages would add to the list of links.

        A page is left out as long as its id, its path or its sections are in doubt: what is listed stays for good.
        """
        return {
            article_id: PublishedArticle((self.place_of(page),), page.section_anchors)
            for article_id, page in self.present.items()
            if (page.front_matter or page.front_matter_problem is None)
            and (self.was_published(page) or self._may_be_listed(article_id, page))
            and self._keeps_its_sections(article_id, page)
            and not (page.unbuilt_ids or any(self.headings_in_doubt(article_id)))
        }

    def headings_in_doubt(self, article_id: str) -> Iterator[tuple[Heading, Heading]]:
        """Yield the headings of which nobody can tell whether the published link of the other, above, was theirs."""
        return newly_numbered(self.present[article_id].headings, self._listed(article_id).anchors)

    def _may_be_listed(self, article_id: str, page: SourcePage) -> bool:
        """Tell whether the id of *page*, which is not listed for its path, is surely its own and will stay."""
        if self._pages_by_id[article_id] > 1 or self._shares_its_address(article_id, page):
            return False
        written = page.front_matter.get("id")
        may_stay = "id" not in page.front_matter or is_well_formed("" if written is None else str(written))
        # While a listed article is missing, a new one may be that, with a slip in its id.
        return article_id in (self.published or {}) or (may_stay and not self._is_any_missing)

    def _keeps_its_sections(self, article_id: str, page: SourcePage) -> bool:
        """Tell whether no listed section is missing: a new one may be that, under another name."""
        departure = self.departures.get(article_id, Departure())
        return not set(self._listed(article_id).anchors) - page.anchors - departure.moved_sections.keys()

    @cached_property
    def _pages_by_id(self) -> Mapping[str, int]:
        return Counter(map(self.id_of, self.pages))

    def _shares_its_address(self, article_id: str, page: SourcePage) -> bool:
        """Tell whether another page has the address of *page*, or another article had it."""
        place = self.place_of(page)
        return len(self.at_address_of(place)) > 1 or bool(self._ids_by_address[self._address_of(place)] - {article_id})

    @cached_property
    def _ids_by_address(self) -> Mapping[str, set[str]]:
        """The articles that the list names for each address."""
        found = defaultdict(set)
        for article_id, article in (self.published or {}).items():
            for path in article.paths:
                found[self._address_of(path)].add(article_id)
        return found

    @cached_property
    def _is_any_missing(self) -> bool:
        """Tell whether a listed article has no page, as far as the pages can be read."""
        return any(
            not self.forwarding.knows(article_id) and self.unreadable_places.isdisjoint(article.paths)
            for article_id, article in (self.published or {}).items()
        )


def bare(address: str) -> str:
    """Return *address* decoded, without ``index.html``, ``.html`` and a slash at its end: one page answers to all."""
    return unquote(address).removesuffix("index.html").removesuffix(".html").rstrip("/")
