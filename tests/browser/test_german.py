"""The shipped help centre in German, as its readers use it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre, rows
from tests.browser.waiting import arrive_at, marked_words, wait_until_taken

# So low that the last section of a guide is seen by who went there alone.
LOW: ViewportSize = {"width": 1280, "height": 400}


def test_an_inflected_compound_finds_the_article_and_it_is_rated_in_german(
    help_centre: ShippedHelpCentre, page: Page
) -> None:
    """The reader types a plural with 'ue' for the umlaut, opens the article, and says what was missing."""
    page.goto(f"{help_centre.url}de/")
    ask(page, "Tastenkuerzeln")
    found = page.get_by_role("option").first
    expect(found).to_contain_text("Das Hilfecenter mit der Tastatur bedienen")
    found.click()
    page.wait_for_url(re.compile("de/guides/customers/keyboard/"))
    arrive_at(page, "keyboard")
    form = page.get_by_role("form", name="Hat das geholfen?")
    form.get_by_role("button", name="Nein").click()
    expect(form.get_by_role("status")).to_have_text("Danke für Ihre Antwort. Sie zählt schon jetzt.")
    form.get_by_label("Was wollten Sie tun?").fill("Eine Seite ohne Maus drucken")
    form.get_by_role("button", name="Senden").click()
    expect(form.get_by_role("status")).to_contain_text("Ihre Worte sind bei den Menschen")
    wait_until_taken(page)
    assert violations(page) == []

    (kept,) = [row for row in rows(help_centre, "ratings") if row["goal"] == "Eine Seite ohne Maus drucken"]
    (german,) = [row for row in rows(help_centre, "articles") if (row["id"], row["lang"]) == ("keyboard", "de")]
    assert (kept["article_id"], kept["revision"]) == ("keyboard", german["revision"])


def test_each_page_leads_to_the_other_language_and_back(help_centre: ShippedHelpCentre, page: Page) -> None:
    """The whole page speaks it, not the article alone, also when a search led there."""
    page.goto(f"{help_centre.url}guides/customers/print-a-guide/")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Eine Anleitung drucken oder als PDF speichern")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("link", name="English")).to_have_attribute("hreflang", "en")

    ask(page, "systemd")
    english = page.get_by_role("option").first
    expect(english).to_contain_text("Englisch")
    english.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Run it as a service")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("combobox", name="Search the help centre").first).to_be_visible()


@pytest.mark.parametrize(("served", "words"), [(True, "Screenreadern"), (False, "screenreader")])
def test_a_result_in_another_language_opens_its_section(
    help_centre: ShippedHelpCentre, page: Page, words: str, *, served: bool
) -> None:
    """With its words marked, from box and results page, with the service and without it."""
    page.set_viewport_size(LOW)
    if not served:
        page.route("**/api/v1/search?*", lambda route: route.abort())
    for path in ("", f"search/?q={words}") if served else ("",):
        page.goto(help_centre.url + path, wait_until="networkidle")
        if not path:
            ask(page, words)
        page.locator("a[data-rank][href*='de/guides/customers/keyboard/#']").filter(visible=True).first.click()
        page.wait_for_url("**/de/guides/customers/keyboard/#screen-reader")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.locator("#screen-reader")).to_be_in_viewport()
        assert "screenreader" in [word.lower() for word in marked_words(page)]


def test_a_link_to_a_section_in_another_language_opens_it(help_centre: ShippedHelpCentre, page: Page) -> None:
    """In any text; one step back stands the page with the link."""
    page.set_viewport_size(LOW)
    start = f"{help_centre.url}guides/customers/find-an-answer/"
    page.goto(start, wait_until="networkidle")
    link = "<a href='/de/guides/customers/keyboard/#screen-reader'>Tastatur</a>"
    page.evaluate("link => document.querySelector('article').insertAdjacentHTML('afterbegin', link)", link)
    page.get_by_role("link", name="Tastatur").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#screen-reader")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(start)
    expect(page.locator("html")).to_have_attribute("lang", "en")
