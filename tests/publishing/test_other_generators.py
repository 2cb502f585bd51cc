"""The shipped content under the generators that may follow MkDocs: the same catalogue, the same widgets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from feedback_api.cli import main
from publishing.links.published import read_published

ROOT = Path(__file__).parents[2]
SEARCH_PAGE = "---\ntitle: Search\ntemplate: help-centre/shell.html\nhide: [navigation, toc, path, feedback]\n---\n"
ASSETS = "assets/help-centre"
OUR_FILES = f"""
extra_css: [{ASSETS}/look.css, {ASSETS}/search.css, {ASSETS}/results.css, {ASSETS}/rating.css]
extra_javascript:
  - path: {ASSETS}/help-centre.js
    type: module
"""
PAGE = "guides/customers/find-an-answer/index.html"

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the shipped content with its configuration, which is where commands run."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELP_CENTRE_SITE_URL", "https://help.example.com/docs/")
    monkeypatch.setenv("HELP_CENTRE_EDIT_URL", "")
    return tmp_path


def run(*arguments: str) -> None:
    """Run a generator by its module."""
    finished = subprocess.run(
        [sys.executable, "-m", *arguments],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr


def articles(site: Path) -> list[dict[str, Any]]:
    """Return the articles of a site's catalogue."""
    read: list[dict[str, Any]] = json.loads((site / "catalogue.json").read_text(encoding="utf-8"))["articles"]
    return read


def test_properdocs_builds_the_same_site(folder: Path) -> None:
    """ProperDocs runs the plugin as it is: every article is the same in every field."""
    run("mkdocs", "build", "--quiet", "--strict", "--site-dir", "by-mkdocs")

    run("properdocs", "build", "--quiet", "--strict", "--config-file", "mkdocs.yml", "--site-dir", "by-properdocs")

    assert articles(folder / "by-properdocs") == articles(folder / "by-mkdocs")
    assert "<help-centre-rating" in (folder / "by-properdocs" / PAGE).read_text(encoding="utf-8")


def test_zensical_and_publish_make_the_same_catalogue(folder: Path) -> None:
    """Zensical runs no plugin; with the theme files and 'publish' every article of the first language is the same."""
    run("mkdocs", "build", "--quiet", "--strict", "--site-dir", "by-mkdocs")
    expected = [article for article in articles(folder / "by-mkdocs") if article["lang"] == "en"]
    for translation in (folder / "content").rglob("*.de.md"):
        translation.unlink()
    assert CliRunner().invoke(main, ["theme", "overrides"]).exit_code == 0
    config = (
        (folder / "mkdocs.yml").read_text().replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    )
    (folder / "mkdocs.yml").write_text(config + OUR_FILES)
    (folder / "content/search").mkdir()
    (folder / "content/search/index.md").write_text(SEARCH_PAGE)

    run("zensical", "build", "--config-file", "mkdocs.yml")
    published = CliRunner().invoke(main, ["publish", "site"])

    assert published.exit_code == 0, published.stderr
    assert articles(folder / "site") == expected
    assert {path.name for path in (folder / "site/a").iterdir()} == set(read_published(folder / "content") or ())
    html = (folder / "site" / PAGE).read_text(encoding="utf-8")
    page = LexborHTMLParser(html)
    revisions = {article["id"]: article["revision"] for article in expected}
    assert page.css_first("input[name=revision]").attributes["value"] == revisions["find-an-answer"]  # type: ignore[union-attr] # the form is the claim
    assert page.css_first("help-centre-search").attributes["data-contact"] == "contact/"  # type: ignore[union-attr] # see above
    person = page.css_first(".hc-rating__after a")
    assert person is not None
    asked_after = f"article=find-an-answer&revision={revisions['find-an-answer']}&helpful=no"
    assert person.attributes["href"] == f"../../../contact/?{asked_after}"
    assert "-token" not in html
    assert "<help-centre-rating" not in (folder / "site/guides/customers/index.html").read_text(encoding="utf-8")
    assert not (folder / "site/published.yml").exists()
    video = LexborHTMLParser((folder / "site/videos/find-and-rate/index.html").read_text(encoding="utf-8"))
    asked = [node.attributes["src"] or "" for node in video.css("video source, video track")]
    asked.append(video.css_first("video").attributes["poster"] or "")  # type: ignore[union-attr] # its being there is the claim
    for name, _, query in (address.partition("?") for address in asked):
        assert (folder / "site/videos/find-and-rate" / name).resolve().is_file()
        assert query.startswith("v=")
    assert CliRunner().invoke(main, ["publish", "site"]).exit_code == 0
    assert (folder / "site" / PAGE).read_text(encoding="utf-8") == html
    found = json.loads(CliRunner().invoke(main, ["search", "forgot where the search box is", "--json"]).stdout)
    assert found["results"][0]["article_id"] == "find-an-answer"
