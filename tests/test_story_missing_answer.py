"""
A third story: what people search for and do not find becomes an article, and those who search prove that it helps.

As in `tests.test_story` everything is real.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.help_centre import HelpCentre
from tests.test_story import OTHER

NEW = """\
---
title: Cancel your subscription
summary: End your subscription, and what happens to what you have paid.
answers: [How do I cancel my subscription?]
---
# Cancel your subscription

Open **Settings**, choose **Plan**, then **Cancel**.
"""


def reviewed(help_centre: HelpCentre) -> list[dict[str, Any]]:
    """Review as of tomorrow, when whoever was to open a hit has opened it, and list what is found missing."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    help_centre.run("work-items", "review", "--as-of", tomorrow)
    listed: list[dict[str, Any]] = json.loads(help_centre.run("work-items", "list", "--state", "all", "--json"))
    return listed


@pytest.mark.slow
def test_what_people_do_not_find_becomes_an_article_that_they_open(help_centre: HelpCentre) -> None:
    """Searches without hits, one work item, a new article, shipped, opened hits, verified."""
    help_centre.write("index.md", "# Help\n\nFind a guide.\n")
    help_centre.write("language.md", OTHER)
    help_centre.publish()
    help_centre.start()

    # Customers look for something that no article tells, each in their own words and spelling.
    for query in ["cancel subscription"] * 4 + ["how can I cancel my subscription", "canceling subscriptions"]:
        assert help_centre.search(query)["total"] == 0
    help_centre.search("language")
    help_centre.stop()

    # It is one item, and it says that there is no such article.
    (item,) = reviewed(help_centre)
    assert (item["kind"], item["state"]) == ("missing-answer", "open")
    assert item["title"] == "No article: cancel subscription"
    assert len(item["wordings"]) == 3

    # A writer writes it. Customers find it, and open it: that is the proof.
    help_centre.write("cancel.md", NEW)
    help_centre.publish()
    help_centre.start()
    for _ in range(12):
        found = help_centre.search("cancel subscription")
        hit = found["results"][0]
        click = {"search_id": found["search_id"], "article_id": hit["article_id"], "rank": hit["rank"]}
        assert help_centre.post("api/v1/clicks", click).status < 300
    help_centre.stop()
    (item,) = reviewed(help_centre)
    assert item["state"] == "verified"
    assert item["first_hit"]["title"] == "Cancel your subscription"
