"""A browser, pages as large as a desk and as small as a phone, and the shipped help centre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.search_box import TIME_LIMIT_MS
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.split import SplitHelpCentre
from tests.browser.waiting import PATIENCE_MS

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# A busy service may need longer than search waits for it; test_search_outage.py tells what happens then.
PATIENT_SEARCH_JS = f"""{{
  const {{ setTimeout: soon }} = globalThis;
  globalThis.setTimeout = (act, ms, ...told) => soon(act, ms === {TIME_LIMIT_MS} ? {PATIENCE_MS} : ms, ...told);
}}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test beside this file as slow: it needs a browser."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium for all tests."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("No Chromium is installed. Run: python -m tests.browser.install")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


def new_visitor(browser: Browser, **options: Any) -> BrowserContext:
    """Give the browser of somebody who has never been here, whose search waits for the service."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(PATIENT_SEARCH_JS)
    return context


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor on a desk, who has never been here."""
    context = new_visitor(browser, **DESK)
    yield context
    context.close()


@pytest.fixture
def phone_context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor on a phone, who has never been here."""
    context = new_visitor(browser, **PHONE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give an empty page on a desk."""
    return context.new_page()


@pytest.fixture
def phone_page(phone_context: BrowserContext) -> Page:
    """Give an empty page on a phone."""
    return phone_context.new_page()


@pytest.fixture(scope="session")
def help_centre(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShippedHelpCentre]:
    """Give the shipped help centre, served for all tests that leave it running."""
    centre = ShippedHelpCentre(tmp_path_factory.mktemp("shipped"))
    centre.publish_as(shipped)
    centre.start()
    yield centre
    centre.stop()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SplitHelpCentre]:
    """Give a small site, built once, with its service elsewhere; what runs stays for the next test."""
    centre = SplitHelpCentre(tmp_path_factory.mktemp("split"))
    centre.publish()
    yield centre
    centre.stop()
    centre.stop_site()


@pytest.fixture
def split(built: SplitHelpCentre) -> SplitHelpCentre:
    """Give the small site and its service, both running; a test may stop them."""
    built.start_site()
    built.serve()
    return built


@pytest.fixture
def lonely(built: SplitHelpCentre) -> SplitHelpCentre:
    """Give the small site, running, while its service is away."""
    built.start_site()
    built.stop()
    return built
