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


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "ol > li=2, li > p=3"),
        ("<ol><li>a<pre>b\n\nc</pre></li><li>d</li></ol>", "ol > li=2, pre=1"),
        ("<ol><li>a</li></ol><ul><li>b</li></ul>", "ol > li=1, ul > li=1"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "ul=2, li li=1"),
        ("<ul><li>a<ul><li>b</li></ul><p>c</p></li></ul>", "li li=1, li > p=2"),
        ("<ul><li><blockquote><p>a</p><p>b</p></blockquote></li></ul>", "li blockquote p=2"),
        ("<ul><li><pre>a\nb</pre></li></ul>", "li pre=1"),
        ("<ul><li>a<li>b</ul>", "ul > li=2"),
        ("a<li>b</li><li>c</li>", "ul=1, ul > li=2"),
        ("<p><b>a</b><strong>b</strong><i>c</i></p>", "strong=1, em=1"),
        ("<p><em>a <em>b</em> <strong>c</strong></em></p>", "em=1, em strong=1"),
        ("<b><p>a</p><p>b</p></b>", "p=2"),
        ("<p><code>a</code><code>b</code></p>", "code=1"),
        ('<a href="x"><h3>a</h3><p>b</p></a>', "a=1"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "td=1, td br=1"),
        ("<table><colgroup><col></colgroup><thead></thead><tr><td>a</td></tr></table>", "td=1"),
        ("<table><tr><td>a<pre>*b*\n c|d</pre><hr></td><td>e</td></tr></table>", "td=2, td code=2"),
        ("<table><tr><td><table><tr><td>a</td></tr></table><ul><li>b</li></ul></td></tr></table>", "td=1, li=1"),
        ('<table><tr><th>a</th></tr><tr><td><img src="b" alt="c | d">e</td></tr></table>', "td=1, td img=1"),
    ],
)
def test_what_stands_in_one_another_stays_so(body: str, shown: str) -> None:
    """Blocks in steps, lists beside lists, marks that touch and what editors leave open keep words and shape."""
    converted = to_markdown(body, link=str, image=str)
    read = LexborHTMLParser(markdown(converted.markdown, extensions=EXTENSIONS))

    assert words(read.html or "") == words(body), converted.markdown
    for selector, count in (part.rsplit("=", 1) for part in shown.split(", ")):
        assert len(read.css(selector)) == int(count), (selector, converted.markdown)


@pytest.mark.parametrize(
    ("body", "anchors"),
    [
        ('<h2 id="h_01HX">Save</h2><h3><a name="in"></a>Inner <b>b</b></h3>', "h2#h_01HX, h3#in"),
        ('<a name="top"/><h2>Save</h2>', "a#top"),
        ('<p id="linked">a</p><p id="01H">b</p><p><a name="in">c</a> d</p>', "a#linked, a#in"),
        ('<table id="linked"><tr><td><h4 id="cell">a</h4></td></tr></table>', "a#linked, a#cell"),
        ('<pre><span id="linked">a</span></pre><ul><li id="linked">b</li></ul>', "a#linked"),
        ('<p><a href="x" id="own">a</a></p><h2 id="own">b</h2>', "a#own"),
        ('<h2 id="empty"></h2><p>a</p>', "a#empty"),
    ],
)
def test_links_into_an_article_still_arrive(body: str, anchors: str) -> None:
    """Headings keep their names, and so does what the author named or linked to, each once, where it was."""
    converted = to_markdown(body, link=str, image=str, linked={"linked"})
    read = LexborHTMLParser(markdown(converted.markdown, extensions=EXTENSIONS))

    assert words(read.html or "") == words(body), converted.markdown
    found = [node for node in read.css("a[id], p[id], h2[id], h3[id], h4[id]") if not (node.id or "").startswith("_")]
    named = [f"{node.tag}#{node.id}" for node in found if node.id not in {"save", "b"}]
    assert named == anchors.split(", "), converted.markdown
    assert converted.anchors == {name.partition("#")[2] for name in named}


def test_a_place_that_cannot_be_named_is_told() -> None:
    """A name with a blank is none that an attribute list could have."""
    assert to_markdown('<h2 id="a b">Save</h2>', link=str, image=str).lost_anchors == ("a b",)


@pytest.mark.parametrize("body", ['<video src="v.mp4"></video>', '<video><source src="v.mp4"></video>'])
def test_a_video_becomes_a_link_with_words(body: str) -> None:
    """Whichever way it names its file."""
    converted = to_markdown(body, link=str, image=str)
    assert (converted.markdown, converted.embedded) == ("[Watch the video](v.mp4)", ["v.mp4"])
