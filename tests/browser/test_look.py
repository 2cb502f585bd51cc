"""Light and dark, from the first moment."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.shipped import ShippedHelpCentre

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize(("wish", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_first_visit_follows_the_system_before_the_theme_has_loaded(
    browser: Browser, help_centre: ShippedHelpCentre, wish: str, scheme: str
) -> None:
    """A reader in a dark room sees no white page, even while the theme's script is still on its way."""
    context = browser.new_context(color_scheme="dark" if wish == "dark" else "light")
    page = context.new_page()
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(help_centre.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    context.close()


def test_the_readers_choice_wins_over_the_system(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who chose light stays in light on the next page, whatever the system wishes."""
    page.goto(help_centre.url)
    light = page.evaluate(BACKGROUND)
    page.get_by_title("Switch to light mode").click()
    page.wait_for_function("() => __md_get('__palette')?.color.media === '(prefers-color-scheme: light)'")
    page.emulate_media(color_scheme="dark")
    page.goto(help_centre.url + "contact/")
    expect(page.locator("body")).to_have_css("background-color", light)
