"""What readers search for most."""

import io

from sqlalchemy import insert

from feedback_api.searches.frequent import frequent_searches
from feedback_api.searches.tables import clicks, searches
from feedback_api.service import Feedback
from search_service.checks.logged_searches import LoggedSearch, write_searches
from tests.feedback_api.publication import NOW


def log(feedback: Feedback, query: str, times: int, *, opened: str | None = None) -> None:
    """Let *query* be searched a number of times, and each time an article be opened."""
    ids = [f"{query}-{opened}-{number}" for number in range(times)]
    fields = {"query": query, "lang": "en", "total": 3, "partial": False, "settled": True, "searched_at": NOW}
    with feedback.database.writing() as connection:
        connection.execute(insert(searches), [{"search_id": search_id, **fields} for search_id in ids])
        if opened:
            clicked = {"article_id": opened, "rank": 1, "clicked_at": NOW}
            connection.execute(insert(clicks), [{"search_id": search_id, **clicked} for search_id in ids])


def test_the_most_frequent_stand_first_with_the_article_that_is_opened_most(feedback: Feedback) -> None:
    """Case and spaces make no difference; what hardly anybody searched for is left out."""
    log(feedback, "print", 2, opened="export")
    log(feedback, " PRINT ", 3, opened="reset")
    log(feedback, "dark mode", 4)
    log(feedback, "my own secret", 2)

    with feedback.database.reading() as connection:
        found = frequent_searches(connection, limit=10)
        first = frequent_searches(connection, limit=1)

    assert found == [LoggedSearch("print", 5, "reset"), LoggedSearch("dark mode", 4, None)]
    assert first == found[:1]


def test_what_is_written_has_a_line_for_each() -> None:
    """A spreadsheet opens it, and so does the report of a pull request."""
    target = io.StringIO()
    write_searches([LoggedSearch("print, please", 5, "reset"), LoggedSearch("dark", 4, None)], target)

    assert target.getvalue() == 'query,searches,article_id\n"print, please",5,reset\ndark,4,\n'
