"""The reply page in the side panel of a help desk: shown by the origin that is named, and by no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role, add_account, choose_password, make_link
from feedback_api.sign_in.passwords import hash_password
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sign_in.visitor import COOKIE, HOST_PREFIX
from tests.browser.conftest import new_visitor
from tests.feedback_api.publication import FIRST, Publication
from tests.http.conftest import staff_browser
from tests.web_server import serving_app

EMAIL = "agent@example.com"
PASSWORD = "correct horse battery staple"
FRAME = '<!doctype html><title>Desk</title><iframe title="Reply" src="{url}" width="340" height="600"></iframe>'


@dataclass(frozen=True)
class Origins:
    """The service, a help desk that may frame its reply page, and another site."""

    service: str
    desk: str
    other: str


@pytest.fixture
def origins(tmp_path: Path) -> Iterator[Origins]:
    """Serve all three."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST)
    address: list[str] = []
    with ExitStack() as stack:
        gate = Flask("gate")
        gate.add_url_rule("/", "frame", lambda: FRAME.format(url=f"{address[0]}/staff/reply/"))
        desk, other = stack.enter_context(serving_app(gate)), stack.enter_context(serving_app(gate))
        staff = StaffSettings(staff_frame_origins=(desk,))
        app = create_app(publication.search_settings, publication.feedback_settings, staff=staff)
        staff_browser(app)
        address.append(stack.enter_context(serving_app(app)))
        yield Origins(address[0], desk, other)
    app.extensions[EXTENSION].database.close()


@pytest.fixture
def page(browser: Browser, origins: Origins) -> Iterator[Page]:
    """Give the browser of an agent who is signed in where nothing is encrypted."""
    context = new_visitor(browser)
    context.add_cookies([{"name": COOKIE, "value": f"session-of-{Role.STAFF}", "url": origins.service}])
    yield context.new_page()
    context.close()


def is_refusal(report: ConsoleMessage) -> bool:
    """Tell whether the browser says that it refuses to show a frame."""
    return "frame-ancestors" in report.text


def test_the_named_origin_shows_the_page_and_it_copies(page: Page, origins: Origins) -> None:
    """In a frame without the right to the clipboard Enter still copies, and nothing but the tool is shown."""
    page.goto(origins.desk)
    frame = page.frame_locator("iframe")
    frame.locator("#message").fill("how to reset")
    frame.locator("#answers > li").first.wait_for()
    frame.locator("#message").press("Enter")
    expect(frame.get_by_role("status")).to_contain_text("Copied: Reset")
    for around in ("navigation", "contentinfo"):
        expect(frame.get_by_role(around, include_hidden=True)).to_be_hidden()


def test_another_origin_shows_nothing(page: Page, origins: Origins) -> None:
    """The browser refuses to show the page there, and says why."""
    with page.expect_console_message(is_refusal):
        page.goto(origins.other)
    expect(page.frame_locator("iframe").locator("#message")).to_have_count(0)


@pytest.fixture
def other_sites(tmp_path: Path) -> Iterator[Origins]:
    """Serve all three over HTTPS under names that browsers take for three sites, and add an account."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST)
    address: list[str] = []
    with ExitStack() as stack:
        gate = Flask("gate")
        gate.add_url_rule("/", "frame", lambda: FRAME.format(url=f"{address[0]}/staff/reply/"))
        desk = stack.enter_context(serving_app(gate, host="desk.localhost", https=True))
        other = stack.enter_context(serving_app(gate, host="other.localhost", https=True))
        staff = StaffSettings(staff_frame_origins=(desk,))
        app = create_app(publication.search_settings, publication.feedback_settings, staff=staff)
        address.append(stack.enter_context(serving_app(app, host="help.localhost", https=True)))
        with app.extensions[EXTENSION].database.writing() as connection:
            who = add_account(connection, EMAIL, Role.STAFF, now=datetime.now(UTC))
            make_link(connection, who, "once", now=datetime.now(UTC))
            choose_password(connection, "once", hash_password(PASSWORD), now=datetime.now(UTC))
        yield Origins(address[0], desk, other)
    app.extensions[EXTENSION].database.close()


def test_over_https_the_frame_has_a_session_of_its_own(browser: Browser, other_sites: Origins) -> None:
    """
    In the frame of another site an agent signs in, finds, copies and flags, with a cookie that lives only there.

    Neither the service's own pages nor a site that is not named get anything of that session.
    """
    context = new_visitor(browser, ignore_https_errors=True)
    page = context.new_page()
    page.goto(other_sites.desk)
    frame = page.frame_locator("iframe")
    frame.get_by_label("E-mail address").fill(EMAIL)
    frame.get_by_label("Password").fill(PASSWORD)
    frame.get_by_label("Password").press("Enter")
    frame.locator("#message").fill("how to reset")
    frame.locator("#answers > li").first.wait_for()
    frame.locator("#message").press("Enter")
    expect(frame.get_by_role("status")).to_contain_text("Copied: Reset")
    frame.locator("#message").press("Alt+Shift+F")
    frame.locator("dialog[open]").press("w")
    expect(frame.get_by_role("status")).to_contain_text("Flagged: Reset")
    (cookie,) = [one for one in context.cookies() if one["name"] == f"{HOST_PREFIX}{COOKIE}"]
    assert (cookie["sameSite"], cookie["secure"], cookie["httpOnly"]) == ("None", True, True)
    assert cookie["partitionKey"].startswith("https://desk.localhost")

    page.goto(f"{other_sites.service}/staff/reply/")
    expect(page.get_by_label("Password")).to_be_visible()
    with page.expect_console_message(is_refusal):
        page.goto(other_sites.other)
    expect(page.frame_locator("iframe").locator("#message, [name=password]")).to_have_count(0)
    context.close()
