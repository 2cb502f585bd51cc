"""What readers search for most, and which article they then open: for writers, who are to keep it found."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import Connection, func, select

from feedback_api.searches.log import folded
from feedback_api.searches.tables import COUNTS, clicks, searches
from search_service.checks.logged_searches import LoggedSearch

# What fewer searched for leaves the database with nobody: it may be one person's own words.
LEAST_SEARCHES = 3


def frequent_searches(connection: Connection, limit: int) -> list[LoggedSearch]:
    """List at most *limit* searches that are still kept, the most frequent first; case makes no difference."""
    counted: Counter[str] = Counter()
    counts = (
        select(searches.c.query, func.count()).where(searches.c.settled.is_(True), COUNTS).group_by(searches.c.query)
    )
    for query, times in connection.execute(counts):
        counted[folded(query)] += times
    opened = _opened(connection)
    frequent = sorted(counted.items(), key=lambda search: (-search[1], search[0]))[:limit]
    return [
        LoggedSearch(query, times, max(opened[query], key=lambda found: (opened[query][found], found), default=None))
        for query, times in frequent
        if times >= LEAST_SEARCHES
    ]


def _opened(connection: Connection) -> defaultdict[str, Counter[str]]:
    """Count, for each search, how often each article was opened."""
    opened: defaultdict[str, Counter[str]] = defaultdict(Counter)
    joined = searches.join(clicks, clicks.c.search_id == searches.c.search_id)
    query = select(searches.c.query, clicks.c.article_id, func.count()).select_from(joined)
    for words, article_id, times in connection.execute(query.group_by(searches.c.query, clicks.c.article_id)):
        opened[folded(words)][article_id] += times
    return opened
