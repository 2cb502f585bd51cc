"""The MkDocs plugin: the only module that knows MkDocs' events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_build_datetime

from publishing.articles.breadcrumbs import breadcrumbs_of
from publishing.articles.built_page import read_page
from publishing.articles.listing_pages import is_article
from publishing.articles.meta import PageMeta, date_of, meta_tags, site_tags, summary_of, text_of, with_head
from publishing.catalogue import Article
from publishing.checking.checks import check_pages
from publishing.errors import HelpCentreError
from publishing.links.forwarding import GONE
from publishing.links.published import paths_of
from publishing.rules import LEFT_TO_THE_CHECK, front_matter_parses
from publishing.site.article_register import ArticleRegister
from publishing.site.build_files import files_of_pages, make_room, refuse_shared_addresses, set_departed_apart
from publishing.site.languages import (
    folder_of_pages,
    in_own_language,
    is_fallback,
    later_language,
    leave_captions_in_place,
    note_of_age,
    older_translations,
    original_of,
    place_of,
    set_apart,
    speak,
    still_older,
    told_language,
    translations_of_page,
)
from publishing.site.link_register import LinkRegister
from publishing.site.output import new_catalogue, write_outputs
from publishing.site.section_links import read_as_browsers_do
from publishing.site.template_facts import TemplateFacts
from publishing.site.video_place import video_place
from publishing.source.folder import translated_pages
from publishing.source.synonyms import read_synonyms
from publishing.theme.bundled_scripts import serve_as_one
from publishing.theme.compiled_templates import keep_compiled
from publishing.theme.folders import (
    ASSETS,
    CONTACT_PAGE_PATHS,
    ENTRY_SCRIPT,
    REVISION_TOKEN,
    SHELL_TEMPLATE,
    STYLES,
    overrides_folder,
)
from publishing.theme.search_page import SEARCH_PAGE_PATHS, search_page, search_page_address
from publishing.theme.skip_link import lead_to_the_start
from publishing.video import EXTENSION_NAME, video_lines
from publishing.videos.files import read_video

_WIDGET_THEMES = frozenset(("material",))
_NOT_FOR_SEARCH_ENGINES = '<meta name="robots" content="noindex">\n'
_READS_FINISHED_PAGES = -50
# mkdocs-static-i18n builds a site once for each language, and sorts out the files of each at priority -100.
_SEES_FILES_OF_ITS_LANGUAGE = -110
# It builds the later languages when the first is built, at priority -100.
_SEES_ALL_LANGUAGES = -110

log = get_plugin_logger("help-centre")


class HelpCentreConfig(Config):  # type: ignore[misc] # MkDocs is not typed here
    """The plugin's options in ``mkdocs.yml``."""

    service_url = config_options.URL(default="", is_dir=True)
    rules = config_options.Type(bool, default=False)


