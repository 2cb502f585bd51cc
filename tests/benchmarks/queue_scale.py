"""
Does the review stay quick and small in a big help centre? Measured with 5,000 articles and 5 million ratings on SQLite.

Run ``python -m tests.benchmarks.queue_scale``; it prints a row for half a million ratings and one for 5 million, and
fails when a floor is missed. The ratings spread over 90 days, a few articles having most of them; one article in seven
is poor; 100,000 searches of 90 days lie beside them. Each review runs in a process of its own: the first opens the
items and counts the first searches, the second finds nothing new. Processor time is told, which other load does not
change.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from feedback_api.database.connections import Database
from feedback_api.preparation import prepare
from feedback_api.queue.review import review
from tests.benchmarks.report import Floor, at_most, say_table, verdict
from tests.feedback_api.publication import FIRST, NOW, Publication, plain_article

ARTICLES = 5000
RATINGS = 5_000_000
SEARCHES = 100_000
MAX_SECONDS = 10.0
MAX_MEGABYTES = 300.0
MAX_SLOWER = 1.5
"""Ten times the ratings may take this much longer for an article: counts of days fill up, they do not grow."""
NUMBERS = "WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < :count - 1)"
# Multiplying by primes spreads numbers as dice would, and always alike; a cube makes a few articles have most ratings.
RATED = f"""
INSERT INTO ratings (key, article_id, revision, helpful, rated_at)
{NUMBERS}, spread(i, article, dice, day) AS (
  SELECT i, CAST({ARTICLES} * pow((i * 7919 % 1000003) / 1000003.0, 3) AS INTEGER), i * 104729 % 1000, i * 31 % 90
  FROM numbers
)
SELECT printf('%036d', i), 'article-' || article, :revision, dice < CASE WHEN article % 7 = 0 THEN 350 ELSE 750 END,
       datetime(:now, '-' || day || ' days') || '.000000'
FROM spread
"""
COUNTED = """
INSERT INTO rating_days (article_id, revision, day, helpful, unhelpful)
SELECT article_id, revision, date(rated_at), SUM(helpful), SUM(1 - helpful) FROM ratings
GROUP BY article_id, revision, date(rated_at)
"""
SEARCHED = f"""
INSERT INTO searches (search_id, query, total, partial, settled, searched_at)
{NUMBERS}
SELECT 's' || i, 'question ' || (i * 7919 % 5003 % (1 + i * 31 % 4000)), i % 20 > 0, 0, 1,
       datetime(:now, '-' || (1 + i * 31 % 88) || ' days') || '.000000'
FROM numbers
"""


@dataclass(frozen=True)
class Cost:
    """What one review took: seconds of the processor, the most megabytes that its process had, and its steps."""

    seconds: float
    megabytes: float
    steps: int


def fill(folder: Path, *, ratings: int, searches: int) -> str:
    """Make the help centre in *folder*, and give the address of its database."""
    publication = Publication(folder)
    publication.write_catalogue(*(plain_article(f"article-{number}", FIRST) for number in range(ARTICLES)))
    feedback = prepare(publication.search_settings, publication.feedback_settings, clock=lambda: NOW)
    with feedback.database.writing() as connection:
        _write(connection, ratings, searches)
    feedback.database.close()
    return publication.feedback_settings.database_url


def review_apart(database_url: str) -> Cost:
    """Review in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.queue_scale", database_url]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    return Cost(**json.loads(finished.stdout))


def _write(connection: Connection, ratings: int, searches: int) -> None:
    now = NOW.strftime("%Y-%m-%d %H:%M:%S")
    connection.execute(text(RATED), {"count": ratings, "revision": FIRST, "now": now})
    connection.execute(text(COUNTED))
    connection.execute(text(SEARCHED), {"count": searches, "now": now})
    connection.execute(text("ANALYZE"))


def _review(database_url: str) -> Cost:
    database = Database(database_url)
    started = time.process_time()
    steps = review(database, now=NOW)
    seconds = time.process_time() - started
    database.close()
    return Cost(seconds, _peak_megabytes(), steps.total())


def _peak_megabytes() -> float:
    # Where Linux tells it: getrusage counts what the process that started this one had, too.
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return (int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1000


def report() -> list[Floor]:
    """Print a row for each review."""
    costs: list[Cost] = []
    rows = []
    for ratings in (RATINGS // 10, RATINGS):
        with tempfile.TemporaryDirectory() as folder:
            address = fill(Path(folder), ratings=ratings, searches=SEARCHES)
            for which in ("first review", "each later one"):
                costs.append(review_apart(address))
                rows.append(_row(f"{ratings:,} ratings, {which}", costs[-1]))
    say_table((f"{ARTICLES:,} articles, {SEARCHES:,} searches", "Processor", "An article", "Memory, at most"), rows)
    return [
        at_most(
            "A review of 5,000 articles with 5,000,000 ratings", MAX_SECONDS, max(cost.seconds for cost in costs), "s"
        ),
        at_most("Its memory", MAX_MEGABYTES, max(cost.megabytes for cost in costs), "MB"),
        at_most(
            "Ten times the ratings, an article", MAX_SLOWER, round(costs[3].seconds / costs[1].seconds, 2), "times"
        ),
    ]


def _row(name: str, cost: Cost) -> tuple[str, ...]:
    each = cost.seconds / ARTICLES * 1000
    return (name, f"{cost.seconds:.1f} s", f"{each:.2f} ms", f"{cost.megabytes:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 1:  # the address of a database: one review, its cost as JSON
        sys.stdout.write(json.dumps(asdict(_review(sys.argv[1]))))
    else:
        sys.exit(verdict(report()))
