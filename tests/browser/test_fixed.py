"""The whole way, over a real mail server: a "no" with an address, the repair, the mail, one click, the item closes."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback_api.mails.correspondence import CHORE, LOOK_EVERY
from tests.browser.acts import REPAIR
from tests.browser.axe import violations
from tests.browser.conftest import DESK, PATIENCE_MS, PHONE
from tests.browser.contact_centre import ContactHelpCentre
from tests.mail_server import text_of

ARTICLE = "print-a-guide"
SOURCE = "guides/customers/print-a-guide.md"
PEOPLE = 12


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContactHelpCentre]:
    """Give the shipped help centre with mail."""
    centre = ContactHelpCentre(tmp_path_factory.mktemp("fixed"))
    centre.mail.start()
    centre.publish()
    centre.start()
    yield centre
    centre.stop()
    centre.mail.stop()


def item_states(centre: ContactHelpCentre) -> list[str]:
    """Review the evidence, and tell where the items of the article stand."""
    return [item["state"] for item in centre.work_items() if item["article_id"] == ARTICLE]


def a_minute_later(centre: ContactHelpCentre) -> None:
    """Let the service believe that it looked long ago for what is to be written."""
    with closing(sqlite3.connect(centre.folder / ".help-centre" / "feedback.db")) as database, database:
        database.execute("DELETE FROM chores WHERE name = ?", [CHORE])


def link_for(centre: ContactHelpCentre, who: str) -> str:
    """Wait for the mail that it is repaired, and take its link."""
    mail = centre.mail.wait_for(who, seconds=LOOK_EVERY.total_seconds() * 2)
    assert "We have repaired" in mail["Subject"]
    (link,) = re.findall(r"http://\S+/helped/\S+", text_of(mail))
    return str(link)


@pytest.mark.timeout(600)
def test_who_told_us_hears_that_it_is_fixed_and_closes_the_item(
    browser: Browser, page: Page, centre: ContactHelpCentre
) -> None:
    """Twelve readers say no; they are told once, eleven say yes by one click, and the work item is verified."""
    article = centre.catalogue()[ARTICLE]
    page.goto(centre.url + article["url"])
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("What were you trying to do?").fill("Print only one section")
    page.get_by_label("Your e-mail address").fill("reader0@example.com")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".hc-rating__status")).to_contain_text("Your words are with the people")
    for number in range(1, PEOPLE):
        rated = centre.rate(article, helpful=False, key=str(UUID(int=number)), email=f"reader{number}@example.com")
        assert rated.status == 201
    assert item_states(centre) == ["open"]

    source = centre.folder / "content" / SOURCE
    source.write_text(source.read_text(encoding="utf-8") + REPAIR, encoding="utf-8")
    centre.run("build")
    assert item_states(centre) == ["shipped"]
    a_minute_later(centre)
    first = link_for(centre, "reader0@example.com")
    assert "Print only one section" in text_of(centre.mail.messages("reader0@example.com")[0])

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
    assert all(len(centre.mail.messages(f"reader{number}@example.com")) == 1 for number in range(PEOPLE))

    for screen in (DESK, PHONE):
        for scheme in ("light", "dark"):
            context = browser.new_context(**screen, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
            context.set_default_timeout(PATIENCE_MS)
            landing = context.new_page()
            for number in (0, PEOPLE - 1):
                landing.goto(link_for(centre, f"reader{number}@example.com"))
                assert violations(landing) == []
            landing.goto(f"{centre.url}helped/?link=broken")
            assert violations(landing) == []
            context.close()
