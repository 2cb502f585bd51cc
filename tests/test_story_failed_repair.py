"""
The other story: a repair that does not help. It is published, its readers say so, and the item comes back.

As in `tests.test_story` everything is real.
"""

import pytest

from tests.feedback_api.trackers.tracker_server import TrackerServer
from tests.help_centre import HelpCentre
from tests.test_story import ARTICLE, POOR, open_help_centre

HARDLY_BETTER = POOR.replace("Fill in the form and wait.", "Fill in the other form below, then wait for a day or two.")


@pytest.mark.slow
def test_a_repair_that_does_not_help_brings_the_item_back(help_centre: HelpCentre, tracker: TrackerServer) -> None:
    """Poor ratings, issue, pull request, a repair that is closed too soon, poor ratings again, reopened."""
    open_help_centre(help_centre, tracker)
    article = help_centre.catalogue()[ARTICLE]
    for _ in range(15):
        assert help_centre.rate(article, helpful=False, goal="sign in on my new phone").status == 201
    for _ in range(20):
        assert help_centre.rate(help_centre.catalogue()["language"], helpful=True).status == 201
    (item,) = help_centre.work_items()
    help_centre.run("work-items", "sync")

    # A writer changes a sentence; the pull request names the item, and merging it closes the issue.
    tracker.say(2, f"Fixes HC-{item['id']}")
    help_centre.run("work-items", "sync")
    help_centre.write(f"{ARTICLE}.md", HARDLY_BETTER)
    help_centre.publish()
    (issue,) = tracker.issues.values()
    issue["state"] = "closed"
    repaired = help_centre.catalogue()[ARTICLE]
    assert repaired["revision"] != article["revision"]
    (item,) = help_centre.work_items()
    assert item["state"] == "shipped"

    # Three readers are no proof of failure, either, and the item says how many are missing.
    for _ in range(3):
        assert help_centre.rate(repaired, helpful=False).status == 201
    (item,) = help_centre.work_items()
    assert item["state"] == "shipped"
    assert "Too few to tell" in item["evidence"]["sentence"]

    # More of them say that it still does not help: the item comes back, and so does the issue.
    for _ in range(12):
        assert help_centre.rate(repaired, helpful=False, goal="sign in on my old phone").status == 201
    (item,) = help_centre.work_items()
    assert item["state"] == "reopened"
    help_centre.run("work-items", "sync")
    (issue,) = tracker.issues.values()
    assert issue["state"] == "open"
    assert "The repair did not help" in issue["body"]
    assert "sign in on my old phone" in issue["body"]
