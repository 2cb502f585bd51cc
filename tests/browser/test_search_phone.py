"""Search on a phone: the whole screen, and the way back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import new_visitor
from tests.browser.search_box import type_words
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.waiting import arrive_at, marked_words

GUIDE = "guides/customers/find-an-answer/"
MIN_TARGET_PX = 44
# Whether each of some words is marked where it can be seen.
MARKED_IN_VIEW_JS = """words => {
  const isSeen = range => range.getBoundingClientRect().top >= 0 && range.getBoundingClientRect().bottom <= innerHeight;
  const seen = [...CSS.highlights.get('help-centre-words') ?? []].filter(isSeen).map(range => `${range}`.toLowerCase());
  return words.every(word => seen.includes(word));
}"""
# The guides for customers that have a table.
GUIDES_WITH_TABLES = ("keyboard", "larger-text", "privacy", "read-results", "say-what-you-wanted")
RIGHT_EDGES_JS = "tables => tables.map(table => table.getBoundingClientRect().right)"
SMALLEST_PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def open_search(page: Page) -> None:
    """Tap the sign in the header."""
    page.get_by_role("link", name="Search", exact=True).tap()


def test_the_sign_opens_the_search_over_the_whole_screen(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """A tap on the sign opens a dialog as large as the screen, with the cursor in it and the page held still."""
    phone_page.goto(help_centre.url + GUIDE)
    open_search(phone_page)
    dialog = phone_page.get_by_role("dialog", name="Search")
    expect(phone_page.get_by_role("combobox")).to_be_focused()
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert phone_page.evaluate("document.querySelector('.md-container').inert")
    assert phone_page.evaluate("getComputedStyle(document.documentElement).overflow") == "hidden"
    expect(dialog).to_contain_text("Describe the problem in your own words.")


def test_the_arrow_leads_back(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """Closing gives page, scrolling and focus back."""
    phone_page.goto(help_centre.url + GUIDE)
    open_search(phone_page)
    phone_page.get_by_role("button", name="Close search").tap()
    expect(phone_page.get_by_role("dialog")).to_have_count(0)
    expect(phone_page.get_by_role("link", name="Search", exact=True)).to_be_focused()
    expect(phone_page.locator("[inert]")).to_have_count(0)
    assert phone_page.evaluate("getComputedStyle(document.documentElement).overflowY") != "hidden"


def test_escape_leads_back(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """Escape, which is also Android's way back, closes the search and nothing else."""
    phone_page.goto(help_centre.url + GUIDE)
    open_search(phone_page)
    type_words(phone_page, "rating")
    phone_page.keyboard.press("Escape")
    expect(phone_page.get_by_role("dialog")).to_have_count(0)
    expect(phone_page).to_have_url(help_centre.url + GUIDE)
    open_search(phone_page)
    expect(phone_page.get_by_role("combobox")).to_have_value("rating")


def test_a_misspelled_question_opens_the_right_page_with_its_words_marked(
    phone_page: Page, help_centre: ShippedHelpCentre
) -> None:
    """A misspelled question leads to its answer by two taps, and its words are marked there."""
    phone_page.goto(help_centre.url)
    open_search(phone_page)
    type_words(phone_page, "how do i print a giude")
    hit = phone_page.get_by_role("option").filter(has_text="Print")
    hit.first.tap()
    arrive_at(phone_page, "print-a-guide")
    expect(phone_page.get_by_role("dialog")).to_have_count(0)
    expect(phone_page.locator("[inert]")).to_have_count(0)
    assert "print" in [word.lower() for word in marked_words(phone_page)]


def test_a_misspelled_question_opens_the_section_that_answers_it(
    phone_page: Page, help_centre: ShippedHelpCentre
) -> None:
    """The first result leads to the section, which stands on the screen with the word as it is spelled there marked."""
    phone_page.goto(help_centre.url)
    open_search(phone_page)
    type_words(phone_page, "how can i have my coment deleted")
    phone_page.get_by_role("option").first.tap()
    phone_page.wait_for_url("**/privacy/#delete")
    section = phone_page.get_by_role("heading", name="Have it deleted")
    expect(section).to_be_in_viewport()
    phone_page.wait_for_function(MARKED_IN_VIEW_JS, arg=["comment", "deleted"])


