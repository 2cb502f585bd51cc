"""What a page costs: bytes of script, and nobody else's servers."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.shipped import ShippedHelpCentre

MAX_SCRIPT_BYTES = 12 * 1024


def test_all_scripts_together_are_light(help_centre: ShippedHelpCentre) -> None:
    """The project's scripts, as the built site carries them, weigh less than 12 kB compressed."""
    scripts = sorted((help_centre.folder / "site" / "assets" / "help-centre").glob("*.js"))
    sizes = {script.name: len(gzip.compress(script.read_bytes(), 6)) for script in scripts}
    assert len(sizes) > 5
    assert sum(sizes.values()) < MAX_SCRIPT_BYTES, sizes


def test_a_visit_asks_only_the_site_itself(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Reading, searching, opening a result and rating send nothing to any other host, and fail nowhere."""
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(error.message))
    page.goto(help_centre.url, wait_until="networkidle")
    page.locator(".hc-search--home input").fill("print")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/print-a-guide/**")
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator(".hc-rating__status")).not_to_be_empty()
    page.goto(help_centre.url + "search/?q=rating", wait_until="networkidle")
    videos = [article["url"] for article in help_centre.catalogue().values() if article["kind"] == "video"]
    for url in videos:
        page.goto(help_centre.url + url, wait_until="networkidle")
    own = urlsplit(help_centre.url).netloc
    assert len(asked) > 20
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} == {own}
    assert complaints == []
