"""The readers behind the screenshots of the queue: their searches and ratings, sent through the real interface."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from tests.help_centre import HelpCentre


@dataclass(frozen=True)
class Reader:
    """What one kind of reader searched, which article they opened, and how many of them said what about it."""

    query: str
    article_id: str
    helped: int
    unhelped: int
    reasons: tuple[str, ...]
    goals: tuple[str, ...] = ()


READERS = (
    Reader(
        "print without the menu",
        "print-a-guide",
        4,
        17,
        ("failed", "failed", "unclear"),
        ("Print the steps for a colleague", "Save all guides as one PDF", "Print in black and white"),
    ),
    Reader(
        "turn on dark mode for good",
        "light-and-dark",
        6,
        14,
        ("unclear", "not-found"),
        ("Keep dark mode on every computer", "Find the sign that the guide talks of"),
    ),
    Reader("how do I find an answer", "find-an-answer", 46, 5, ("not-found",), ("Find the phone number",)),
    Reader("rate an article", "rate-an-article", 38, 3, ("other",)),
    Reader("what do you store about me", "privacy", 41, 4, ("unclear",), ("Have my comment deleted",)),
    Reader("settings of the service", "settings", 22, 2, ("wrong",)),
)


def sign_in_for(path: str, context: BrowserContext, centre: HelpCentre) -> None:
    """Sign the browser in when *path* is a staff page; on the others it stays a reader's."""
    if path.startswith("staff/"):
        cookie = centre.staff_cookie()
        context.add_cookies([{"name": cookie["name"], "value": cookie["value"], "url": cookie["url"]}])


def fill_the_queue(centre: HelpCentre) -> None:
    """Let the readers search and rate, then review the work items."""
    articles = centre.catalogue()
    for reader in READERS:
        article = articles[reader.article_id]
        for _ in range(reader.helped):
            assert centre.rate(article, helpful=True).status == 201
        for number in range(reader.unhelped):
            goal = reader.goals[number % len(reader.goals)] if reader.goals else ""
            reason = reader.reasons[number % len(reader.reasons)]
            said = {"reason": reason, "goal": goal, "search_id": _search(centre, reader)}
            assert centre.rate(article, helpful=False, **said).status == 201
    centre.run("work-items", "review")


def _search(centre: HelpCentre, reader: Reader) -> str:
    found = centre.search(reader.query)
    for hit in found["results"]:
        if hit["article_id"] == reader.article_id:
            centre.post(
                "api/v1/clicks", {k: hit[k] for k in ("article_id", "rank")} | {"search_id": found["search_id"]}
            )
    return str(found["search_id"])