class HelpCentrePlugin(BasePlugin[HelpCentreConfig]):  # type: ignore[misc] # MkDocs is not typed here
    """Adds search, feedback, catalogue and permalinks to a site."""

    def on_config(self, config: Any) -> Any:
        """Put the help centre's theme files behind the site's own and before the theme's."""
        self._lang = later_language(config)
        if not self._lang:
            self._originals: dict[str, str] = {}
            # Kept while the other languages of the same site are built.
            self._articles: list[Article] = []
            self._links: LinkRegister | None = None
            self._video_options = dict(config.mdx_configs.get(EXTENSION_NAME, {}))
            self._section_link = config.mdx_configs.get("toc", {}).get("permalink_title", "")
            self._is_partial_build = False
        self._register = ArticleRegister(self._originals)
        self._has_widgets = config.theme.name in _WIDGET_THEMES
        if EXTENSION_NAME not in config.markdown_extensions:
            config.markdown_extensions.append(EXTENSION_NAME)
        if not self._has_widgets:
            log.info("The theme is not Material for MkDocs: search box and feedback form are left out.")
            return config
        if str(overrides_folder()) in config.theme.dirs:
            return config  # plugins that build once a language come here again with the same configuration
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(overrides_folder()))
        config.extra_css[:0] = STYLES  # first, so that the style sheets of the site have the last word
        script = config_options.ExtraScriptValue(ENTRY_SCRIPT)
        script.type = "module"
        config.extra_javascript.append(script)
        return config

    @event_priority(_SEES_FILES_OF_ITS_LANGUAGE)  # type: ignore[untyped-decorator] # MkDocs is not typed here
    def on_files(self, files: Any, config: Any) -> Any:
        """Check the pages, add the search page unless the site has one, and look where a person can be reached."""
        with _shown_by_mkdocs():
            if self.config.rules and not self._lang:
                _warn_of_findings(files, Path(config.docs_dir))
            self._links = self._links or LinkRegister.of(
                Path(config.docs_dir), directory_urls=config.use_directory_urls
            )
            if self._links:
                set_departed_apart(files, Path(config.docs_dir), self._links, gone=InclusionLevel.NOT_IN_NAV)
            make_room(files)
            refuse_shared_addresses(files)
        leave_captions_in_place(files, Path(config.site_dir))
        speak(config, self._section_link)
        if self._has_widgets:
            self._search_url = search_page_address(self._lang)
            self._add_search_page(files, config)
        contact = next(filter(None, map(files.get_file_from_path, CONTACT_PAGE_PATHS)), None)
        self._contact_url = contact.url if contact else ""
        return files

    def _add_search_page(self, files: Any, config: Any) -> None:
        if self._lang or not any(map(files.get_file_from_path, SEARCH_PAGE_PATHS)):
            path, kept_out = f"{self._search_url}index.md", InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, path, content=search_page(self._lang), inclusion=kept_out))

    def on_page_markdown(self, markdown: str, page: Any, config: Any, **_: Any) -> str:
        """Take note of the article, and hand its summary to the theme as the description."""
        if "title" in page.meta and not text_of(page.meta["title"]):
            del page.meta["title"]  # themes would show the name of the site where the heading or the file's name is due
        shows_video = self._place_videos(markdown, page, config)
        if page.meta.get("template") == SHELL_TEMPLATE:
            # Theme and sitemap leave out what has no address: a page that nobody should find in a search engine.
            page.canonical_url = page.abs_url = None
        elif self._is_gone(page):
            page.canonical_url = page.abs_url = None
            return markdown if markdown.strip() else f"{text_of(page.meta[GONE])}\n"
        elif is_article(page, markdown):
            kind = "page" if page.is_index else "video" if shows_video else "guide"
            source_path = page.file.src_uri if page.file.abs_src_path else None
            self._register.note(place_of(page.file), page.meta, kind=kind, source_path=source_path)
            if not page.meta.get("description") and summary_of(page.meta):
                page.meta["description"] = escape(summary_of(page.meta))  # themes do not escape it
        return markdown

    def on_env(self, env: Any, config: Any, files: Any) -> Any:
        """Give every article its id and its date, now that all are known; the templates begin only here."""
        keep_compiled(env)
        read_as_browsers_do(files)
        self._page_lang = told_language(config)
        with _shown_by_mkdocs():
            recorded = paths_of(self._links.published if self._links else None)
            told_apart = self._register.settle(Path(config.docs_dir), recorded, built_on=get_build_datetime().date())
        for path in told_apart:
            log.info("The id derived from '%s' is taken, so it carries a suffix; write an 'id:' to choose one.", path)
        for path in self._register.estranged() if not self.config.rules else ():  # a rule tells it as well
            log.warning("'%s' has another 'id' than its original: write that one, or none.", path)
        for source, article_id in self._register.unusable():
            log.info("'%s' names an 'id' that no link can carry; it is '%s' for us.", source, article_id)
        self._originals = self._originals or dict(self._register.ids)
        self._older = older_translations(files.documentation_pages(), Path(config.docs_dir), config)
        # "mkdocs build --dirty" reads only what changed: a catalogue of it would drop all other articles.
        self._is_partial_build |= any(file.page.markdown is None for file in files.documentation_pages() if file.page)
        return env

    def on_page_context(self, context: Any, page: Any, config: Any, **_: Any) -> Any:
        """Tell the templates which article the page is."""
        self._nav = context["nav"]
        meta = self._meta(page)
        if meta and meta.original_changed:
            page.content = note_of_age(page, original_of(page.file, config)) + page.content
        if self._has_widgets:
            lead_to_the_start(page, config.site_name)
        facts = self._facts(meta.id if meta else "", meta.kind if meta else "")
        facts = replace(facts, page_lang=self._page_lang, translations=translations_of_page(page, config))
        context["help_centre"] = replace(facts, checked_on=date_of(page.meta.get("reviewed"))) if meta else facts
        return context

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Tell templates without a page, such as the 404 page, that they are no article."""
        context["help_centre"] = self._facts("", "")
        return context

    def on_post_template(self, output_content: str, template_name: str, config: Any, **_: Any) -> str:
        """Tell the scripts of pages such as the 404 page where the service is; each language has such a page."""
        if not template_name.endswith(".html"):
            return output_content
        html = self._with_service(in_own_language(output_content, self._page_lang))
        return set_apart(html, folder_of_pages(config) / template_name) if self._lang else html

    @event_priority(_READS_FINISHED_PAGES)  # type: ignore[untyped-decorator] # MkDocs is not typed here
    def on_post_page(self, output: str, page: Any, **_: Any) -> str:
        """Write the article's fields into its head, read the finished page, and write its revision into its form."""
        output = in_own_language(output, self._page_lang)
        meta = self._meta(page)
        if meta is None:
            self._note_listing(page, output)
            return self._with_service(output, _NOT_FOR_SEARCH_ENGINES if self._is_gone(page) else "")
        output = self._with_service(output, meta_tags(meta))
        with _shown_by_mkdocs(page.file.src_uri):
            article = read_page(output, page.url, built_on=get_build_datetime().date())
        assert article is not None, "the page was just given an id"
        if not is_fallback(page.file):
            self._articles.append(article)
        if self._links:
            self._links.note(article.id, page.meta, output)
        return output.replace(REVISION_TOKEN, article.revision)

    @event_priority(_SEES_ALL_LANGUAGES)  # type: ignore[untyped-decorator] # MkDocs is not typed here
    def on_post_build(self, config: Any) -> None:
        """Write catalogue, permalinks and static index into the site once it is whole, and make its scripts one."""
        if later_language(config):
            return
        serve_as_one(Path(config.site_dir) / ASSETS)
        if self._is_partial_build:
            log.info("Only changed pages were built: the catalogue stays as it is.")
            return
        with _shown_by_mkdocs():
            synonyms = read_synonyms(Path(config.docs_dir))
            catalogue = new_catalogue(
                self._articles,
                site_url=config.site_url,
                built_at=get_build_datetime(),
                synonyms=synonyms,
                lang=self._articles[0].lang if self._articles else "",
            )
            write_outputs(catalogue, Path(config.site_dir), self._links.history() if self._links else None)

    def _note_listing(self, page: Any, html: str) -> None:
        if self._links and page.file.abs_src_path and not (self._is_gone(page) or page.file.inclusion.is_excluded()):
            self._links.note_listing(place_of(page.file), page.meta, text_of(page.title) or "", page.url, html)

    def _is_gone(self, page: Any) -> bool:
        return self._links is not None and text_of(page.meta.get(GONE)) is not None

    def _facts(self, article_id: str, kind: str) -> TemplateFacts:
        facts = TemplateFacts(article_id, kind, self.config.service_url, self._contact_url, lang=self._lang)
        return replace(facts, search_url=self._search_url) if self._has_widgets else facts

    def _place_videos(self, markdown: str, page: Any, config: Any) -> bool:
        """Tell the video extension, which is made anew for every page, where it lies; return whether it has a video."""
        lines = video_lines(markdown)
        place = video_place(lines, page, config, self._video_options)
        config.mdx_configs[EXTENSION_NAME] = place
        with _shown_by_mkdocs(page.file.src_uri):
            for line in lines:
                read_video(Path(place["folder"]), line["name"], place["video"])
        return bool(lines)

    def _meta(self, page: Any) -> PageMeta | None:
        meta = self._register.meta(place_of(page.file), unescape(text_of(page.title) or ""))
        changed_on = still_older(page, self._older.get(page.file.src_uri))
        return meta and replace(meta, original_changed=changed_on, breadcrumbs=breadcrumbs_of(page, self._nav))

    def _with_service(self, html: str, tags: str = "") -> str:
        """Put *tags* into the page's head, and where the service is when something on the page asks for it."""
        if self._has_widgets:
            tags = site_tags(self.config.service_url, self._video_options.get("hosts") or ()) + tags
        return with_head(html, tags) if tags else html


def _warn_of_findings(files: Any, docs_folder: Path) -> None:
    """Tell what the check finds; what MkDocs would publish as raw text ends the build, strict or not."""
    paths = [*(file.src_uri for file in files_of_pages(files)), *translated_pages(docs_folder)]
    today = get_build_datetime().date()
    for finding in check_pages(docs_folder, paths, today=today, leave_out=LEFT_TO_THE_CHECK):
        if finding.code == front_matter_parses.CODE:
            raise PluginError(str(finding.seen_from(docs_folder.name)))
        log.warning("%s", finding.seen_from(docs_folder.name))


@contextmanager
def _shown_by_mkdocs(place: str = "") -> Iterator[None]:
    """Turn an error that people can put right into one that MkDocs prints without a traceback."""
    try:
        yield
    except HelpCentreError as error:
        raise PluginError(" ".join(filter(None, (place and f"{place}:", error.message, error.hint)))) from error
