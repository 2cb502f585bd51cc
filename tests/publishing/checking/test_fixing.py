"""Repairs that need no person."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import broken_rules, read_folder
from publishing.checking.fixing import fix
from publishing.links.published import PublishedArticle, parse_published
from publishing.rules import CODES, links_kept
from publishing.rules.silences import heard

TODAY = date(2026, 11, 21)
FIELDS = "title: T\nsummary: Open the sign-in page, press Forgot password and follow the link.\n"
MOVED = "moved_sections: {a: moon#seas, b: page#c}\n"


def repaired(folder: Path) -> int:
    """Repair the pages below *folder* as the command does."""
    site = read_folder(folder, today=TODAY).site
    return len(fix(folder, site, heard(site.pages, broken_rules(site), ran=(), known=CODES)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"---\n{FIELDS}tags: accounts\n---\n", f"---\n{FIELDS}tags: [accounts]\n---\n"),
        (f"---\n{FIELDS}kind: Guide\n---\n", f"---\n{FIELDS}kind: guide\n---\n"),
        (f"---\n{FIELDS}support: best_effort\n---\n", f"---\n{FIELDS}support: best-effort\n---\n"),
        (f"---\n{FIELDS}contact: forms\n---\n", f"---\n{FIELDS}contact: form\n---\n"),
        (f"---\n{FIELDS}keyword: [a]\n---\n", f"---\n{FIELDS}keywords: [a]\n---\n"),
        (f"---\nx: a\u2028b\n{FIELDS}kind: Guide\n---\n", f"---\nx: a\u2028b\n{FIELDS}kind: guide\n---\n"),
        (f"---\n{FIELDS}---\n\na\u2028b\n\n[it](old.md)\n", f"---\n{FIELDS}---\n\na\u2028b\n\n[it](here/new.md)\n"),
        (f"---\n{FIELDS}---\n\n`](old.md)` [it](old.md)\n", f"---\n{FIELDS}---\n\n`](old.md)` [it](here/new.md)\n"),
        (f"---\n{FIELDS}---\n\n[a](old.mdx) [b](old.md)\n", f"---\n{FIELDS}---\n\n[a](old.mdx) [b](here/new.md)\n"),
        (f"---\n{FIELDS}---\n\nSee [it](old.md#seas).\n", f"---\n{FIELDS}---\n\nSee [it](here/new.md#seas).\n"),
        (f"---\n{FIELDS}---\n\n[It](here/new.md#lakes).\n", f"---\n{FIELDS}---\n\n[It](here/new.md#seas).\n"),
        (
            f"---\n{FIELDS}---\n\n<!-- [it](old.md) --> ![it](page.md) [it](old.md)\n",
            f"---\n{FIELDS}---\n\n<!-- [it](old.md) --> ![it](page.md) [it](here/new.md)\n",
        ),
        (
            f"---\n{FIELDS}---\n\n[a](<old.md>) [b]( old.md ) [c](old.md 'C')\n",
            f"---\n{FIELDS}---\n\n[a](<here/new.md>) [b]( here/new.md ) [c](here/new.md 'C')\n",
        ),
        (
            f"---\n{FIELDS}---\n\n[d\nd](old.md#seas) [e][f]\n\n[f]: old.md\n",
            f"---\n{FIELDS}---\n\n[d\nd](here/new.md#seas) [e][f]\n\n[f]: here/new.md\n",
        ),
        (
            f'---\n{FIELDS}---\n\n<a href="old.md">It</a> and [it](old.md)\n',
            f'---\n{FIELDS}---\n\n<a href="here/new.md">It</a> and [it](here/new.md)\n',
        ),
        (
            f"---\n{FIELDS}{MOVED}---\n\n[It](#a), [b](#b).\n\n## C\n",
            f"---\n{FIELDS}{MOVED}---\n\n[It](here/new.md#seas), [b](#c).\n\n## C\n",
        ),
    ],
)
def test_what_needs_no_judgement_is_repaired(tmp_path: Path, before: str, after: str) -> None:
    """One value becomes a list, a slip that, a link to a page or section that moved its new one."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "new.md").write_text(
        f"---\nid: moon\n{FIELDS}moved_sections: {{lakes: moon#seas}}\n---\n\n## Seas\n"
    )
    (tmp_path / "published.yml").write_text("moon: {paths: [old.md, here/new.md], anchors: [seas]}\n")
    (tmp_path / "page.md").write_text(before)

    repaired(tmp_path)

    assert (tmp_path / "page.md").read_text() == after
    assert repaired(tmp_path) == 0


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{FIELDS}tags: 'a, b'\n---\n",
        f"---\n{FIELDS}sumary: x\n---\n\n[here](nowhere.md)\n",
        f"---\n{FIELDS}contact: allways\n---\n",
        f"---\n{FIELDS}tags: accounts # ignore HC013: the site's own use\n---\n",
        f"---\n{FIELDS}---\n\nIt (old.md), <!-- [it](old.md) -->\n<!--\n[it](old.md)\n-->\n`[it](old.md)`\n",
    ],
)
def test_what_needs_a_person_stays(tmp_path: Path, text: str) -> None:
    """A value that could mean several things, a field that is there already, and what is silenced."""
    (tmp_path / "new.md").write_text(f"---\nid: moon\n{FIELDS}---\n")
    (tmp_path / "published.yml").write_text("moon: {paths: [old.md, new.md]}\npage: {paths: [page.md]}\n")
    (tmp_path / "page.md").write_text(text)

    assert repaired(tmp_path) == 0
    assert (tmp_path / "page.md").read_text() == text


