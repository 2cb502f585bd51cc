from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from publishing.catalogue import Catalogue, write_catalogue
from search_service.commands.build import index
from search_service.commands.search import search
from search_service.index.store import IndexStore, IndexUnusableError


@pytest.fixture
def folder(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a catalogue that the environment names."""
    write_catalogue(catalogue, tmp_path / "catalogue.json")
    monkeypatch.setenv("HELP_CENTRE_CATALOGUE", str(tmp_path / "catalogue.json"))
    monkeypatch.setenv("HELP_CENTRE_INDEX", str(tmp_path / "index"))
    return tmp_path


def test_the_index_is_built_from_the_catalogue_of_the_environment(folder: Path) -> None:
    """Without options the settings say what is read and where the index goes; a second time nothing is to do."""
    assert "ready" in CliRunner().invoke(index).stderr
    assert IndexStore(folder / "index").current().is_dir()
    assert "up to date" in CliRunner().invoke(index).stderr


def test_options_name_catalogue_and_index(folder: Path) -> None:
    """Any catalogue goes into any folder."""
    arguments = ["--catalogue", str(folder / "catalogue.json"), "--index", str(folder / "other")]
    assert CliRunner().invoke(index, arguments).exit_code == 0
    assert IndexStore(folder / "other").current().is_dir()


def test_a_search_prints_titles_and_addresses(folder: Path) -> None:
    """Each hit shows its place, title, section, address and excerpt."""
    CliRunner().invoke(index)
    printed = CliRunner().invoke(search, ["refnd", "--limit", "1"]).stdout
    assert printed.startswith("Did you mean: refund\n1. Invoices and refunds")
    assert "guides/invoices/#refunds" in printed
    assert folder.exists()


@pytest.mark.usefixtures("folder")
def test_several_words_are_one_search() -> None:
    """Nobody needs to quote a question: words beside one another, and options among them, are one query."""
    CliRunner().invoke(index)
    quoted = CliRunner().invoke(search, ["how do i get a refund", "--limit", "2"])
    bare = CliRunner().invoke(search, ["how", "do", "i", "get", "--limit", "2", "a", "refund"])
    assert bare.stdout == quoted.stdout
    assert (bare.exit_code, quoted.exit_code) == (0, 0)


@pytest.mark.usefixtures("folder")
def test_where_nothing_matches_the_nearest_articles_are_named() -> None:
    """Their titles and addresses follow, as on the results page; where none is near, it ends at the advice."""
    CliRunner().invoke(index)
    near = CliRunner().invoke(search, ["passwordless"])
    assert near.stderr == "Nothing matches; try other words. Perhaps you meant one of these:\n"
    assert "Reset your password\n   guides/reset-password/\n" in near.stdout
    for nothing in ("zzzzzzzzzzzz", ""):
        far = CliRunner().invoke(search, [nothing])
        assert (far.stdout, far.stderr, far.exit_code) == ("", "Nothing matches; try other words.\n", 0)


@pytest.mark.usefixtures("folder")
def test_a_search_explains_itself() -> None:
    """On request each hit says which signals made its score."""
    CliRunner().invoke(index)
    assert "of 7.0  words: " in CliRunner().invoke(search, ["refund", "--explain"]).stdout


@pytest.mark.usefixtures("folder")
def test_a_search_as_json_is_the_http_answer() -> None:
    """Programs get what the HTTP interface gives."""
    CliRunner().invoke(index)
    answer = json.loads(CliRunner().invoke(search, ["refund", "--json"]).stdout)
    assert answer["results"][0]["article_id"] == "invoices"


@pytest.mark.usefixtures("folder")
def test_without_an_index_the_error_names_the_command() -> None:
    """Searching before anything is built says what to run."""
    result = CliRunner().invoke(search, ["refund"])
    assert isinstance(result.exception, IndexUnusableError)
    assert "help-centre index" in result.exception.hint


@pytest.mark.parametrize("arguments", [["a", "--limit", "0"], ["a", "--limit", "51"], []])
def test_wrong_use_exits_with_2(arguments: list[str]) -> None:
    """What cannot be meant is refused as wrong use."""
    assert CliRunner().invoke(search, arguments).exit_code == 2
