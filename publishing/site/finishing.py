"""Finishing a site that a generator without plugins has built: what the MkDocs plugin adds, from pages and sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from publishing.articles.breadcrumbs import breadcrumbs_on
from publishing.articles.built_page import read_page, site_url_in
from publishing.articles.listing_pages import only_lists
from publishing.articles.meta import META_PREFIX, meta_tags, site_tags, text_of, texts_of, with_head
from publishing.catalogue import Article, Catalogue, CatalogueError
from publishing.errors import HelpCentreError
from publishing.links.published import LIST_FILE, paths_of
from publishing.links.redirects import page_url
from publishing.site.article_register import ArticleRegister
from publishing.site.link_register import LinkRegister
from publishing.site.output import new_catalogue, write_outputs
from publishing.source.folder import docs_folder, find_pages, read_config
from publishing.source.languages import PageLanguages, languages_of
from publishing.source.page import SourcePage, read_source
from publishing.source.synonyms import SYNONYMS_FILE, read_synonyms
from publishing.theme.bundled_scripts import serve_as_one
from publishing.theme.folders import ASSETS, CONTACT_PAGE_PATHS, CONTACT_TOKEN, ENTRY_SCRIPT, ID_TOKEN, REVISION_TOKEN
from publishing.video import EXTENSION_NAME, video_lines

_PLUGIN = "help-centre"
_NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">\n'
_FORM = re.compile(r"<help-centre-rating\b.*?</help-centre-rating>", re.DOTALL)
_TO_CONTACT = re.compile(rf'(href|data-contact)="[^"]*{CONTACT_TOKEN}(\?[^"]*)?"')
_OFFER_OF_CONTACT = re.compile(rf'<span>[^<]*<a href="[^"]*{CONTACT_TOKEN}">[^<]*</a></span>')
_FORM_TARGET = re.compile(r'action="(?:\.{0,2}/)*(?=api/v1/|ask/)')


class NothingBuilt(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The folder holds none of the pages that the sources should have become, or not with our templates."""


class TranslationsBuilt(HelpCentreError):  # noqa: N818 - named for what is wrong
    """Translations were built as pages of the first language."""


@dataclass(frozen=True)
class _Page:
    """A built page and the source that it was made from."""

    source: SourcePage
    file: Path
    url: str


def finish_site(config_file: Path, site_folder: Path, *, built_at: datetime) -> Catalogue:
    """
    Add to the built *site_folder* what its templates could not know, and return the catalogue that was written there.

    Sources, addresses and the plugin's options are those of *config_file* (``mkdocs.yml``). *built_at* stands for the
    day of the last change of pages that neither their front matter nor Git dates. Finishing a site twice changes
    nothing more.

    Raises:
        NothingBuilt: no page of the sources is there, or the help centre's templates were not used.
        TranslationsBuilt: a generator that knows one language took translations for pages of it.
        HelpCentreError: an id is claimed twice, or a link leads nowhere; as in a build by MkDocs.

    """
    docs, config = docs_folder(config_file), read_config(config_file)
    directory_urls = config.get("use_directory_urls") is not False
    links = LinkRegister.of(docs, directory_urls=directory_urls)
    pages = list(_pages(docs, site_folder, links, directory_urls=directory_urls))
    if not pages:
        raise NothingBuilt(f"{site_folder} holds no page of {docs}.", "Build the site first, or name its folder.")
    if not (site_folder / ENTRY_SCRIPT).is_file():
        raise NothingBuilt(
            f"{site_folder} was built without the help centre's templates.",
            "Run 'help-centre theme overrides', name the folder as 'custom_dir' of the theme, and build again.",
        )
    _refuse_translations(pages, languages_of(config))
    service_url = _service_url(config)
    finisher = _Finisher(docs, site_folder, service_url, site_tags(service_url, _video_hosts(config)), links)
    catalogue = finisher.finish(pages, built_at)
    serve_as_one(site_folder / ASSETS)
    for name in (LIST_FILE, SYNONYMS_FILE):
        (site_folder / name).unlink(missing_ok=True)
    write_outputs(catalogue, site_folder, links.history() if links else None)
    return catalogue


def _pages(docs: Path, site_folder: Path, links: LinkRegister | None, *, directory_urls: bool) -> list[_Page]:
    """Pair every source with its built page; pages that were replaced are taken out of the site."""
    found = []
    for path in find_pages(docs).paths:
        url = page_url(path, directory_urls=directory_urls)
        file = site_folder / (unquote(url) + ("index.html" if url.endswith("/") or not url else ""))
        departure = links.departure(docs, path, path, url) if links else None
        if departure and departure.replaced_by:
            file.unlink(missing_ok=True)
        elif file.is_file():
            found.append(_Page(read_source(docs, path), file, url))
    return found


def _title_of(source: SourcePage) -> str:
    """Return what a page is called: by its front matter, else its heading, else its file, as generators call it."""
    heading = next((heading.text for heading in source.headings if heading.level == 1), "")
    stem = PurePosixPath(source.path).stem.replace("-", " ").replace("_", " ")
    return text_of(source.front_matter.get("title")) or heading or (stem.capitalize() if stem.islower() else stem)


