"""Search while the service is down, slow, or gone for good; alone, or with the pages that it serves itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from publishing.fallback.index import STATIC_INDEX_PATH, STATIC_INDEX_VERSION
from tests.browser.conftest import DESK
from tests.browser.search_box import TIME_LIMIT_MS, ask, wait_for_results
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.split import SplitHelpCentre, WholeHelpCentre
from tests.browser.waiting import PATIENCE_MS, marked_words

PANEL = ".md-header .hc-panel"
LIST = f"/{STATIC_INDEX_PATH}?{STATIC_INDEX_VERSION}"
PAUSE_MS = 120
COOL_DOWN_MS = 30_000
DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def built_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeHelpCentre]:
    """Give the small site, built once, to be served by its service, on one port."""
    centre = WholeHelpCentre(tmp_path_factory.mktemp("whole"))
    centre.publish()
    yield centre
    centre.stop()


@pytest.fixture
def whole(built_whole: WholeHelpCentre) -> WholeHelpCentre:
    """Give the small site served by its service; a test may stop it."""
    built_whole.serve()
    return built_whole


@pytest.fixture
def hasty_page(browser: Browser) -> Iterator[Page]:
    """Give a page whose search waits for the service no longer than a reader's does."""
    context = browser.new_context(**DESK)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def go_to_the_box(page: Page, url: str) -> None:
    """
    Open a page and bring the cursor into the search box; all that this fetches has come.

    That is the list of the version that the scripts read: one of before, which the browser keeps, has another address.
    """
    page.goto(url, wait_until="networkidle")
    with page.expect_request_finished(lambda request: request.url.endswith(LIST)):
        page.keyboard.press("/")
    page.wait_for_load_state("networkidle")


def complete(route: Route, words: str) -> None:
    """Let the service answer as if others had searched for these *words* with success."""
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "completions": [words]})


def test_search_goes_on_when_pages_and_service_die_together(page: Page, whole: WholeHelpCentre) -> None:
    """Who has the cursor in the box searches on, although the one process for site and search is gone."""
    go_to_the_box(page, whole.url)
    whole.stop()
    page.keyboard.type("invoice paid")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    expect(page.get_by_role("option").first).to_contain_text("After it was paid")


def test_who_searched_before_searches_on_another_page_after_all_is_gone(page: Page, whole: WholeHelpCentre) -> None:
    """What searched on one page is kept by the browser for the next, where nobody was in the box before the end."""
    go_to_the_box(page, whole.url)
    page.goto(whole.url + "export/", wait_until="networkidle")
    whole.stop()
    page.keyboard.press("/")
    page.keyboard.type("invoice paid")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    expect(page.get_by_role("option").first).to_contain_text("After it was paid")


def test_search_goes_on_when_pages_and_service_hang_together(hasty_page: Page, whole: WholeHelpCentre) -> None:
    """A process that takes requests and answers none is not waited for either."""
    go_to_the_box(hasty_page, whole.url)
    with whole.hanging():
        hasty_page.keyboard.type("password")
        expect(hasty_page.get_by_role("option").first).to_contain_text("Reset your password")
        expect(hasty_page.locator(PANEL)).to_contain_text("Quick results")


def test_a_list_that_does_not_come_is_not_waited_for_in_silence(hasty_page: Page, whole: WholeHelpCentre) -> None:
    """Where neither service nor list answers, one sentence says so after seconds, and what comes back is used."""
    hasty_page.goto(whole.url, wait_until="networkidle")
    with whole.hanging():
        hasty_page.keyboard.press("/")
        hasty_page.keyboard.type("password")
        expect(hasty_page.locator(PANEL)).to_contain_text("Search does not answer just now.")
    hasty_page.keyboard.type(" ")
    expect(hasty_page.get_by_role("option").first).to_contain_text("Reset your password")


def test_an_address_with_too_many_words_is_no_outage(page: Page, split: SplitHelpCentre) -> None:
    """A link may carry more than the service takes: its beginning is searched, and the next search is a full one."""
    page.goto(split.site_url + "search/?q=" + "password+" * 500, wait_until="networkidle")
    expect(page.locator("help-centre-results")).to_contain_text("Reset your password")
    page.goto(split.site_url)
    ask(page, "spreadsheet")
    expect(page.get_by_role("option").first).to_contain_text("As a spreadsheet")
    expect(page.locator(PANEL)).not_to_contain_text("Quick")


