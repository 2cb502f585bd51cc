"""Work items of every kind as a writer sees them: on a desk and a phone, light and dark, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import insert

from feedback_api import create_app
from feedback_api.missing_pages.visits import Visit, note_visit
from feedback_api.queue.review import review
from feedback_api.ratings.rating import RatingBody, record_rating
from feedback_api.searches.log import Search, SearchLog
from feedback_api.searches.tables import clicks
from feedback_api.service import EXTENSION, Feedback
from feedback_api.sign_in.accounts import Role
from feedback_api.sign_in.visitor import COOKIE
from publishing.catalogue import Article, Section
from tests.browser.axe import violations_by_day_and_night
from tests.browser.conftest import new_visitor
from tests.feedback_api.publication import FIRST, SECOND, Publication, plain_article
from tests.http.conftest import staff_browser
from tests.web_server import serving_app

WIDTHS_PX = (320, 1280)
VIEWS = (
    "staff/work-items/",
    *(f"staff/work-items/{number}" for number in range(1, 6)),
    "staff/articles/reset",
    "staff/undecided/",
)
POOR = "staff/work-items/1"
TOKEN = f"session-of-{Role.ADMIN}"


class ManyCauses:
    """A help centre in which everything that can fail does, in the last three weeks."""

    def __init__(self, folder: Path) -> None:
        self.publication = Publication(folder)
        self.now = datetime.now(UTC).replace(hour=1, minute=0)
        self._numbers = iter(range(10**6))
        overdue = {"review_by": self.now.date() - timedelta(days=12)}
        self._articles = [plain_article("export", FIRST), plain_article("import", FIRST)]
        self._articles.append(plain_article("print", FIRST).model_copy(update=overdue))
        self.publication.publish(reset=FIRST, export=FIRST)
        self.publication.write_catalogue(_in_two_ways("reset", FIRST), *self._articles)
        self.app = create_app(self.publication.search_settings, self.publication.feedback_settings)
        self.feedback: Feedback = self.app.extensions[EXTENSION]

    def happen(self) -> None:
        """Let readers rate and search, a repair fail, and a link break."""
        for days in range(21, 0, -1):
            self._rate("reset", FIRST if days > 9 else SECOND, days, yes=1, no=3 if days > 9 else 2)
            if days == 10:
                self._publish_repair(days)
        self._rate("export", FIRST, 1, yes=0, no=3)
        self._seek("export", "export", opened=True, times=20)
        self._seek("delete account", None, times=9)
        self._seek("how do I delete my account", None, times=4)
        self._seek("how to import", "import", times=20)
        with self.feedback.database.writing() as connection:
            for _ in range(6):
                note_visit(connection, Visit("guides/gone-for-good", "guides/reset/"), now=self.now)
        review(self.feedback.database, now=datetime.now(UTC))

    def _publish_repair(self, days: int) -> None:
        review(self.feedback.database, now=self.now - timedelta(days=days))
        self.publication.write_catalogue(_in_two_ways("reset", SECOND), *self._articles)
        self.feedback.published.notice(now=self.now - timedelta(days=days))

    def _rate(self, article_id: str, revision: str, days: int, *, yes: int, no: int) -> None:
        at = self.now - timedelta(days=days)
        with self.feedback.database.writing() as connection:
            for helpful in [True] * yes + [False] * no:
                key = UUID(int=next(self._numbers))
                rating = {"key": key, "article_id": article_id, "revision": revision, "helpful": helpful}
                said = {"reason": "failed", "goal": "Sign in on my new phone", "comment": "No digits came by text."}
                said = {} if helpful else said
                record_rating(connection, RatingBody.model_validate({**rating, **said}), now=at)

    def _seek(self, query: str, found: str | None, *, times: int, opened: bool = False) -> None:
        at = self.now - timedelta(days=2)
        log = SearchLog(self.feedback.database)
        for _ in range(times):
            search_id = f"s{next(self._numbers)}"
            search = Search(
                search_id, query, "en", int(bool(found)), partial=False, searched_at=at, first_article_id=found
            )
            log.note(search)
            if opened:
                click = {"search_id": search_id, "article_id": found, "rank": 1, "clicked_at": at}
                with self.feedback.database.writing() as connection:
                    connection.execute(insert(clicks).values(click))
        log.flush()


def _in_two_ways(article_id: str, revision: str) -> Article:
    """Make an article with two sections."""
    article = plain_article(article_id, revision)
    mail = Section(anchor="by-mail", title="By e-mail", text="Ask for a message with a link, then open the link.")
    phone = Section(anchor="by-phone", title="By phone", text="Type the digits that came by text message.")
    return article.model_copy(update={"sections": (*article.sections, mail, phone)})


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a help centre with an item of nearly every kind."""
    world = ManyCauses(tmp_path)
    world.happen()
    staff_browser(world.app, Role.ADMIN)
    with serving_app(world.app) as origin:
        yield f"{origin}/"
    world.feedback.database.close()


def signed_in(browser: Browser, address: str, **options: object) -> BrowserContext:
    """Open a browser with the cookie of an admin's session."""
    context = new_visitor(browser, **options)
    context.add_cookies([{"name": COOKIE, "value": TOKEN, "url": address}])
    return context


@pytest.mark.parametrize("width", WIDTHS_PX)
def test_no_rule_is_broken(browser: Browser, address: str, width: int) -> None:
    """Axe finds nothing to complain about in items of any kind, and nothing is wider than the screen."""
    screen = {"width": width, "height": 800}
    context = signed_in(browser, address, viewport=screen, bypass_csp=True)
    page = context.new_page()
    for view in VIEWS:
        page.goto(address + view)
        for more in page.locator("summary").all():
            more.click()
        assert violations_by_day_and_night(page) == [], view
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        if view == POOR:
            expect(page.get_by_role("link", name="By phone"), "the weakest section").to_be_visible()
    context.close()


def test_the_queue_is_put_right_without_javascript(browser: Browser, address: str) -> None:
    """A writer filters, writes a note, takes a wording out of a question, and makes two items one."""
    context = signed_in(browser, address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}staff/work-items/")
    page.get_by_label("Kind").select_option(label="Searches without an answer")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".queue tbody tr")).to_have_count(2)
    page.get_by_role("link", name="No article: delete account").click()
    page.get_by_text("Write a note").click()
    page.get_by_label("What should others know?").fill("The product team wants to add a button")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("The product team wants to add a button")).to_be_visible()
    page.get_by_label("how do i delete my account").check()
    page.get_by_role("button", name="Take out what is ticked").click()
    expect(page.locator('input[name="wording"]')).to_have_count(0)
    hard_to_find = page.request.get(f"{address}api/v1/work-items?kind=missing-answer").json()["items"]
    other = next(item["id"] for item in hard_to_find if item["answer"])
    page.get_by_text("It is the same as another item").click()
    page.get_by_label("Number of the item that stays").fill(str(other))
    page.get_by_role("button", name="Make them one").click()
    expect(page).to_have_url(f"{address}staff/work-items/{other}")
    expect(page.get_by_text("One with this")).to_be_visible()
    context.close()