def _refuse_translations(pages: list[_Page], languages: PageLanguages) -> None:
    found = [page.source.path for page in pages if languages.is_translation(page.source.path)]
    if found:
        raise TranslationsBuilt(
            f"{found[0]} is a translation, and was built as a page of the first language.",
            "Build from a copy of your pages without them, as the page on building with Zensical says.",
        )


def _service_url(config: dict[str, object]) -> str:
    told = text_of(_options(config.get("plugins"), _PLUGIN).get("service_url"))
    return told.rstrip("/") + "/" if told else ""


def _video_hosts(config: dict[str, object]) -> tuple[str, ...]:
    return texts_of(_options(config.get("markdown_extensions"), EXTENSION_NAME).get("hosts"))


def _options(listed: object, name: str) -> Mapping[str, object]:
    """Find what the configuration says of *name*, in a list of names and of names with options."""
    for entry in listed if isinstance(listed, list) else [listed]:
        options = entry.get(name) if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return options
    return {}


class _Finisher:
    def __init__(
        self, docs: Path, site_folder: Path, service_url: str, tags_of_site: str, links: LinkRegister | None
    ) -> None:
        self._docs = docs
        self._site_folder = site_folder
        self._service_url = service_url
        self._site_tags = tags_of_site
        self._links = links
        self._register = ArticleRegister({})
        self._contact_url: str | None = None

    def finish(self, pages: list[_Page], built_at: datetime) -> Catalogue:
        """Write every page of the site anew, and return the articles among them."""
        by_file = {page.file: page for page in pages}
        for page in pages:
            self._note(page)
        self._register.settle(
            self._docs, paths_of(self._links.published if self._links else None), built_on=built_at.date()
        )
        articles, site_url = [], None
        for file in sorted(self._site_folder.rglob("*.html")):
            before = file.read_text(encoding="utf-8", errors="replace")
            html, article = self._finished(before, file, by_file.get(file), built_at)
            if article:
                articles.append(article)
                site_url = site_url or site_url_in(html, file.relative_to(self._site_folder).as_posix())
            if html != before:
                file.write_text(html, encoding="utf-8")
        return new_catalogue(articles, site_url=site_url, built_at=built_at, synonyms=read_synonyms(self._docs))

    def _note(self, page: _Page) -> None:
        source = page.source
        if source.path in CONTACT_PAGE_PATHS:
            self._contact_url = self._contact_url or page.url
        if not (only_lists(source.front_matter, source.body) or text_of(source.front_matter.get("gone"))):
            is_index = PurePosixPath(source.path).stem in {"index", "README"}
            kind = "page" if is_index else "video" if video_lines(source.body) else "guide"
            self._register.note(source.path, source.front_matter, kind=kind, source_path=source.path)

    def _finished(self, html: str, file: Path, page: _Page | None, built_at: datetime) -> tuple[str, Article | None]:
        title = _title_of(page.source) if page else ""
        meta = self._register.meta(page.source.path, title) if page else None
        html = self._with_addresses(html, file)
        if page is None or meta is None:
            is_gone = page is not None and text_of(page.source.front_matter.get("gone"))
            if page and self._links and not is_gone:
                self._links.note_listing(page.source.path, page.source.front_matter, title, page.url, html)
            return self._with_tags(_FORM.sub("", html), _NOT_FOR_SEARCH_ENGINES if is_gone else ""), None
        meta = replace(meta, breadcrumbs=breadcrumbs_on(html, page.url))
        html = self._with_tags(html, meta_tags(meta)).replace(ID_TOKEN, meta.id)
        article = read_page(html, page.url, built_on=built_at.date())
        if article is None:
            raise CatalogueError(f"{file}: the page has no head to write its id into.", "Build the site again.")
        if self._links:
            self._links.note(article.id, page.source.front_matter, html)
        return html.replace(REVISION_TOKEN, article.revision), article

    def _with_tags(self, html: str, tags: str) -> str:
        """Put *tags* into the head, once; a page that leads on has none of ours and needs none."""
        head = html.partition("</head>")[0]
        if f'name="{META_PREFIX}service"' in head or 'http-equiv="refresh"' in head:
            return html
        return with_head(html, self._site_tags + tags)

    def _with_addresses(self, html: str, file: Path) -> str:
        """Let forms and links of the page lead to the service and to the page about contact."""
        if self._service_url:
            html = _FORM_TARGET.sub(lambda _: f'action="{self._service_url}', html)
        if CONTACT_TOKEN not in html:
            return html
        if self._contact_url is None:
            return _TO_CONTACT.sub(r'\1=""', _OFFER_OF_CONTACT.sub("", html))
        place = file.parent.relative_to(self._site_folder).as_posix()
        to_contact = posixpath.relpath(self._contact_url, place) + ("/" if self._contact_url.endswith("/") else "")
        return _TO_CONTACT.sub(
            lambda found: (
                f'{found[1]}="{self._contact_url if found[1] == "data-contact" else to_contact}{found[2] or ""}"'
            ),
            html,
        )