def test_the_service_answers_from_another_host(page: Page, split: SplitHelpCentre) -> None:
    """With site and service on two hosts, the service answers and learns what was opened."""
    page.goto(split.site_url, wait_until="networkidle")  # with the list of pages that can be put in
    ask(page, "spreadsheet")
    expect(page.get_by_role("option").first).to_contain_text("As a spreadsheet")
    expect(page.locator(PANEL)).not_to_contain_text("Quick")
    with page.expect_response("**/api/v1/clicks") as told:
        page.get_by_role("option").first.click()
    assert told.value.status == 204
    page.wait_for_url(split.site_url + "export/#as-a-spreadsheet")


def test_search_goes_on_when_the_service_is_killed_while_typing(page: Page, split: SplitHelpCentre) -> None:
    """A service that goes away between two letters is not noticed but for the word "quick"."""
    page.goto(split.site_url)
    page.keyboard.press("/")
    page.keyboard.type("inv")
    expect(page.get_by_role("option").first).to_contain_text("Change an invoice")
    expect(page.locator(PANEL)).not_to_contain_text("Quick")
    split.stop()
    page.keyboard.type("oice pa")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    wait_for_results(page, "invoice pa")
    expect(page.get_by_role("option").first).to_contain_text("After it was paid")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(split.site_url + "invoices/#after-it-was-paid")


def test_enter_stays_with_quick_results(page: Page, whole: WholeHelpCentre) -> None:
    """With the service goes the page that has every result: Enter marks the first of those that are there."""
    go_to_the_box(page, whole.url)
    whole.stop()
    page.keyboard.type("invoice paid")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    page.keyboard.press("Enter")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("After it was paid")
    expect(page).to_have_url(whole.url)


@pytest.mark.parametrize("more", ["", "t"])
def test_enter_before_the_outage_is_noticed_stays_too(page: Page, whole: WholeHelpCentre, more: str) -> None:
    """Results of a service that is gone since are still shown: nobody is led to the browser's own error page."""
    go_to_the_box(page, whole.url)
    page.keyboard.type("invoice")
    expect(page.get_by_role("option").first).to_contain_text("invoice")
    expect(page.locator(PANEL)).not_to_contain_text("Quick")
    whole.stop()
    page.keyboard.type(more)
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    expect(page).to_have_url(whole.url)


@pytest.mark.parametrize("choose", ["click", "Enter"])
def test_words_of_others_are_searched_before_the_outage_is_noticed(
    page: Page, whole: WholeHelpCentre, choose: str
) -> None:
    """Who chooses what others searched for, of a service that is gone since, gets quick results for these words."""
    page.route("**/api/v1/search?*", lambda route: complete(route, "invoice paid"))
    go_to_the_box(page, whole.url)
    page.keyboard.type("inv")
    completion = page.get_by_role("option", name="invoice paid", exact=True)
    expect(completion).to_be_visible()
    page.unroute("**/api/v1/search?*")
    whole.stop()
    if choose == "click":
        completion.click()
    else:
        page.keyboard.press("ArrowUp")
        expect(completion).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    expect(page.get_by_role("combobox")).to_have_value("invoice paid")
    wait_for_results(page, "invoice paid")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("After it was paid")
    expect(page).to_have_url(whole.url)


def test_enter_opens_the_marked_quick_result(page: Page, lonely: SplitHelpCentre) -> None:
    """Pressed again, also where the words were written too fast for results."""
    page.goto(lonely.site_url)
    ask(page, "export")
    page.get_by_role("combobox").fill("invoice paid")
    page.keyboard.press("Enter")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text("After it was paid")
    page.keyboard.press("Enter")
    page.wait_for_url(lonely.site_url + "invoices/#after-it-was-paid")


