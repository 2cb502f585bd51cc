"""No view breaks a rule of WCAG 2.2 A or AA: light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations, violations_by_day_and_night
from tests.browser.conftest import DESK, PHONE, new_visitor
from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre

GUIDE = "guides/customers/find-an-answer/"
SCREENS = {"desk": DESK, "phone": PHONE}


def search(page: Page, words: str) -> None:
    """Type *words* into the search box and mark the first result."""
    ask(page, words)
    page.keyboard.press("ArrowDown")


def say_no(page: Page) -> None:
    """Press No and wait for what it opens."""
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_role("button", name="Send").wait_for()


def say_yes(page: Page) -> None:
    """Press Yes and wait for the thanks."""
    page.get_by_role("button", name="Yes", exact=True).click()
    page.locator(".hc-rating__status:not(:empty)").wait_for()


def open_menu(page: Page) -> None:
    """Open the menu, which is a drawer on a phone."""
    page.wait_for_load_state("networkidle")  # Material closes it a moment after the page has loaded
    if page.locator("label[for=__drawer].md-header__button").is_visible():
        page.locator("label[for=__drawer].md-header__button").click()
        expect(page.locator("#__drawer")).to_be_checked()


def mark_words(page: Page) -> None:
    """Open a result, so that its words are marked."""
    search(page, "print")
    page.keyboard.press("Enter")
    page.locator(".hc-marks").wait_for()


Action = Callable[[Page], None]
VIEWS: dict[str, tuple[str, Action | None]] = {
    "home": ("", None),
    "guide": (GUIDE, None),
    "menu": (GUIDE, open_menu),
    "search open": (GUIDE, lambda page: search(page, "rating")),
    "search open on the home page": ("", lambda page: search(page, "rating")),
    "nothing found": (GUIDE, lambda page: search(page, "zzqqxx")),
    "video": ("videos/find-and-rate/#t=11", None),
    "guide with code": ("guides/operators/behind-a-proxy/", None),
    "words marked": (GUIDE, mark_words),
    "results page": ("search/?q=rating", None),
    "empty results page": ("search/?q=zzqqxx", None),
    "feedback yes": (GUIDE, say_yes),
    "feedback open": (GUIDE, say_no),
    "page that does not exist": ("no/such/page/", None),
}


@pytest.fixture(scope="module", params=SCREENS)
def screen(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Give a page on each screen, which is kept for all views: to begin anew takes longer than to measure."""
    context = new_visitor(browser, **SCREENS[request.param], reduced_motion="reduce", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(screen: Page) -> Iterator[Page]:
    """Give the page as to somebody who has never been here."""
    yield screen
    screen.evaluate("localStorage.clear(); sessionStorage.clear()")


@pytest.mark.parametrize("view", VIEWS)
def test_no_rule_is_broken(visitor: Page, help_centre: ShippedHelpCentre, view: str) -> None:
    """Axe finds nothing to complain about, in light colours and in dark ones."""
    path, act = VIEWS[view]
    visitor.goto(help_centre.url + path)
    if act is not None:
        act(visitor)
    assert violations_by_day_and_night(visitor) == []


def test_the_measure_can_fail(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A picture without a text and pale words are found out."""
    page.goto(help_centre.url + GUIDE)
    page.evaluate(
        "const image = document.createElement('img'); image.src = 'x.png';"
        "document.querySelector('article').append(image)"
    )
    assert any(line.startswith("image-alt") for line in violations(page))
