"""All pages of a site together, as its folder of Markdown holds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from publishing.articles.ids import derive_id, is_well_formed, kept_ids
from publishing.articles.listing_pages import only_lists
from publishing.articles.meta import accepted_id
from publishing.links.forwarding import Departure, Forwarding, departure_of
from publishing.links.published import PublishedArticle, PublishedLinks, paths_of
from publishing.source.address_book import AddressBook
from publishing.source.addresses import SiteAddresses
from publishing.source.headings import Heading
from publishing.source.languages import PageLanguages
from publishing.source.left_out import LeftOut
from publishing.source.navigation import Navigation
from publishing.source.page import SourcePage
from publishing.source.settings import ContentSettings
from publishing.source.synonyms import SynonymGroup
from publishing.source.twin_headings import Shift, newly_numbered, shift_of


@dataclass(frozen=True)
class ContentSite:
    """
    The readable pages below *folder*, on the day *today*.

    ``unreadable`` are the paths of the others; ``published`` is None on a site that keeps no list of links, and
    ``published_before``, what the list named where the branch began, is None where nobody knows, as ``pages_before``
    are the articles of then, by id, as far as somebody asks for them. Where it is not ``built_by_mkdocs``, nobody
    knows what else its generator makes of a page: doubts speak for the writer.
    ``translations`` of pages are no pages of their own: rules about one text and about links look at them, others about
    the site do not. ``languages`` tell which page a translation belongs to, and the places that ids are made of.
    ``static_pages`` are files of HTML beside the pages, and ``left_out`` tells what no build takes: of it,
    ``without_language`` are pages whose names tell a language that the site does not have. ``names`` are what
    it is called, each with the file and the line that say so.
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
    pages_before: Mapping[str, SourcePage] = field(default_factory=dict)
    static_pages: tuple[str, ...] = ()
    left_out: LeftOut = LeftOut()
    without_language: tuple[str, ...] = ()
    names: tuple[tuple[str, int, str], ...] = ()
    navigation: Navigation = Navigation()

    @property
    def texts(self) -> tuple[SourcePage, ...]:
        """Every page and every translation of one."""
        return *self.pages, *self.translations

    @cached_property
    def without_original(self) -> Mapping[str, SourcePage]:
        """The pages that stand in a later language alone, by id; of one id the first."""
        alone = [page for page in self.translations if self.stands_alone(page)]
        return {
            accepted_id(page.front_matter.get("id")) or derive_id(self.place_of(page)): page for page in alone[::-1]
        }

    def stands_alone(self, page: SourcePage) -> bool:
        """
        Tell whether *page*, a translation, never had an original.

        Where the list of links has its place, its original went. Where a file's name tells its language, one that
        nobody listed is a slip in the name, unless the list has its id, and that is no other page's.
        """
        if self.owner_of_path(page.path) is not None or self.place_of(page) in self.unreadable_places:
            return False
        article_id = accepted_id(page.front_matter.get("id"))
        return self.languages.in_folders or (article_id in (self.published or {}) and article_id not in self.named)

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

    @cached_property
    def address_book(self) -> AddressBook:
        """Which address each page has, and which articles had it."""
        return AddressBook(self)

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
    def with_links(self) -> Mapping[str, SourcePage]:
        """The pages whose links are kept, by id: the named ones, and those that stand in a later language alone."""
        return {**self.without_original, **self.named}

    @cached_property
    def with_links_by_place(self) -> Mapping[str, SourcePage]:
        """The pages whose links are kept, by place."""
        return {self.place_of(page): page for page in self.with_links.values()}

    @cached_property
    def departures(self) -> Mapping[str, Departure]:
        """What the pages that know of moved links say of them, by id; also those without an original."""
        found = {article_id: departure_of(page.front_matter) for article_id, page in self.with_links.items()}
        return {article_id: departure for article_id, departure in found.items() if departure != Departure()}

    @cached_property
    def there(self) -> Mapping[str, SourcePage]:
        """The pages that permanent links lead to, by id: all whose links are kept but those replaced or gone."""
        departed = {name for name, departure in self.departures.items() if departure.replaced_by or departure.gone}
        return {article_id: page for article_id, page in self.with_links.items() if article_id not in departed}

    @cached_property
    def present(self) -> Mapping[str, SourcePage]:
        """The named pages that are neither replaced nor gone, by id: articles, and pages that only list others."""
        return {article_id: page for article_id, page in self.there.items() if article_id in self.named}

    @cached_property
    def articles(self) -> Mapping[str, SourcePage]:
        """Every article by its id."""
        return {article_id: page for article_id, page in self.present.items() if page.path not in self._listing_paths}

    @cached_property
    def forwarding(self) -> Forwarding:
        """Where old links lead."""
        anchors = {article_id: page.anchors for article_id, page in self.there.items()}
        return Forwarding(anchors, self.departures)

    @cached_property
    def translated_into(self) -> frozenset[str]:
        """The languages that pages are translated into."""
        return frozenset(map(self.languages.language_of, self.translation_by_path))

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
        One that a later language has alone is there once somebody listed its id: by its path, which names the language.
        """
        alone = {
            article_id: PublishedArticle((page.path,), page.section_anchors)
            for article_id, page in self.there.items()
            if article_id not in self.named
            and article_id in (self.published or {})
            and self._keeps_its_sections(article_id, page)
        }
        return alone | {
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

    @cached_property
    def shifts(self) -> Mapping[str, Shift]:
        """What the order of headings did to the links of the articles that it leads astray since the branch began."""
        found = {
            article_id: shift_of(before, self.present[article_id], self._listed_before(article_id).anchors)
            for article_id, before in self.pages_before.items()
        }
        return {article_id: shift for article_id, shift in found.items() if shift.astray}

    def _listed_before(self, article_id: str) -> PublishedArticle:
        return (self.published_before or {}).get(article_id, PublishedArticle())

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
        moved = departure_of(page.front_matter).moved_sections
        return not set(self._listed(article_id).anchors) - page.anchors - moved.keys()

    @cached_property
    def _pages_by_id(self) -> Mapping[str, int]:
        return Counter(map(self.id_of, self.pages))

    def _shares_its_address(self, article_id: str, page: SourcePage) -> bool:
        """Tell whether another page has the address of *page*, or another article had it."""
        place = self.place_of(page)
        return len(self.address_book.pages_at(place)) > 1 or bool(self.address_book.owners_at(place) - {article_id})

    @cached_property
    def _is_any_missing(self) -> bool:
        """Tell whether a listed article has no page, as far as the pages can be read."""
        return any(
            not self.forwarding.knows(article_id) and self.unreadable_places.isdisjoint(article.paths)
            for article_id, article in (self.published or {}).items()
        )
