"""Everything that readers see is said in their language, by gettext catalogues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.theme_files import overrides_folder
from publishing.translating import (
    WORDS_TEMPLATE,
    brought_up_to_date,
    compiled,
    languages,
    read_catalogue,
    table_of,
    texts,
    theme_table,
    untranslated,
    words_template,
)
from publishing.translations import DOMAIN, FOLDER, said
from tests.publishing.sites import CONFIG, Site
from tests.publishing.small_videos import webm

pytestmark = pytest.mark.slow

MARKS = re.compile(r"\{\w+\}|%-?\w")
# What stands between or in tags once everything that templates fill in is taken out.
FILLED_IN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SEEN = re.compile(r">\s*([^<>{}]*[A-Za-z]{2}[^<>{}]*)<|(?:aria-label|title|placeholder|alt|data-say-\w+)=\"([^\"]+)\"")


def test_german_says_everything() -> None:
    """No text of the templates or programs is without a German one."""
    assert languages() == ["de"]
    assert untranslated(brought_up_to_date(read_catalogue("de"))) == [], "run: python -m publishing.translating"


@pytest.mark.parametrize("lang", languages())
def test_what_is_made_of_the_catalogue_is_up_to_date(lang: str) -> None:
    """Templates and programs say what the catalogue says."""
    catalogue = brought_up_to_date(read_catalogue(lang))
    assert (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes() == compiled(catalogue)
    tables = {each: theme_table(brought_up_to_date(read_catalogue(each))) for each in languages()}
    assert (overrides_folder() / WORDS_TEMPLATE).read_text(encoding="utf-8") == words_template(tables)


@pytest.mark.parametrize("lang", languages())
def test_what_is_filled_in_stays(lang: str) -> None:
    """A translation has the same places for words and numbers as its source."""
    for source, translation in table_of(read_catalogue(lang)).items():
        if "%" not in source:
            assert sorted(MARKS.findall(source)) == sorted(MARKS.findall(translation)), source


@pytest.mark.parametrize("file", sorted(overrides_folder().rglob("*.html")), ids=lambda file: file.name)
def test_no_template_says_anything_by_itself(file: Path) -> None:
    """Every word that a reader sees or hears goes through the catalogue."""
    html = re.sub(r"<(script|svg)\b.*?</\1>", "", FILLED_IN.sub("", file.read_text(encoding="utf-8")), flags=re.DOTALL)
    assert [text for found in SEEN.findall(html) for text in found if text.strip()] == []


def test_every_place_is_known() -> None:
    """Texts come from templates and from programs."""
    places = {place.partition("/")[0] for _, place in texts()}
    assert places == {"overrides", "publishing", "search_service", "feedback_api"}


def test_a_language_without_a_catalogue_says_it_in_english() -> None:
    """Nothing is left empty, and the language of a region is that of the language."""
    assert said("Transcript", "fi") == "Transcript"
    assert said("Transcript", "de-AT") == "Gesprochener Text"


def test_a_german_site_speaks_german(site: Site) -> None:
    """Search box, form, breadcrumbs, the missing page, dates and transcripts follow the language of the page."""
    site.config_file.write_text(CONFIG.replace("font: false", "font: false, language: de, features: [navigation.path]"))
    site.write("ordner/passwort.md", "---\nreviewed: 2026-11-05\n---\n# Passwort\n\nText.\n\n!video[Film](film)\n")
    site.write("ordner/film.webm", webm(9))
    site.write("ordner/film.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nDrücken.\n")
    site.write("kontakt.md", "# Kontakt\n")

    site.build()

    html = site.html("ordner/passwort/index.html")
    page = LexborHTMLParser(html)
    legends = [node.text(strip=True) for node in page.css("help-centre-rating legend")]
    assert legends == ["Hat das geholfen?", "Was ging schief?"]
    assert [node.text(strip=True) for node in page.css(".hc-rating__vote")] == ["Ja", "Nein"]
    assert page.css_first("input[name=q]").attributes["placeholder"] == "Suche"  # type: ignore[union-attr] # its being there is the claim
    assert 'Zuletzt geprüft am <time datetime="2026-11-05">5.11.2026</time>' in html
    assert page.css_first("#transcript").text(strip=True).startswith("Gesprochener Text")  # type: ignore[union-attr] # see above
    assert "Diese Seite gibt es nicht" in site.html("404.html")
    english = {source for source, _ in texts() if isinstance(source, str)} - {"Video"}
    seen = {node.text(strip=True) for node in page.css("help-centre-rating *, help-centre-search *")}
    assert english & seen == set()


def test_no_text_hides_from_the_collection() -> None:
    """Texts inside f-strings are not found by what collects them, so none is there."""
    root = overrides_folder().parent
    hidden = re.compile(r"\{(?:said|said_many|t|tn)\(")
    files = [
        file for package in ("publishing", "search_service", "feedback_api") for file in root.glob(f"{package}/**/*.py")
    ]
    assert [file.name for file in files if hidden.search(file.read_text(encoding="utf-8"))] == []
