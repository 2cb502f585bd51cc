"""What forges run on a pull request, run here."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from publishing.starter.company import Company
from publishing.starter.new_site import begin_site
from tests.help_centre import HelpCentre
from tests.publishing.sites import CONFIG, Site
from tests.web_server import serving

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
    """Keeps the comments of one pull request, as the interfaces of GitHub and GitLab do; a page holds two."""

    kept: ClassVar[dict[int, str]] = {}
    asked: ClassVar[list[str]] = []

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path.partition('?')[0]}")
        sent = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
        if self.command == "POST":
            self.kept[len(self.kept) + 1] = sent["body"]
        elif self.command in {"PUT", "PATCH"}:
            self.kept[int(self.path.rsplit("/", 1)[1])] = sent["body"]
        page = int((parse_qs(urlsplit(self.path).query).get("page") or ["1"])[0])
        listed = [{"id": number, "body": body} for number, body in self.kept.items()][2 * page - 2 : 2 * page]
        content = json.dumps(listed).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = _answer  # noqa: N815 - http.server's names

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def forge() -> Iterator[str]:
    """Give the address of a forge whose pull request has other comments already."""
    Notes.kept, Notes.asked = {1: "LGTM", 2: "Thanks", 3: "Merge?"}, []
    with serving(HTTPServer(("127.0.0.1", 0), Notes)) as port:
        yield f"http://127.0.0.1:{port}"


# What each forge tells the script, where the comments are, and how one is changed.
FORGES = {
    "github": (
        {"GITHUB_API_URL": "{url}", "GITHUB_REPOSITORY": "a/b", "PULL_REQUEST_NUMBER": "12", "GH_TOKEN": "token"},
        "/repos/a/b/issues/12/comments",
        "PATCH /repos/a/b/issues/comments/4",
    ),
    "gitlab": (
        {
            "CI_API_V4_URL": "{url}/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "12",
            "HELP_CENTRE_COMMENT_TOKEN": "token",
        },
        "/api/v4/projects/7/merge_requests/12/notes",
        "PUT /api/v4/projects/7/merge_requests/12/notes/4",
    ),
}  # fmt: skip


def comment(forge: str, name: str, file: Path) -> subprocess.CompletedProcess[str]:
    """Run what a forge runs to write *file* as the comment."""
    names = {key: value.format(url=forge) for key, value in FORGES[name][0].items()}
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return subprocess.run(
        [sys.executable, ROOT / ".ci/comment.py", file],
        env=inherited | names, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", FORGES)
def test_a_pull_request_gets_one_comment_however_often_it_is_checked(forge: str, tmp_path: Path, name: str) -> None:
    """The first run writes it, a later one with other findings writes it anew, one with the same leaves it."""
    summary = tmp_path / "summary.md"
    for text in ("Two findings.", "Two findings.", "Nothing found."):
        summary.write_text(text)
        assert comment(forge, name, summary).returncode == 0

    _, comments, change = FORGES[name]
    assert list(Notes.kept.values()) == ["LGTM", "Thanks", "Merge?", "<!-- help-centre -->\nNothing found."]
    assert [asked for asked in Notes.asked if not asked.startswith("GET")] == [f"POST {comments}", change]
    assert {asked for asked in Notes.asked if asked.startswith("GET")} == {f"GET {comments}"}


def test_a_comment_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    """A summary that is not there is not the token's fault, nor is a forge that does not answer."""
    summary = tmp_path / "summary.md"
    assert "hint: Name the summary" in comment("http://127.0.0.1:9", "gitlab", summary).stderr
    summary.write_text("Nothing found.")
    assert "hint: The forge did not answer" in comment("http://127.0.0.1:9", "gitlab", summary).stderr


@pytest.mark.parametrize("path", ["publishing/starter/files/gitlab.yml", ".gitlab-ci.yml"])
def test_a_service_that_is_down_costs_no_comment(path: str) -> None:
    """What GitLab runs after the check goes on to the comment, as GitHub's steps do."""
    (taking,) = (line for line in (ROOT / path).read_text().splitlines() if "take_work_items.py" in line)

    assert subprocess.run(["bash", "-euo", "pipefail", "-c", f"python() {{ return 1; }}; {taking.strip(' -').replace('.venv/bin/', '')}; echo on"],  # noqa: E501
        capture_output=True, text=True, check=False).stdout.endswith("on\n")  # fmt: skip


def test_a_comment_is_no_longer_than_a_forge_takes(forge: str, tmp_path: Path) -> None:
    """Whole lines are left out, and how many; a forge that cannot be asked is a message."""
    summary = tmp_path / "summary.md"
    summary.write_text("| A row of the table. |\n" * 10_000)
    assert comment(forge, "github", summary).returncode == 0
    failed = comment("http://127.0.0.1:9", "github", summary)

    lines = Notes.kept[4].splitlines()
    assert 64_000 < len(Notes.kept[4]) < 65_536
    assert lines[-1] == f"The rest stands in the log of the check: {10_000 - (len(lines) - 3)} more lines."
    assert set(lines[1:-2]) == {"| A row of the table. |"}
    assert failed.stderr.startswith("error: The comment was not written (")
    assert failed.returncode == 1


