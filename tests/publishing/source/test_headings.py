"""Rare forms of headings are read as the site builds them."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.markup.site_markdown import SiteMarkdown
from publishing.rules import PAGE_RULES
from publishing.source.page import parse_source

FORMS = (
    "####### Seven marks", "#######Seven", "####### Seven {#seven}", "##", "#", "## ##", "- ##", "> ##\n> Quoted",
    "##\n\n## ???\n\n##", "Text\n##\nText", "## {#own}", "## {#own}\n\n## {#own}", "## ![A picture](a.png)",
    "<h2\n  id='own'>Two lines</h2>", "<h2 id=own>\nTwo\nlines\n</h2>", "<H2\n>Capitals</H2>",
    "<h2>One</h2> <h3 id=b>Two\nmore</h3>",
    '<div markdown="1">\n\n<h2>\nRead\n</h2>\n\n<h3\nid="k">Named</h3>\n\n</div>',
    "```\n<h2>\nCode</h2>\n##\n```", "<!-- <h2>\nNone</h2> -->", "| # | Name |\n|---|---|\n| # | x |",
    "    <h2>\n    Code</h2>", "<script>\nlet a = '<h2>\\\n</h2>'\n</script>",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_headings_are_those_of_the_built_page(form: str) -> None:
    """Level and anchor of each, and those of the ones below, which count equal words on."""
    body = f"# A title\n\n{form}\n\n## Below\n\n##\n"
    built = LexborHTMLParser(SiteMarkdown().reader.convert(body)).css("h1, h2, h3, h4, h5, h6")

    found = parse_source(body, path="a.md", folder=Path()).headings

    assert [(each.level, each.anchor) for each in found] == [
        (int(str(node.tag)[1]), node.attributes.get("id") or "") for node in built
    ]


def test_a_heading_without_words_is_found_and_has_no_link_to_keep() -> None:
    """Nobody meant it; a picture in a heading says what it is."""
    page = parse_source("## One\n\n##\n\n## ![A picture](a.png)\n\n## {#own}\n", path="a.md", folder=Path())

    assert [(found.line, found.message) for found in PAGE_RULES["HC018"](page)] == [(3, "the heading has no words.")]
    assert [found.hint for found in PAGE_RULES["HC048"](page)] == ["Write the words of the heading before it."]
    assert page.section_anchors == ("one", "own")


def test_tags_without_an_end_are_no_headings() -> None:
    """A page that is cut off in each line is still read."""
    assert parse_source("<h2>\n" * 1_000, path="a.md", folder=Path()).headings == ()
