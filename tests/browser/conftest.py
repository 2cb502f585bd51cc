"""A browser, pages as large as a desk and as small as a phone, and the shipped help centre."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.split import SplitHelpCentre

DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PATIENCE_MS = 10_000
# The first searches of each worker open the index; on a busy machine the browser would not wait for that.
WARMING_UP = ("rating", "keyboard", "print a guide", "search", "video", "contact")


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
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor on a desk, who has never been here."""
    context = browser.new_context(**DESK)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def phone_context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a visitor on a phone, who has never been here."""
    context = browser.new_context(**PHONE)
    context.set_default_timeout(PATIENCE_MS)
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
def help_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShippedHelpCentre]:
    """Give the shipped help centre, built once and served for all tests that leave it running."""
    centre = ShippedHelpCentre(tmp_path_factory.mktemp("shipped"))
    centre.publish()
    centre.start()
    for words in WARMING_UP:
        centre.search(words)
    yield centre
    centre.stop()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> SplitHelpCentre:
    """Give a small site, built once, with its service elsewhere."""
    centre = SplitHelpCentre(tmp_path_factory.mktemp("split"))
    centre.publish()
    return centre


@pytest.fixture
def split(built: SplitHelpCentre) -> Iterator[SplitHelpCentre]:
    """Give the small site and its service, both running."""
    built.start_site()
    built.start()
    yield built
    built.stop()
    built.stop_site()
