"""Old links in a real browser, from plain files and from the service, whose policy has to let the scripts run."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.settings import FeedbackSettings
from search_service.settings import SearchSettings
from tests.publishing.sites import CONFIG, Site
from tests.publishing.test_links_never_break import RESET, change, complete_list, page
from tests.web_server import serving, serving_app

MOVED = "moved_sections: {by-email: reset#mail, by-phone: call#now}\n"
LONG = "Words.\n\n" * 80
LISTING = "title: Guides\nsearch: {exclude: true}\n---\n\nReset, call.\n"
SPLIT = {
    "guides/index.md": None,
    "help/index.md": f"---\nid: guides\n{LISTING}",
    "guides/reset.md": None,
    "help/reset.md": page(
        "reset", "## Mail\n\nPress.\n", "moved_sections: {by-email: reset#mail, by-phone: call#now}\n"
    ),
    "help/call.md": page("call", f"{LONG}## Now\n\nCall.\n\n{LONG}"),
}
IN_VIEW = "id => document.getElementById(id)?.getBoundingClientRect().top < innerHeight"
# Old links, and where a browser ends.
LINKS = {
    "guides/": "help/",
    "guides/?via=reply": "help/?via=reply",
    "a/guides/": "help/",
    "guides/reset/": "help/reset/",
    "guides/reset/?via=reply": "help/reset/?via=reply",
    "guides/reset/#by-email": "help/reset/#mail",
    "guides/reset/?q=a#by-phone": "help/call/?q=a#now",
    "a/reset/#by-phone": "help/call/#now",
    "a/reset/?via=reply": "help/reset/?via=reply",
    "help/reset/#by-phone": "help/call/#now",
    "help/reset/#by-email": "help/reset/#by-email",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site that was published, whose guide then moved and gave sections away."""
    site = Site(tmp_path_factory.mktemp("site"), CONFIG.replace("[toc:", "[attr_list, toc:"))
    site.write(RESET[1], page("reset", RESET[0]))
    site.write("guides/index.md", f"---\n{LISTING}")
    site.write("published.yml", "")
    complete_list(site)
    change(site, SPLIT)
    complete_list(site)
    site.build()
    return site


@pytest.fixture(scope="module")
def files(site: Site) -> Iterator[str]:
    """Serve the site as any host of files does."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(site.output))
    with serving(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def service(site: Site) -> Iterator[str]:
    """Serve the site by the service."""
    feedback = FeedbackSettings(database_url=f"sqlite:///{site.folder}/feedback.db", rate_limit="off")
    app = create_app(SearchSettings(index=site.folder / "index", site=site.output), feedback)
    with serving_app(app) as origin:
        yield f"{origin}/"
    app.extensions[EXTENSION].database.close()


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("host", ["files", "service"])
def test_an_old_link_ends_at_its_section(page_: Page, host: str, link: str, request: pytest.FixtureRequest) -> None:
    """Query and section arrive, and the section is in view."""
    address = request.getfixturevalue(host)
    page_.goto(address + link)
    # The page itself takes what tells that a reply led there out of the address; the service was told of it before.
    page_.wait_for_url(lambda url: url.replace("?via=reply", "") == address + LINKS[link].replace("?via=reply", ""))
    anchor = LINKS[link].partition("#")[2]
    if anchor:
        page_.wait_for_function(IN_VIEW, arg=anchor)


@pytest.fixture
def page_(context: BrowserContext) -> Page:
    """Give an empty page, in a file where 'page' writes one."""
    return context.new_page()


def test_without_scripts_an_old_section_says_where_it_went(browser: Any, files: str) -> None:
    """The line is shown to who was sent to it, and to nobody else."""
    context = browser.new_context(java_script_enabled=False)
    visitor = context.new_page()
    visitor.goto(f"{files}help/reset/")
    expect(visitor.locator(".hc-moved")).to_be_hidden()
    visitor.goto(f"{files}help/reset/#by-phone")
    expect(visitor.locator(".hc-moved")).to_have_text("This part is now in About call.", use_inner_text=True)
    visitor.get_by_role("link", name="About call").last.click()
    expect(visitor).to_have_url(f"{files}help/call/#now")
    context.close()
