"""The folder that pages are written in."""

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import check_pages
from publishing.source.folder import (
    MAX_WAYS,
    ConfigUnreadable,
    config_file_of,
    config_of,
    docs_folder,
    find_pages,
    read_config,
)
from publishing.source.languages import languages_of


def test_pages_of_all_folders_are_found_but_hidden_ones(tmp_path: Path) -> None:
    """Markdown files at any depth count, pictures and hidden names do not."""
    for path in ("index.md", "a/b/c.markdown", "b.mkd", "a/x.png", ".git/x.md", "a/.draft.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")

    assert find_pages(tmp_path).paths == ("b.mkd", "index.md", "a/b/c.markdown")


def test_a_link_that_leads_back_is_named_and_not_followed(tmp_path: Path) -> None:
    """A loop of links ends the walk instead of repeating it; other links to folders are followed."""
    (tmp_path / "docs/a").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/page.md").write_text("x")
    (tmp_path / "docs/a/up").symlink_to("../..")
    (tmp_path / "docs/linked").symlink_to(tmp_path / "elsewhere")

    found = find_pages(tmp_path / "docs")

    assert found.paths == ("linked/page.md",)
    assert found.looping_links == ("a/up",)


def test_two_links_that_lead_to_each_other_are_a_loop(tmp_path: Path) -> None:
    """Each page is found through the other folder once, and both links are named where the walk came back."""
    for path in ("x/one.md", "z/two.md"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("x")
    (tmp_path / "x/y").symlink_to("../z")
    (tmp_path / "z/w").symlink_to("../x")

    found = find_pages(tmp_path)

    assert found.paths == ("x/one.md", "x/y/two.md", "z/two.md", "z/w/one.md")
    assert found.looping_links == ("x/y/w", "z/w/y")


def test_folders_that_all_link_to_each_other_end_the_walk(tmp_path: Path) -> None:
    """Twelve of them could be walked in millions of orders; each page is found, and each folder a few times at most."""
    names = [f"f{number}" for number in range(12)]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").write_text("x")
        for other in names:
            if other != name:
                (tmp_path / name / other).symlink_to(f"../{other}")

    found = find_pages(tmp_path)

    assert {f"{name}/page.md" for name in names} <= set(found.paths)
    assert len(found.paths) <= MAX_WAYS * len(names)
    assert found.crowded_links


@pytest.mark.parametrize(
    ("config", "folder"),
    [
        ("site_name: x\n", "docs"),
        ("docs_dir: content\n", "content"),
        ("site_url: !ENV [URL, x]\nx: !!python/name:os.system\ny: !relative\ndocs_dir: content\n", "content"),
        ("", "docs"),
    ],
)
def test_the_configuration_names_the_folder(tmp_path: Path, config: str, folder: str) -> None:
    """Tags of MkDocs and Python are passed over, not run."""
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / folder).mkdir()

    assert docs_folder(tmp_path / "mkdocs.yml") == tmp_path / folder


@pytest.mark.parametrize(
    "config",
    [b"a: b: c\n", b"\xff\xfe\x00", None, b"docs_dir: nowhere\n", b"docs_dir: mkdocs.yml\n", b"docs_dir: [a]\n"],
)
def test_a_configuration_that_cannot_be_read_says_why(tmp_path: Path, config: bytes | None) -> None:
    """Missing, malformed or of pages that are not there: an empty check must not look like one that found nothing."""
    if config is not None:
        (tmp_path / "mkdocs.yml").write_bytes(config)

    with pytest.raises(ConfigUnreadable, match=r"mkdocs\.yml: ") as caught:
        docs_folder(tmp_path / "mkdocs.yml")

    assert caught.value.hint


def test_a_folder_is_of_mkdocs_when_a_configuration_names_it(tmp_path: Path) -> None:
    """The one beside it or further up counts, not one that names another folder."""
    (tmp_path / "docs/en").mkdir(parents=True)
    assert not config_of(tmp_path / "docs/en")

    (tmp_path / "docs/mkdocs.yml").write_text("docs_dir: other\n")
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs/en\n")
    assert config_of(tmp_path / "docs/en")
    assert not config_of(tmp_path / "docs")


_LANGUAGES = "{i18n: {languages: [{locale: en, default: true}, {locale: de}]}, search: {}}"


@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": f"plugins: {_LANGUAGES}\ndocs_dir: pages\n"},
        {"mkdocs.yml": f"plugins: [search, {_LANGUAGES}]\ndocs_dir: pages\n"},
        {
            "mkdocs.yml": "INHERIT: base/all.yml\ndocs_dir: pages\n",
            "base/all.yml": f"plugins: {_LANGUAGES}\ndocs_dir: x\n",
        },
        {
            "mkdocs.yml": "INHERIT: base/all.yml\nplugins: {search: {lang: de}}\n",
            "base/all.yml": "INHERIT: ../top.yml\ndocs_dir: pages\n",
            "top.yml": f"plugins: {_LANGUAGES}\n",
        },
    ],
)
def test_languages_are_found_wherever_mkdocs_finds_them(tmp_path: Path, files: dict[str, str]) -> None:
    """Plugins are a list or a mapping, and a configuration inherits from others: the nearest counts."""
    (tmp_path / "base").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    config = read_config(tmp_path / "mkdocs.yml")

    languages = languages_of(config)
    assert languages.named - {languages.first} == {"de"}
    assert config["docs_dir"] == "pages"


@pytest.mark.parametrize(
    ("inherits", "problem"), [("mkdocs.yml", "inherits from itself"), ("gone.yml", "gone.yml: the")]
)
def test_a_configuration_that_inherits_nothing_is_named(tmp_path: Path, inherits: str, problem: str) -> None:
    """A circle and a file that is not there are said in one sentence."""
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {inherits}\n")
    with pytest.raises(ConfigUnreadable, match=problem):
        read_config(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("value", "problem"),
    [("&a [index.md, *a]", "holds itself"), ("&a {A: *a}", "holds itself"), ("[" * 400 + "]" * 400, "nested too")],
)
def test_values_without_an_end_are_named(tmp_path: Path, value: str, problem: str) -> None:
    """As the line that holds them, which MkDocs stops at too."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: x\nnav: {value}\n")
    with pytest.raises(ConfigUnreadable, match=problem) as caught:
        read_config(tmp_path / "mkdocs.yml")
    assert caught.value.hint


def test_the_other_name_that_mkdocs_takes_is_found(tmp_path: Path) -> None:
    """``mkdocs.yaml`` serves where there is no ``mkdocs.yml``; without either the usual name is what is missing."""
    (tmp_path / "docs").mkdir()
    assert config_file_of(tmp_path).name == "mkdocs.yml"
    (tmp_path / "mkdocs.yaml").write_text("site_name: Help\n")
    assert config_of(tmp_path / "docs") == config_file_of(tmp_path) == tmp_path / "mkdocs.yaml"
    (tmp_path / "docs/a.md").write_text("# A\n\n## B {#c}\n")
    (finding,) = (f for f in check_pages(tmp_path / "docs", ["a.md"], today=date(2026, 11, 22)) if f.code == "HC048")
    assert finding.hint == "Add 'attr_list' to 'markdown_extensions' in mkdocs.yaml."
    (tmp_path / "mkdocs.yml").write_text("site_name: Help\n")
    assert config_file_of(tmp_path).name == "mkdocs.yml"
