"""A video that lies with a host: nothing is asked of the host before the reader presses play."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.shipped import PROJECT
from tests.help_centre import MKDOCS_YML, HelpCentre

HOST = "player.vimeo.com"
PAGE = """\
---
title: Save a page
summary: Press Save at the top right, and wait until the sign beside it turns green.
---

!video[Save a page](save)
"""
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:04.000\nPress Save.\n\n00:04.000 --> 00:09.000\nWait.\n"
CONFIGURATION = "markdown_extensions:\n  - publishing.video:\n      hosts: [vimeo]\n"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HelpCentre]:
    """Give a help centre whose one video lies with a host that its configuration allows."""
    centre = HelpCentre(tmp_path_factory.mktemp("hosted"))
    centre.write("index.md", "# Help\n\n[See how a page is saved](save.md)\n")
    centre.write("save.md", PAGE)
    centre.write("save.hosted", "vimeo 76979871\n")
    centre.write("save.vtt", CAPTIONS)
    poster = PROJECT / "content" / "videos" / "find-and-rate.webp"
    (centre.folder / "content" / "save.webp").write_bytes(poster.read_bytes())
    theme = "font: false, features: [navigation.instant]"
    configuration = MKDOCS_YML.format(port=centre.port).replace("font: false", theme) + CONFIGURATION
    (centre.folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    centre.run("build")
    centre.start()
    yield centre
    centre.stop()


@pytest.mark.parametrize(("moment", "begins_at"), [("", "#t=0s"), ("#t=0:04.5", "#t=4s")], ids=["start", "moment"])
def test_the_host_is_asked_at_play_and_not_before(page: Page, centre: HelpCentre, moment: str, begins_at: str) -> None:
    """The page shows the poster; pressing it opens the host's player in its place, at the moment of the link."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>The player</p>", content_type="text/html")

    page.route(lambda url: urlsplit(url).netloc != urlsplit(centre.url).netloc, answer)
    page.goto(f"{centre.url}save/{moment}", wait_until="networkidle")
    assert asked == []
    page.locator(".hc-hosted").click()
    expect(page.frame_locator("iframe.hc-video").get_by_text("The player")).to_be_visible()
    expect(page.locator("iframe.hc-video")).to_have_attribute("src", re.compile(f"{re.escape(begins_at)}$"))
    assert {urlsplit(url).netloc for url in asked} == {HOST}


def test_the_player_opens_where_instant_navigation_led(page: Page, centre: HelpCentre) -> None:
    """The page that was opened first lets the host's player in for the one that takes its place, and asks for none."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="<p>The player</p>", content_type="text/html")

    page.route(lambda url: urlsplit(url).netloc != urlsplit(centre.url).netloc, answer)
    page.goto(centre.url, wait_until="networkidle")
    page.evaluate("globalThis.isFirstPage = true")
    page.get_by_role("link", name="See how a page is saved").click()
    expect(page.locator("help-centre-hosted-video")).to_be_visible()
    assert page.evaluate("globalThis.isFirstPage")
    assert asked == []
    page.locator(".hc-hosted").click()
    expect(page.frame_locator("iframe.hc-video").get_by_text("The player")).to_be_visible()


def test_a_line_of_the_transcript_leads_the_player(page: Page, centre: HelpCentre) -> None:
    """Once the player is open, a line of the transcript begins there."""
    page.route(f"https://{HOST}/**", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"{centre.url}save/", wait_until="networkidle")
    page.locator(".hc-hosted").click()
    page.locator("[id='t=4'] a").click()
    expect(page.locator("iframe.hc-video")).to_have_attribute(
        "src", f"https://{HOST}/video/76979871?autoplay=1&dnt=1#t=4s"
    )
