"""
The whole product in one story; read this first.

An article is published, found and rated poorly; it comes back as a work item and as an issue of the tracker; a writer
repairs it in a pull request that names the item; new ratings prove the repair, and the issue is closed. Everything is
real: the build, the search index, the database, the service and its HTTP interface; the tracker runs on this machine.
"""

import pytest

from tests.feedback_api.trackers.tracker_server import REPOSITORY, TOKEN, TrackerServer
from tests.help_centre import HelpCentre

POOR = """\
---
title: Get back into your account
summary: What to do when you cannot sign in because you forgot your password.
keywords: [login, locked out]
---
# Get back into your account

Use the form.

## By e-mail

Fill in the form and wait.
"""
REPAIRED = """\
---
title: Get back into your account
summary: What to do when you cannot sign in because you forgot your password.
keywords: [login, locked out]
---
# Get back into your account

You need the address you signed up with.

## By e-mail

1. Choose **Forgot password** below the sign-in form.
2. Type your address and choose **Send**.
3. Open the message from us, choose **New password**, and type a new one twice.

No message after five minutes?
Look in your spam folder, then choose **Send again**.
"""
OTHER = """\
---
title: Change the language
summary: Choose the language of menus and messages.
---
# Change the language

Open **Settings**, choose **Language**, and pick yours.
"""
ARTICLE = "get-back-in"


@pytest.mark.slow
def test_an_article_that_does_not_help_comes_back_and_leaves_only_on_proof(
    help_centre: HelpCentre, tracker: TrackerServer
) -> None:
    """Article, build, search, click, poor ratings, work item, pull request, better ratings, verified."""
    open_help_centre(help_centre, tracker)

    # A customer searches in their own words, with a slip, and opens the best hit.
    found = help_centre.search("locked out of my acount")
    hit = found["results"][0]
    assert hit["article_id"] == ARTICLE
    assert help_centre.get(hit["url"]).status == 200
    click = {"search_id": found["search_id"], "article_id": ARTICLE, "rank": hit["rank"]}
    assert help_centre.post("api/v1/clicks", click).status < 300

    # It does not help; readers say so and say what they were trying to do. The other article does its job.
    for _ in range(14):
        detail = {"goal": "sign in on my new phone", "reason": "failed", "search_id": found["search_id"]}
        assert help_centre.rate(hit, helpful=False, **detail).status == 201
    for _ in range(3):
        assert help_centre.rate(hit, helpful=True).status == 201
    language = help_centre.catalogue()["language"]
    for _ in range(20):
        assert help_centre.rate(language, helpful=True).status == 201

    # The article comes back to the writers as one work item that says why.
    (item,) = help_centre.work_items()
    assert (item["kind"], item["article_id"], item["state"]) == ("poor-rating", ARTICLE, "open")
    assert "sign in on my new phone" in str(item["evidence"])
    assert "locked out of my acount" in str(item["evidence"])

    # It is filed as an issue that a writer can act on.
    help_centre.run("work-items", "sync")
    (issue,) = tracker.issues.values()
    assert "sign in on my new phone" in issue["body"]

    # A writer rewrites the steps in a pull request that names the item, which takes it.
    tracker.say(2, f"Write down every step. Fixes HC-{item['id']}")
    help_centre.run("work-items", "sync")
    (item,) = help_centre.work_items()
    assert item["state"] == "in_review"

    # Publishing the new revision ships the repair; it does not prove it.
    help_centre.write(f"{ARTICLE}.md", REPAIRED)
    help_centre.publish()
    repaired = help_centre.catalogue()[ARTICLE]
    assert repaired["revision"] != hit["revision"]
    (item,) = help_centre.work_items()
    assert item["state"] == "shipped"

    # A few friendly ratings are not proof yet, and the work item says so.
    for _ in range(2):
        help_centre.rate(repaired, helpful=True)
    (item,) = help_centre.work_items()
    assert item["state"] == "shipped"

    # The readers of the new revision say that it helps: that is the proof.
    for _ in range(28):
        assert help_centre.rate(repaired, helpful=True).status == 201
    for _ in range(2):
        assert help_centre.rate(repaired, helpful=False).status == 201
    (item,) = help_centre.work_items()
    assert item["state"] == "verified"

    # The tracker is told, once and for all.
    help_centre.run("work-items", "sync")
    (issue,) = tracker.issues.values()
    assert issue["state"] == "closed"


def open_help_centre(help_centre: HelpCentre, tracker: TrackerServer) -> None:
    """Publish two articles, a poor one among them, and send work items to the tracker from now on."""
    help_centre.write("index.md", "# Help\n\nFind a guide.\n")
    help_centre.write(f"{ARTICLE}.md", POOR)
    help_centre.write("language.md", OTHER)
    help_centre.publish()
    help_centre.start()
    help_centre.settings = {
        "HELP_CENTRE_TRACKER": f"github:{REPOSITORY}",
        "HELP_CENTRE_TRACKER_TOKEN": TOKEN,
        "HELP_CENTRE_TRACKER_API": tracker.url,
        "HELP_CENTRE_TRACKER_PRIVATE": "yes",
    }
