from __future__ import annotations

import pytest

from search_service.schemas import SearchQuery
from tests.search_service.conftest import OpenEngine


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("passwordless", "reset-password"),
        ("invoiceportal", "invoices"),
        ("spreadsheetify", "export-stats"),
        ("unspreadsheetable", "export-stats"),
        ("xfrefundz", "invoices"),
        ("sperdshets", "export-stats"),
        ("zzzzzz", None),
        ("blorf spret inruk", None),
        ("refugee", None),
        ("...", None),
    ],
)
def test_words_that_look_alike_lead_on(open_engine: OpenEngine, query: str, nearest: str | None) -> None:
    """Where nothing matches, articles whose words begin or look like those of the query are named, if there are any."""
    response = open_engine().search(SearchQuery(q=query))
    assert (response.total, response.results) == (0, [])
    assert (response.nearest[0].article_id if response.nearest else None) == nearest


def test_what_matches_needs_no_neighbours(open_engine: OpenEngine) -> None:
    """Where something matches, nothing else is offered."""
    assert open_engine().search(SearchQuery(q="refund")).nearest == []
