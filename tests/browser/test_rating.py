"""The question "Did this help?": heard, kept while the service is down, and counted once."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import new_visitor
from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre, rows
from tests.browser.split import SplitHelpCentre
from tests.browser.waiting import OUTBOX, arrive_at, wait_until_taken
from tests.help_centre import HelpCentre

GUIDE = "guides/customers/find-an-answer/"
STATUS = ".hc-rating__status"
WEEK_MS = 7 * 24 * 60 * 60 * 1000


def vote(page: Page, answer: str) -> None:
    """Press Yes or No."""
    page.get_by_role("button", name=answer, exact=True).click()


def ratings(centre: HelpCentre, article_id: str) -> list[dict[str, Any]]:
    """Read what the service has kept about an article."""
    return [rating for rating in rows(centre, "ratings") if rating["article_id"] == article_id]


def is_delivery(request: Request) -> bool:
    """Tell whether a page sends a rating and waits for what becomes of it."""
    return bool(request.resource_type == "fetch" and request.url.endswith("/ratings"))


def test_yes_is_heard(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A yes is kept, thanked for where a screen reader hears it, and asks nothing more."""
    page.goto(help_centre.url + "guides/customers/what-happens-to-your-rating/")
    with page.expect_response("**/api/v1/ratings") as kept:
        vote(page, "Yes")
    assert kept.value.status == 201
    expect(page.locator(STATUS)).to_have_text("Thank you. Good to know that this page helps.")
    expect(page.get_by_role("button", name="Yes", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("What were you trying to do?")).to_be_hidden()
    assert [rating["helpful"] for rating in ratings(help_centre, "what-happens-to-your-rating")] == [True]


def test_no_counts_at_once_and_asks_what_was_wanted(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A no is kept before any detail is written, and the cursor stands in the question that matters most."""
    page.goto(help_centre.url + "guides/customers/on-a-phone/")
    with page.expect_response("**/api/v1/ratings"):
        vote(page, "No")
    expect(page.locator(STATUS)).to_have_text("Thank you for telling us. Your answer counts already.")
    expect(page.get_by_label("What were you trying to do?")).to_be_focused()
    assert [rating["helpful"] for rating in ratings(help_centre, "on-a-phone")] == [False]


def test_details_join_the_same_rating(page: Page, help_centre: ShippedHelpCentre) -> None:
    """What is told after a no is added to it: one rating, with goal, reason, comment and address."""
    page.goto(help_centre.url + "guides/customers/search-tips/")
    with page.expect_response("**/api/v1/ratings"):
        vote(page, "No")
    page.get_by_label("What were you trying to do?").fill("Search for an error code")
    page.get_by_label("I did not understand it").check()
    page.get_by_label("Anything else?").fill("Which signs may I leave out?")
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    with page.expect_response("**/api/v1/ratings") as kept:
        page.get_by_role("button", name="Send").click()
    assert kept.value.status == 200
    expect(page.locator(STATUS)).to_have_text("Thank you. Your words are with the people who write this page.")
    expect(page.locator(STATUS)).to_be_focused()
    expect(page.get_by_role("button", name="Send")).to_be_hidden()
    expect(page.locator(".hc-rating").get_by_role("link", name="Ask a person")).to_be_visible()
    (rating,) = ratings(help_centre, "search-tips")
    told = {name: rating[name] for name in ("helpful", "goal", "reason", "comment", "email")}
    assert told == {
        "helpful": False,
        "goal": "Search for an error code",
        "reason": "unclear",
        "comment": "Which signs may I leave out?",
        "email": "reader@example.org",
    }


def test_enter_in_the_address_sends_the_details(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Enter in a field sends what was written; it does not press the form's first button, which says yes."""
    page.goto(help_centre.url + "guides/customers/share-a-section/")
    vote(page, "No")
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    with page.expect_response(lambda response: "reader@example.org" in (response.request.post_data or "")):
        page.keyboard.press("Enter")
    assert [rating["helpful"] for rating in ratings(help_centre, "share-a-section")] == [False]


def test_a_wrong_address_is_said_before_sending(page: Page, help_centre: ShippedHelpCentre) -> None:
    """An address that is none is not sent, and the browser says so at the field."""
    page.goto(help_centre.url + "guides/customers/watch-a-video/")
    vote(page, "No")
    page.get_by_label("Your e-mail address").fill("nobody")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert not page.get_by_label("Your e-mail address").evaluate("field => field.validity.valid")


def test_an_address_that_no_mail_can_reach_loses_no_words(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The browser takes it for one: the words are kept, and the reader who corrects it is still one reader."""
    page.goto(help_centre.url + "guides/operators/upgrade/")
    vote(page, "No")
    page.get_by_label("What were you trying to do?").fill("Upgrade over two versions")
    page.get_by_label("Your e-mail address").fill("reader.@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(STATUS)).to_contain_text("no mail can reach this e-mail address")
    expect(page.get_by_label("What were you trying to do?")).to_have_value("Upgrade over two versions")
    (rating,) = ratings(help_centre, "upgrade")
    assert (rating["goal"], rating["email"]) == ("Upgrade over two versions", None)
    page.get_by_label("Your e-mail address").fill("reader@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(STATUS)).to_have_text("Thank you. Your words are with the people who write this page.")
    wait_until_taken(page)
    assert [rating["email"] for rating in ratings(help_centre, "upgrade")] == ["reader@example.org"]


def test_one_mind_is_counted_after_two_answers(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who changes the answer changes the rating; on the next visit the page still knows it."""
    page.goto(help_centre.url + "guides/customers/light-and-dark/")
    for answer in ("No", "Yes"):
        vote(page, answer)
        wait_until_taken(page)
    page.reload()
    expect(page.locator(STATUS)).to_have_text("You said that this page helped. You can change your answer.")
    vote(page, "No")
    wait_until_taken(page)
    assert [rating["helpful"] for rating in ratings(help_centre, "light-and-dark")] == [False]


def test_the_search_before_joins_the_rating(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A rating tells which search led to the page, and a page opened otherwise tells none."""
    page.goto(help_centre.url + GUIDE)
    search_id = ask(page, "keep data about me")
    page.locator("[role=option][data-article-id=privacy]").click()
    arrive_at(page, "privacy")
    with page.expect_response("**/api/v1/ratings"):
        vote(page, "Yes")
    (rating,) = ratings(help_centre, "privacy")
    assert rating["search_id"] == search_id


def test_a_rating_that_cannot_be_kept_holds_up_no_other(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Where the service stumbles over one answer, that one waits and the next one is counted all the same."""

    def stumble(route: Route) -> None:
        if "messages" in (route.request.post_data or ""):
            route.fulfill(status=500, json={"error": "", "hint": ""})
        else:
            route.fallback()

    page.route("**/api/v1/ratings", stumble)
    page.goto(help_centre.url + "guides/operators/messages/")
    vote(page, "No")
    expect(page.locator(STATUS)).to_contain_text("your answer waits in this browser")
    page.goto(help_centre.url + "guides/operators/languages/")
    with page.expect_response(lambda response: response.status == 201):
        vote(page, "No")
    page.wait_for_function(f"Object.keys(JSON.parse({OUTBOX})).length === 1")


def test_a_rating_waits_for_the_service_and_arrives_once(page: Page, lonely: SplitHelpCentre) -> None:
    """A no and its details, given while the service is down, are kept over a reload and arrive as one rating."""
    page.goto(lonely.site_url + "password/")
    vote(page, "No")
    expect(page.locator(STATUS)).to_contain_text("your answer waits in this browser and is sent by itself")
    page.get_by_label("What were you trying to do?").fill("Get a new password")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(STATUS)).to_contain_text("your words wait in this browser and are sent by themselves")
    with page.expect_event("requestfailed", is_delivery):
        page.reload()
    lonely.start()
    with page.expect_response("**/api/v1/ratings") as kept:
        page.evaluate("dispatchEvent(new Event('online'))")
    assert kept.value.status == 201
    page.reload()
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_until_taken(page)
    (rating,) = ratings(lonely, "password")
    assert (rating["helpful"], rating["goal"]) == (False, "Get a new password")


def test_words_that_wait_survive_another_answer(page: Page, lonely: SplitHelpCentre) -> None:
    """Who presses No once more while their words wait in the browser does not lose them."""
    page.goto(lonely.site_url + "contact/")
    vote(page, "No")
    page.get_by_label("What were you trying to do?").fill("Keep my words")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(STATUS)).to_contain_text("your words wait in this browser")
    vote(page, "No")
    expect(page.locator(STATUS)).to_contain_text("waits in this browser")
    lonely.start()
    with page.expect_response("**/api/v1/ratings"):
        page.evaluate("dispatchEvent(new Event('online'))")
    assert "Keep my words" in [rating["goal"] for rating in ratings(lonely, "contact")]


def test_half_written_words_are_there_when_the_reader_comes_back(page: Page, split: SplitHelpCentre) -> None:
    """Words that were not sent are in their field again after a link was followed, until they are sent."""
    page.goto(split.site_url + "contact/")
    vote(page, "No")
    page.get_by_label("What were you trying to do?").fill("Write without losing it")
    page.goto(split.site_url + "export/")
    page.goto(split.site_url + "contact/")
    expect(page.get_by_label("What were you trying to do?")).to_have_value("Write without losing it")
    page.get_by_role("button", name="Send").click()
    page.wait_for_function("() => sessionStorage.getItem('help-centre.draft') === '[]'")
    page.reload()
    expect(page.get_by_label("What were you trying to do?")).to_be_hidden()
    expect(page.get_by_label("What were you trying to do?")).to_have_value("")


def test_an_answer_on_its_way_is_counted_once(page: Page, lonely: SplitHelpCentre) -> None:
    """When the page is left before the service has answered, the rating arrives by beacon and again later, as one."""
    with lonely.silent():
        page.goto(lonely.site_url + "export/")
        with page.expect_request("**/api/v1/ratings"):
            vote(page, "Yes")
    lonely.start()
    page.goto(lonely.site_url)
    wait_until_taken(page)
    assert [rating["helpful"] for rating in ratings(lonely, "export")] == [True]


def test_every_minute_it_is_tried_again(page: Page, lonely: SplitHelpCentre) -> None:
    """A page that stays open delivers by itself once the service is back."""
    page.clock.install()
    page.goto(lonely.site_url + "invoices/")
    vote(page, "No")
    expect(page.locator(STATUS)).to_contain_text("waits in this browser")
    lonely.start()
    with page.expect_response("**/api/v1/ratings") as kept:
        page.clock.fast_forward(60_000)
    assert kept.value.status == 201
    assert [rating["helpful"] for rating in ratings(lonely, "invoices")] == [False]


def test_what_the_service_refuses_is_not_sent_for_ever(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A rating that no service can ever take is refused, said so, and forgotten."""
    page.goto(help_centre.url + GUIDE)
    page.locator(".hc-rating [name=revision]").evaluate("field => (field.value = 'no revision')")
    with page.expect_response("**/api/v1/ratings") as refused:
        vote(page, "Yes")
    assert refused.value.status == 422
    expect(page.locator(STATUS)).to_contain_text("Your answer could not be taken")
    wait_until_taken(page)
    assert "helpful" not in page.evaluate("localStorage.getItem('help-centre.rated')")


def test_a_text_that_the_service_does_not_know_yet_keeps_its_rating(page: Page, split: SplitHelpCentre) -> None:
    """A rating of a page that is newer than what the service knows waits, and arrives once the service has learned."""
    page.clock.install()
    page.goto(split.site_url + "contact/")
    page.locator(".hc-rating [name=revision]").evaluate("field => (field.value = 'published-next')")
    with page.expect_response("**/api/v1/ratings") as unknown:
        vote(page, "Yes")
    assert unknown.value.status == 409
    expect(page.locator(STATUS)).to_contain_text("your answer waits in this browser and is sent by itself")
    page.evaluate(f"localStorage.setItem('help-centre.outbox', {OUTBOX}.replace('published-next', 'again-unknown'))")
    with page.expect_response("**/api/v1/ratings") as still_unknown:
        page.clock.fast_forward(60_000)
    assert still_unknown.value.status == 409
    revision = split.catalogue()["contact"]["revision"]
    page.evaluate(f"localStorage.setItem('help-centre.outbox', {OUTBOX}.replace('again-unknown', '{revision}'))")
    with page.expect_response("**/api/v1/ratings") as kept:
        page.clock.fast_forward(60_000)
    assert kept.value.status == 201
    expect(page.locator(STATUS)).to_have_text("Thank you. Good to know that this page helps.")


def test_what_stays_unknown_for_a_week_is_dropped(page: Page, split: SplitHelpCentre) -> None:
    """A rating that the service still does not know after seven days is not sent for ever."""
    page.clock.install()
    page.goto(split.site_url + "contact/")
    page.locator(".hc-rating [name=revision]").evaluate("field => (field.value = 'never-published')")
    vote(page, "Yes")
    expect(page.locator(STATUS)).to_contain_text("waits in this browser")
    page.clock.fast_forward(WEEK_MS)
    wait_until_taken(page)


def test_a_tab_learns_that_another_one_delivered(context: BrowserContext, lonely: SplitHelpCentre) -> None:
    """Where an answer waits, the words change as soon as any tab has delivered it."""
    page = context.new_page()
    page.goto(lonely.site_url + "contact/")
    vote(page, "No")
    expect(page.locator(STATUS)).to_contain_text("waits in this browser")
    lonely.start()
    other = context.new_page()
    with other.expect_response("**/api/v1/ratings"):
        other.goto(lonely.site_url)
    expect(page.locator(STATUS)).to_have_text("Thank you for telling us. Your answer counts already.")


def test_a_browser_that_keeps_nothing_can_rate(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Where storage is forbidden the rating is sent all the same, and its details join it."""
    page.add_init_script(
        "for (const area of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, area, { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page.goto(help_centre.url + "guides/customers/nothing-found/")
    with page.expect_response("**/api/v1/ratings"):
        vote(page, "No")
    page.get_by_label("What were you trying to do?").fill("Find it")
    with page.expect_response("**/api/v1/ratings") as kept:
        page.get_by_role("button", name="Send").click()
    assert kept.value.status == 200
    assert [rating["goal"] for rating in ratings(help_centre, "nothing-found")] == ["Find it"]


def test_a_browser_that_denies_locks_can_rate(page: Page, help_centre: ShippedHelpCentre) -> None:
    """With site data blocked a browser denies locks between tabs too; the rating is sent at once all the same."""
    page.add_init_script(
        "LockManager.prototype.request = () => Promise.reject(new DOMException('denied', 'SecurityError'))"
    )
    page.goto(help_centre.url + "guides/customers/read-results/")
    for answer in ("No", "Yes"):
        with page.expect_response("**/api/v1/ratings"):
            vote(page, answer)


def test_the_question_is_not_printed(page: Page, help_centre: ShippedHelpCentre) -> None:
    """On paper nobody can answer."""
    page.goto(help_centre.url + GUIDE)
    expect(page.locator(".hc-rating")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".hc-rating")).to_be_hidden()


def test_without_javascript_a_page_answers(browser: Browser, help_centre: ShippedHelpCentre) -> None:
    """The form works with scripts switched off: a no leads to a page that asks what was wanted."""
    plain = new_visitor(browser, java_script_enabled=False)
    page = plain.new_page()
    page.goto(help_centre.url + "guides/customers/search-offline/")
    vote(page, "No")
    page.wait_for_url(re.compile(r"/rated/\?key="))
    page.get_by_label("What were you trying to do?").fill("Search on a train")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Your words are with the people")).to_be_visible()
    (rating,) = ratings(help_centre, "search-offline")
    assert (rating["helpful"], rating["goal"]) == (False, "Search on a train")
    plain.close()


def test_the_form_asks_again_on_the_next_page(page: Page, help_centre: ShippedHelpCentre) -> None:
    """After instant navigation the next page's form is its own, unanswered."""
    page.goto(help_centre.url + GUIDE, wait_until="networkidle")  # with the list of pages that can be put in
    page.evaluate("window.stillHere = true")
    vote(page, "Yes")
    wait_until_taken(page)
    page.locator(".md-footer__link--next").click()
    arrive_at(page, "search-tips")
    assert page.evaluate("window.stillHere")
    expect(page.locator(STATUS)).to_have_text("")
    expect(page.locator(".hc-rating__vote[aria-pressed=true]")).to_have_count(0)
    with page.expect_response("**/api/v1/ratings") as kept:
        vote(page, "Yes")
    assert kept.value.status in {200, 201}


def test_opening_a_page_moves_nothing(page: Page, help_centre: ShippedHelpCentre) -> None:
    """While a page loads, nothing that is already shown changes its place."""
    page.add_init_script(
        "window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(e => shifts.push(e.value)))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(help_centre.url + GUIDE, wait_until="networkidle")
    assert sum(page.evaluate("shifts")) < 0.01
