"""
Is the week's page quick in a big help centre? Measured with 5,000 articles and 5 million ratings.

Run ``python -m tests.benchmarks.week``; it prints the times and fails when the page needs more than half a second.

The ratings spread over half a year, a few articles having most of them (Zipf); a hundredth of the readers left an
address and a twentieth wrote something. There are 300 items, two thirds of them verified. People search 300,000 times a
week without finding anything for 100,000 of them, in 30,000 wordings, for 13 weeks; the last 2,000 of these are not
counted yet. All of them count on the page, none is left out. The database is made in one go, with the counts that the
service keeps.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, insert, text

from feedback_api import create_app
from feedback_api.service import EXTENSION
from feedback_api.work_items.tables import work_item_events, work_items
from tests.feedback_api.publication import NOW, Publication, plain_article
from tests.http.conftest import staff_browser

ARTICLES = 5000
RATINGS = 5_000_000
DAYS = 182
WEEKS = 13
UNANSWERED_A_WEEK = 100_000
ANSWERED_A_WEEK = 200_000
NOT_COUNTED_YET = 2_000
WORDINGS = 30_000
ITEMS = 300
BATCH = 100_000
SEED = 5
RUNS = 7
MAX_SECONDS = 0.5
REVISION = "a" * 12
SHARE_HELPED, SHARE_WITH_WORDS, SHARE_WITH_ADDRESS = 0.7, 0.05, 0.01
SHARE_RARE = 0.5
RATED = """
INSERT INTO ratings (key, article_id, revision, helpful, reason, goal, email, rated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
COUNTED = """
INSERT INTO rating_days (article_id, revision, day, helpful, unhelpful)
SELECT article_id, revision, date(rated_at), SUM(helpful), SUM(1 - helpful) FROM ratings
GROUP BY article_id, revision, date(rated_at)
"""
ADDED_UP = """
INSERT INTO rating_totals (day, helpful, unhelpful)
SELECT day, SUM(helpful), SUM(unhelpful) FROM rating_days GROUP BY day
"""
SEARCHED = """
INSERT INTO searches (search_id, query, lang, total, partial, settled, searched_at, cause_id)
VALUES (?, ?, 'en', ?, 0, 1, ?, ?)
"""
COUNTED_SEARCHES = """
INSERT INTO search_days (lang, wording, day, phase, searches, opened, fruitless)
SELECT lang, query, date(searched_at), 0, COUNT(*), 0, SUM(total = 0) FROM searches WHERE cause_id IS NOT NULL
GROUP BY lang, query, date(searched_at)
"""
ADDED_UP_SEARCHES = """
INSERT INTO unanswered_days (day, searches)
SELECT day, SUM(fruitless) FROM search_days WHERE fruitless > 0 GROUP BY day
"""
EVIDENCE = {
    "helpful": 3,
    "unhelpful": 9,
    "share_low": 0.1,
    "share_high": 0.5,
    "share_mean": 0.3,
    "probability_below_target": 0.99,
    "ratings_a_week": 4.0,
    "unhelped_a_week": 3.0,
    "more_ratings_needed": None,
}


def main() -> int:
    """Measure, print, and give the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        seconds = sorted(measure(Path(folder), ratings_count=RATINGS, unanswered_a_week=UNANSWERED_A_WEEK))
    middle = seconds[len(seconds) // 2]
    sys.stdout.write(
        f"The week's page, {ARTICLES} articles, {RATINGS} ratings and {UNANSWERED_A_WEEK} searches a week without an "
        f"answer: {middle * 1000:.0f} ms in the middle of {RUNS} "
        f"({seconds[0] * 1000:.0f} to {seconds[-1] * 1000:.0f})\n"
    )
    if middle > MAX_SECONDS:
        sys.stdout.write(f"FLOOR MISSED: more than {MAX_SECONDS * 1000:.0f} ms\n")
    return middle > MAX_SECONDS


def measure(folder: Path, *, ratings_count: int, unanswered_a_week: int) -> list[float]:
    """Make the help centre, and give how many seconds each look at the page took; the first look is not counted."""
    publication = Publication(folder)
    publication.write_catalogue(*(plain_article(f"article-{number}", REVISION) for number in range(ARTICLES)))
    app = create_app(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    database = app.extensions[EXTENSION].database
    with database.writing() as connection:
        _fill(connection, ratings_count, unanswered_a_week)
    browser = staff_browser(app)
    seconds = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        page = browser.get("/staff/")
        seconds.append(time.perf_counter() - started)
        assert page.status_code == 200
    assert f">{unanswered_a_week} searches</td>" in page.text, "every search of the week counts"
    database.close()
    return seconds[1:]


def _fill(connection: Connection, ratings_count: int, unanswered_a_week: int) -> None:
    chance = np.random.default_rng(SEED)
    done = 0
    while done < ratings_count:
        batch = min(BATCH, ratings_count - done)
        connection.exec_driver_sql(RATED, list(_ratings(chance, done, batch)))
        done += batch
    connection.execute(text(COUNTED))
    connection.execute(text(ADDED_UP))
    for week in range(WEEKS):
        connection.exec_driver_sql(SEARCHED, list(_searches(chance, week, unanswered_a_week)))
    connection.execute(text(COUNTED_SEARCHES))
    connection.execute(text(ADDED_UP_SEARCHES))
    for item in range(ITEMS):
        _item(connection, item)
    connection.execute(text("ANALYZE"))


def _ratings(chance: np.random.Generator, first: int, count: int) -> Iterator[tuple[Any, ...]]:
    articles = np.minimum(chance.zipf(1.3, count), ARTICLES) - 1
    minutes = chance.integers(0, DAYS * 1440, count)
    dice = chance.random((count, 3))
    for number in range(count):
        wrote = dice[number, 1] < SHARE_WITH_WORDS
        yield (
            f"{first + number:036}",
            f"article-{articles[number]}",
            REVISION,
            int(dice[number, 0] < SHARE_HELPED),
            "unclear" if wrote else None,
            "Find the thing that is not here" if wrote else None,
            f"reader{first + number}@example.com" if dice[number, 2] < SHARE_WITH_ADDRESS else None,
            f"{NOW - timedelta(minutes=int(minutes[number])):%Y-%m-%d %H:%M:%S.000000}",
        )


def _searches(chance: np.random.Generator, weeks_ago: int, unanswered: int) -> Iterator[tuple[Any, ...]]:
    """Let people search in seven days; the last ones of this week are not counted yet."""
    count = unanswered * (UNANSWERED_A_WEEK + ANSWERED_A_WEEK) // UNANSWERED_A_WEEK
    waiting = unanswered * NOT_COUNTED_YET // UNANSWERED_A_WEEK if weeks_ago == 0 else 0
    end = datetime.combine(NOW.date(), time_of_day.max, UTC) - timedelta(days=7 * weeks_ago)
    seconds = chance.integers(0, 7 * 86_400, count)
    wordings = np.where(chance.random(count) < SHARE_RARE, chance.integers(0, WORDINGS, count), chance.zipf(1.5, count))
    for number in range(count):
        yield (
            f"s{weeks_ago}-{number}",
            f"how do I find thing {wordings[number] % WORDINGS}",
            0 if number < unanswered else 4,
            f"{end - timedelta(seconds=int(seconds[number])):%Y-%m-%d %H:%M:%S.%f}",
            None if number < waiting else 1,
        )


def _item(connection: Connection, item: int) -> None:
    """Let an item run through its life within the last quarter."""
    began = NOW - timedelta(days=80 - item % 60)
    steps = ["open", "shipped", "verified"] if item % 3 else ["open"]
    shared = {"revision": REVISION, "reason": None, "evidence": EVIDENCE}
    created = connection.execute(
        insert(work_items).values(
            kind="poor-rating",
            article_id=f"article-{item}",
            lang="en",
            cause=None if item % 3 else f"poor-rating article-{item} en",
            state=steps[-1],
            unhelped_a_week=3.0,
            opened_at=began,
            changed_at=began,
            **shared,
        )
    ).inserted_primary_key
    assert created is not None
    for number, state in enumerate(steps):
        at = began + timedelta(days=7 * number)
        connection.execute(insert(work_item_events).values(work_item_id=created[0], at=at, state=state, **shared))


if __name__ == "__main__":
    sys.exit(main())
