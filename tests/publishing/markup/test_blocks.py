"""Headings and anchors as the check reads them beside those that Python-Markdown builds."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from publishing.markup.site_markdown import PythonName, markdown_of
from publishing.rules import PAGE_RULES
from publishing.source.page import parse_source, read_source

CONTENT = Path(__file__).parents[3] / "content"
EXTENSIONS = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.keys",
)  # fmt: skip
PLACES = (
    "{}", " {}", "  {}", "   {}", "    {}", "\t{}", "Text.\n{}", "Text.\n {}", "Text.\n    {}", "> {}", ">{}",
    "> Text.\n{}",
    "- Item\n{}", "- Item\n\n    {}", "- Item\n\n   {}", "- Item\n\n  {}", "- {}", "1. {}", "1. Item\n\n    {}",
    "1. Item\n\n   {}", "- A\n    - B\n\n        {}", "- A\n    - B\n\n      {}", "!!! note\n\n    {}",
    "!!! note\n\n  {}",
    "??? note\n\n    {}", '=== "Tab"\n\n    {}', "Term\n:   {}", "Term\n\n:   Text.\n\n    {}",
    "<details>\n{}\n</details>", "<details>\n<summary>A</summary>\n\n{}\n\n</details>",
    '<details markdown="1">\n{}\n</details>', "<details markdown>\n<summary>A</summary>\n\n{}\n\n</details>",
    '<div class="a">\n{}\n</div>', '<div class="a">\n\n{}\n\n</div>', '<div class="a" markdown="1">\n\n{}\n\n</div>',
    '<div markdown="0">\n\n{}\n\n</div>', '<div markdown="span">\n{}\n</div>', '<div markdown="block">\n{}\n</div>',
    "<p>\n{}\n</p>", '<p markdown="1">\n{}\n</p>', "<table><tr><td>\n\n{}\n\n</td></tr></table>",
    '<div markdown="1">\n<div>\n\n{}\n\n</div>\n</div>', '<div>\n<div markdown="1">\n\n{}\n\n</div>\n</div>',
    "<pre>\n{}\n</pre>", "<pre><code>\n{}\n</code></pre>", "<style>\n{}\n</style>", "<script>\n{}\n</script>",
    "<textarea>\n{}\n</textarea>", "<div>\n</div>\n{}", "<div>a</div>\n\n{}", "<div>\n\n{}", "   <div>\n{}\n</div>",
    "    <div>\n\n{}", "Text <div>\n\n{}\n\n</div>", "<span>\n{}\n</span>", "<span>\n\n{}\n\n</span>", "`<div>`\n\n{}",
    "```\n<div>\n```\n\n{}", "```\n{}\n```", "<!-- {} -->", "<!--\n{}\n-->", "<hr>\n{}", "<br>\n{}",
    "<img src=a>\n\n{}",
    "<a b=c>\n\n{}", "<unknown>\n\n{}\n\n</unknown>", "| a | b |\n| - | - |\n{}",
    "| a | b |\n| - | - |\n| c | d |\n\n{}",
    "</div>\n\n{}", "<DIV>\n{}\n</DIV>", "<div><p>\n\n{}\n\n</p></div>\n", "<ul><li>\n{}\n</li></ul>", "* * *\n{}",
    "<div>a</div>\n\n    {}", "<pre>\na\n</pre>\n    {}", "\t{}\n\nText.",
    "- Item\n\n\n\n{}", "    code\n\n{}", "    code\n{}", "- `a`\n- `b`\n\n{}",
)  # fmt: skip
HEADINGS = (
    "## On a phone", "## On a phone {#phone}", "# On a phone", "##On a phone ##", "On a phone\n----------",
    "<h2>On a phone</h2>", '<h3 id="phone">On a phone</h3>',
)  # fmt: skip


def built(text: str) -> list[tuple[int, str]]:
    """Return level and id of each heading that a browser finds in what Python-Markdown builds."""
    html = LexborHTMLParser(Markdown(extensions=EXTENSIONS).convert(text))
    return [(int(str(node.tag)[1]), node.attributes.get("id") or "") for node in html.css("h1, h2, h3, h4, h5, h6")]


def read(text: str) -> list[tuple[int, str]]:
    """Return level and anchor of each heading that the check reads."""
    page = parse_source(text, path="a.md", folder=Path())
    return [(heading.level, heading.anchor) for heading in page.headings]


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_the_check_takes_for_a_heading_is_what_is_built(heading: str) -> None:
    """In whatever stands around it, a heading is read with the level and the id that the built page gives it."""
    texts = ["## Before\n\n" + place.replace("{}", heading) + "\n\n## On a phone\n" for place in PLACES]

    apart = {text: (read(text), built(text)) for text in texts if read(text) != built(text)}

    assert apart == {}


def test_shipped_pages_have_the_headings_that_are_built() -> None:
    """No page of the help's own is read in another way than it is built."""
    pages = [read_source(CONTENT, path.relative_to(CONTENT).as_posix()) for path in sorted(CONTENT.rglob("*.md"))]

    apart = [page.path for page in pages if [(each.level, each.anchor) for each in page.headings] != built(page.body)]

    assert len(pages) > 100
    assert apart == []


