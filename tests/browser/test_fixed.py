"""The whole way, over real mail: a search in vain, a "no", a person, the repair, one click, and the item closes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback_api.running.correspondence import CHORE, LOOK_EVERY
from tests.browser.acts import REPAIR
from tests.browser.axe import violations_by_day_and_night
from tests.browser.conftest import DESK, PHONE, new_visitor
from tests.browser.contact_centre import TEAM, ContactHelpCentre
from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.waiting import wait_until_taken
from tests.mail_server import text_of

ARTICLE = "print-a-guide"
SOURCE = "guides/customers/print-a-guide.md"
PEOPLE = 12


@pytest.fixture(scope="module")
def centre(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContactHelpCentre]:
    """Give the shipped help centre with mail."""
    centre = ContactHelpCentre(tmp_path_factory.mktemp("fixed"))
    centre.mail.start()
    centre.publish_as(shipped)
    centre.start()
    yield centre
    centre.stop()
    centre.mail.stop()


def item_states(centre: ContactHelpCentre) -> list[str]:
    """Review the evidence, and tell where the items of the article stand."""
    return [item["state"] for item in centre.work_items() if item["article_id"] == ARTICLE]


def a_minute_later(centre: ContactHelpCentre) -> None:
    """Let the service believe that it looked long ago for what is to be written."""
    with closing(sqlite3.connect(centre.folder / ".help-centre" / "feedback.db", timeout=60)) as database, database:
        database.execute("DELETE FROM chores WHERE name = ?", [CHORE])


def link_for(centre: ContactHelpCentre, who: str, *, number: int = 1) -> str:
    """Wait for the mail that it is repaired, the last of so many as *number*, and take its link."""
    mail = centre.mail.wait_for(who, number=number, seconds=LOOK_EVERY.total_seconds() * 2)
    assert "We have repaired" in mail["Subject"]
    (link,) = re.findall(r"http://\S+/helped/\S+", text_of(mail))
    return str(link)


def ask_a_person(page: Page, centre: ContactHelpCentre) -> None:
    """Go on from the "no" to a person, as the first reader, and see that question and copy arrive."""
    page.locator(".hc-rating__after").get_by_role("link", name="Ask a person").click()
    page.wait_for_url("**/contact/**")
    form = page.locator(".hc-contact")
    expect(form.locator(".hc-contact__visit li")).to_contain_text(["zzqqxx", "You read", "did not help"])
    form.get_by_label("What are you trying to do?").fill("Print only one section")
    form.get_by_label("Your e-mail address").fill("reader0@example.com")
    form.get_by_role("button", name="Send").click()
    expect(page.locator(".hc-contact__status")).to_contain_text("A copy is on its way to your address.")
    assert "You wrote:" in text_of(centre.mail.wait_for("reader0@example.com"))
    assert "found" in text_of(centre.mail.wait_for(TEAM))


def test_who_told_us_hears_that_it_is_fixed_and_closes_the_item(
    browser: Browser, page: Page, centre: ContactHelpCentre
) -> None:
    """
    Twelve readers say no; they are told once, eleven say yes by one click, and the work item is verified.

    The first of them searched in vain before, and asked a person after it: the copy comes, and so does the word.
    """
    article = centre.catalogue()[ARTICLE]
    page.goto(centre.url)
    ask(page, "zzqqxx")
    page.goto(centre.url + article["url"])
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("What were you trying to do?").fill("Print only one section")
    page.get_by_label("Your e-mail address").fill("reader0@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".hc-rating__status")).to_contain_text("Your words are with the people")
    wait_until_taken(page)
    ask_a_person(page, centre)
    for number in range(1, PEOPLE):
        rated = centre.rate(article, helpful=False, key=str(UUID(int=number)), email=f"reader{number}@example.com")
        assert rated.status == 201
    assert item_states(centre) == ["open"]

    source = centre.folder / "content" / SOURCE
    source.write_text(source.read_text(encoding="utf-8") + REPAIR, encoding="utf-8")
    centre.run("build")
    assert item_states(centre) == ["shipped"]
    a_minute_later(centre)
    first = link_for(centre, "reader0@example.com", number=2)
    assert "Print only one section" in text_of(centre.mail.messages("reader0@example.com")[-1])

    for _ in range(2):  # a scanner looks first
        assert centre.get(first.removeprefix(centre.url)).status == 200
    page.goto(first)
    expect(page.get_by_role("heading", name="Did it help now?")).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    for number in range(1, PEOPLE - 1):
        page.goto(link_for(centre, f"reader{number}@example.com"))
        page.get_by_role("button", name="Yes").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto(link_for(centre, f"reader{PEOPLE - 1}@example.com"))
    page.get_by_role("button", name="No").click()
    page.get_by_label("What is still missing?").fill("Where the margin is set")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert item_states(centre) == ["verified"]
    mails = [len(centre.mail.messages(f"reader{number}@example.com")) for number in range(PEOPLE)]
    assert mails == [2] + [1] * (PEOPLE - 1), "a copy for who asked, and one word of the repair for each"

    for screen in (DESK, PHONE):
        context = new_visitor(browser, **screen, reduced_motion="reduce", bypass_csp=True)
        landing = context.new_page()
        for link in (first, link_for(centre, f"reader{PEOPLE - 1}@example.com"), f"{centre.url}helped/?link=broken"):
            landing.goto(link)
            assert violations_by_day_and_night(landing) == [], link
        context.close()
