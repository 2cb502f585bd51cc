"""What Lighthouse says, as a phone, of guide, video, contact, the landing of a mail, and the week."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest
from playwright.sync_api import Browser

from feedback_api.database.connections import Database
from feedback_api.outbox.messages import list_waiting
from feedback_api.repaired.telling import tell_who_waits
from tests.browser.axe import violations_by_day_and_night
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.contact_centre import ContactHelpCentre
from tests.browser.shipped import PROJECT, ShippedHelpCentre
from tests.browser.staff_day import fill_the_queue
from tests.feedback_api.publication import NOW

# Scores are speed too: these pages are measured after all other tests, when nothing else runs on the machine.
pytestmark = pytest.mark.alone

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
# Video pages differ in nothing but poster and words; what all of them weigh is held in test_video.py.
POSTERS = (PROJECT / "content" / "videos").glob("*.webp")
HEAVIEST_VIDEO = max(POSTERS, key=lambda poster: poster.stat().st_size).stem
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Pages for one person or for staff ask search engines to stay away, which costs them points for being found.
PRIVATE_FLOORS = {name: floor for name, floor in FLOORS.items() if name != "seo"}
# What else runs on the machine can only make a page look slower.
MAX_RUNS = 3
# What the project adds to a page; a page without it tells how fast the machine is today.
ADDED = ("*/assets/help-centre/*", "*/staff/assets/*")
# Two runs on the same page differ by that much.
SPREAD = 2
RUN_AGAIN = "Please run Lighthouse again"


@dataclass(frozen=True)
class Measured:
    """Scores (0-100) of one page by category, and the audits that cost points."""

    scores: dict[str, int]
    costly: list[str] = field(default_factory=list)


def measure(url: str, *, cookie: str = "", blocked: tuple[str, ...] = ()) -> Measured:
    """Run Lighthouse as a phone, signed in by *cookie*, on the page without what *blocked* names."""
    chromium = find_chromium()
    assert chromium, "No Chromium is installed. Run: python -m tests.browser.install"
    assert LIGHTHOUSE.is_file(), "Lighthouse is not installed. Run: python -m tests.browser.install"
    node = Path(sys.executable).parent / "node"
    flags = [f"--chrome-flags={' '.join(ARGUMENTS)}", f"--only-categories={','.join(FLOORS)}"]
    flags += [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []
    flags += [f"--blocked-url-patterns={pattern}" for pattern in blocked]
    command = [str(node), str(LIGHTHOUSE), url, "--quiet", "--output=json", *flags]
    environ = {**os.environ, "CHROME_PATH": str(chromium)}
    for _ in range(MAX_RUNS):
        finished = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=180)
        # On a busy machine Chromium may not hand out its trace: Lighthouse then asks to be run again.
        if finished.returncode == 0 or RUN_AGAIN not in finished.stderr:
            break
    assert finished.returncode == 0, finished.stderr
    report = json.loads(finished.stdout)
    scores = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    costly = [name for name, audit in report["audits"].items() if audit["score"] is not None and audit["score"] < 1]
    return Measured(scores, costly)


def hold_to(floors: dict[str, int], url: str, *, cookie: str = "") -> None:
    """
    Fail when a score stays below its floor in the best of up to three runs.

    Where the machine is too slow for the floor of performance, the page is held to itself without the project's part.
    """
    best = dict.fromkeys(floors, 0)
    for _ in range(MAX_RUNS):
        measured = measure(url, cookie=cookie)
        best = {name: max(best[name], measured.scores[name]) for name in floors}
        missed = {name for name in floors if best[name] < floors[name]}
        if not missed:
            click.echo(f"Lighthouse on {url}: {best}")
            return
    if missed == {"performance"}:
        plain = measure(url, cookie=cookie, blocked=ADDED).scores["performance"]
        click.echo(f"Lighthouse on {url}: {best}; without the project's part: {plain}")
        if best["performance"] >= plain - SPREAD:
            return
        measured.costly.append(f"(without the project's part: {plain})")
    pytest.fail(f"Lighthouse measured {best}, wanted {floors}. What costs points: {', '.join(measured.costly)}")


@pytest.fixture(scope="module")
def centre(shipped: ShippedHelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ContactHelpCentre]:
    """Give the shipped help centre with ratings, where mail waits: its server is away."""
    centre = ContactHelpCentre(tmp_path_factory.mktemp("measured"))
    centre.publish_as(shipped)
    centre.start()
    fill_the_queue(centre)
    yield centre
    centre.stop()


@pytest.mark.parametrize("path", ["guides/customers/find-an-answer/", f"videos/{HEAVIEST_VIDEO}/", "contact/"])
def test_a_page_reaches_the_floors(centre: ContactHelpCentre, path: str) -> None:
    """Accessibility, best practices and SEO score 100, performance at least 95; player and form cost nothing."""
    hold_to(FLOORS, centre.url + path)


def test_the_weeks_page_reaches_the_floors(browser: Browser, centre: ContactHelpCentre) -> None:
    """Pictures and numbers of a filled week are light, and axe finds nothing, light and dark."""
    cookie = centre.staff_cookie()
    hold_to(PRIVATE_FLOORS, f"{centre.url}staff/", cookie=f"{cookie['name']}={cookie['value']}")
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": cookie["url"]}])
    page = context.new_page()
    page.goto(f"{centre.url}staff/")
    for summary in page.locator("summary").all():
        summary.click()
    assert violations_by_day_and_night(page) == []
    context.close()


def test_the_landing_page_of_the_mail_reaches_the_floors(centre: ContactHelpCentre) -> None:
    """Who comes from the mail on a phone has the two buttons at once."""
    hold_to(PRIVATE_FLOORS, landing(centre))


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
