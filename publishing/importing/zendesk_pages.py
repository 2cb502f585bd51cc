"""A Zendesk export as pages of a help centre: places, links, pictures, languages and votes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

from publishing.importing.arrivals import Arrivals, ArrivingPage, free_id, is_address, kept_addresses, page_source
from publishing.importing.html_markdown import Converted, to_markdown
from publishing.importing.markdown_text import as_words
from publishing.importing.report import Report
from publishing.importing.zendesk_export import ARTICLE, Export, GuideArticle, Translation, shortened
from publishing.importing.zendesk_languages import file_languages, language
from publishing.importing.zendesk_links import (
    ARTICLE_ADDRESS,
    OldLinks,
    addresses_without_a_page,
    hosts_of,
    linked_anchors,
)
from publishing.importing.zendesk_originals import in_first_language
from publishing.source.languages import PageLanguages

VOTES_FILE = "votes.csv"
PICTURES_FILE = "pictures.txt"
TRANSLATIONS_FOLDER = "translations"
CURRENT = "current"
MAX_SUMMARY_CHARS = 160
_SENTENCE = re.compile(r"^.*?[.!?](?=\s|$)")
_LINK = re.compile(r"(?<!\\)!?\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_MARKUP = re.compile(r'\\(.)|[*_`]|</?(?:br|del|su[bp])>|<a id="[^"]*"></a>')


@dataclass
class _Place:
    path: str
    article_id: str


@dataclass
class ZendeskPages:
    """
    The pages of an *export* below the folder *into*.

    A site that ``has_languages`` takes translations, those in its ``languages`` when it tells them; the others wait
    outside. The votes go into ``votes_file``. ``picture`` says where a picture of the old help centre is shown from:
    what an address becomes on a page at a path. Where the site's first language is told, an article's text in it is the
    page.
    """

    export: Export
    into: str
    has_languages: bool
    picture: Callable[[str, str], str]
    languages: PageLanguages = PageLanguages()
    votes_file: str = VOTES_FILE
    report: Report = field(default_factory=Report)

    def arrivals(self, taken: frozenset[str]) -> Arrivals:
        """Return everything that comes in; ids that are *taken* are not used."""
        self._say_what_is_missing()
        self.export, lacking = in_first_language(self.export, self.languages.first)
        self.report.to_do += lacking
        self._called = file_languages(
            (article.locale for article in self.export.articles),
            (each.locale for each in self.export.translations if each.source_type == ARTICLE),
            self.languages.named - {self.languages.first},
        )
        self._places = self._arranged(taken)
        by_id = {article.id: article for article in self.export.articles}
        paths = {number: place.path for number, place in self._places.items()}
        self._links = OldLinks(paths, hosts_of(self.export), self.report, self.languages)
        self._linked = linked_anchors(self.export)
        pages = [self._page(by_id[number], place) for number, place in self._places.items()]
        beside: dict[str, str] = {}
        for translation in self.export.translations:
            self._add_translation(translation, by_id, pages, beside)
        self._links.say_what_leads_nowhere()
        if beside:
            count = f"{len(beside)} translation{'' if len(beside) == 1 else 's'}"
            self.report.said.append(f"{count} in languages that this site does not have: below {TRANSLATIONS_FOLDER}/.")
        votes = self._votes(by_id)
        if votes:
            beside[self.votes_file] = votes
        self.report.pages = len(pages)
        led = kept_addresses(addresses_without_a_page(self.export, self._called), "index.md", self.report)
        return Arrivals(tuple(pages), beside=beside, home_addresses=led)

    def _say_what_is_missing(self) -> None:
        self.report.said += self.export.cut_off
        self.report.to_do += self.export.contradictions
        self.report.left_out += self.export.wrong
        names = [name for name in self.export.missing if name != "articles"]
        if names:
            self.report.said.append(f"The export has no {' and no '.join(names)}.")

    def _arranged(self, taken: frozenset[str]) -> dict[int, _Place]:
        """Give every article that may be published its path and its id, in the order of the old help centre."""
        places: dict[int, _Place] = {}
        used = set(taken)
        for article in sorted(self.export.articles, key=lambda article: (article.position, article.id)):
            reason = _why_left_out(article)
            if reason:
                self.report.left_out.append(f"{article.called}: {reason}")
                continue
            article_id = free_id(article.title, used, f"article-{article.id}")
            while article_id in used:
                article_id += "-2"
            used.add(article_id)
            folder = self._folder(article)
            place = str(PurePosixPath(self.into, folder, f"{article_id}.md"))
            places[article.id] = _Place(self.languages.path_in(self._language_of_page(article), place), article_id)
        return places

    def _language_of_page(self, article: GuideArticle) -> str:
        """Return the language whose page *article* is: its own, if the site has that."""
        lang, first = self._called.get(article.locale), self.languages.first
        if not self.languages.named or not lang:
            return first
        if lang in self.languages.named:
            return lang
        if language(lang) != language(first):
            said = f"this site has no '{lang}', so its page stands among those in '{first}'."
            self.report.to_do.append(f"{article.called}: {said}")
        return first

    def _folder(self, article: GuideArticle) -> str:
        """Name the folder after category and sections, as far as the export knows them."""
        sections = {section.id: section for section in self.export.sections}
        categories = {category.id: category for category in self.export.categories}
        names: list[str] = []
        number, category = article.section_id, None
        while number in sections and len(names) < len(sections):
            section = sections[number]
            names.insert(0, free_id(section.name, (), f"section-{section.id}"))
            number, category = section.parent_section_id, section.category_id or category
        if category in categories:
            names.insert(0, free_id(categories[category].name, (), f"category-{category}"))
        if not names:
            self.report.to_do.append(f"{article.called}: its section is not in the export.")
        return "/".join(names)

    def _page(self, article: GuideArticle, place: _Place) -> ArrivingPage:
        converted = self._converted(article.body, article.html_url, place.path)
        fields: dict[str, Any] = {"id": place.article_id, "title": " ".join(article.title.split()), "kind": "guide"}
        fields |= {"summary": summary} if (summary := first_sentences(converted.markdown)) else {}
        fields |= {"updated": day} if (day := (article.edited_at or article.updated_at)[:10]) else {}
        fields |= {"tags": list(article.label_names)} if article.label_names else {}
        own = f".{self._called[article.locale]}" if self.languages.is_translation(place.path) else ""
        theirs = self._addresses(article.html_url, article.locale, article.id, place.path)
        addresses = [f"{address}{own}" for address in theirs]
        for translation in self.export.translations:
            if translation.source_id == article.id and _is_another_text(translation, article):
                lang = self._called.get(translation.locale)
                theirs = self._addresses(translation.html_url, translation.locale, article.id, place.path)
                addresses += (f"{address}.{lang}" if lang else address for address in theirs)
        kept = kept_addresses(dict.fromkeys(addresses), place.path, self.report)
        return _titled(ArrivingPage(place.path, fields, converted.markdown, kept))

    def _addresses(self, html_url: str, locale: str, number: int, path: str) -> tuple[str, ...]:
        """Return where an article was in its language, without and with its title; Zendesk always has the first."""
        short = f"/hc/{locale}/articles/{number}" if locale else f"/hc/articles/{number}"
        if not html_url:
            return kept_addresses([short], path, self.report)
        (kept,) = kept_addresses([html_url], path, self.report) or ("",)
        address = urlsplit(kept).path.rstrip("/")
        found = ARTICLE_ADDRESS.match(address)
        return (found[0], address) if found else kept_addresses([short], path, self.report)

    def _converted(self, body: str | None, html_url: str, path: str) -> Converted:
        base = html_url if is_address(html_url) else ""

        def image(address: str) -> str | None:
            if is_address(address):
                return self.picture(urljoin(base, address), path)
            self._links.leads(address, path, base)
            return None

        converted = to_markdown(
            body or "", link=lambda address: self._links.leads(address, path, base), image=image, linked=self._linked
        )
        self._links.note_anchors(path, converted.anchors)
        self.report.to_do += [f"{path}: no link can lead to '{name[:80]}' any more." for name in converted.lost_anchors]
        if not converted.markdown:
            self.report.to_do.append(f"{path}: the article is empty.")
        if converted.is_words_alone:
            self.report.to_do.append(f"{path}: its parts are nested too deep; only its words came.")
        if converted.without_words:
            self.report.to_do.append(f"{path}: pictures without words beside them: {converted.without_words}.")
        self.report.to_do += [
            f"{path}: {address} was shown inside; now it is a link." for address in converted.embedded
        ]
        return converted

    def _add_translation(
        self,
        translation: Translation,
        by_id: Mapping[int, GuideArticle],
        pages: list[ArrivingPage],
        beside: dict[str, str],
    ) -> None:
        article = by_id.get(translation.source_id)
        if translation.source_type != ARTICLE or (article and translation.locale == article.locale):
            return
        place = self._places.get(translation.source_id)
        name = f"translation {translation.id} '{shortened(translation.title)}' ({translation.locale})"
        if place is None or translation.draft:
            why = "a draft." if translation.draft else "its article was not imported."
            self.report.left_out.append(f"{name}: {why}")
            return
        lang = self._called.get(translation.locale)
        path = self.languages.path_in(lang, self.languages.place_of(place.path)) if lang else place.path
        waiting = f"{TRANSLATIONS_FOLDER}/{path}"
        if lang is None or waiting in beside or path in (page.path for page in pages):
            why = f"{path} is there already." if lang else "no file can be named after this language and region."
            self.report.left_out.append(f"{name}: {why}")
            return
        converted = self._converted(translation.body, translation.html_url, path)
        fields = {"id": place.article_id, "title": " ".join(translation.title.split()), "kind": "guide"}
        fields |= {"summary": summary} if (summary := first_sentences(converted.markdown)) else {}
        page = _titled(ArrivingPage(path, fields, converted.markdown))
        if translation.outdated:
            self.report.to_do.append(f"{path}: the translation is older than its article.")
        if self.has_languages and (not self.languages.named or lang in self.languages.named):
            pages.append(page)
        else:
            beside[waiting] = page_source(page)

    def _votes(self, by_id: Mapping[int, GuideArticle]) -> str:
        """Write the votes on the words as they are now; those before the last edit were on others."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("article_id", "revision", "helpful", "rated_at"))
        counted = older = elsewhere = without = 0
        for vote in self.export.votes:
            place = self._places.get(vote.item_id)
            if place is None or vote.item_type != ARTICLE:
                elsewhere += 1
            elif vote.value not in {1, -1}:
                without += 1
            elif vote.created_at < (by_id[vote.item_id].edited_at or ""):
                older += 1
            else:
                counted += 1
                answer = "yes" if vote.value == 1 else "no"
                writer.writerow((place.article_id, CURRENT, answer, vote.created_at))
        if self.export.votes:
            self.report.said.append(
                f"Votes in {self.votes_file}, to be imported once the pages are built: {counted}; "
                f"left out for words that were changed since: {older}, for articles that did not come: {elsewhere}"
                f"{f', that say neither yes nor no: {without}' if without else ''}."
            )
        return lines.getvalue() if counted else ""


