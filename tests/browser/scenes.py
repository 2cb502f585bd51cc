"""What the screenshots of the guides show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.pull_request import COMMENT, TERMINAL

ARTICLE = "guides/customers/search-offline/"


@dataclass(frozen=True)
class Scene:
    """A screenshot: where it is taken, what is done before, and how large the window is, in CSS pixels."""

    name: str
    path: str
    play: Callable[[Page], object]
    width: int = 960
    height: int = 560
    dark: bool = False

    @property
    def phone(self) -> bool:
        """Whether the window is as narrow as a phone."""
        return self.width < 500


def nothing(_page: Page) -> None:
    """Leave the page as it opened."""


def scroll_down_to(page: Page, selector: str, *, above_px: int) -> None:
    """Scroll until *above_px* pixels are left above *selector*; from the top, since scrolling up shows a button."""
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(200)
    top = page.locator(selector).first.evaluate("element => element.getBoundingClientRect().top")
    page.evaluate(f"scrollTo(0, {top - above_px})")


def search(words: str) -> Callable[[Page], None]:
    """Type *words* into the search box of the home page and mark the first result."""

    def play(page: Page) -> None:
        page.locator(".hc-search--home input").click()
        page.keyboard.type(words, delay=20)
        page.locator("[role=option]").first.wait_for()
        page.wait_for_timeout(700)
        page.mouse.move(1, 1)
        page.keyboard.press("ArrowDown")

    return play


def search_in_header(words: str) -> Callable[[Page], None]:
    """Type *words* into the search box of a guide and mark the first result."""

    def play(page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type(words, delay=20)
        page.locator("[role=option]").first.wait_for()
        page.wait_for_timeout(700)
        page.keyboard.press("ArrowDown")

    return play


def search_in_vain(page: Page) -> None:
    """Search for what no article holds."""
    page.locator(".hc-search--home input").click()
    page.keyboard.type("xylophone", delay=20)
    page.locator(".hc-nothing").first.wait_for()


def rate_no(page: Page, goal: str = "Rate a page on the train, without a connection") -> None:
    """Answer "no" and begin to say why."""
    page.locator("help-centre-rating button[value=no]").first.click()
    page.locator("textarea[name=goal]").fill(goal)
    page.locator("input[value=unclear]").check()
    scroll_down_to(page, "help-centre-rating", above_px=70)


def rate_no_in_german(page: Page) -> None:
    """Answer "no" and begin to say why, in German."""
    rate_no(page, "Im Zug ohne Verbindung eine Seite bewerten")


def rate_and_send(page: Page) -> None:
    """Answer "no", say why, and send it."""
    rate_no(page)
    page.locator(".hc-rating__send").click()
    page.wait_for_timeout(600)
    scroll_down_to(page, "help-centre-rating", above_px=90)


def point_at_heading(page: Page) -> None:
    """Point at the heading of a section, so that its link shows."""
    page.locator("h2 .headerlink").first.hover()


def transcript(page: Page) -> None:
    """Scroll to where player and transcript can be seen together."""
    scroll_down_to(page, "#transcript", above_px=330)


def paste_message(page: Page) -> None:
    """Put a customer's message into the reply page."""
    page.locator("#message").fill(
        "Hello,\nI pressed No under one of your guides while I was on the train, without a connection. "
        "Is my answer lost now?\nRegards, Maria"
    )
    page.locator("#answers > li").first.wait_for()
    page.locator("#message").evaluate("field => field.blur()")


def findings(page: Page) -> None:
    """Wait for what the panel of the preview shows of a draft."""
    page.locator("help-centre-preview", has_text="HC010").wait_for()


# Of its pull request: see `tests.browser.pull_request`.
SAID = (
    Scene(TERMINAL, f"{TERMINAL}.html", nothing, height=210),
    Scene(COMMENT, f"{COMMENT}.html", nothing, height=410),
)
# What German readers see, on the pages that stand below ``de/``.
GERMAN_SCENES = (
    Scene("search-results.de", "de/", search("ist meine bewertung verlohren"), height=640),
    Scene("nothing-found.de", "de/", search_in_vain),
    Scene("results-page.de", "search-de/?q=ist+meine+bewertung+verloren", nothing, height=640),
    Scene("rating-form.de", f"de/{ARTICLE}", rate_no_in_german, height=680),
    Scene("section-link.de", f"de/{ARTICLE}", point_at_heading, height=440),
    Scene("dark-mode.de", f"de/{ARTICLE}", nothing, height=420, dark=True),
    Scene("phone-search.de", "de/", search("drucken"), width=390, height=640),
    Scene("video-page.de", "de/videos/find-and-rate/", transcript, height=640),
)
# Of the preview, while somebody writes: a draft of the first article of the queue.
DRAFT = "guides/customers/print-a-guide"
PREVIEWED = (Scene("preview", f"{DRAFT}/", findings, height=620),)
SCENES = (
    Scene("readme", "guides/customers/search-tips/", search_in_header("who reads my feedbak"), width=1280, height=720),
    Scene("search-results", "", search("rating lots when ofline"), height=640),
    Scene("nothing-found", "", search_in_vain),
    Scene("results-page", "search/?q=is+my+rating+lost", nothing, height=640),
    Scene("rating-form", ARTICLE, rate_no, height=680),
    Scene("rating-sent", ARTICLE, rate_and_send, height=360),
    Scene("section-link", ARTICLE, point_at_heading, height=440),
    Scene("dark-mode", ARTICLE, nothing, height=420, dark=True),
    Scene("phone-search", "", search("print"), width=390, height=640),
    Scene("video-page", "videos/find-and-rate/", transcript, height=640),
    Scene("work-items", "staff/work-items/", nothing, height=560),
    Scene("work-item", "staff/work-items/1", nothing, height=900),
    Scene("reply-page", "staff/reply/", paste_message, width=640, height=620),
    *GERMAN_SCENES,
)
