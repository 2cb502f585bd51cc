"""Everything that readers see is said in their language, by gettext catalogues."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.theme.folders import overrides_folder
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

ROOT = overrides_folder().parent
TEMPLATES = sorted(
    file
    for folder in ("overrides", "search_service", "feedback_api")
    for file in (ROOT / folder).rglob("*.html")
    if "assets" not in file.parts
)
MARKS = re.compile(r"\{\w+\}|%-?\w")
# What stands between or in tags once everything that templates fill in is taken out.
FILLED_IN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SEEN = re.compile(
    r">([^<>]*[A-Za-z]{2}[^<>]*)(?=<|$)|^([^<>]*[A-Za-z]{2}[^<>]*)<|"
    r"(?:aria-label|title|placeholder|alt|data-say-\w+)=\"([^\"]+)\""
)
# What no language says otherwise: commands, keys of the front matter and of the keyboard, files, the names of items.
NAMES = re.compile(r"<(code|kbd)>[^<]*</\1>|\w+\.csv|\bHC-")
# Literals that are filled in by themselves, as the two sides of a choice.
CHOSEN = re.compile(r"(?:\{\{|\belse|~)\s+\"([A-Z][^\"\n]*|[A-Za-z][^\"\n]* [^\"\n]*)\"")


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


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_template_says_anything_by_itself(file: Path) -> None:
    """Every word that a reader sees or hears goes through the catalogue."""
    source = NAMES.sub("", re.sub(r"<(script|style)\b.*?</\1>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL))
    seen = [text.strip() for found in SEEN.findall(FILLED_IN.sub("", source)) for text in found]
    assert [text for text in (*seen, *CHOSEN.findall(source)) if re.search("[A-Za-z]{2}", text)] == []


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
    hidden = re.compile(r"\{(?:said|said_many|t|tn)\(")
    files = [
        file for package in ("publishing", "search_service", "feedback_api") for file in ROOT.glob(f"{package}/**/*.py")
    ]
    assert [file.name for file in files if hidden.search(file.read_text(encoding="utf-8"))] == []