def _titled(page: ArrivingPage) -> ArrivingPage:
    """Write a title that looks like a tag as the heading: themes show a title of the front matter as HTML."""
    fields = dict(page.front_matter)
    if "<" not in fields["title"]:
        return page
    heading = as_words(fields.pop("title"), begins_line=False, in_heading=True)
    return replace(page, front_matter=fields, body=f"# {heading}\n\n{page.body}")


def _is_another_text(translation: Translation, article: GuideArticle) -> bool:
    return translation.source_type == ARTICLE and not translation.draft and translation.locale != article.locale


def _why_left_out(article: GuideArticle) -> str:
    if article.draft:
        return "a draft."
    if article.user_segment_id is not None:
        return "only some people may read it, and everything here is public."
    return ""


def first_sentences(markdown: str) -> str:
    """Return as many first sentences of the first paragraph as a summary may have; empty when even one is longer."""
    paragraph = next((part for part in markdown.split("\n\n") if part and part[0] not in "#!|-`1>"), "")
    words = _MARKUP.sub(lambda found: found[1] or "", _LINK.sub(r"\1", paragraph))
    words = " ".join(unescape(words).split())
    summary = ""
    while words and (sentence := _SENTENCE.match(words)):
        if len(summary) + len(sentence[0]) + 1 > MAX_SUMMARY_CHARS:
            break
        summary = f"{summary} {sentence[0]}".strip()
        words = words[sentence.end() :].strip()
    return summary
