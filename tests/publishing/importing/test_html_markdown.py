"""What an article says in HTML, its Markdown says in the help centre, whatever the words look like."""

from __future__ import annotations

from html import escape

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from publishing.importing.html_markdown import to_markdown

# What Material recommends, and what a new help centre has.
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.caret", "pymdownx.details", "pymdownx.keys", "pymdownx.mark", "pymdownx.superfences"),
    *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
PLACES = {
    "paragraph": "<p>{}</p>",
    "bold": "<p><b>{}</b></p>",
    "after a break": "<p>First<br>{}</p>",
    "heading": "<h2>{}</h2>",
    "step": "<ol><li>{}</li></ol>",
    "quotation": "<blockquote>{}</blockquote>",
    "cell": "<table><tr><th>Key</th></tr><tr><td>{}</td></tr></table>",
    "link": '<p>Wow!<a href="there.md">{}</a></p>',
    "inline code": "<p><code>{}</code></p>",
    "block of code": "<pre>{}</pre>",
    "meaning of a term": "<dl><dt>Term</dt><dd>{}</dd></dl>",
    "after a number": "<p><span>1</span>. {}</p>",
}
LOOK_LIKE_MARKUP = [
    *("<your-name>", "</p>", "<script>", "<!-- note", "<https://example.com>", "&copy;", "&amp;lt;", "5 < 6 & 7 > 2"),
    *("# not a heading", "#not either", "C#", "1. not a step", "2020. It was", "- no", "+ no", "> no", "---", "***"),
    *("[text](url)", "[text]: url", "[TOC]", "[ ] task", "[^1]", "*[HTML]: no", "![sign](sign.png)", "!!! note"),
    *("??? note", '=== "Tab"', ": no meaning", "*a* _b_ **c**", "a_b_c", "`code`", "```", "~~~", "~~no~~", "==no=="),
    *("^^no^^", "++ctrl++", "C++", "{: .red }", "{{ ticket }}", "a|b", "|---|---|", "\\", "\\*", ":smile:", "Wow!"),
]
LINES = ["\n".join(LOOK_LIKE_MARKUP[place : place + 3]) for place in range(0, len(LOOK_LIKE_MARKUP), 2)]


def words(html: str) -> str:
    """Return what is read on a page, without the white space, which layout makes."""
    return "".join(LexborHTMLParser(f"<body>{html}</body>").text().split())


@pytest.mark.parametrize("place", PLACES)
def test_words_that_look_like_markup_arrive_as_these_words(place: str) -> None:
    """In every place an article has, alone and line after line, the built text is the text of the article."""
    for text in [*LOOK_LIKE_MARKUP, *LINES]:
        body = PLACES[place].format(escape(text, quote=False)) + "<p>The rest of the page.</p>"
        converted = to_markdown(body, link=str, image=str)
        read = markdown(converted.markdown, extensions=EXTENSIONS)
        assert words(read) == words(body), converted.markdown


def test_markup_stays_markup() -> None:
    """Steps inside steps, breaks, struck words, raised letters and code with fences in it are shown as they were."""
    body = (
        "<ol><li>One<ul><li>Inner</li></ul></li><li>Two<pre>a\n```\nb</pre></li></ol>"
        "<p>A<br>b <s>old</s> <del>x</del> m<sup>2</sup></p>"
        '<p><a href="a (1).md">a (1).md</a> <img src="a b.png" alt="a_b"></p>'
    )
    read = LexborHTMLParser(markdown(to_markdown(body, link=str, image=str).markdown, extensions=EXTENSIONS))

    shown = ("ol > li", "ol > li ul > li", "ol > li pre", "br", "del", "sup")
    assert [len(read.css(selector)) for selector in shown] == [2, 1, 1, 1, 2, 1]
    assert [code.text().strip() for code in read.css("pre")] == ["a\n```\nb"]
    assert [link.attributes["href"] for link in read.css("a")] == ["a%20%281%29.md"]
    assert [picture.attributes for picture in read.css("img")] == [{"alt": "a_b", "src": "a%20b.png"}]