@pytest.mark.parametrize(
    "name", ["reviewer", "review", "uid", "ids", "credit", "editor", "update", "tile", "own", "contract"]
)
def test_a_field_that_may_be_another_word_is_not_renamed(tmp_path: Path, name: str) -> None:
    """A rename changes what the page says, so a person decides; the finding may still suggest one."""
    text = f"---\n{FIELDS}{name}: x\n---\n"
    (tmp_path / "mkdocs.yml").write_text("docs_dir: docs\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/page.md").write_text(text)

    assert repaired(tmp_path / "docs") == 0
    assert (tmp_path / "docs/page.md").read_text() == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Tags", "tags"),
        ("review-by", "review_by"),
        ("reviewby", "review_by"),
        ("tag", "tags"),
        ("owners", "owner"),
        ("onwer", "owner"),
        ("suport", "support"),
        ("suppport", "support"),
    ],
)
def test_a_slip_that_can_mean_one_field_is_renamed(tmp_path: Path, written: str, meant: str) -> None:
    """Capitals, hyphens, number, and a letter that is missing, doubled or in the wrong place."""
    (tmp_path / "page.md").write_text(f"---\n{FIELDS}{written}: [x]\n---\n")

    assert repaired(tmp_path) == 1
    assert (tmp_path / "page.md").read_text() == f"---\n{FIELDS}{meant}: [x]\n---\n"


def test_a_site_without_a_list_is_given_none(tmp_path: Path) -> None:
    """Who wants links kept creates the file."""
    (tmp_path / "page.md").write_text(f"---\n{FIELDS}---\n")

    assert repaired(tmp_path) == 0
    assert not (tmp_path / "published.yml").exists()


