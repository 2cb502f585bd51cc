"""Pages that the service itself makes speak the language of the site they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from search_service.app import create_app
from search_service.index.build import index_catalogue
from search_service.index.store import IndexStore
from search_service.settings import SearchSettings
from tests.publishing.sites import CONFIG, Site
from tests.publishing.test_languages import CONFIG as TWO_LANGUAGES


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Search over a German site."""
    site = Site(tmp_path, CONFIG.replace("font: false", "font: false, language: de"))
    site.write("passwort.md", "# Passwort zurücksetzen\n\nFordern Sie ein neues an.\n")
    site.build()
    index_catalogue(str(site.output / "catalogue.json"), IndexStore(tmp_path / "index"), lambda _: None)
    return create_app(SearchSettings(site=site.output, index=tmp_path / "index"))


def test_results_without_javascript_are_german(app: Flask) -> None:
    """Title, count and form follow the page; the reader's words and counts stand in their places."""
    page = app.test_client().get("/search/?q=Passwort").text
    assert "<title>Suche: Passwort</title>" in page
    assert "1 Artikel passt zu „Passwort“." in page
    assert "Was suchen Sie?" in page


def test_nothing_found_is_said_in_german(app: Flask) -> None:
    """What to do next is as clear as in English, and words with braces stay words."""
    page = app.test_client().get("/search/?q={zzzz}<b>").text
    assert "Nichts passt zu „{zzzz}&lt;b&gt;“." in page
    assert "Was Sie jetzt tun können" in page


def test_errors_are_said_in_german(app: Flask) -> None:
    """What is wrong and what to do are German, with the numbers and names that are in it."""
    client = app.test_client()
    nowhere = client.get("/nirgends").text
    assert "<h1>Unter dieser Adresse gibt es nichts.</h1>" in nowhere
    assert "Prüfen Sie die Adresse, oder suchen Sie, was Sie brauchen." in nowhere
    refused = client.get(f"/search/?q={'x' * 4001}").text
    assert "Die Suche hat 4001 Zeichen; höchstens 4000 sind möglich. Suchen Sie mit weniger Wörtern." in refused
    assert "Unter dieser Adresse gibt es keine Ergebnisse." in client.get("/search/?q=x&offset=-1").text


def test_programs_are_told_in_the_language_that_they_name(app: Flask) -> None:
    """A script of a German page names it, and so are the errors; who names none reads English on any site."""
    client = app.test_client()
    for asked, said in (("&lang=de", "Das Feld „limit“ ist falsch: "), ("", "The field 'limit' is wrong: ")):
        refused = client.get(f"/api/v1/search?q=a&limit=999{asked}")
        assert refused.status_code == 422
        assert refused.json is not None
        assert refused.json["error"].startswith(said)


def test_the_browser_is_not_asked_for_its_language(app: Flask) -> None:
    """An English browser on a German page reads German; a page in another language says so itself."""
    client = app.test_client()
    assert "Was suchen Sie?" in client.get("/search/", headers={"Accept-Language": "en"}).text
    assert "What are you looking for?" in client.get("/search/?lang=en").text


def test_a_later_language_has_results_in_its_own_clothes(tmp_path: Path) -> None:
    """What its pages lead to is German from the head to the form, and says what is written in English alone."""
    site = Site(tmp_path, TWO_LANGUAGES.replace("suffix\n", "suffix\n      reconfigure_material: false\n").replace(
        "name: Deutsch, build: true", "name: Deutsch, build: true, theme: {language: de}"
    ))  # fmt: skip
    site.config_file.write_text(site.config_file.read_text().replace("font: false", "font: false, language: en"))
    site.write("index.de.md", "# Anfang\n\nHallo.\n")
    site.write("reset.md", "# Reset your passphrase\n\nPress it.\n")
    site.build()
    index_catalogue(str(site.output / "catalogue.json"), IndexStore(tmp_path / "index"), lambda _: None)
    client = create_app(SearchSettings(site=site.output, index=tmp_path / "index")).test_client()

    assert 'action="../search-de/"' in site.html("de/index.html")
    german = client.get("/search-de/?q=passphrase").text
    assert '<html lang="de"' in german
    assert "1 Artikel passt zu „passphrase“." in german
    assert '<p class="hc-results__kind" lang="de">Englisch</p>' in german
    assert '<a href="../de/">Alle Anleitungen ansehen</a>' in client.get("/search-de/?q=zzzz").text
    assert '<a href="../">Look through all guides</a>' in client.get("/search/?q=zzzz").text
    (site.output / "search-pt-BR").mkdir()
    (site.output / "search-pt-BR/index.html").write_text('<html lang="pt-BR"><div id="help-centre-slot"></div>')
    for written, own in {"search-pt-br": "search-pt-BR", "search-pt_BR": "search-pt-BR", "search-fr": "search"}.items():
        led = client.get(f"/{written}/?q=a%20b")
        assert (led.status_code, led.headers["location"]) == (302, f"../{own}/?q=a%20b")
    assert client.get("/search-pt-BR/").text.startswith('<html lang="pt-BR">')
    english = client.get("/search/?q=passphrase").text
    assert '<html lang="en"' in english
    assert "hc-results__kind" not in english
    assert "Diese Seite gibt es nicht" in site.html("de/404.html")
    assert "This page does not exist" in site.html("404.html")
