"""A German help centre, as its readers use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.help_centre import MKDOCS_YML, HelpCentre

ARTICLE = """\
---
id: rechnungsadresse
title: Rechnungsadresse ändern
summary: Öffnen Sie Ihr Konto, wählen Sie Rechnungen, und tragen Sie die neue Adresse ein.
---

## Die Adresse eintragen {#eintragen}

1. Öffnen Sie Ihr Konto.
2. Tragen Sie die neue Anschrift ein, und drücken Sie auf Speichern.
"""


@pytest.fixture
def german(tmp_path: Path) -> Iterator[HelpCentre]:
    """Serve a help centre of three German pages."""
    centre = HelpCentre(tmp_path)
    centre.write("index.md", "# Willkommen\n\nHier finden Sie Hilfe.\n")
    centre.write("rechnungsadresse.md", ARTICLE)
    centre.write("passwort.md", "# Passwort zurücksetzen\n\nFordern Sie ein neues an.\n")
    config = MKDOCS_YML.format(port=centre.port).replace("font: false", "font: false, language: de")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    centre.run("build")
    centre.start()
    yield centre
    centre.stop()


def test_an_inflected_compound_finds_the_article_and_it_is_rated_in_german(german: HelpCentre, page: Page) -> None:
    """The reader types a plural with 'ae' for the umlaut, opens the article, and says what was missing."""
    page.goto(german.url)
    page.get_by_role("combobox", name="Hilfe durchsuchen").first.fill("Rechnungsadressen aendern")
    found = page.get_by_role("option").first
    expect(found).to_contain_text("Rechnungsadresse ändern")
    found.click()
    page.locator("help-centre-rating:defined").wait_for()
    form = page.get_by_role("form", name="Hat das geholfen?")
    form.get_by_role("button", name="Nein").click()
    expect(form.get_by_role("status")).to_have_text("Danke für Ihre Antwort. Sie zählt schon jetzt.")
    form.get_by_label("Was wollten Sie tun?").fill("Die Lieferadresse ändern")
    form.get_by_role("button", name="Senden").click()
    expect(form.get_by_role("status")).to_contain_text("Ihre Worte sind bei den Menschen")

    assert "rechnungsadresse," in german.run("ratings", "export")