def test_marks_that_stand_in_html_are_no_links_and_no_sections() -> None:
    """What Markdown passes by leads nowhere and is nothing to repair; addresses in the HTML itself are."""
    text = '<p>\n[x](d.md) <a href="e.md">E</a>\n</p>\n\n<pre>\n# install\n[x](y.md) ![](y.png)\n</pre>\n\n'
    text += "<script>\nb[0](c.md)\n</script>\n\n<style>\n#one {\n</style>\n"
    page = parse_source(text, path="a.md", folder=Path())

    assert [link.target for link in page.links] == ["e.md"]
    assert (page.headings, page.refused_headings) == ((), ())


def test_an_id_on_a_line_that_is_no_heading_leads_nowhere() -> None:
    """A section that was published and lost its heading to a space is missed, whatever its line still says."""
    page = parse_source("# A\n\n ## On a phone {#phone}\n\n<div>\n## Two {#two}\n</div>\n", path="a.md", folder=Path())

    assert page.anchors == {"a"}
    assert page.refused_headings == (3, 6)


def anchors_apart(text: str) -> set[str | None]:
    """Return what the check and a build do not both tell of what links may lead to on a page."""
    html = LexborHTMLParser(Markdown(extensions=EXTENSIONS).convert(text))
    ids = {node.attributes.get("id") for node in html.css("[id]")}
    ids |= {node.attributes.get("name") for node in html.css("a[name]")}
    told: set[str | None] = set(parse_source(text, path="a.md", folder=Path()).anchors)
    return told ^ ids


