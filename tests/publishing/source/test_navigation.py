"""What a strict build says of the navigation, the check says before, and where."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import read_folder
from publishing.rules import SITE_RULES
from publishing.rules.finding import Finding
from publishing.site.build import build_site
from publishing.site.failed_build import BuildFailed

TODAY = date(2026, 11, 22)
STRICT = """site_name: x
site_url: https://help.example.com/
theme: mkdocs
validation: {nav: {omitted_files: warn, not_found: warn, absolute_links: warn}}
"""
LANGUAGES = """plugins:
  - help-centre
  - i18n:
      docs_structure: STRUCTURE
      fallback_to_default: FALLBACK
      languages:
        - {locale: en, name: English, default: true}
        - {locale: de, name: Deutsch}
"""
OWN = LANGUAGES.replace("Deutsch}", "Deutsch, nav: [index.md, both.md, only.md, nowhere.md]}")
TEXTS = {
    "gone.md": "---\nid: gone\ngone: No more.\n---\n",
    "old.md": "---\nid: old\nreplaced_by: both\n---\n",
    "published.yml": "old: {paths: [old.md]}\n",
}


def found(folder: Path, config: str, *paths: str) -> list[Finding]:
    """Check the navigation of a site with these files."""
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(config)
    for path in paths:
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(TEXTS.get(path.rpartition("/")[2], "# Page\n"))
    return list(SITE_RULES["HC056"](read_folder(folder / "docs", today=TODAY).site))


def warned(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[set[str], set[str]]:
    """Build the site, and return what the build misses in the navigation, and what it does not find of it."""
    build_site(folder / "mkdocs.yml", folder / "site", strict=False)
    said = capsys.readouterr().err
    refused = re.findall(r"warning: (?:A reference|An absolute path) to '([^']*)'", said)
    return set(re.findall(r"^  - (.*)$", said, flags=re.MULTILINE)), set(refused)


def told(findings: list[Finding]) -> tuple[set[str], set[str]]:
    """Return what the check says in the same way."""
    refused = {found[1] for each in findings if (found := re.search(r" names '([^']*)'", each.message))}
    return {each.path for each in findings if "is missing in 'nav'" in each.message}, refused


ONE_LANGUAGE = ("index.md", "a.md", "sub/b.md", "sub/c.md", "left.md", "apart.md", "file.pdf", "gone.md", "old.md",
                "both.md", "published.yml", ".hidden.md", "other.mkd", "more.mkdn",
                "three/c.md", "three/c.markdown", "two/index.md", "two/README.md", "four/README.md")  # fmt: skip
TWO_LANGUAGES = ("index.md", "both.md", "only.md", "omitted.md")


@pytest.mark.parametrize(
    "nav",
    [
        "[index.md, {A: a.md}, {Sub: [./sub/b.md, no.md, {C: [/sub/c.md]}]}, 'https://a.example/', file.pdf, both.md]",
        "[index.md, sub/../a.md, sub/../sub/b.md, ../docs/a.md, two/index.md, other.mkd, {A: a.md}]",
        "[index.md, two/README.md, three/c.markdown, more.mkdn]",
        "[index.md, a.md#x, sub, sub/, old.md, gone.md, left.md, A.md, .hidden.md, 'mailto:a@example.com']",
        "[]",
    ],
)
@pytest.mark.parametrize("validation", ["", "absolute_links: relative_to_docs", "omitted_files: info"])
def test_what_the_navigation_lacks_and_names_is_what_the_build_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nav: str, validation: str
) -> None:
    """Pages that nobody lists, and entries that are no file: no other ones, and none of what is left out."""
    apart = "exclude_docs: left.md\nnot_in_nav: apart.md\nplugins: [help-centre]\n"
    config = STRICT.replace("absolute_links: warn", validation or "absolute_links: warn")
    if validation.startswith("omitted"):
        config = STRICT.replace("omitted_files: warn", validation)
    findings = found(tmp_path, f"{config}{apart}nav: {nav}\n", *ONE_LANGUAGE)

    assert told(findings) == warned(tmp_path, capsys)
    assert bool(findings) == (nav != "[]")


@pytest.mark.parametrize("structure", ["suffix", "folder"])
@pytest.mark.parametrize("fallback", ["true", "false"])
@pytest.mark.parametrize("languages", [LANGUAGES, OWN], ids=["shared", "own"])
def test_each_language_has_its_navigation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], structure: str, fallback: str, languages: str
) -> None:
    """A list may be for all languages or for one, and what nobody translated may be there or not."""
    plugins = languages.replace("STRUCTURE", structure).replace("FALLBACK", fallback)
    english = [f"en/{path}" for path in TWO_LANGUAGES] if structure == "folder" else TWO_LANGUAGES
    german = ["index.md", "both.md", "later.md"]
    paths = [f"de/{path}" if structure == "folder" else path.replace(".md", ".de.md") for path in german]
    findings = found(tmp_path, f"{STRICT}{plugins}nav: [index.md, both.md, only.md, no.md]\n", *english, *paths)
    omitted, refused = told(findings)
    omitted_by_build, refused_by_build = warned(tmp_path, capsys)

    assert refused == refused_by_build
    assert omitted <= omitted_by_build
    assert {_place(path) for path in omitted} == {_place(path) for path in omitted_by_build}


@pytest.mark.parametrize("apart", ["/both.md", "/both.de.md", "both.*"])
def test_a_page_belongs_in_no_navigation_in_each_language_by_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], apart: str
) -> None:
    """A pattern that names the original alone leaves its translation to be missed."""
    plugins = LANGUAGES.replace("STRUCTURE", "suffix").replace("FALLBACK", "true")
    config = f"{STRICT}{plugins}nav: [index.md]\nnot_in_nav: {apart}\n"
    findings = found(tmp_path, config, "index.md", "both.md", "both.de.md")

    assert told(findings) == warned(tmp_path, capsys)
    assert [each.hint for each in findings] == [
        f"Add 'both.md' there, or {other}to 'not_in_nav'."
        for other, named in (("'/both.de.md' ", "/both.md"), ("", "/both.de.md"))
        if apart == named
    ]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("5", "'5' is no text."), ("A: 2026-01-01", "'2026-01-01' is no text."), ("", "an entry is empty."),
        ("A:", "an entry is empty."), ("A: [yes]", "'yes' is no text."), ('"b.md"', ""), ("A: [b.md]", ""),
    ],
)  # fmt: skip
def test_an_entry_that_no_build_takes_is_found(tmp_path: Path, entry: str, says: str) -> None:
    """A build stops there, a strict one or not."""
    findings = found(tmp_path, f"site_name: x\ntheme: mkdocs\nnav:\n  - index.md\n  - {entry}\n", "index.md", "b.md")

    assert [(each.line, each.message.partition(": ")[2]) for each in findings] == ([(5, says)] if says else [])
    if says:
        with pytest.raises(BuildFailed):
            build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)


@pytest.mark.parametrize(
    ("nav", "says"),
    [
        ("5", "'5' is no text."), ("A: [yes]", "'yes' is no text."), ("A: ", "an entry is empty."),
        ("De: [A: index.md, 2024: both.md]", "'2024'."), ("De: [A: index.md, yes: [both.md]]", "'yes'."),
        ('De: [A: index.md, "2024": both.md]', ""),
    ],
)  # fmt: skip
def test_what_no_build_takes_is_found_in_a_list_of_one_language(tmp_path: Path, nav: str, says: str) -> None:
    """The plugin for languages puts the titles below the name of a language in order, and stops at a number."""
    config = re.sub(r"nav: .*\]", f"nav: [{nav}]", OWN.replace("STRUCTURE", "folder").replace("FALLBACK", "false"))
    paths = [f"{lang}/{name}" for lang in ("en", "de") for name in ("index.md", "both.md")]
    findings = found(tmp_path, f"site_name: x\ntheme: mkdocs\n{config}", *paths)

    assert [(each.line, each.message.rpartition(": ")[2]) for each in findings] == ([(10, says)] if says else [])
    if says:
        with pytest.raises(BuildFailed):
            build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)


@pytest.mark.parametrize(
    ("title", "is_found"),
    [("yes", True), ("12:30", True), ("1.10", True), ("~", True), ("2024", False), ("2024-01-30", False)],
)
def test_a_title_of_which_yaml_makes_another_is_found(tmp_path: Path, title: str, is_found: bool) -> None:
    """Readers see 'True' or '750'; a number that stays as it was written is none of them."""
    config = f"site_name: x\ntheme: mkdocs\nnav:\n  - index.md\n  - {title}: b.md\nextra: {{nav: [5]}}\n"
    findings = found(tmp_path, config, "index.md", "b.md")

    assert [(each.line, each.hint) for each in findings] == (
        [(5, f"Put it into quotes, '\"{title}\":'.")] if is_found else []
    )


@pytest.mark.parametrize("says", ["replaced_by: yes", "replaced_by: [both]", "gone: yes", "gone:"])
def test_a_page_that_does_not_say_well_where_it_went_is_found_once(tmp_path: Path, says: str) -> None:
    """HC017 says what is wrong: who listed the page in the navigation would have to take it out again."""
    findings = found(tmp_path, f"{STRICT}nav: [index.md, both.md]\n", "index.md", "both.md", "published.yml", "old.md")
    (tmp_path / "docs/old.md").write_text(f"---\nid: old\n{says}\n---\n")
    site = read_folder(tmp_path / "docs", today=TODAY).site

    assert [*findings, *SITE_RULES["HC056"](site)] == []
    assert [each.path for each in SITE_RULES["HC017"](site)] == ["old.md"]


def test_an_entry_whose_page_has_no_successor_is_to_be_taken_out(tmp_path: Path) -> None:
    """Its path is right, and HC017 says that the successor is not."""
    found(tmp_path, f"{STRICT}nav: [index.md, old.md]\n", "index.md", "published.yml")
    (tmp_path / "docs/old.md").write_text("---\nid: old\nreplaced_by: nobody\n---\n")
    (finding,) = SITE_RULES["HC056"](read_folder(tmp_path / "docs", today=TODAY).site)

    assert finding.hint == "Take it out."


def test_an_entry_whose_page_was_replaced_says_so(tmp_path: Path) -> None:
    """Its file is there, and only says where its readers go."""
    (finding,) = found(tmp_path, f"{STRICT}nav: [index.md, both.md, old.md]\n", "index.md", "both.md", *TEXTS)[-1:]

    assert finding.message.endswith("names 'old.md', which was replaced.")
    assert finding.hint == "Write 'both.md', or take it out."


def _place(path: str) -> str:
    return re.sub(r"^(en|de)/|\.de(?=\.md$)", "", path)


def test_a_finding_stands_where_the_navigation_names_what_is_not_there(tmp_path: Path) -> None:
    """Also in the list of a language, which may name the same; the message names what was meant."""
    nav = "nav:\n  - index.md\n  - Old: old.md\n  - Both:\n      - /both.md\n      - only.md\n      - nowhere.md\n"
    plugins = OWN.replace("STRUCTURE", "suffix").replace("FALLBACK", "true")
    findings = found(tmp_path, f"{STRICT}{plugins}{nav}", *TWO_LANGUAGES[:3], "old.md", "published.yml")

    assert [(each.path, each.line, each.hint.split(",")[0]) for each in findings if each.path != "both.md"] == [
        ("../mkdocs.yml", 15, "Write 'both.md'"),
        ("../mkdocs.yml", 17, "Write 'both.md'."),
        ("../mkdocs.yml", 19, "Correct the path"),
        ("../mkdocs.yml", 12, "Correct the path"),
    ]


def test_an_entry_that_stands_twice_is_found_in_both_lines(tmp_path: Path) -> None:
    """Each of them is to be taken out."""
    findings = found(tmp_path, f"{STRICT}nav:\n  - index.md\n  - no.md\n  - A: no.md\n", "index.md")

    assert [each.line for each in findings] == [7, 8]


@pytest.mark.parametrize(
    "config",
    [
        "plugins: [literate-nav]\n", "plugins: [somebodys]\n", "hooks: [own.py]\n",
        "validation: {omitted_files: ignore, not_found: info}\n",
    ],
)  # fmt: skip
def test_what_others_make_of_the_navigation_nobody_knows(tmp_path: Path, config: str) -> None:
    """A plugin that writes it, one that is not known, and a site whose build does not stop."""
    kept = STRICT if "validation" not in config else "site_name: x\n"

    assert found(tmp_path, f"{kept}{config}nav: [index.md, no.md]\n", "index.md", "a.md") == []


def test_a_navigation_may_be_inherited(tmp_path: Path) -> None:
    """Then nobody knows its lines."""
    (tmp_path / "base.yml").write_text("nav:\n  - index.md\n  - no.md\n")
    findings = found(tmp_path, f"INHERIT: base.yml\n{STRICT}", "index.md", "a.md")

    assert [(each.path, each.line) for each in findings] == [("a.md", 1), ("../mkdocs.yml", 1)]
