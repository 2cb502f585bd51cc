"""A new help centre is a company's own, builds strictly, and passes its own check."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from feedback_api.cli import main
from publishing.source.folder import docs_folder
from publishing.starter.comments import comment_of
from publishing.starter.company import Company
from publishing.starter.new_site import FolderNotEmpty, begin_site
from tests.help_centre import command

TODAY = date(2026, 11, 22)
AWKWARD = "Acme: 'Help' & more # $5"


def begin(folder: Path, *, wheel: Path | None = None, **answers: Any) -> None:
    """Make a help centre in *folder*."""
    begin_site(folder, Company(**{"name": "Acme", **answers}), wheel=wheel, version="1.2.3", today=TODAY)


def comments(file: Path) -> set[str]:
    """Give the comments of a file, but for settings that wait behind a sign."""
    lines = file.read_text(encoding="utf-8").splitlines()
    said = {comment_of(line)[1] for line in lines if "#" in line or "/*" in line}
    return {words for words in said if words and not words.startswith("HELP_CENTRE_MAIL") and "CONTACT_TO" not in words}


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """Give a picture."""
    file = tmp_path / "sign.SVG"
    file.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    return file


@pytest.mark.slow
def test_a_german_one_is_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, navigation and forms are German, the check finds nothing, and an inflected word finds its page."""
    begin(tmp_path / "neu", language="de", contact="hilfe@example.com")
    monkeypatch.chdir(tmp_path / "neu")

    checked = CliRunner().invoke(main, ["check"])
    built = CliRunner().invoke(main, ["build", "--strict"])
    found = CliRunner().invoke(main, ["search", "Suchfelder", "--json"])

    assert (checked.exit_code, checked.stderr) == (0, "5 pages checked, nothing found.\n")
    assert built.exit_code == 0, built.stderr
    page = (tmp_path / "neu/site/guides/find-an-answer/index.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Hat das geholfen?" in page
    video = (tmp_path / "neu/site/videos/find-and-rate/index.html").read_text(encoding="utf-8")
    assert "beschreiben Sie das Problem mit Ihren eigenen Worten" in video
    contact = (tmp_path / "neu/content/contact.md").read_text(encoding="utf-8")
    assert "Schreiben Sie an" in contact
    assert "[Wobei wir helfen](support.md#not)" in contact
    assert json.loads(found.stdout)["results"][0]["article_id"] == "find-an-answer"


@pytest.mark.slow
def test_it_passes_the_check_and_a_strict_build(tmp_path: Path, logo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the company's name holds, nothing is found, and search knows the pages."""
    folder = tmp_path / "new"
    begin(folder, name=AWKWARD, colour="#ffcc00", logo=logo, contact="help@example.com", address="https://h.example")
    monkeypatch.chdir(folder)

    checked = CliRunner().invoke(main, ["check"])
    built = CliRunner().invoke(main, ["build", "--strict"])
    found = CliRunner().invoke(main, ["search", "talk to a human", "--json"])

    assert (checked.exit_code, checked.stderr) == (0, "5 pages checked, nothing found.\n")
    assert built.exit_code == 0, built.stderr
    assert json.loads(found.stdout)["results"][0]["article_id"] == "contact"
    assert {file.name for file in (folder / "site/images").iterdir()} == {"logo.svg"}


def test_what_was_told_stands_where_it_belongs(tmp_path: Path, logo: Path) -> None:
    """Name, colour, logo, address, contact and tracker each reach their file."""
    folder = tmp_path / "new"

    begin(
        folder,
        name=AWKWARD,
        colour="#ffcc00",
        logo=logo,
        contact="help@example.com",
        address="https://h.example/docs",
        tracker="gitlab:acme/help",
    )

    config = (folder / "mkdocs.yml").read_text()
    fields = yaml.safe_load(config.replace("!ENV", ""))
    assert fields["site_name"] == AWKWARD
    assert fields["site_url"] == ["HELP_CENTRE_SITE_URL", "https://h.example/docs/"]
    assert fields["theme"]["logo"] == "images/logo.svg"
    assert docs_folder(folder / "mkdocs.yml") == folder / "content"
    assert "--md-typeset-a-color: #ffcc00" in (folder / "content/stylesheets/colours.css").read_text()
    assert "[help@example.com](mailto:help@example.com)" in (folder / "content/contact.md").read_text()
    assert "# HELP_CENTRE_TRACKER=gitlab:acme/help" in (folder / "help-centre.env").read_text()
    assert (folder / ".gitlab-ci.yml").exists()
    assert not (folder / ".github").exists()
    assert (folder / "README.md").read_text().startswith(f"# {AWKWARD}\n")


def test_what_was_not_told_is_left_out(tmp_path: Path) -> None:
    """A name alone is enough; the contact page says what is missing there."""
    begin(tmp_path / "new")

    assert "extra_css" not in (tmp_path / "new/mkdocs.yml").read_text()
    contact = (tmp_path / "new/content/contact.md").read_text()
    assert "Say here how customers reach you" in contact
    for line in (
        "## What we help with",
        "We promise no repair for older browsers",
        "[What we support](support.md#not)",
    ):
        assert line in contact, "the line is drawn on the page itself"
    assert (tmp_path / "new/.github/workflows/content.yml").exists()
    assert (tmp_path / "new/.gitlab-ci.yml").exists()


def test_the_wheel_goes_along(tmp_path: Path) -> None:
    """What the workflows install is there; without the wheel the README says what to put where."""
    wheel = tmp_path / "help_centre-9-py3-none-any.whl"
    wheel.write_bytes(b"wheel")

    begin(tmp_path / "with", wheel=wheel)
    begin(tmp_path / "without")

    assert (tmp_path / "with/wheels" / wheel.name).read_bytes() == b"wheel"
    for path in (".github/workflows/content.yml", "README.md"):
        assert "pip install wheels/*.whl" in (tmp_path / "with" / path).read_text(), "also after an upgrade"
    assert "put `help_centre-1.2.3-py3-none-any.whl` into `wheels/`" in (tmp_path / "without/README.md").read_text()


@pytest.mark.parametrize("name", ["full", "file"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """A folder that holds anything, or a file, is refused and stays as it is."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/.hidden").write_text("mine")
    (tmp_path / "file").write_text("mine")

    with pytest.raises(FolderNotEmpty, match="is not an empty folder"):
        begin(tmp_path / name)

    assert sorted(path.name for path in tmp_path.rglob("*")) == [".hidden", "file", "full"]


def test_the_command_refuses_in_two_lines(tmp_path: Path) -> None:
    """What is wrong is said before anything is written, whichever answer it is."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine").write_text("mine")
    runner = CliRunner()

    full = runner.invoke(main, ["init", str(tmp_path / "full"), "--colour", "blue"])
    colour = runner.invoke(main, ["init", str(tmp_path / "new"), "--colour", "blue"])
    tracker = runner.invoke(main, ["init", str(tmp_path / "new"), "--tracker", "jira:HELP"])

    all_wrong = ["--colour", "blue", "--address", "here", "--tracker", "jira:HELP", "--name", "Acme"]
    several = runner.invoke(main, ["init", str(tmp_path / "new"), *all_wrong])

    nameless = runner.invoke(main, ["init", str(tmp_path / "new"), "--name", ""])
    nowhere = runner.invoke(main, ["init", "/proc/new"])

    endless = runner.invoke(main, ["init", str(tmp_path / ("a" * 300)), "--name", "Acme"])
    assert "File name too long.\nhint: Name another folder." in endless.stderr
    assert nowhere.stderr.startswith("error: /proc/new cannot be written (")
    assert nameless.stderr.startswith("error: The name of the help centre is empty.\nhint: ")
    assert several.stderr.startswith("error: 'blue' is no colour. 'here' is no web address. HELP_CENTRE_TRACKER: 'jira")
    assert full.stderr.startswith(f"error: {tmp_path}/full is not an empty folder.\nhint: ")
    assert colour.stderr.startswith("error: 'blue' is no colour.\nhint: ")
    assert tracker.stderr.startswith("error: HELP_CENTRE_TRACKER: 'jira:HELP' cannot be understood.\nhint: ")
    assert {full.exit_code, colour.exit_code, tracker.exit_code, nowhere.exit_code} == {2}
    assert not (tmp_path / "new").exists()


def test_without_a_terminal_the_folder_gives_the_name(tmp_path: Path) -> None:
    """A script is asked nothing."""
    result = CliRunner().invoke(main, ["init", str(tmp_path / "acme-help")])

    assert result.exit_code == 0
    assert "help-centre serve" in result.stdout
    assert "site_name: acme-help\n" in (tmp_path / "acme-help/mkdocs.yml").read_text()


def test_the_guide_shows_the_file_for_containers_as_it_is_made(tmp_path: Path) -> None:
    """What operators read is what they get."""
    begin(tmp_path / "new")
    guide = (Path(__file__).parents[3] / "content/guides/operators/run-as-a-service.md").read_text(encoding="utf-8")
    assert f"```dockerfile\n{(tmp_path / 'new/Containerfile').read_text()}```" in guide


@pytest.mark.slow
def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    """What was not given is asked for, again where it cannot be used; an empty answer leaves it out."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [command(), "init", "new", "--colour", "#0a6b66"], cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE
    ) as asking:
        os.write(ours, b"Acme Help\nhere\n\nhelp\nhelp@example.com\nsign.gif\n\nfr\nen\njira:X\n\n")
        said = asking.communicate(timeout=300)[0].decode()
    os.close(ours)
    os.close(theirs)

    assert asking.returncode == 0
    assert "How readers reach a person" in said
    assert "Colour of links" not in said
    for wrong in ("'here' is no web address.", "'help' is neither", "sign.gif: there", "'fr' is not one", "'jira:X'"):
        assert said.count(f"Error: {wrong}") + said.count(f"Error: HELP_CENTRE_TRACKER: {wrong}") == 1
    assert "site_name: Acme Help\n" in (tmp_path / "new/mkdocs.yml").read_text()
    assert "help@example.com" in (tmp_path / "new/content/contact.md").read_text()


def test_a_german_help_centre_is_german_beside_its_pages_too(tmp_path: Path) -> None:
    """What a newcomer opens, and the forms that a forge shows, speak the language of the pages."""
    folder = tmp_path / "new"
    begin(folder, language="de", colour="#0a6b66")
    begin(tmp_path / "english", colour="#0a6b66")
    told = ("README.md", ".github/ISSUE_TEMPLATE/article.yml", ".github/pull_request_template.md")
    words = [(folder / path).read_text(encoding="utf-8") for path in told]
    assert "Was darin ist" in words[0]
    assert "Legen Sie `help_centre-1.2.3-py3-none-any.whl` in `wheels/`" in words[0]
    assert yaml.safe_load(words[1])["name"] == "Ein Artikel ist falsch oder fehlt"
    assert "Wort für Wort" in words[2]
    files = ("mkdocs.yml", "help-centre.env", "content/stylesheets/colours.css", "content/published.yml")
    for path in (*files, ".github/workflows/content.yml", ".gitlab-ci.yml"):
        german, english = (comments(tmp_path / site / path) for site in ("new", "english"))
        assert len(german) == len(english) > 0
        assert german.isdisjoint(english), path
    assert "gehören in die Umgebung" in (folder / "help-centre.env").read_text(encoding="utf-8")
    assert [file.name for file in (folder / ".gitlab/issue_templates").iterdir()] == [
        "Ein Artikel ist falsch oder fehlt.md"
    ]
