"""The guides say what the product does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import click
import pytest
import yaml

from feedback_api.about.api_document import document
from feedback_api.cli import main
from feedback_api.contact.settings import ContactSettings
from feedback_api.evidence.policy import Policy
from feedback_api.outbox.settings import DeliverySettings
from feedback_api.ratings.rating import REASON_LABELS
from feedback_api.settings import FeedbackSettings
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.work_items.names import Kind
from publishing.checking.checks import read_folder
from publishing.rules import CODES, review_due
from publishing.settings import describe_settings
from publishing.source.settings import ContentSettings
from search_service.checks import alike_questions, question_ranks
from search_service.commands.check import all_findings
from search_service.settings import SearchSettings

CONTENT = Path(__file__).parents[1] / "content"
OPERATORS = CONTENT / "guides" / "operators"
WRITERS = CONTENT / "guides" / "writers"
SETTINGS = (
    SearchSettings,
    FeedbackSettings,
    StaffSettings,
    TrackerSettings,
    DeliverySettings,
    ContactSettings,
    ContentSettings,
)
PAGES = sorted(CONTENT.rglob("*.md"))
GUIDES = [page for page in PAGES if "\nkind: guide\n" in page.read_text(encoding="utf-8")]


def table_rows(page: Path) -> list[list[str]]:
    """Read the cells of every row of the tables of *page*, without code marks."""
    lines = page.read_text(encoding="utf-8").replace("`", "").splitlines()
    rows = [re.split(r"(?<!\\)\|", line[1:-1]) for line in lines if line.startswith("|")]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in rows]


def front_matter(page: Path) -> dict[str, object]:
    """Read the front matter of *page*."""
    fields: dict[str, object] = yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])
    return fields


@pytest.mark.parametrize("settings", SETTINGS)
def test_every_setting_is_documented_with_its_default(settings: type) -> None:
    """The operators' table holds each setting, its default and its help as the code has them."""
    rows = table_rows(OPERATORS / "settings.md")
    for described in describe_settings(settings):
        assert [described.name, described.default, described.help] in rows


def test_no_setting_is_documented_that_does_not_exist() -> None:
    """The operators' table holds nothing but settings of the code."""
    known = {described.name for cls in SETTINGS for described in describe_settings(cls)}
    documented = {row[0] for row in table_rows(OPERATORS / "settings.md") if row[0].startswith("HELP_CENTRE_")}
    assert documented == known


def test_every_content_rule_is_documented() -> None:
    """The writers' table holds each code that the content check can print, and no other."""
    documented = {row[0] for row in table_rows(WRITERS / "content-rules.md") if row[0].startswith("HC")}
    assert documented == {*CODES, question_ranks.CODE, alike_questions.CODE}


def test_every_command_and_option_is_documented() -> None:
    """The table of commands names each command of the program with its options."""
    rows = table_rows(CONTENT / "contribute" / "command-line.md")
    for path, command in leaves(main):
        (row,) = [row[0] for row in rows if f"{row[0]} ".startswith(f"help-centre {path} ")]
        words = set(re.split(r"[][| ]+", row))
        for parameter in command.params:
            assert {*parameter.opts, parameter.human_readable_name} & words, f"{path}: {parameter.name}"


def leaves(group: click.Group, path: str = "") -> list[tuple[str, click.Command]]:
    """List the commands below *group* with the words that call them."""
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        words = f"{path}{name}"
        found += leaves(command, f"{words} ") if isinstance(command, click.Group) else [(words, command)]
    return found


def test_every_operation_of_the_api_is_documented() -> None:
    """The table of requests names each operation that the API describes, and none that it does not have."""
    rows = [row[0].split("?")[0] for row in table_rows(CONTENT / "contribute" / "http-interface.md")]
    documented = {row for row in rows if " /api/v1/" in row}
    described = {f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods}
    assert documented == described


def test_every_reason_is_explained() -> None:
    """The customers' table holds each reason as the form words it."""
    explained = {row[0] for row in table_rows(CONTENT / "guides" / "customers" / "say-what-you-wanted.md")}
    assert set(REASON_LABELS.values()) <= explained


def test_the_numbers_of_the_queue_are_those_of_the_policy() -> None:
    """What the contributors' page says about when items open and close is what the policy holds."""
    policy = Policy()
    page = (CONTENT / "contribute" / "work-items.md").read_text(encoding="utf-8")
    assert f"at least {policy.target_share:.0%}".replace("%", " %") in page
    assert f"at most {policy.false_alarm:.0%}".replace("%", " %") in page
    assert f"at least {1 / policy.wrong_verdict:.0f} times less likely" in page
    assert f"at least {policy.min_ratings_to_open} ratings" in page
    assert f"at least {policy.min_ratings_to_close} ratings" in page
    assert f"last {policy.window_days} days" in page
    assert f"counts as {policy.prior_articles:.0f} articles" in page


def test_every_kind_of_work_item_is_explained() -> None:
    """Contributors read of each kind what is counted, when an item opens, and what closes it."""
    page = CONTENT / "contribute" / "work-items.md"
    assert {row[0] for row in table_rows(page)} >= set(get_args(Kind))


def test_there_are_guides_for_everyone() -> None:
    """At least 24 guides, for customers, writers, agents and operators."""
    assert len(GUIDES) >= 24
    assert {page.parent.name for page in GUIDES} == {"customers", "writers", "agents", "operators"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CONTENT)))
def test_front_matter_is_complete(page: Path) -> None:
    """Every page of ours has a summary that fits a result list, an owner, a review date and a level of support."""
    fields = front_matter(page)
    assert 50 <= len(str(fields["summary"])) <= 160
    assert fields["owner"]
    assert fields["review_by"]
    assert fields["support"] in {"full", "best-effort", "none"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CONTENT)))
def test_every_section_has_a_permanent_name(page: Path) -> None:
    """No heading's link depends on its wording."""
    prose = re.sub(r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = re.compile(r"\{#[a-z0-9-]+( data-support=.[a-z-]+.)?\}$")
    assert [line for line in re.findall(r"^##+ .*$", prose, re.MULTILINE) if not named.search(line)] == []


def test_the_shipped_content_passes_its_own_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """No rule is broken, no link was lost, and search finds every page by its own questions."""
    monkeypatch.chdir(CONTENT.parent)
    reading = read_folder(Path("content"), today=datetime.now(UTC).date())
    findings = [str(finding) for finding in all_findings(reading) if finding.code != review_due.CODE]
    assert findings == [], "run 'help-centre check --fix', then repair what is left"
