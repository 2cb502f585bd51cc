"""The pages on the way to a person and back, measured by Lighthouse and axe: contact, the mail's landing, the week."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from feedback_api.database import Database
from feedback_api.outbox.messages import list_waiting
from feedback_api.repaired.telling import tell_who_waits
from tests.browser.axe import violations
from tests.browser.contact_centre import ContactHelpCentre
from tests.browser.staff_day import fill_the_queue
from tests.browser.test_lighthouse import FLOORS, hold_to
from tests.feedback_api.publication import NOW

# Pages for one person or for staff ask search engines to stay away, which costs them points for being found.
PRIVATE_FLOORS = {name: floor for name, floor in FLOORS.items() if name != "seo"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContactHelpCentre]:
    """Give the shipped help centre with ratings, where mail waits: its server is away."""
    centre = ContactHelpCentre(tmp_path_factory.mktemp("person"))
    centre.publish()
    centre.start()
    fill_the_queue(centre)
    yield centre
    centre.stop()


def landing(centre: ContactHelpCentre) -> str:
    """Repair an article that a reader waits for, and give the link of the mail."""
    article = centre.catalogue()["print-a-guide"]
    assert centre.rate(article, helpful=False, email="ada@example.com").status == 201
    source = centre.folder / "content" / "guides" / "customers" / "print-a-guide.md"
    source.write_text(f"{source.read_text(encoding='utf-8')}\nSet the margin to none first.\n", encoding="utf-8")
    centre.run("build")
    centre.run("work-items", "review")
    database = Database(f"sqlite:///{centre.folder}/.help-centre/feedback.db")
    tell_who_waits(database, centre.url, centre.url, now=NOW)
    with database.reading() as connection:
        (mail,) = [message.content for message in list_waiting(connection) if message.kind == "repaired"]
    database.close()
    return str(next(word for word in mail["text"].split() if "/helped/" in word))


@pytest.mark.timeout(600)
def test_the_contact_page_reaches_the_floors_of_a_guide(centre: ContactHelpCentre) -> None:
    """The form costs the page nothing."""
    hold_to(FLOORS, f"{centre.url}contact/")


@pytest.mark.timeout(600)
def test_the_landing_page_of_the_mail_reaches_the_floors(centre: ContactHelpCentre) -> None:
    """Who comes from the mail on a phone has the two buttons at once."""
    hold_to(PRIVATE_FLOORS, landing(centre))


@pytest.mark.timeout(600)
def test_the_weeks_page_reaches_the_floors(browser: Browser, centre: ContactHelpCentre) -> None:
    """Pictures and numbers of a filled week are light, and axe finds nothing, light and dark."""
    cookie = centre.staff_cookie()
    hold_to(PRIVATE_FLOORS, f"{centre.url}staff/", cookie=f"{cookie['name']}={cookie['value']}")
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844}, bypass_csp=True)
        context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": cookie["url"]}])
        page = context.new_page()
        page.goto(f"{centre.url}staff/")
        for summary in page.locator("summary").all():
            summary.click()
        assert violations(page) == []
        context.close()
