"""Readers who came by a link in a reply: who opened it, came back and asked again, and who did none of that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask, Response, request, send_from_directory
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.shipped import PROJECT
from tests.browser.waiting import wait_until_is
from tests.web_server import serving_app

ASSETS = PROJECT / "overrides" / "assets" / "help-centre"
HOUR_MS = 3_600_000
# What a page of the theme has for the script, without the theme.
PAGE = """<!doctype html><html lang="{lang}"><title>{id}</title>
<meta name="help-centre:id" content="{id}"><h1>{id}</h1>
<script type="module" src="/assets/help-centre/by-reply.js"></script>"""
# Counts what leaves, and notes that somebody moved, after the page's own script has heard of it.
SEEN_JS = """
globalThis.sent = 0;
const { sendBeacon } = navigator;
navigator.sendBeacon = (...told) => (globalThis.sent += 1, sendBeacon.apply(navigator, told));
addEventListener("pointermove", () => (globalThis.moved = true));
"""
CONTACT = """<!doctype html><html lang="en"><title>Contact</title>
<script type="module" src="/assets/help-centre/by-reply.js"></script>"""


@dataclass
class Site:
    """A site of a few pages, and what was told of arrivals there: event, article, language and section."""

    url: str = ""
    told: list[tuple[str, str, str, str]] = field(default_factory=list)
    sent: int = 0

    def wait_until_told(self, page: Page) -> None:
        """Wait until all has arrived that *page* has sent since it was opened or looked at last."""
        self.sent += page.evaluate("() => { const now = sent; sent = 0; return now }")
        wait_until_is(page, lambda: len(self.told), self.sent)


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve articles under their ids, the scripts, and the operation that counts."""
    site, app = Site(), Flask("site", static_folder=None)
    app.add_url_rule("/read/<id>", "page", lambda id: PAGE.format(id=id, lang=request.args.get("in", "en")))  # noqa: A006 - the id
    app.add_url_rule("/contact", "contact", lambda: CONTACT)
    app.add_url_rule("/assets/help-centre/<name>", "script", lambda name: send_from_directory(ASSETS, name))

    @app.post("/api/v1/arrivals")
    def arrive() -> Response:
        said = json.loads(request.data)
        site.told.append((said["event"], said["article_id"], said["lang"], said["anchor"]))
        return Response(status=204)

    with serving_app(app) as site.url:
        yield site


Visit = Callable[..., Page]


@pytest.fixture
def visit(context: BrowserContext, site: Site) -> Visit:
    """Let a reader open a page after some hours in a tab of its own, and be at it unless ``there`` says otherwise."""
    context.clock.install()
    context.add_init_script(SEEN_JS)

    def visit(path: str, *, after_hours: float = 0, there: bool = True) -> Page:
        if after_hours:
            context.clock.fast_forward(int(after_hours * HOUR_MS))
        page = context.new_page()
        page.goto(site.url + path)
        if there:
            page.mouse.move(10, 10)
            page.mouse.move(20, 20)
            page.wait_for_function("globalThis.moved")
        site.wait_until_told(page)
        return page

    return visit


def ask(site: Site, page: Page, *read: str) -> None:
    """Send a question to a person, after reading some articles, as the contact form does."""
    pages = [{"kind": "search", "words": "x"}, *({"kind": "page", "article_id": article_id} for article_id in read)]
    page.evaluate(
        "detail => document.dispatchEvent(new CustomEvent('help-centre-asked', { detail }))",
        [*pages, {"kind": "rating", "article_id": "another"}],
    )
    site.wait_until_told(page)


def test_opening_takes_a_person(site: Site, visit: Visit) -> None:
    """A page that is only loaded counts nothing, then or later; one that somebody moves on counts once."""
    visit("/read/reset?via=reply#by-email", there=False)
    visit("/read/reset", after_hours=2, there=False)
    assert site.told == []
    page = visit("/read/reset?via=reply&lang=en#by-email")
    expect(page).to_have_url(f"{site.url}/read/reset#by-email")
    visit("/read/reset?via=reply#by-email")
    assert site.told == [("opened", "reset", "en", "by-email")]


def test_an_address_that_is_encoded_wrongly_counts_for_the_article(site: Site, visit: Visit) -> None:
    """Whatever a mail program made of the section, the link was opened."""
    visit("/read/reset?via=reply#100%")
    assert site.told == [("opened", "reset", "en", "100%")]


def test_sections_of_one_article_are_kept_each(site: Site, visit: Visit) -> None:
    """A second link to an article is opened too; it is no coming back, however late it comes."""
    visit("/read/reset?via=reply#by-email")
    visit("/read/reset?via=reply#by-phone", after_hours=5)
    visit("/read/reset?in=de&via=reply#by-phone", after_hours=5)
    assert [event for event, *_ in site.told] == ["opened"] * 3
    assert {place[1:] for place in site.told} == {
        ("reset", "en", "by-email"),
        ("reset", "en", "by-phone"),
        ("reset", "de", "by-phone"),
    }


def test_coming_back_takes_a_person_and_a_while(site: Site, visit: Visit) -> None:
    """Loading the page again is nothing, nor is reading on; half an hour after leaving, a person counts once a link."""
    visit("/read/reset?via=reply#by-email")
    visit("/read/reset", after_hours=0.3)
    visit("/read/reset", after_hours=0.4)
    visit("/read/other", after_hours=1)
    visit("/read/reset", there=False)
    assert site.told[1:] == []
    visit("/read/reset")
    assert site.told[1:] == [("came_back", "reset", "en", "by-email")]
    visit("/read/reset?via=reply#by-email", after_hours=3)
    assert len(site.told) == 2
    visit("/read/reset", after_hours=15 * 24)
    assert len(site.told) == 2


def test_asking_again_is_about_what_was_read_last(site: Site, visit: Visit) -> None:
    """Opening the contact page counts nothing; a question that was sent counts for the article read last, once."""
    for article_id in ("reset", "export"):
        visit(f"/read/{article_id}?via=reply")
    contact = visit("/contact", after_hours=2)
    assert [event for event, *_ in site.told] == ["opened", "opened"]
    ask(site, contact, "export", "another")
    ask(site, contact)
    assert len(site.told) == 2
    ask(site, contact, "export", "reset")
    ask(site, contact, "reset")
    assert site.told[2:] == [("asked_again", "reset", "en", "")]


def test_staff_is_no_reader(site: Site, visit: Visit, context: BrowserContext) -> None:
    """Who is signed in as staff tries a link without being counted."""
    context.add_cookies([{"name": "help-centre-staff-here", "value": "1", "url": site.url}])
    visit("/read/reset?via=reply")
    assert site.told == []
