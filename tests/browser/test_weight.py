"""What a page costs: bytes of script, and nobody else's servers."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.search_box import ask
from tests.browser.shipped import ShippedHelpCentre

MAX_GUIDE_BYTES = 12 * 1024
MAX_VIDEO_BYTES = 3 * 1024
# What searches while the service is away; it is fetched when the cursor comes into the search box.
FALLBACK = {"static-search.js", "static-ranking.js"}
MAX_FALLBACK_BYTES = 2 * 1024
FOLDER = "assets/help-centre"


def scripts_of(page: Page, help_centre: ShippedHelpCentre, path: str) -> dict[str, int]:
    """Return the project's scripts that a visit to *path* loads, search without the service included, in gzip bytes."""
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(urlsplit(request.url).path))
    page.route("**/api/v1/search?*", lambda route: route.abort())
    page.goto(help_centre.url + path, wait_until="networkidle")
    ask(page, "rating")
    expect(page.locator(".hc-panel").filter(visible=True)).to_contain_text("Quick results")
    site = help_centre.folder / "site"
    names = sorted(Path(name).name for name in loaded if FOLDER in name and name.endswith(".js"))
    return {name: len(gzip.compress((site / FOLDER / name).read_bytes(), 6)) for name in names}


def test_the_scripts_of_a_guide_are_light(page: Page, help_centre: ShippedHelpCentre) -> None:
    """The scripts that a guide loads are below 12 kB compressed; what searches without the service adds less than 2."""
    sizes = scripts_of(page, help_centre, "guides/customers/find-an-answer/")
    assert {"search-element.js", "rating-element.js", *FALLBACK} <= sizes.keys()
    assert sum(sizes[name] for name in FALLBACK) < MAX_FALLBACK_BYTES, sizes
    assert sum(size for name, size in sizes.items() if name not in FALLBACK) < MAX_GUIDE_BYTES, sizes


def test_a_guide_loads_no_fallback_before_anybody_searches(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who only reads does not pay for search without the service."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.goto(f"{help_centre.url}guides/customers/find-an-answer/", wait_until="networkidle")
    assert not [path for path in loaded if Path(path).name in {*FALLBACK, "search.json"}]


def test_a_video_adds_little(context: BrowserContext, help_centre: ShippedHelpCentre) -> None:
    """What a page with a video loads beyond a guide is below 3 kB compressed."""
    (video, *_) = [article["url"] for article in help_centre.catalogue().values() if article["kind"] == "video"]
    guide = scripts_of(context.new_page(), help_centre, "guides/customers/find-an-answer/")
    added = {
        name: size for name, size in scripts_of(context.new_page(), help_centre, video).items() if name not in guide
    }
    assert sum(added.values()) < MAX_VIDEO_BYTES, added


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
