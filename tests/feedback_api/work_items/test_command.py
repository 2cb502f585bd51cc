"""The queue on the command line: whoever has neither tracker nor browser takes the same steps."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from feedback_api.cli import main
from feedback_api.commands.work_items import KINDS, STATES
from feedback_api.queue.review import review
from feedback_api.service import Feedback
from feedback_api.staff.steps import StateFilter
from feedback_api.work_items.names import Kind
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import Publication

pytestmark = pytest.mark.slow

Run = Callable[..., Result]


@pytest.fixture
def run(publication: Publication, feedback: Feedback, rate: Rate, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call ``help-centre work-items`` at a help centre with two poor articles, each with an item."""
    now = datetime.now(UTC)
    rate("reset", no=12, at=now, goal="sign in again", comment="There is no such button.")
    for number in range(5):
        rate("export", no=2, at=now, goal=f"aim {number}")
    review(feedback.database, now=now)
    monkeypatch.setenv("HELP_CENTRE_SITE", str(publication.site))
    monkeypatch.setenv("HELP_CENTRE_INDEX", str(publication.folder / "index"))
    monkeypatch.setenv("HELP_CENTRE_DATABASE_URL", publication.feedback_settings.database_url)
    return lambda *arguments: CliRunner().invoke(main, ["work-items", *arguments])


def test_an_item_is_shown_with_all_that_is_known(run: Run) -> None:
    """More than the list tells: the words of every reader, the same ones once, and what happened so far."""
    shown = run("show", "1").output
    assert "1  open  Reset" in shown
    assert 'wanted to: "sign in again" (12)\n    wrote: "There is no such button." (12)\n' in shown
    assert all(f'wanted to: "aim {number}"' in run("show", "2").output for number in range(5))
    assert run("list").output.count('wanted to: "aim ') == 3
    assert shown.rstrip().endswith("UTC: open.")


def test_an_item_is_taken_let_go_of_and_dismissed(run: Run) -> None:
    """Each step shows the item as it stands then, with the reason that was given."""
    assert "1  in review  Reset" in run("take", "1").output
    assert "Reason: I am on holiday" in run("let-go", "1", "--reason", "I am on holiday").output
    assert "1  open  Reset" in run("show", "1").output
    dismissed = run("dismiss", "1", "--reason", "The product is to change").output
    assert "1  dismissed  Reset" in dismissed
    assert "Reason: The product is to change" in dismissed


def test_closed_items_are_listed_when_asked_for(run: Run) -> None:
    """The list shows what there is to do, as over HTTP, and narrows to a state or a kind."""
    run("dismiss", "1", "--reason", "The product is to change")
    assert [item["id"] for item in json.loads(run("list", "--json").output)] == [2]
    assert "Reset" not in run("list").output
    assert "1  dismissed  Reset" in run("list", "--state", "dismissed").output
    assert {item["id"] for item in json.loads(run("list", "--state", "all", "--json").output)} == {1, 2}
    assert run("list", "--kind", "flagged").output.startswith("No work item is like that; '--state all'")
    assert "2  open  Export" in run("list", "--kind", "poor-rating").output


def test_the_list_is_narrowed_as_over_http() -> None:
    """Terminal and HTTP interface know the same states and kinds."""
    assert get_args(StateFilter) == STATES
    assert get_args(Kind) == KINDS


def test_two_items_are_made_one(run: Run) -> None:
    """The one that goes says which stays."""
    merged = run("merge", "2", "1").output
    assert "2  dismissed  Export" in merged
    assert "One with work item 1." in merged
    assert "1  open  Reset" in run("show", "1").output


def test_a_note_is_kept_for_others(run: Run) -> None:
    """It stands with the item, without what tells who a customer is."""
    assert "Ask [e-mail address] first" in run("note", "1", "Ask ann@example.com first").output
    assert "Note of " in run("show", "1").output
    assert "Ask [e-mail address] first" in run("show", "1").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "9"), "There is no work item 9."),
        (("take", "9"), "There is no work item 9."),
        (("let-go", "1"), "The work item 1 is 'open' and cannot be made 'open'."),
        (("dismiss", "1", "--reason", ""), "The work item 1 cannot be dismissed without a reason."),
        (("dismiss", "1", "--reason", "   "), "The work item 1 cannot be dismissed without a reason."),
        (("dismiss", "1", "--reason", "\u200b"), "The work item 1 cannot be dismissed without a reason."),
        (("note", "1", " \u200b "), "Nothing is written there."),
        (("merge", "1", "1"), "The work item 1 cannot be made one with 1."),
        (("note", "9", "words"), "There is no work item 9."),
        (("note", "1", " "), "Nothing is written there."),
        (("note", "1", "x" * 2001), "The note has 2001 characters"),
        (("take", "0"), "Invalid value for 'NUMBER'"),
        (("dismiss", "1"), "Missing option '--reason'"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """One sentence and a hint, and nothing has changed."""
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert said in refused.output
    assert "Traceback" not in refused.output
    assert run("list").output.count("  open  ") == 2
