"""Pages as they stand in their files."""

import os
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from publishing.markup.site_markdown import PythonName, SiteMarkdown
from publishing.source.page import MAX_PAGE_BYTES, Unreadable, parse_source, read_source


def test_lines_of_fields_and_body_are_those_of_the_file() -> None:
    """What is found can be pointed at, in front matter and body alike."""
    page = parse_source("---\ntitle: A\ntags:\n  - x\nid: b\n---\nFirst\n", path="a.md", folder=Path())

    assert page.front_matter == {"title": "A", "tags": ["x"], "id": "b"}
    assert (page.line_of("tags"), page.line_of("id"), page.line_of("owner")) == (3, 5, 1)
    assert page.body.split("\n")[6] == "First"


def test_line_ends_of_windows_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    """A page written in any editor has the same fields."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText\r\n")

    assert read_source(tmp_path, "a.md").front_matter == {"title": "A"}


@pytest.mark.parametrize(
    "text", ["# A page\n", "---\n\nA rule above\n", "", "---\n---\nEmpty\n", "---\n# comment\n---\n"]
)
def test_a_page_without_fields_is_no_problem(text: str) -> None:
    """No front matter, or one that is empty, is fine to read."""
    page = parse_source(text, path="a.md", folder=Path())

    assert (page.front_matter, page.front_matter_problem) == ({}, None)


@pytest.mark.parametrize(
    ("front_matter", "line", "problem"),
    [
        ("a: b: c\n---", 2, "a value holds a colon"),
        ("a: 1\nb: [x\n---", 3, "a bracket is not closed"),
        ("a: 1\n\tb: 2\n---", 3, "a line begins with a tab"),
        ("- a\n---", 2, "it holds no fields"),
        ("a: x\0\n---", 2, "a sign that nobody sees"),
        (f"a: {'[' * 15_000}\n---", 3, "did not find expected"),
        (f"a: {'x' * 30_000}\n---", 1, "too long"),
        ("a: !!python/object/apply:os.system [x]\n---", 2, "a value begins with '!'"),
        ("? {a: b}\n: c\n---", 2, "a value begins with '{'"),
        ("a: 1\n\nText\n", 1, "has no end"),
    ],
)
def test_front_matter_that_cannot_be_read_is_named_by_line(front_matter: str, line: int, problem: str) -> None:
    """Whatever stands between the dashes, there is a message and no traceback."""
    found = parse_source(f"---\n{front_matter}\n", path="a.md", folder=Path()).front_matter_problem

    assert found is not None
    assert problem in found.problem
    assert found.line == line
    assert found.hint


def test_files_that_are_no_pages_say_why(tmp_path: Path) -> None:
    """Another encoding, a huge file, a link to itself, a pipe, an odd name, a missing file: each has its sentence."""
    (tmp_path / "latin.md").write_bytes("Größe".encode("latin-1"))
    (tmp_path / "big.md").write_bytes(b"x" * (MAX_PAGE_BYTES + 1))
    (tmp_path / "loop.md").symlink_to("loop.md")
    os.mkfifo(tmp_path / "pipe.md")

    for path, problem in {
        "latin.md": "not UTF-8", "big.md": "1,000,001 bytes", "loop.md": "symbolic links", "lost.md": "No such file",
        "pipe.md": "no file that holds text", "a\nb.md": "no address", "\udcff.md": "no address",
    }.items():  # fmt: skip
        with pytest.raises(Unreadable, match=problem) as caught:
            read_source(tmp_path, path)
        assert caught.value.hint


@pytest.mark.parametrize(
    "heading",
    [
        "`server.close([callback])`", "`<video>` tags", "[`a[b]`](x.md) c", "`a_b_c` and `*d*`", "``a`b`` *d*",
        "`&lt;` &lt;", "![a](a.png) `b`", "**Bold** `code`", "`code` {#own}", "Plain",
    ],
)  # fmt: skip
def test_a_heading_has_the_words_and_the_anchor_that_a_build_gives_it(heading: str) -> None:
    """What stands in code is no mark, and a heading may be code alone."""
    markdown = Markdown(extensions=["toc", "attr_list"])
    markdown.convert(f"## {heading}\n")
    (built,) = markdown.toc_tokens  # type: ignore[attr-defined] # the extension adds it

    page = parse_source(f"## {heading}\n", path="a.md", folder=Path())

    assert [(found.text, found.anchor) for found in page.headings] == [(unescape(built["name"]), built["id"])]


@pytest.mark.parametrize(
    "text",
    [
        '<a id="save"></a>\n\n## Save\n', "<div id=save>\nText.\n</div>\n\n## Save\n", '## Save <a name="save"></a>\n',
        '<div id="save" markdown="1">\nText.\n</div>\n\n## Save\n', "Text.\n{#save}\n\n## Save\n",
        'A <i data-id="save">b</i>.\n\n## Save\n',
    ],
)  # fmt: skip
def test_an_id_in_html_moves_the_anchor_of_a_heading_where_a_build_does(text: str) -> None:
    """Markdown passes HTML by, with its ids, unless it says that it is to be read."""
    markdown = Markdown(extensions=["toc", "attr_list", "md_in_html"])
    markdown.convert(text)
    (built,) = markdown.toc_tokens  # type: ignore[attr-defined] # the extension adds it

    assert parse_source(text, path="a.md", folder=Path()).section_anchors == (built["id"],)


@pytest.mark.parametrize(
    "heading",
    [
        "Press ++arrow-up++", "++escape++", "[Printable list](a.md){ .md-button }", "Write to <help@example.com>",
        "**Bold**{ .red } text", "See <https://example.com/>", ":wastebasket: Delete", "(c) 2024", "Frist[^1]",
        "A {++new++}", "Both { #one #two }", "[Save](a.md) as `x:y`: **now** (c++)", "Größe … 1/2!",
    ],
)  # fmt: skip
def test_an_anchor_is_made_of_the_words_that_extensions_leave_of_a_heading(heading: str) -> None:
    """Keys, emoji, addresses, notes and attributes are built as other words, or as none."""
    emoji = {"emoji_index": PythonName("material.extensions.emoji.twemoji")}
    names = ("attr_list", "footnotes", "toc", "pymdownx.critic", "pymdownx.keys", "pymdownx.smartsymbols")
    markdown = SiteMarkdown({**{name: {} for name in names}, "pymdownx.emoji": emoji})
    text = f"!video[Film](film)\n\n## {heading}\n\n[^1]: A note.\n"
    built = LexborHTMLParser(markdown.convert(text) or "").css_first("h2")

    page = replace(parse_source(text, path="a.md", folder=Path()), markdown=markdown)

    assert markdown.lacking == ()
    assert built is not None
    assert page.section_anchors == (built.attributes["id"],)
    assert "transcript" in page.anchors


@pytest.mark.parametrize(
    ("extension", "text"),
    [
        ("pymdownx.tabbed", '=== "Linux"\n\n    Text.\n'),
        ("pymdownx.blocks.tab", "/// tab | Linux\nText.\n///\n"),
        ("pymdownx.blocks.html", "/// html | div#linux\nText.\n///\n"),
    ],
)
def test_tabs_and_blocks_have_the_ids_that_a_build_gives_them(extension: str, text: str) -> None:
    """Where the site names tabs by their words, or blocks say an id, links may lead there; elsewhere not."""
    slugify = {"slugify": PythonName("pymdownx.slugs.slugify", {"case": "lower"})} if "tab" in extension else {}
    page = parse_source(text, path="a.md", folder=Path())

    assert "linux" in replace(page, markdown=SiteMarkdown({extension: slugify})).anchors
    assert "linux" not in replace(page, markdown=SiteMarkdown({"pymdownx.tabbed": {}})).anchors


def test_a_list_of_code_is_no_heading() -> None:
    """Its items leave but their marks when code is taken away, which is no line below a title."""
    page = parse_source("They are:\n\n- `mail`\n- `phone`\n\nTitle\n-----\n", path="a.md", folder=Path())

    assert [(found.line, found.text) for found in page.headings] == [(6, "Title")]
