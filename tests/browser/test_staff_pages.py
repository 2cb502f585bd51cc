"""The staff pages as a writer sees them: on a desk and a phone, light and dark, by keyboard, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import insert

from feedback_api import create_app
from feedback_api.reply_links.tables import link_days
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role
from feedback_api.sign_in.visitor import COOKIE
from tests.browser.axe import violations, violations_by_day_and_night
from tests.browser.conftest import new_visitor
from tests.feedback_api.publication import FIRST, NOW, Publication
from tests.http.conftest import staff_browser
from tests.web_server import serving_app

WIDTHS_PX = (320, 1280)
VIEWS = (
    "staff/",
    "staff/work-items/",
    "staff/work-items/?state=verified",
    "staff/work-items/1",
    "staff/articles/reset",
    "staff/articles/export",
    "staff/people/",
    "staff/work-items/99",
)
TOKEN = f"session-of-{Role.ADMIN}"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmütze" * 3


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a help centre with one work item, whose readers wrote long words."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST, export=FIRST)
    app = create_app(publication.search_settings, publication.feedback_settings)
    rating = {"article_id": "reset", "revision": FIRST, "helpful": False, "reason": "failed", "goal": LONG_WORD}
    for _ in range(12):
        app.test_client().post("/api/v1/ratings", json={**rating, "key": str(uuid4()), "comment": "Two\nlines"})
    linked = {"linked": 12, "opened": 11, "came_back": 10, "helped": 10, "unhelped": 10}
    with app.extensions[EXTENSION].database.writing() as connection:
        for anchor in ("", LONG_WORD):
            place = {"article_id": "reset", "lang": "en", "anchor": anchor, "day": NOW.date()}
            connection.execute(insert(link_days).values(**place, **linked))
    staff_browser(app, Role.ADMIN)
    with serving_app(app) as origin:
        yield f"{origin}/"
    app.extensions[EXTENSION].database.close()


def sign_in(context: BrowserContext, address: str) -> None:
    """Give the browser the cookie of an admin's session."""
    context.add_cookies([{"name": COOKIE, "value": TOKEN, "url": address}])


@pytest.mark.parametrize("width", WIDTHS_PX)
def test_no_rule_is_broken(browser: Browser, address: str, width: int) -> None:
    """Axe finds nothing to complain about, and nothing is wider than the screen."""
    context = new_visitor(browser, viewport={"width": width, "height": 800}, bypass_csp=True)
    sign_in(context, address)
    page = context.new_page()
    for view in VIEWS:
        page.goto(address + view)
        for more in page.locator("summary").all():
            more.click()
        assert violations_by_day_and_night(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    context.close()


def test_links_in_replies_fit_a_phone_in_german(browser: Browser, address: str) -> None:
    """Its words are longer; each number stands beside what it counts."""
    context = new_visitor(browser, viewport={"width": 320, "height": 800}, locale="de")
    sign_in(context, address)
    page = context.new_page()
    page.goto(f"{address}staff/articles/reset")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    opened = page.locator(".reply-links td").nth(1)
    assert opened.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Geöffnet "'
    context.close()


def test_the_queue_is_worked_without_javascript(browser: Browser, address: str) -> None:
    """A writer opens the first item, takes it, lets go of it, and dismisses it with a reason, by plain forms."""
    context = new_visitor(browser, java_script_enabled=False)
    sign_in(context, address)
    page = context.new_page()
    page.goto(f"{address}staff/work-items/")
    page.get_by_role("link", name="Reset").click()
    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".state").first).to_have_text("In review")
    page.get_by_role("button", name="Let go of it").click()
    expect(page.locator(".state").first).to_have_text("Open")
    page.get_by_text("Dismiss it").click()
    page.get_by_label("Why is nothing to be done?").fill("The product is to change")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".state").first).to_have_text("Dismissed")
    expect(page.get_by_text("The product is to change").first).to_be_visible()
    context.close()


def test_the_queue_is_worked_by_keyboard(page: Page, address: str) -> None:
    """The first stop leads past the header, and every stop can be seen."""
    sign_in(page.context, address)
    page.goto(f"{address}staff/work-items/1")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_css("outline-style", "solid")
    page.get_by_role("button", name="Take it").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".state").first).to_have_text("In review")


def test_the_policy_lets_the_page_be(page: Page, address: str) -> None:
    """The browser reports nothing that the content security policy kept out."""
    sign_in(page.context, address)
    reports: list[str] = []
    page.on("console", lambda message: reports.append(message.text))
    for view in VIEWS[:-1]:
        page.goto(address + view)
    assert reports == []


def test_signing_in_breaks_no_rule_either(browser: Browser, address: str) -> None:
    """The sign-in page and the page for a new password are as usable, on a phone too."""
    context = new_visitor(browser, viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}staff/people/")
    page.get_by_label("E-mail address").fill("nobody@example.com")
    page.get_by_label("Password").fill("wrong password")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    sign_in(context, address)
    page.goto(f"{address}staff/people/")
    page.get_by_label("E-mail address").fill("new@example.com")
    page.keyboard.press("Enter")
    link = page.locator("section code").inner_text()
    assert violations(page) == []
    page.goto(link)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Password").fill("correct horse battery staple")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The week").wait_for()
    context.close()
