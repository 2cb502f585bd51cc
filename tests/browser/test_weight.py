"""What a page costs: bytes of script, and nobody else's servers."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre
from tests.browser.waiting import arrive_at, wait_until_taken

MAX_BYTES = 12 * 1024
# A tenth of it is the range decoder, for which the list tells more in the same 400 kB.
MAX_BYTES_OF_SEARCH_ALONE = 7 * 1024
MAX_BYTES_OF_GERMAN = 1536
SCRIPTS = "/assets/help-centre/"


def paths_of(page: Page) -> list[str]:
    """Return a list that grows by the path of each request of *page*."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    return asked


def test_the_scripts_of_all_pages_are_light(page: Page, help_centre: ShippedHelpCentre) -> None:
    """
    One file, below 12 kB compressed, is all that pages load: to search, play, rate and ask.

    What searches without the service comes with its list, when somebody searches; it is lighter still, and what that
    needs for German alone comes to readers of German.
    """
    scripts = {path.name: path for path in (help_centre.folder / f"site{SCRIPTS}").glob("*.js")}
    assert scripts.keys() == {"help-centre.js", "static-search.js", "static-german.js"}
    assert len(gzip.compress(scripts["help-centre.js"].read_bytes(), 6)) < MAX_BYTES
    assert len(gzip.compress(scripts["static-search.js"].read_bytes(), 6)) < MAX_BYTES_OF_SEARCH_ALONE
    assert len(gzip.compress(scripts["static-german.js"].read_bytes(), 6)) < MAX_BYTES_OF_GERMAN
    asked = paths_of(page)
    page.route("**/api/v1/search?*", lambda route: route.abort())
    (video, *_) = [article["url"] for article in help_centre.catalogue().values() if article["kind"] == "video"]
    for path in ("guides/customers/find-an-answer/", video, "contact/"):
        page.goto(help_centre.url + path, wait_until="networkidle")
    assert {path for path in asked if SCRIPTS in path and path.endswith(".js")} == {f"{SCRIPTS}help-centre.js"}
    ask(page, "rating")
    expect(page.locator(".hc-panel").filter(visible=True)).to_contain_text("Quick results")
    loaded = {path.removeprefix(SCRIPTS) for path in asked if SCRIPTS in path and path.endswith(".js")}
    assert loaded == scripts.keys() - {"static-german.js"}


def test_a_guide_loads_no_list_before_anybody_searches(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who only reads does not pay for search without the service."""
    asked = paths_of(page)
    page.goto(f"{help_centre.url}guides/customers/find-an-answer/", wait_until="networkidle")
    assert not [path for path in asked if path.endswith(("/search.json", "/static-search.js"))]


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
    arrive_at(page, "print-a-guide")
    page.get_by_role("button", name="No", exact=True).click()
    wait_until_taken(page)
    expect(page.locator(".hc-rating__status")).not_to_be_empty()
    page.goto(help_centre.url + "search/?q=rating", wait_until="networkidle")
    videos = [article["url"] for article in help_centre.catalogue().values() if article["kind"] == "video"]
    for url in videos:
        page.goto(help_centre.url + url, wait_until="networkidle")
    own = urlsplit(help_centre.url).netloc
    assert len(asked) > 20
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} == {own}
    assert complaints == []
