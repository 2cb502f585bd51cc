"""A help centre of one's own, from the wheel alone: the repository is not beside it."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installed import bare_environment, build_wheel, install
from tests.test_architecture import ROOT, UPSTREAM, tracked

pytestmark = pytest.mark.slow
OLD_ADDRESS = "https://acme.zendesk.com/hc/en-us/articles/7-Plans"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built wheel."""
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the programs of an environment that has the wheel."""
    return install(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="module")
def new_site(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a help centre that was begun with a word for each question."""
    folder = tmp_path_factory.mktemp("company") / "help"
    answers = ["--name", "Acme Help", "--contact", "help@example.com", "--colour", "#8800cc"]
    run(programs, "init", str(folder), *answers, folder=folder.parent)
    return folder


def run(programs: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed ``help-centre`` in *folder*; a failure fails the test."""
    finished = subprocess.run(
        [programs / "help-centre", *arguments],
        cwd=folder,
        env=bare_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert finished.returncode == 0, finished.stderr
    return finished


def test_the_wheel_carries_every_file(wheel: Path) -> None:
    """Templates, scripts, styles, migrations and the first video are in it, and nothing of the tests."""
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {path.relative_to(ROOT).as_posix() for path in tracked(*UPSTREAM)}
    theirs = {f"publishing/{path.relative_to(ROOT).as_posix()}" for path in tracked("overrides")}
    assert ours | theirs <= names
    assert "publishing/starter/videos/find-and-rate.webm" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]


def test_the_environment_does_not_know_the_repository(programs: Path, tmp_path: Path) -> None:
    """What these tests run comes from the wheel."""
    asked = subprocess.run(
        [
            programs / "python",
            "-c",
            "import publishing, feedback_api; print(publishing.__file__, feedback_api.__file__)",
        ],
        cwd=tmp_path,
        env=bare_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(Path(file).is_relative_to(programs.parent) for file in asked.stdout.split())


def test_a_new_help_centre_passes_its_check_and_its_strict_build(programs: Path, new_site: Path) -> None:
    """What 'init' makes is what every change of it must be."""
    assert "nothing found" in run(programs, "check", folder=new_site).stderr
    assert "The site is built" in run(programs, "build", "--strict", folder=new_site).stderr
    assert (new_site / "wheels").is_dir()
    assert (new_site / ".ci/comment.py").is_file()


@pytest.fixture
def address(programs: Path, new_site: Path) -> Iterator[str]:
    """Start the service where nothing was built yet, and give its address."""
    with (new_site.parent / "log").open("w") as log:
        service = subprocess.Popen(
            [programs / "help-centre", "serve", "--port", "0"],
            cwd=new_site,
            env=bare_environment(),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with service:
        assert service.stdout is not None
        ready = re.search(r"ready on (\S+)", service.stdout.readline())
        if ready:
            yield ready[1]
        service.terminate()
        service.wait(120)
    assert ready, (new_site.parent / "log").read_text()


def test_serve_is_all_that_it_takes(address: str) -> None:
    """The first start builds the pages; they carry the company's name, are searched and rated."""
    with urllib.request.urlopen(f"{address}/") as answer:
        assert "Acme Help" in answer.read().decode()
    with urllib.request.urlopen(f"{address}/api/v1/search?q=how+to+reach+a+human") as answer:
        hit = json.load(answer)["results"][0]
    assert hit["article_id"] == "contact"
    rating = {
        "key": "0b5e3c1a-8f2d-4f6e-9a77-2f1f4f3b9c10",
        "article_id": hit["article_id"],
        "revision": hit["revision"],
        "helpful": True,
    }
    request = urllib.request.Request(
        f"{address}/api/v1/ratings", json.dumps(rating).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 201
    with urllib.request.urlopen(f"{address}/videos/find-and-rate.vtt") as answer:
        assert answer.headers["Content-Type"].startswith("text/vtt")


def test_an_existing_site_needs_one_line(programs: Path, tmp_path: Path) -> None:
    """'plugins: [help-centre]' on a Material site gives search, rating, permanent links and the catalogue."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Welcome\n\nHello.\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Foreign\ntheme: material\nplugins: [help-centre]\n")

    run(programs, "build", "--strict", folder=tmp_path)

    page = (tmp_path / "site/index.html").read_text()
    assert "<help-centre-search" in page
    assert "<help-centre-rating" in page
    assert (tmp_path / "site/a/home/index.html").is_file()
    assert (tmp_path / "site/assets/help-centre/help-centre.js").is_file()


def test_a_german_site_speaks_german(programs: Path, tmp_path: Path) -> None:
    """The German texts are in the wheel."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Willkommen\n")
    config = "site_name: H\ntheme: {name: material, language: de}\nplugins: [help-centre]\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    run(programs, "build", "--strict", folder=tmp_path)
    assert "Hat das geholfen?" in (tmp_path / "site/index.html").read_text()


def test_articles_come_in_and_everything_goes_out(programs: Path, tmp_path: Path) -> None:
    """Markdown and an export of another help centre come in and are found; theme files and what was learned go out."""
    run(programs, "init", "help", folder=tmp_path)
    folder = tmp_path / "help"
    (tmp_path / "old").mkdir()
    (tmp_path / "old/invoice.md").write_text(
        "+++\ntitle = 'Where your invoices are'\naliases = ['/faq/12']\n+++\n\nOpen your account.\n"
    )

    export = {"articles": [{"id": 7, "title": "Plans", "body": "<p>Open <b>Plans</b>.</p>", "html_url": OLD_ADDRESS}]}
    (tmp_path / "export.json").write_text(json.dumps(export))

    imported = run(programs, "import", "markdown", "../old", "--into", "guides", folder=folder)
    run(programs, "import", "zendesk", "../export.json", "--into", "plans", folder=folder)
    run(programs, "build", folder=folder)
    found = json.loads(run(programs, "search", "where is my invoice", "--json", folder=folder).stdout)
    run(programs, "export", "out", folder=folder)
    run(programs, "theme", "overrides", folder=folder)

    assert "Fields mapped: aliases -> a redirect (1)." in imported.stdout
    assert found["results"][0]["article_id"] == "guides-invoice"
    assert "guides/invoice/" in (folder / "site/faq/12/index.html").read_text()
    assert "Open **Plans**." in next((folder / "content/plans").glob("**/plans.md")).read_text()
    assert (folder / "out/ratings.jsonl").read_text() == ""
    assert (folder / "overrides/partials/feedback.html").is_file()
