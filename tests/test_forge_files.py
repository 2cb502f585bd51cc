"""What forges run on a pull request, run here."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
import yaml

from tests.help_centre import HelpCentre

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
# What check-jsonschema calls the schema that the forge publishes for a file.
SCHEMAS = {
    ".github/ISSUE_TEMPLATE/article.yml": ["vendor.github-issue-forms"],
    ".github/ISSUE_TEMPLATE/config.yml": ["vendor.github-issue-config"],
    ".github/workflows/content.yml": ["vendor.github-workflows"],
    ".gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}


class Notes(BaseHTTPRequestHandler):
    """Keeps the comments of one merge request, as GitLab's API does."""

    kept: ClassVar[dict[int, str]] = {}
    asked: ClassVar[list[str]] = []

    def _answer(self) -> None:
        self.asked.append(self.command)
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.command == "POST":
            self.kept[len(self.kept) + 1] = sent["body"]
        elif self.command == "PUT":
            self.kept[int(self.path.rsplit("/", 1)[1])] = sent["body"]
        content = json.dumps([{"id": number, "body": body} for number, body in self.kept.items()]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = _answer  # noqa: N815 - http.server's names

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def gitlab() -> Iterator[str]:
    """Give the address of a GitLab that has another comment already."""
    Notes.kept, Notes.asked = {1: "LGTM"}, []
    server = HTTPServer(("127.0.0.1", 0), Notes)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/v4"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_merge_request_gets_one_comment_however_often_it_is_checked(gitlab: str, tmp_path: Path) -> None:
    """The first run writes it, a later one with other findings writes it anew, one with the same leaves it."""
    names = {"CI_API_V4_URL": gitlab, "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12"}
    summary = tmp_path / "summary.md"
    for text in ("Two findings.", "Two findings.", "Nothing found."):
        summary.write_text(text)
        subprocess.run(
            [sys.executable, ROOT / ".ci/gitlab_comment.py", summary],
            env={**os.environ, **names, "HELP_CENTRE_COMMENT_TOKEN": "token"},
            check=True,
        )

    assert list(Notes.kept.values()) == ["LGTM", "<!-- help-centre -->\nNothing found."]
    assert Notes.asked == ["GET", "POST", "GET", "GET", "PUT"]


@pytest.mark.parametrize("path", sorted(SCHEMAS))
def test_a_forge_can_read_its_files(path: str) -> None:
    """Workflows and forms are what GitHub and GitLab publish as their schemas."""
    program = Path(sys.executable).parent / "check-jsonschema"
    checked = subprocess.run(
        [program, "--builtin-schema", *SCHEMAS[path], path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_file_of_a_forge_has_its_schema() -> None:
    """A workflow or form that is added is checked too."""
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / ".github").rglob("*.yml")}
    assert there | {".gitlab-ci.yml"} == set(SCHEMAS)


@pytest.mark.parametrize("path", [".github/workflows/content.yml", ".gitlab-ci.yml"])
def test_both_forges_run_the_same_script(path: str) -> None:
    """What a pull request must pass stands once, and can be run without a forge."""
    text = (ROOT / path).read_text(encoding="utf-8")

    assert yaml.safe_load(text)
    assert ".ci/content " in text
    assert "make .venv/serve.stamp" in text
    assert os.access(ROOT / ".ci/content", os.X_OK)


@pytest.mark.slow
def test_a_pull_request_that_names_a_work_item_takes_it_and_its_publication_ships_it(help_centre: HelpCentre) -> None:
    """What the workflow runs talks to a running service; items that are taken or not there stop nobody."""
    help_centre.write("reset.md", "---\nid: reset\ntitle: Reset\n---\n\nTurn it off and on again.\n")
    help_centre.publish()
    help_centre.start()
    for number in range(24):
        help_centre.rate(help_centre.catalogue()["reset"], helpful=number < 4)
    (item,) = help_centre.work_items()
    said = [take(help_centre, f"Rewrite it\n\nFixes HC-{item['id']} and HC-99") for _ in range(2)]
    taken = help_centre.work_items()[0]
    help_centre.write("reset.md", "---\nid: reset\ntitle: Reset\n---\n\nPress **Forgot password**, then type it.\n")
    help_centre.run("build")

    assert said[0].splitlines() == [
        f"HC-{item['id']} is 'in_review' now.",
        "HC-99 stays as it is. There is no work item 99.",
    ]
    assert said[1].startswith(f"HC-{item['id']} stays as it is.")
    assert (taken["state"], taken["reason"]) == ("in_review", "A pull request names it: https://example.com/pull/7")
    assert help_centre.work_items()[0]["state"] == "shipped"


def test_without_a_service_a_pull_request_takes_nothing(tmp_path: Path) -> None:
    """A forge that was told of no service goes on; one with a wrong address says what to do."""
    assert run_script("take_work_items.py", tmp_path, {"PULL_REQUEST_TEXT": "Fixes HC-1"}).returncode == 0
    nowhere = {"HELP_CENTRE_SERVICE_URL": "http://127.0.0.1:9/", "PULL_REQUEST_URL": "x"}
    failed = run_script("take_work_items.py", tmp_path, {"PULL_REQUEST_TEXT": "Fixes HC-1", **nowhere})
    assert failed.returncode == 1
    assert "hint: Check HELP_CENTRE_SERVICE_URL" in failed.stderr


def take(help_centre: HelpCentre, text: str) -> str:
    """Run what a forge runs for a pull request with *text*."""
    token = help_centre.run("staff", "add", "forge", "--app").split()[-1]
    names = {
        "HELP_CENTRE_SERVICE_URL": help_centre.url,
        "HELP_CENTRE_SERVICE_TOKEN": token,
        "PULL_REQUEST_TEXT": text,
        "PULL_REQUEST_URL": "https://example.com/pull/7",
    }
    ran = run_script("take_work_items.py", help_centre.folder, names)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def run_script(name: str, folder: Path, names: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script of ``.ci`` in *folder* with the environment variables *names*."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("HELP_CENTRE_")}
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / name],
        cwd=folder, env={**inherited, **names}, capture_output=True, text=True, check=False,
    )  # fmt: skip