LISTED = "moon:\n  paths:\n    - moon.md\n  anchors:\n    - seas\nsun:\n  paths:\n    - sun.md\n"
MOON = f"---\nid: moon\n{FIELDS}---\n\n## Seas\n"
SUN = f"---\nid: sun\n{FIELDS}---\n"


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"a-copy.md": MOON + "\n## Craters\n"}, [("a-copy.md", "HC006")]),
        ({"one.md": "---\nid: new\n---\n", "two.md": "---\nid: new\n---\n"}, [("two.md", "HC006")]),
        ({"new.md": "---\nid: New_Topic\n---\n"}, [("new.md", "HC005")]),
        ({"new.md": "---\nid:\n---\n"}, [("new.md", "HC005")]),
        ({"sun.md": SUN.replace("id: sun", "id: sunn")}, [("sun.md", "HC015")]),
        ({"sun.md": None, "star.md": SUN.replace("id: sun\n", "")}, [("sun.md", "HC015")]),
        ({"moon.md": SUN, "sun.md": MOON}, [("moon.md", "HC015"), ("sun.md", "HC015")]),
        ({"moon.md": MOON.replace("Seas", "Sees")}, [("moon.md", "HC015")]),
    ],
    ids=["copy", "two-new", "malformed", "empty", "slip", "renamed", "swapped", "section"],
)
def test_a_page_in_doubt_is_not_listed_yet(
    tmp_path: Path, pages: dict[str, str | None], found: list[tuple[str, str]]
) -> None:
    """What is listed stays for good, so the id, the path and the sections are put right first, and nothing asks."""
    (tmp_path / "published.yml").write_text(LISTED)
    for name, text in ({"moon.md": MOON, "sun.md": SUN} | pages).items():
        if text is not None:
            (tmp_path / name).write_text(text)

    told = {(finding.path, finding.code) for finding in broken_rules(read_folder(tmp_path, today=TODAY).site)}

    assert repaired(tmp_path) == 0
    assert (tmp_path / "published.yml").read_text() == LISTED
    assert {(path, code) for path, code in told if code in {"HC005", "HC006", "HC015", "HC016"}} == set(found)


def test_the_id_of_a_heading_is_listed_once_it_is_one(tmp_path: Path) -> None:
    """Neither what was meant in braces nor what its words make of it instead stays for good."""
    pages = tmp_path / "docs"
    pages.mkdir()
    emoji = "pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }"
    (tmp_path / "mkdocs.yml").write_text(f"markdown_extensions: [attr_list, {emoji}]\n")
    (pages / "published.yml").write_text("")
    page = f"---\nid: sun\n{FIELDS}---\n\n## Light{{#light}}\n"
    (pages / "sun.md").write_text(page)

    assert repaired(pages) == 0
    (pages / "sun.md").write_text(page.replace("{", " {"))
    assert repaired(pages) == 1
    assert (pages / "published.yml").read_text().endswith("anchors:\n    - light\n")


@pytest.mark.parametrize(
    ("headings", "hint"),
    [
        ("## Light\n\n## Light\n", "such as {#new-light}:"),
        ("## Light\n\n## New light\n\n## Light\n", "such as {#new-light-2}:"),
        ("## Light\n\n## Light {#light_1}\n", ""),
        ("## Light {#light}\n\n## Light\n", ""),
    ],
)
def test_a_heading_of_published_words_is_in_doubt_unless_its_id_or_the_others_is_written(
    tmp_path: Path, headings: str, hint: str
) -> None:
    """The id that the message names is none that the page has."""
    pages = tmp_path / "docs"
    pages.mkdir()
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions: [attr_list]\n")
    (pages / "published.yml").write_text("sun: {paths: [sun.md], anchors: [light]}\n")
    (pages / "sun.md").write_text(f"---\nid: sun\n{FIELDS}---\n\n{headings}")
    doubts = [each for each in broken_rules(read_folder(pages, today=TODAY).site) if "which was published" in str(each)]

    assert len(doubts) == bool(hint)
    assert all(hint in each.hint for each in doubts)
    assert repaired(pages) == (not hint)


