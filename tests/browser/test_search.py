"""The search box, by keyboard and by mouse."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import new_visitor
from tests.browser.search_box import ask, box, options
from tests.browser.shipped import ShippedHelpCentre, rows
from tests.browser.waiting import arrive_at, marked_words, wait_until_is

GUIDE = "guides/customers/find-an-answer/"
TYPE = """letters => {
  for (const letter of letters) {
    document.activeElement.value += letter;
    document.activeElement.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}"""


def expect_clicks(page: Page, help_centre: ShippedHelpCentre, search_id: str, *expected: tuple[str, int]) -> None:
    """Wait until the service knows which results of a search were opened, and their ranks."""

    def known() -> list[tuple[str, int]]:
        clicks = rows(help_centre, "clicks")
        return [(click["article_id"], click["rank"]) for click in clicks if click["search_id"] == search_id]

    wait_until_is(page, known, list(expected))


def test_slash_leads_to_the_box(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The slash key brings the cursor into the search box, and is not typed."""
    page.goto(help_centre.url + GUIDE)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")


def test_slash_is_a_letter_in_a_field(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who writes a slash into a field gets a slash."""
    page.goto(help_centre.url + GUIDE)
    page.get_by_role("button", name="No").click()
    goal = page.get_by_label("What were you trying to do?")
    goal.press_sequentially("a/b")
    expect(goal).to_have_value("a/b")
    expect(goal).to_be_focused()


def test_arrow_and_enter_open_the_marked_result(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Down marks the first result, for assistive technology too, and Enter opens it without loading the site anew."""
    page.goto(help_centre.url + GUIDE, wait_until="networkidle")  # with the list of pages that can be put in
    page.evaluate("window.stillHere = true")
    ask(page, "print a guide")
    page.keyboard.press("ArrowDown")
    first = options(page).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "none")
    page.keyboard.press("Enter")
    arrive_at(page, "print-a-guide")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Print")
    expect(options(page)).to_have_count(0)
    assert page.evaluate("window.stillHere")


def test_enter_after_other_words_opens_no_result_of_the_earlier_ones(
    page: Page, help_centre: ShippedHelpCentre
) -> None:
    """Who marked a result and then typed something else wants what answers that, however fast Enter came."""
    page.goto(help_centre.url)
    ask(page, "dark mode")
    page.keyboard.press("ArrowDown")
    box(page).select_text()
    page.keyboard.type("print")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=print")


def test_arrows_go_around(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Up from the box marks the last result, Down from there the first."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)


def test_home_and_end_move_in_the_text(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Home and End belong to the text that is being typed."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    page.keyboard.press("Home")
    page.keyboard.type("my ")
    expect(box(page)).to_have_value("my rating")


def test_enter_alone_opens_the_results_page(page: Page, help_centre: ShippedHelpCentre) -> None:
    """With no result marked, Enter leads to the page with all results, whose address holds the words."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    with page.expect_request(lambda request: request.method == "HEAD") as asked:
        page.keyboard.press("Enter")
    assert asked.value.url.endswith("/api/v1/search?log=0"), "what asks whether the service is there is no search"
    page.wait_for_url(re.compile(r"/search/\?q=rating"))
    expect(page.locator(".hc-results__hit")).not_to_have_count(0)
    expect(page.locator(".md-header [role=combobox]")).to_have_value("rating")


def test_escape_closes_then_empties(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The first Escape closes the list and keeps the words, the second empties the box."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("rating")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()


def test_tab_leaves(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Tab leads on through the page, not into a long list of results, and closes it."""
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    expect(page.locator(".hc-hit--all")).to_be_attached()
    page.keyboard.press("Tab")
    expect(box(page)).not_to_be_focused()
    expect(options(page)).to_have_count(0)


def test_the_mouse_leaves_the_cursor_in_the_box(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Pressing the mouse on a result keeps the list and the cursor; only letting go opens it."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "print a guide")
    options(page).first.hover()
    page.mouse.down()
    expect(box(page)).to_be_focused()
    expect(options(page)).not_to_have_count(0)
    page.mouse.up()
    page.wait_for_url(re.compile("print-a-guide"))


def test_the_number_of_results_is_told(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A screen reader hears how many results there are."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    expect(page.locator(".md-header [role=status]")).to_have_text(re.compile(r"^\d+ of \d+ results$"))


def test_a_hit_shows_where_it_leads(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A result shows title, section, folder and kind, and marks the words that matched."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "rating")
    expect(page.locator(".hc-hit__title").first).not_to_be_empty()
    expect(page.locator(".hc-hit__section").first).not_to_be_empty()
    expect(page.locator(".hc-hit__kind").first).to_have_text(re.compile("^([A-Z].* · )?(Guide|Page|Video)$"))
    expect(page.locator(".hc-hit mark").first).to_have_text(re.compile("rat(ing|ed|e)", re.IGNORECASE))


def test_a_misspelled_word_is_repaired_and_said(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who misspells sees the results of the word that was meant, and which word that is."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "keybaord ")
    expect(page.get_by_text("Showing results for “keyboard”")).to_be_visible()
    expect(options(page).first).to_contain_text("keyboard")


def test_nothing_found_leads_on(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A search that finds nothing says so, what else to try, and leads to a person with the words carried along."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "zzqqxx")
    expect(page.locator(".hc-nothing__what")).to_have_text("Nothing found for “zzqqxx”.")
    person = page.locator(".hc-panel").get_by_role("link", name="Ask a person")
    page.keyboard.press("Tab")
    expect(person).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contact/\?q=zzqqxx&search_id=[0-9a-f]{32}"))


def test_a_pause_asks_once_and_a_settled_one_nothing_more(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A word typed in one go is one request, marked as perhaps unfinished, and waiting asks nothing more."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/search" in request.url else None)
    page.clock.install()
    page.goto(help_centre.url + GUIDE)
    page.keyboard.press("/")
    # As fast as nobody types, so that a busy machine puts no pause between two letters.
    page.evaluate(TYPE, "rating")
    options(page).first.wait_for()
    page.clock.run_for(5000)
    assert [parse_qs(urlsplit(url).query) for url in asked] == [
        {"q": ["rating"], "limit": ["6"], "lang": ["en"], "partial": ["1"]}
    ]


def test_an_earlier_answer_is_dropped(page: Page, help_centre: ShippedHelpCentre) -> None:
    """An answer that comes after the next word was typed is not shown."""
    held: list[Route] = []
    page.route(re.compile(r"q=print&"), lambda route: held.append(route))  # noqa: PLW0108 - no built-in is taken
    page.goto(help_centre.url + GUIDE)
    page.keyboard.press("/")
    with page.expect_request(re.compile(r"q=print&")):
        page.keyboard.type("print")
    box(page).fill("keyboard")
    expect(options(page).first).to_contain_text("keyboard")
    held[0].continue_()
    page.evaluate("() => fetch('/readyz')")  # asked later, answered later
    expect(options(page).first).to_contain_text("keyboard")


def test_an_opened_result_is_told_once(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The service learns which result of which search was opened."""
    page.goto(help_centre.url + GUIDE)
    search_id = ask(page, "light and dark mode")
    options(page).first.click()
    arrive_at(page, "light-and-dark")
    expect_clicks(page, help_centre, search_id, ("light-and-dark", 1))


def test_the_results_page_tells_what_was_opened(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A click on the page with all results is told like one in the list."""
    page.goto(f"{help_centre.url}search/?q=keyboard")
    search_id = page.locator(".hc-results").get_attribute("data-search-id") or ""
    page.locator(".hc-results__hit a").first.click()
    expect_clicks(page, help_centre, search_id, ("keyboard", 1))


def test_a_link_with_a_question_opens_it(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A link with ?q= shows the results for it at once."""
    page.goto(f"{help_centre.url}?q=keyboard")
    expect(options(page).first).to_contain_text("keyboard")
    expect(box(page)).to_have_value("keyboard")


def test_the_words_are_marked_on_the_page_that_opens(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The opened page shows where the words are, until the reader hides the marks."""
    page.goto(help_centre.url + GUIDE)
    ask(page, "printer")
    options(page).first.click()
    page.wait_for_url(re.compile("print-a-guide"))
    hide = page.get_by_role("button", name="Hide marked words")
    expect(hide).to_be_visible()
    assert "printer" in marked_words(page)
    hide.click()
    expect(hide).to_have_count(0)
    assert not page.evaluate("CSS.highlights.has('help-centre-words')")
    page.reload()
    expect(hide).to_have_count(0)


def test_the_words_are_marked_in_a_tab_of_its_own(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Each of two results that are opened beside the list has them, once, and a rating there names the search."""
    page.goto(f"{help_centre.url}search/?q=rating", wait_until="networkidle")
    links = page.locator("a[data-rank]")
    opened = []
    for link in (links.nth(0), links.nth(1)):
        with page.context.expect_page() as tab:
            link.click(modifiers=["ControlOrMeta"])
        opened.append(tab.value)
    for tab in opened:
        assert any(word.lower().startswith("rat") for word in marked_words(tab))
        assert tab.evaluate("JSON.parse(sessionStorage['help-centre.followed']).searchId")
    assert page.evaluate("localStorage['help-centre.opening']") == "[]"
    opened[0].reload(wait_until="networkidle")
    assert not opened[0].evaluate("CSS.highlights.has('help-centre-words')")


def test_the_list_stays_while_results_are_opened_in_tabs(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who compares two results opens both from one list."""
    page.goto(help_centre.url)
    ask(page, "rating")
    for option in (options(page).nth(0), options(page).nth(1)):
        with page.context.expect_page():
            option.click(modifiers=["ControlOrMeta"])
    expect(options(page).first).to_be_visible()
    expect(page).to_have_url(help_centre.url)


def test_search_goes_on_after_instant_navigation(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The box stays in the header while pages change below it, and its results page is still found."""
    page.goto(help_centre.url + GUIDE, wait_until="networkidle")  # with the list of pages that can be put in
    page.evaluate("window.stillHere = true")
    page.locator(".md-tabs").get_by_role("link", name="Answer customers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Answer customers")
    assert page.evaluate("window.stillHere")
    ask(page, "rating")
    page.keyboard.press("Enter")
    page.wait_for_url(help_centre.url + "search/?q=rating")
    expect(page.locator(".hc-results__hit")).not_to_have_count(0)


def test_without_javascript_the_form_searches(browser: Browser, help_centre: ShippedHelpCentre) -> None:
    """The search box is a plain form: it works with scripts switched off."""
    plain = new_visitor(browser, java_script_enabled=False)
    page = plain.new_page()
    page.goto(help_centre.url + GUIDE)
    page.locator(".md-header input[name=q]").fill("keyboard")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=keyboard"))
    expect(page.locator("help-centre-results noscript h1")).to_be_hidden()
    page.locator(".hc-results__hit a").first.click()
    page.wait_for_url(re.compile("/keyboard/"))
    plain.close()


def test_nothing_is_asked_before_the_box_is_used(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Opening a page loads neither results nor the browser's own index."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(help_centre.url + GUIDE, wait_until="networkidle")
    assert not [url for url in asked if "/api/" in url or "search.json" in url or "static-search" in url]