def test_what_hides_the_marks_covers_no_link(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """At the end of a page its foot leads to the next one, and what hides the marks stands above it."""
    phone_page.goto(help_centre.url)
    open_search(phone_page)
    type_words(phone_page, "print a guide")
    phone_page.get_by_role("option").first.tap()
    hide = phone_page.get_by_role("button", name="Hide marked words")
    expect(hide).to_be_in_viewport(ratio=1)
    phone_page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    following = phone_page.locator(".md-footer__link--next")
    expect(following).to_be_in_viewport()
    upper, lower = hide.bounding_box(), following.bounding_box()
    assert upper
    assert lower
    assert upper["y"] + upper["height"] <= lower["y"]
    hide.tap()
    expect(hide).to_have_count(0)


def test_the_box_on_the_home_page_takes_the_whole_screen_too(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """A tap into the large box of the home page opens the same dialog, with the same box."""
    phone_page.goto(help_centre.url)
    phone_page.locator(".hc-search--home input").tap()
    expect(phone_page.get_by_role("dialog", name="Search")).to_be_visible()
    type_words(phone_page, "rating")
    expect(phone_page.get_by_role("option")).not_to_have_count(0)
    phone_page.get_by_role("button", name="Close search").tap()
    expect(phone_page.get_by_role("dialog")).to_have_count(0)
    expect(phone_page.locator(".hc-search--home input")).to_have_value("rating")


def test_the_keyboard_hides_no_result(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """The dialog is as high as what the keyboard leaves of the screen, so that its last result can be reached."""
    phone_page.goto(help_centre.url + GUIDE)
    open_search(phone_page)
    phone_page.set_viewport_size({"width": 390, "height": 430})
    dialog = phone_page.get_by_role("dialog", name="Search")
    expect(dialog).to_have_css("height", "430px")
    type_words(phone_page, "rating")
    last = phone_page.get_by_role("option").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()


def test_results_can_be_hit_with_a_thumb(phone_page: Page, help_centre: ShippedHelpCentre) -> None:
    """Everything to tap in the search is at least 44 pixels high and wide."""
    phone_page.goto(help_centre.url + GUIDE)
    targets = [phone_page.get_by_role("link", name="Search", exact=True).bounding_box()]
    open_search(phone_page)
    type_words(phone_page, "rating")
    targets += [phone_page.get_by_role("button", name=name).bounding_box() for name in ("Close search", "Clear search")]
    targets += [option.bounding_box() for option in phone_page.get_by_role("option").all()]
    sizes = [min(target["width"], target["height"]) for target in targets if target]
    assert len(sizes) > 5
    assert min(sizes) >= MIN_TARGET_PX


@pytest.mark.parametrize("path", ["", GUIDE, "search/?q=rating", "contact/", "no/such/page/"])
def test_nothing_is_wider_than_the_smallest_phone(browser: Browser, help_centre: ShippedHelpCentre, path: str) -> None:
    """At 320 pixels no page scrolls sideways."""
    context = new_visitor(browser, **SMALLEST_PHONE)
    page = context.new_page()
    page.goto(help_centre.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("language", ["", "de/"])
def test_no_table_for_customers_is_cut_on_the_smallest_phone(
    browser: Browser, help_centre: ShippedHelpCentre, language: str
) -> None:
    """At 320 pixels every column of a customers' guide is in view, without scrolling sideways in its box."""
    context = new_visitor(browser, **SMALLEST_PHONE)
    page = context.new_page()
    for name in GUIDES_WITH_TABLES:
        page.goto(f"{help_centre.url}{language}guides/customers/{name}/")
        page.locator(".md-typeset__scrollwrap").first.wait_for()  # Material's script puts it around each table
        edges = page.locator("article table").evaluate_all(RIGHT_EDGES_JS)
        assert edges, name
        assert max(edges) <= 320, name
    context.close()