def test_all_quick_results_are_shown_below_the_box(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Nothing leads to the page that the service would make; once it answers again, that is opened."""
    page.route("**/api/v1/search?*", lambda route: route.abort())
    page.goto(help_centre.url)
    ask(page, "rating")
    every = page.get_by_role("option", name="quick results")
    total = int(re.findall(r"\d+", every.inner_text())[0])
    every.click()
    expect(page.locator(".hc-panel [data-rank]")).to_have_count(min(total, 50))
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    expect(page).to_have_url(help_centre.url)
    page.unroute("**/api/v1/search?*")
    page.evaluate("sessionStorage.removeItem('help-centre.restingUntil')")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=rating")


def test_a_slow_service_is_not_waited_for(hasty_page: Page, lonely: SplitHelpCentre) -> None:
    """After the time limit the site's own list answers, and the service rests until the cool-down is over."""
    asked: list[str] = []
    hasty_page.on("request", lambda request: asked.append(request.url) if "/api/v1/search" in request.url else None)
    hasty_page.clock.install(time=0)
    hasty_page.goto(lonely.site_url)
    hasty_page.clock.pause_at(DAY_MS / 1000)
    with lonely.silent():
        hasty_page.keyboard.press("/")
        hasty_page.keyboard.type("password")
        with hasty_page.expect_request("**/api/v1/search?*"):
            hasty_page.clock.run_for(PAUSE_MS)
        hasty_page.clock.run_for(TIME_LIMIT_MS - 1)
        expect(hasty_page.get_by_role("option")).to_have_count(0)
        hasty_page.clock.run_for(1)
        expect(hasty_page.get_by_role("option").first).to_contain_text("Reset your password")
        hasty_page.keyboard.type(" reset")
        hasty_page.clock.run_for(PAUSE_MS)
        wait_for_results(hasty_page, "password reset")
        expect(hasty_page.get_by_role("option").first).to_contain_text("Reset your password")
        assert len(asked) == 1
    lonely.start()
    hasty_page.clock.fast_forward(COOL_DOWN_MS)
    hasty_page.get_by_role("combobox").fill("spreadsheet")
    hasty_page.clock.run_for(PAUSE_MS)
    expect(hasty_page.get_by_role("option").first).to_contain_text("As a spreadsheet")
    expect(hasty_page.locator(PANEL)).not_to_contain_text("Quick")
    assert len(asked) == 2


def test_nothing_reachable_is_said_plainly(page: Page, split: SplitHelpCentre) -> None:
    """With neither service nor site, one sentence says so, and no error shows through."""
    page.goto(split.site_url)
    split.stop()
    split.stop_site()
    page.keyboard.press("/")
    page.keyboard.type("password")
    expect(page.locator(PANEL)).to_contain_text("Search does not answer just now.")
    expect(page.locator(PANEL)).not_to_contain_text(re.compile("error|undefined|null", re.IGNORECASE))
    expect(page.locator(PANEL).get_by_role("link", name="Ask a person")).to_have_attribute(
        "href", re.compile("q=password")
    )


@pytest.mark.parametrize("damaged", ['{"v": 3, "titles": "Res', '{"v": 3}'])
def test_a_damaged_list_is_said_plainly_and_fetched_again(page: Page, lonely: SplitHelpCentre, damaged: str) -> None:
    """A list that was cut off on its way leads to a person, and once it comes whole the next word is found."""
    page.route("**/search.json?*", lambda route: route.fulfill(body=damaged))
    page.goto(lonely.site_url)
    page.keyboard.press("/")
    page.keyboard.type("password")
    expect(page.locator(PANEL)).to_contain_text("Search does not answer just now.")
    expect(page.locator(PANEL).get_by_role("link", name="Ask a person")).to_be_visible()
    page.unroute("**/search.json?*")
    page.get_by_role("combobox").fill("password reset")
    expect(page.get_by_role("option").first).to_contain_text("Reset your password")


def test_the_cool_down_outlasts_the_page(page: Page, lonely: SplitHelpCentre) -> None:
    """On the next page, too, a service that was just down is not asked again at once."""
    page.goto(lonely.site_url)
    ask(page, "password")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    page.goto(lonely.site_url + "export/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/search" in request.url else None)
    ask(page, "invoice")
    expect(page.get_by_role("option").first).to_contain_text("Change an invoice")
    assert asked == []


def test_an_empty_quick_list_claims_nothing_about_the_rest(page: Page, lonely: SplitHelpCentre) -> None:
    """The site's own list does not hold every sentence, so finding nothing in it is not called finding nothing."""
    page.goto(lonely.site_url)
    ask(page, "zzqqxx")
    expect(page.locator(PANEL)).to_contain_text("No quick result for “zzqqxx”.")
    expect(page.locator(PANEL)).to_contain_text("The full search does not answer just now.")
    expect(page.locator(PANEL)).not_to_contain_text("Nothing found")
    expect(page.locator(PANEL).get_by_role("link", name="Ask a person")).to_be_visible()


def test_the_results_page_works_without_the_service(page: Page, lonely: SplitHelpCentre) -> None:
    """
    The address of the results page shows quick results where no service fills it.

    It says so, and what a misspelled word was taken for; that word is marked on the page that is opened.
    """
    page.goto(lonely.site_url + "search/?q=pasword")
    expect(page.get_by_role("heading", level=1)).to_have_text("Results for “pasword”")
    expect(page.locator(".hc-list .hc-hit").first).to_contain_text("Reset your password")
    expect(page.locator(".hc-list__note")).to_have_text(
        ["Showing results for “password”", "Quick results: the full search does not answer just now"]
    )
    page.locator(".hc-list .hc-hit").first.click()
    page.wait_for_url(lonely.site_url + "password/")
    assert marked_words(page) == ["password"]


def test_who_has_results_searches_on_in_their_form(page: Page, whole: WholeHelpCentre) -> None:
    """Where service and pages are gone since, the form of the results page is answered in that page."""
    page.goto(f"{whole.url}search/?q=password", wait_until="networkidle")
    whole.stop()
    field = page.locator("#hc-results-q")
    field.fill("invoce")
    field.press("Enter")
    expect(page.locator(".hc-list .hc-hit").first).to_contain_text("nvoice")
    expect(page).to_have_url(re.compile(r"/search/\?q=invoce$"))
    expect(field).to_have_value("invoce")
    expect(page).to_have_title("Results for “invoce”")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/search/\?q=password$"))
    expect(page).to_have_title("Results for “password”")
    expect(page.locator(".hc-list .hc-hit").first).to_contain_text("Reset your password")
    expect(field).to_have_value("password")


def test_a_jump_within_results_leaves_them_as_they_are(page: Page, whole: WholeHelpCentre) -> None:
    """Only Back to another search fills the page anew; a link to a place in it, as the skip link, looks like that."""
    page.goto(f"{whole.url}search/?q=password", wait_until="networkidle")
    page.evaluate("addEventListener('popstate', () => { document.body.dataset.jumped = 1 })")
    before = page.title(), page.locator("help-centre-results").inner_text()
    page.evaluate("location.hash = 'hc-results-q'")
    expect(page.locator("[data-jumped]")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert (page.title(), page.locator("help-centre-results").inner_text()) == before


def test_who_has_results_searches_on_in_the_box(page: Page, whole: WholeHelpCentre) -> None:
    """The list is there before the cursor is in the box: who came to results searches again."""
    page.goto(f"{whole.url}search/?q=password", wait_until="networkidle")
    whole.stop()
    page.keyboard.press("/")
    page.keyboard.type("invoce")
    expect(page.locator(PANEL)).to_contain_text("Quick results")
    expect(page.get_by_role("option").first).to_contain_text("nvoice")


def test_without_service_and_scripts_the_results_page_leads_on(browser: Browser, lonely: SplitHelpCentre) -> None:
    """A form that neither service nor script answers leads to a page that says so, and to the start and a person."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lonely.site_url)
    page.locator("form[role=search] input[name=q]").first.fill("password")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=password")
    results = page.locator("help-centre-results")
    expect(results.get_by_role("heading", name="Search")).to_be_visible()
    expect(results.locator("p")).to_have_text(re.compile("choose a page from the menu"), use_inner_text=True)
    expect(results.get_by_role("link", name="Start page")).to_be_visible()
    results.get_by_role("link", name="Ask a person").click()
    page.wait_for_url("**/contact/")
    context.close()


def test_misspelled_and_unfinished_words_are_found_without_the_service(page: Page, lonely: SplitHelpCentre) -> None:
    """The site's own list forgives one typing mistake a word and takes the last word as unfinished."""
    page.goto(lonely.site_url)
    page.keyboard.press("/")
    for words, title in {
        "how do I change the invioce": "Change an invoice",
        "rest my passwort": "Reset your password",
        "spre": "Export your reports",
        "ÉXPORT": "Export your reports",
    }.items():
        page.get_by_role("combobox").fill(words)
        expect(page.get_by_role("option").first).to_contain_text(title)
