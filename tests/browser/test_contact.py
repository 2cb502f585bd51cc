"""What a customer does who needs a person: search, read, say no, ask, and receive the copy, over a real mail server."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import violations_by_day_and_night
from tests.browser.conftest import DESK, PHONE, new_visitor
from tests.browser.contact_centre import TEAM, ContactHelpCentre
from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre
from tests.mail_server import text_of

GUIDE, TITLE = "guides/customers/print-a-guide/", "“Print a guide or save it as PDF”"


@pytest.fixture(scope="module")
def centre(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContactHelpCentre]:
    """Give the shipped help centre with mail."""
    centre = ContactHelpCentre(tmp_path_factory.mktemp("contact"))
    centre.mail.start()
    centre.publish_as(shipped)
    centre.start()
    yield centre
    centre.stop()
    centre.mail.stop()


def fill(page: Page, goal: str, email: str) -> None:
    """Write the question and the address."""
    page.locator(".hc-contact").get_by_label("What are you trying to do?").fill(goal)
    page.locator(".hc-contact").get_by_label("Your e-mail address").fill(email)


def send(page: Page) -> str:
    """Press Send, wait until it has reached people, and give its number."""
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    status = page.locator(".hc-contact__status")
    expect(status).to_contain_text(re.compile(r"number is [0-9A-Z]{4}-[0-9A-Z]{4}"))
    (receipt,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", status.inner_text())
    return str(receipt)


def test_a_customer_asks_a_person_without_repeating_themselves(page: Page, centre: ContactHelpCentre) -> None:
    """What was searched, read and rated goes along, as it was shown, and the copy says so too."""
    page.goto(centre.url)
    ask(page, "zzqqxx")
    expect(page.locator(".hc-nothing__person")).to_have_attribute("href", re.compile("q=zzqqxx&.*found=0"))
    page.goto(centre.url + GUIDE)
    page.get_by_role("button", name="No", exact=True).click()
    person = page.locator(".hc-rating__after").get_by_role("link", name="Ask a person")
    expect(person).to_have_attribute("href", re.compile(r"\?article=print-a-guide&revision=\w+&helpful=no$"))
    person.click()
    page.wait_for_url("**/contact/**")
    shown = page.locator(".hc-contact__visit li")
    expect(shown).to_contain_text(["zzqqxx", "You read", "did not help"])
    fill(page, "Print only one section of a guide", "ada@example.com")
    expect(page.locator(".hc-contact__answers .hc-hit").first).to_be_visible()
    receipt = send(page)
    question, copy = centre.mail.wait_for(TEAM, about=receipt), centre.mail.wait_for("ada@example.com")
    assert question["Reply-To"] == "ada@example.com"
    assert "searched for \u201czzqqxx\u201d (0 found)" in text_of(question)
    assert "said that it did not help" in text_of(question)
    assert receipt in text_of(copy)
    page.reload()
    expect(page.locator(".hc-contact__visit")).to_be_hidden()


def test_what_is_removed_does_not_go_along(page: Page, centre: ContactHelpCentre) -> None:
    """Each line has its button; what is left is what is sent."""
    page.goto(centre.url)
    ask(page, "private words")
    page.goto(centre.url + GUIDE)
    page.goto(centre.url + "contact/")
    page.get_by_role("button", name=re.compile("Remove: You searched for “private words”")).click()
    expect(page.locator(".hc-contact__visit")).not_to_contain_text("private words")
    fill(page, "Something else", "bob@example.com")
    receipt = send(page)
    for message in centre.mail.wait_for(TEAM, about=receipt), centre.mail.wait_for("bob@example.com"):
        assert "private words" not in text_of(message)


def test_what_a_link_here_says_joins_the_visit(page: Page, centre: ContactHelpCentre) -> None:
    """The link after a "no" in a mail names the article: it is shown with the rest, once, and stays away if removed."""
    page.goto(centre.url + GUIDE)
    page.goto(centre.url + "contact/?q=zzqqxx&found=0&article=print-a-guide&helpful=no")
    shown = page.locator(".hc-contact__visit li")
    for words in ("You searched for “zzqqxx” and found nothing", f"You read {TITLE}", f"You said that {TITLE} did not"):
        expect(shown.filter(has_text=words)).to_have_count(1)
    assert page.evaluate("document.activeElement.localName") == "body", "no search opens over the form"
    page.reload()
    expect(shown).to_have_count(3)
    page.get_by_role("button", name="Remove: You said that").click()
    page.reload()
    expect(shown).to_have_count(2)
    expect(shown.filter(has_text="did not help")).to_have_count(0)
    fill(page, "Print only one section", "gus@example.com")
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    told = text_of(centre.mail.wait_for("gus@example.com"))
    assert f"read {TITLE}" in told
    assert "did not help" not in told


def test_nothing_leaves_the_browser_before_it_is_sent(page: Page, centre: ContactHelpCentre) -> None:
    """
    What was read and rated stays here until the customer presses Send, and so does a half-written question.

    Who writes before the script has come loses no word to what was kept.
    """
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(centre.url + GUIDE)
    page.goto(centre.url + "contact/")
    with page.expect_response(lambda answer: "q=Half" in answer.url) as asked:
        fill(page, "Half a question", "eve@example.com")
    assert asked.value.url.endswith("&log=0")
    page.goto(centre.url + GUIDE)
    page.goto(centre.url + "contact/")
    expect(page.get_by_label("What are you trying to do?")).to_have_value("Half a question")
    held: list[Route] = []
    page.route("**/assets/help-centre/*.js", lambda route: held.append(route))  # noqa: PLW0108 - no built-in is taken
    with page.expect_request("**/assets/help-centre/*.js"):
        page.goto(centre.url + "contact/", wait_until="commit")
    page.get_by_label("What are you trying to do?").fill("Print a guide, said before the script came")
    held[0].continue_()
    expect(page.locator(".hc-contact__answers .hc-hit").first).to_be_visible()
    expect(page.get_by_label("What are you trying to do?")).to_have_value("Print a guide, said before the script came")
    expect(page.locator(".hc-contact").get_by_label("Your e-mail address")).to_have_value("eve@example.com")
    assert [url for url in sent if "contact" in url or "ask" in url] == []


def test_it_works_without_javascript(browser: Browser, centre: ContactHelpCentre) -> None:
    """The search goes along, the hours stand in the page, and what is refused is corrected where it stands."""
    context = new_visitor(browser, **PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(centre.url + "search/?q=zzqqxx")
    page.get_by_role("link", name="Ask a person").click()
    expect(page.locator(".hc-contact__hours")).to_contain_text("A person answers Monday to Friday")
    expect(page.get_by_role("checkbox", name="You searched for “zzqqxx” and found nothing")).to_be_checked()
    fill(page, "Change my address", "carol..c@example.com")
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("No mail can be sent to this e-mail address.")
    expect(page.get_by_role("checkbox", name="You searched for")).to_be_checked()
    page.get_by_label("Your e-mail address").fill("carol@example.com")
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Your question has reached us")).to_be_visible()
    centre.mail.wait_for("carol@example.com")
    context.close()


def test_a_service_that_is_away_costs_no_words(page: Page, centre: ContactHelpCentre) -> None:
    """What cannot be sent stays in the form, and what is corrected after an answer that was lost arrives too."""
    asked = "**/api/v1/contact?*"
    page.goto(centre.url + "contact/")
    fill(page, "Patience", "dan@example.com")
    page.route(asked, lambda route: (route.fetch(), route.abort()))
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    expect(page.locator(".hc-contact__status")).to_contain_text("could not be sent just now")
    page.unroute(asked)
    page.locator(".hc-contact").get_by_label("What are you trying to do?").fill("Patience, and more of it")
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    expect(page.locator(".hc-contact__status")).to_contain_text("has reached us")
    centre.mail.wait_for("dan@example.com", number=2)
    assert "and more of it" in text_of(centre.mail.messages("dan@example.com")[-1])


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_no_rule_of_accessibility_is_broken(browser: Browser, centre: ContactHelpCentre, screen: str) -> None:
    """Axe finds nothing: the form with answers and a visit, the receipt, and the plain form that is refused."""
    size = {"desk": DESK, "phone": PHONE}[screen]
    context = new_visitor(browser, **size, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(centre.url + GUIDE)
    page.goto(centre.url + "contact/")
    fill(page, "Print a guide in black and white", "fay@example.com")
    expect(page.locator(".hc-contact__answers .hc-hit").first).to_be_visible()
    assert violations_by_day_and_night(page) == []
    page.locator(".hc-contact").get_by_role("button", name="Send").click()
    expect(page.locator(".hc-contact__status")).to_contain_text("has reached us")
    assert violations_by_day_and_night(page) == []
    page.goto(centre.url + "contact/?q=zzqqxx&search_id=1&found=0")
    fill(page, "Print", "fay..f@example.com")
    page.locator(".hc-contact__form").evaluate("form => form.submit()")
    expect(page.get_by_role("alert")).to_contain_text("No mail can be sent")
    assert violations_by_day_and_night(page) == []
    context.close()