@pytest.mark.parametrize("path", sorted(SCHEMAS))
@pytest.mark.parametrize("begun", [False, True])
def test_a_forge_can_read_its_files(tmp_path: Path, path: str, *, begun: bool) -> None:
    """Workflows and forms, ours and those of a new help centre, are what GitHub and GitLab publish as their schemas."""
    if begun:
        begin_site(tmp_path / "new", Company("Acme"), wheel=None, version="1", today=date(2026, 11, 22))
    program = Path(sys.executable).parent / "check-jsonschema"
    checked = subprocess.run(
        [program, "--builtin-schema", *SCHEMAS[path], path],
        cwd=tmp_path / "new" if begun else ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_new_help_centre_is_checked_like_this_one(tmp_path: Path) -> None:
    """Its pull requests run the same steps and scripts, which call the command that is installed there."""
    begin_site(tmp_path / "new", Company("Acme"), wheel=None, version="1", today=date(2026, 11, 22))
    ours, theirs = (
        yaml.safe_load((folder / ".github/workflows/content.yml").read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
        for folder in (ROOT, tmp_path / "new")
    )
    files = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*")}
    scripts = [path for path in files if path.startswith(".ci/") and (tmp_path / "new" / path).is_file()]

    assert {step["name"] for step in ours if "name" in step} <= {step["name"] for step in theirs if "name" in step}
    assert sorted(scripts) == [".ci/comment.py", ".ci/content", ".ci/take_work_items.py"]
    assert os.access(tmp_path / "new/.ci/content", os.X_OK)
    assert not any(".venv/bin" in (tmp_path / "new" / path).read_text(encoding="utf-8") for path in scripts)
    assert {".github/pull_request_template.md", ".gitlab/merge_request_templates/Default.md"} <= files


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


def begin_repository(folder: Path) -> Site:
    """Give a published site of one sound page, with the script that a pull request runs."""
    site = Site(folder, CONFIG.replace("[help-centre]", "[help-centre: {rules: true}]"))
    site.write("index.md", f"---\ntitle: Welcome\nsummary: {'All that you can do here. ' * 3}\n---\n\nHello.\n")
    (folder / ".gitignore").write_text("site\n.help-centre\n.ci\n.venv\n")
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/content", folder / ".ci/content")
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "First"]):
        somebody = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *somebody, *words], cwd=folder, check=True)
    return site


def pass_or_fail(site: Site, base: str = "main") -> tuple[int, str, str]:
    """Run the script, and return its status, its notes for the lines, and its summary."""
    ran = subprocess.run(
        [".ci/content", base, "github"], cwd=site.folder, capture_output=True, text=True, check=False
    )  # fmt: skip
    return ran.returncode, ran.stdout, (site.folder / ".help-centre/summary.md").read_text(encoding="utf-8")


def test_what_a_pull_request_must_pass_leaves_a_summary_and_a_preview(tmp_path: Path) -> None:
    """A page with a finding fails, is named on its line, and can be looked at all the same; a sound one passes."""
    site = begin_repository(tmp_path)
    page = tmp_path / "docs/index.md"
    page.write_text(page.read_text() + "\n![](https://example.com/a.png)\n")
    settings = site.config_file.read_text()
    site.config_file.write_text(settings + "\nnav: [index.md]\nvalidation: {nav: {omitted_files: warn}}\n")
    site.write("left-out.md", page.read_text().replace("![]", "![A picture]"))

    status, notes, summary = pass_or_fail(site)

    assert status == 1
    assert notes.startswith("::error file=docs/index.md,line=8,title=HC010::")
    assert "| `docs/index.md:8` | HC010 |" in summary
    build = summary.partition("The strict build fails:\n\n```\n")[2]
    assert '"nav" configuration:\n  - left-out.md\n' in build
    assert build.endswith("```\n")
    assert "example.com/a.png" in site.html("index.html")
    page.write_text(page.read_text().replace("![]", "![A picture]"))
    (tmp_path / "docs/left-out.md").unlink()
    status, _, summary = pass_or_fail(site)
    assert status == 0
    assert summary.startswith("The content check finds nothing.\n\nSearch questions: 0. All find")


def test_a_check_that_cannot_run_says_so_in_the_comment(tmp_path: Path) -> None:
    """An empty comment would look like a sound page; and a site that cannot be built has no preview."""
    site = begin_repository(tmp_path)
    site.write("index.md", "---\ntitle: A: B\n---\n")

    status, _, summary = pass_or_fail(site, base="nowhere")

    assert status == 1
    lines = summary.split("\n")
    assert lines[:5] == ["The content check could not run: see the log.", "", "", "The strict build fails:", ""]
    assert any("index.md" in line for line in lines[5:-2])
    assert lines[-2:] == ["There is no preview: the site cannot be built at all.", ""]


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
    failed = run_script("take_work_items.py", tmp_path, {"PULL_REQUEST_TEXT": "Fixes HC-1, fixes HC-2", **nowhere})
    assert failed.returncode == 1
    assert "error: HC-1 " in failed.stderr
    assert "error: HC-2 " in failed.stderr
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