@pytest.mark.parametrize(("extensions", "asked"), [("[attr_list]", False), ("[tables]", True)])
def test_who_is_asked_for_an_id_is_told_what_reads_it(tmp_path: Path, extensions: str, asked: bool) -> None:
    """Without 'attr_list' an id in braces is text: for a section that vanished, and for one in doubt."""
    pages = tmp_path / "docs"
    pages.mkdir()
    (tmp_path / "mkdocs.yml").write_text(f"markdown_extensions: {extensions}\n")
    (pages / "published.yml").write_text(
        "sun: {paths: [sun.md], anchors: [light]}\nmoon: {paths: [moon.md], anchors: [seas]}\n"
    )
    (pages / "sun.md").write_text(f"---\nid: sun\n{FIELDS}---\n\n## Light\n\n## Light\n")
    (pages / "moon.md").write_text(f"---\nid: moon\n{FIELDS}---\n\n## Sees\n")
    hints = [each.hint for each in broken_rules(read_folder(pages, today=TODAY).site) if "{#" in each.hint]

    assert len(hints) == 2
    assert all(("Add 'attr_list' to 'markdown_extensions' in mkdocs.yml first" in hint) == asked for hint in hints)


@pytest.mark.parametrize("article_id", ["Reset_Password", "release-2.0", "größe", "a" * 120])
def test_an_id_that_was_published_stays_however_it_looks(tmp_path: Path, article_id: str) -> None:
    """Its page may move under it, as the check asks for; a new page may not take such a one, listed or not."""
    listed = f"{article_id}:\n  paths:\n    - old.md\n"
    (tmp_path / "published.yml").write_text(f"{listed}sun_1:\n  paths:\n    - sun.md\n")
    (tmp_path / "new.md").write_text(f"---\nid: {article_id}\n{FIELDS}---\n")
    (tmp_path / "sun.md").write_text(SUN.replace("id: sun", "id: sun_1"))
    site = read_folder(tmp_path, today=TODAY).site

    known = [replace(site, published_before=before) for before in (None, parse_published(listed))]

    told = [{(found.path, found.code) for found in broken_rules(each) if found.code != "HC016"} for each in known]
    assert told == [set(), {("sun.md", "HC005")}]


def test_what_is_right_again_is_listed(tmp_path: Path) -> None:
    """The copy with an id of its own, and the page that moved under the id that it had."""
    (tmp_path / "published.yml").write_text(LISTED)
    (tmp_path / "a-copy.md").write_text(MOON.replace("id: moon", "id: copy"))
    (tmp_path / "moon.md").write_text(MOON)
    (tmp_path / "star.md").write_text(SUN)

    assert repaired(tmp_path) == 1
    assert parse_published((tmp_path / "published.yml").read_text()) == {
        "copy": PublishedArticle(("a-copy.md",), ("seas",)),
        "moon": PublishedArticle(("moon.md",), ("seas",)),
        "sun": PublishedArticle(("sun.md", "star.md")),
    }


def test_a_pipe_in_the_place_of_a_list_is_a_message(tmp_path: Path) -> None:
    """Nobody waits for what will never be written."""
    for name in ("published.yml", "synonyms.yml"):
        os.mkfifo(tmp_path / name)

    found = read_folder(tmp_path, today=TODAY).findings

    assert [(each.path, each.code) for each in found] == [("published.yml", "HC001"), ("synonyms.yml", "HC001")]


def test_what_was_listed_too_early_can_be_taken_back(tmp_path: Path) -> None:
    """What the branch itself listed was not published: the list is corrected, not the pages."""
    (tmp_path / "published.yml").write_text(f"{LISTED}New_Topic:\n  paths:\n    - new.md\n")
    for name, text in {"moon.md": MOON, "sun.md": SUN, "new.md": SUN.replace("sun", "new-topic")}.items():
        (tmp_path / name).write_text(text)
    site = read_folder(tmp_path, today=TODAY).site
    started = replace(site, published_before=parse_published(LISTED))

    assert [(finding.path, finding.message) for finding in links_kept.check_site(started)] == [
        ("published.yml", "the article 'New_Topic' is listed, but is not there and was not published yet.")
    ]
    assert [finding.path for finding in links_kept.check_site(site)] == ["new.md"]
