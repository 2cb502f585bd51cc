"""The bar on an article, for who is signed in: in the language of the page, two presses copy or flag what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from feedback_api import create_app
from feedback_api.replies.flags import list_flags
from feedback_api.reply_links.links import link_tallies
from feedback_api.service import EXTENSION
from feedback_api.sign_in.accounts import Role
from feedback_api.sign_in.visitor import COOKIE
from publishing.articles.built_page import read_page
from publishing.catalogue import Section
from tests.feedback_api.publication import FIRST, SECOND, SITE_URL, Publication, plain_article
from tests.http.conftest import staff_browser
from tests.web_server import serving_app

# What a page of the theme has for the script, without the theme.
PAGE = """<!doctype html><html lang="{lang}"><title>Reset</title>
<meta name="help-centre:id" content="reset">
<main><article><h1>Reset</h1><p style="height: 1200px">By mail.</p>
<h2 id="by-phone">By phone</h2><p style="height: 900px">Call.</p></article></main>
<script type="module" src="/staff/assets/article-bar.js"></script>"""

# A section that says no: an explanation first, what can be done last, and behind it what is no word of it.
LAST = """<!doctype html><html lang="en"><head><title>Fax</title><meta name="help-centre:id" content="fax"></head>
<body><main><article><h1>Fax</h1><p style="height: 1200px">About faxes.</p>
<h2 id="fax" data-support="none">Orders by fax<a class="headerlink" href="#fax">&para;</a></h2>
<p>Nobody reads a <em>fax</em>: {why}</p><table><tr><th>You have</th><th>Send</th></tr><tr><td>Pen</td><td>a letter</td>
</tr></table><ul><li>Or mail<ul><li>today</li></ul>soon</li></ul><div><pre><code>post\n  it</code></pre>
<button>Copy code</button></div><p>Instead, <img alt="a hand" src="data:,"><br>write.</p><nav>Next</nav>
<help-centre-rating><form>Did this help? <button>Yes</button></form></help-centre-rating></article></main>
<script type="module" src="/staff/assets/article-bar.js"></script>"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Give a service with an article and its translation, and somebody signed in."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST)
    section = Section(anchor="by-phone", title="By phone", text="Call us at any hour. Wait.")
    first = plain_article("reset", FIRST)
    first = first.model_copy(update={"sections": (*first.sections, section)})
    changes = {"lang": "de", "url": f"de/{first.url}", "revision": SECOND}
    last = LAST.format(why="its paper is not made any more, " * 8)
    read = read_page(last, "guides/fax/", built_on=date(2026, 11, 20))
    assert read is not None
    publication.write_catalogue(first, first.model_copy(update=changes), read)
    (publication.site / "guides/fax").mkdir(parents=True)
    (publication.site / "guides/fax/index.html").write_text(last, encoding="utf-8")
    for lang, folder in (("en", "guides/reset"), ("de", "de/guides/reset")):
        page = publication.site / folder / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(lang=lang), encoding="utf-8")
    app = create_app(publication.search_settings, publication.feedback_settings)
    staff_browser(app)
    yield app
    app.extensions[EXTENSION].database.close()


def _refuse_to_copy(page: Page) -> None:
    """Let the browser refuse scripts to copy, with an empty clipboard."""
    page.evaluate("""async () => {
        await navigator.clipboard.writeText("");
        for (const name of ["write", "writeText"]) Clipboard.prototype[name] = () => Promise.reject(new Error());
        document.execCommand = () => false;
    }""")


def test_it_acts_on_the_text_that_is_shown(app: Flask, context: BrowserContext) -> None:
    """Of a translation the link names the language, and the link and the flag count for that text alone."""
    with serving_app(app) as url:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        context.add_cookies([{"name": COOKIE, "value": f"session-of-{Role.STAFF}", "url": url}])
        page = context.new_page()
        said = page.locator("staff-bar [role=status]")
        for path, query in (("guides/reset/", ""), ("de/guides/reset/", "&lang=de")):
            page.goto(f"{url}/{path}#by-phone")
            page.locator("staff-bar button").first.wait_for()
            with page.expect_response("**/api/v1/links"):
                page.keyboard.press("Alt+Shift+C")
            expect(said).to_contain_text("Copied: Reset: By phone")
            copied = page.evaluate("navigator.clipboard.readText()")
            linked: list[str] = []
            page.on("request", lambda request, linked=linked: linked.append(request.url))
            page.evaluate("navigator.clipboard.writeText('')")
            page.keyboard.press("Alt+Shift+C")  # once more on the same visit: it is one link
            page.wait_for_function("async () => await navigator.clipboard.readText()")
            assert copied.splitlines()[-2:] == ["Call us at any hour.", f"{SITE_URL}a/reset/?via=reply{query}#by-phone"]
            with page.expect_response("**/api/v1/flags"):
                page.keyboard.press("Alt+Shift+F")
                page.keyboard.press("o")
            expect(said).to_contain_text("Flagged: Reset: By phone")
            assert not [url for url in linked if url.endswith("/links")]
    with app.extensions[EXTENSION].database.reading() as connection:
        for lang, revision in (("en", FIRST), ("de", SECOND)):
            assert [(tally.anchor, tally.linked) for tally in link_tallies(connection, "reset", lang)] == [
                ("by-phone", 1)
            ]
            (flag,) = list_flags(connection, "reset", lang)
            assert (flag.kind, flag.anchor, flag.revision, flag.words) == ("outdated", "by-phone", revision, None)


def test_a_no_at_the_end_of_an_article_is_copied_as_the_reply_page_does(app: Flask, context: BrowserContext) -> None:
    """What is copied are the words of the section alone, all of them; where copying is refused, they stand marked."""
    answer = staff_browser(app, Role.ADMIN).post("/api/v1/reply", json={"message": "orders by fax"}).json
    assert answer is not None
    (found,) = (found for found in answer["answers"] if found["section"]["anchor"] == "fax")
    with serving_app(app) as url:
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
        context.add_cookies([{"name": COOKIE, "value": f"session-of-{Role.STAFF}", "url": url}])
        page = context.new_page()
        page.goto(f"{url}/guides/fax/#fax")
        page.locator("staff-bar button").first.wait_for()
        page.keyboard.press("Alt+Shift+C")
        expect(page.locator("staff-bar [role=status]")).to_contain_text("Copied: Fax: Orders by fax")
        assert page.evaluate("navigator.clipboard.readText()") == found["copied"]["plain"]
        _refuse_to_copy(page)
        page.keyboard.press("Alt+Shift+C")
        field = page.locator("staff-bar .staff-bar__by-hand")
        expect(field).to_be_focused()
        expect(field).to_have_value(found["copied"]["plain"])
        expect(page.locator("staff-bar [role=status]")).to_contain_text("copy it from there")
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()") == found["copied"]["plain"]
    said = found["instead"]["text"]
    assert said.endswith("You have Send Pen a letter Or mail today soon post it Instead, a hand write.")