@pytest.mark.parametrize(
    "text",
    [
        "## On a phone{#phone}", "**bold** {#x}", "- item {#x}", "> quote {#x}", "words {#x}", "\\## On a phone {#x}",
        '!!! note "T {#x}"\n\n    a', "\xa0## On a phone {#x}", "## On a phone {#x} more", "## On a phone {#x} {#y}",
        "##Phone {#x}", "text\n{#para}", "- item\n{#x}", "*em*{#x}", "[a](b){#x}", "![i](a.png){#x}", "$x_{#a}$",
        "## A {: #x .y }", "## A {.c #x}", "## A {#x} ##", "| a {#x} | b |\n|--|--|\n| c {#y} | d |", "## `x {#y}`",
        "## A {id=x}", "## A {#Ü b=c}", "A {#x}\n-----", "## A {#x{y}}", "## {#x}", '<b id="a">b</b> <a name="n">c</a>',
    ],
)  # fmt: skip
def test_an_id_in_braces_is_one_where_the_site_builds_it(text: str) -> None:
    """Wherever it is written: one that is built nowhere keeps no link alive, and one that is built needs no heading."""
    assert anchors_apart(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        '<a title="id=x"></a>', "<a title='id=\"x\"'></a>", '<textarea>\n<a id="x">\n</textarea>', '<input name="x">',
        '<template><a id="x"></a></template>', '    <a id="x"></a>', '- a\n\n        <a id="x"></a>',
        '<a id="&amp;"></a>',
        '<a name="x" id="y"></a>', '![a](b.png "<a id=\'x\'>")', '[a](<b id="x">)', '<a@b.c id="x">',
        '<map name="x"></map>',
        '<a href="b?c=d" id="x">e</a>', '- a\n\n    <a id="x"></a>', '<div id="x" class="y z">\nText\n</div>',
        "<a id=x></a>",
    ],
)  # fmt: skip
def test_an_id_in_html_is_one_where_a_browser_finds_it(text: str) -> None:
    """In a value, in a form's text, in code and in a link's address it leads nowhere."""
    assert anchors_apart(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "# | name\n--|--\n1 | a\n# | b", "#|name\n-|-\n1|a", "> # | name\n> --|--\n> 1 | a",
        "| # | a |\n|--|--|\n# | b", "Text <!-- a\n## B\n--> more\n\n## C", "- x <!-- y\n## z\n-->",
        "Text <!-- a\n\n## B\n\n--> end", "a <!-- b\nc -->", "a[^1]\n\n[^1]: Note.\n\n    ## In note {#nn}\n\n## After",
        "[^1]:\n    ## In note\n\na[^1]", "[^1]: ## x\n\na[^1]",
    ],
)  # fmt: skip
def test_number_signs_in_tables_comments_and_notes_are_read_as_they_are_built(text: str) -> None:
    """A column of numbers is no title, a comment within a line hides no heading below, and a note may hold one."""
    page = parse_source(text, path="a.md", folder=Path())

    assert sorted(read(text)) == sorted(built(text))
    assert page.refused_headings == ()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("## On a phone{#x}", "Put a space before it: ' {#x}'."),
        ("## A {#x} more", "Put it at the end of the heading, with a space before it: ' {#x}'."),
        ("\\## On a phone {#x}", "Begin the line with '##' and a space, at the margin, to make it a heading."),
        ("Words {#x}.", "Give it to a heading; or to a word, right behind it: '**word**{#x}'."),
    ],
)
def test_an_id_that_readers_see_is_found_with_the_way_out(line: str, hint: str) -> None:
    """What is wrong differs, and so does what to do."""
    page = parse_source(f"# A\n\n{line}\n", path="a.md", folder=Path())

    assert [(found.line, found.hint) for found in PAGE_RULES["HC048"](page)] == [(3, hint)]


def test_a_site_is_read_with_its_own_markdown() -> None:
    """What its configuration leaves out is not read, its way to make ids is, and what is not there stops nothing."""
    text = "## Über uns {#x}\n\n<div markdown='1'>\n\n## Tür\n\n</div>\n"
    slugs = PythonName("pymdownx.slugs.slugify", {"case": "lower"})
    configs: list[object] = [
        None,
        ["attr_list", "md_in_html"],
        ["attr_list", "md_in_html", {"toc": {"slugify": slugs}}],
        ["attr_list", "md_in_html", {"toc": {"slugify": PythonName("os.getcwd", {})}}, "no.such.extension"],
    ]
    pages = [parse_source(text, path="a.md", folder=Path()) for _ in configs]
    pages = [
        replace(page, markdown=markdown_of({"markdown_extensions": config}, "mkdocs.yml"))
        for page, config in zip(pages, configs, strict=True)
    ]

    assert [page.anchors for page in pages] == [{"uber-uns-x"}, {"x", "tur"}, {"x", "tür"}, {"x", "tur"}]
    assert [found.hint for found in PAGE_RULES["HC048"](pages[0])] == [
        "Add 'attr_list' to 'markdown_extensions' in mkdocs.yml."
    ]
    assert not any(list(PAGE_RULES["HC048"](page)) for page in pages[1:])
