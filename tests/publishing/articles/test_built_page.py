"""Golden pairs: what a built page says, against the article that is read from it."""

import json
from datetime import date
from pathlib import Path

import pytest

from publishing.articles.built_page import read_page, site_url_in
from publishing.catalogue import CatalogueError

PAGES = Path(__file__).parents[1] / "pages"
BUILT_ON = date(2026, 11, 21)


@pytest.mark.parametrize("page", sorted((PAGES / "in").glob("*.html")), ids=lambda page: page.stem)
def test_a_built_page_reads_as_its_article(page: Path) -> None:
    """Title, fields, sections and revision of a page are those of its golden pair."""
    article = read_page(page.read_text(encoding="utf-8"), f"{page.stem}/", built_on=BUILT_ON)

    expected = json.loads((PAGES / "out" / f"{page.stem}.json").read_text(encoding="utf-8"))
    assert (article.model_dump(mode="json") if article else None) == expected


def test_what_stands_around_the_article_of_a_material_page_is_not_read() -> None:
    """Navigation before, another article and a footer behind: the page reads as if it were nothing but its article."""
    head = '<html lang="de"><head><meta name="help-centre:id" content="a"></head>'
    article = '<article class="md-content__inner md-typeset"><h1>A</h1><p>One.<h2 id="b">B</h2><p>Two.</article>'
    around = f"<body><nav><h1>Menu</h1></nav><main>{article}</main><article><p>Other</article><footer>End</footer>"

    read = [read_page(head + body, "a/", built_on=BUILT_ON) for body in (article, around)]

    assert read[0] is not None
    assert [section.text for section in read[0].sections] == ["One.", "Two."]
    assert read[1] == read[0]


def test_a_section_may_have_a_level_of_support_of_its_own() -> None:
    """It holds for the headings below it, until one says otherwise or stands as high; what is no level is none."""
    levels = (
        "h2#a data-support=none|h3#b|h4#c data-support=full|h3#d|h2#e|h2#f data-support=best-effort|h2#g data-support=x"
    )
    headings = [heading.partition("#") for heading in levels.split("|")]
    body = "".join(f"<{tag} id={rest}>T</{tag}>" for tag, _, rest in headings)
    article = read_page(
        f'<head><meta name="help-centre:id" content="a"></head><h1>A</h1>{body}', "a/", built_on=BUILT_ON
    )

    assert article is not None
    assert article.section_support == {"a": "none", "b": "none", "c": "full", "d": "none", "f": "best-effort"}


def test_a_page_without_a_date_was_updated_when_it_was_built() -> None:
    """The build's day stands for a date that the page does not tell."""
    article = read_page('<head><meta name="help-centre:id" content="a"></head><h1>A</h1>', "a/", built_on=BUILT_ON)

    assert article is not None
    assert article.updated == BUILT_ON


def test_without_a_title_the_id_stands_for_it() -> None:
    """A page of nothing but text still has a title to be found by."""
    article = read_page('<head><meta name="help-centre:id" content="a-b"></head>text', "a/", built_on=BUILT_ON)

    assert article is not None
    assert article.title == "a-b"


def test_a_long_first_paragraph_is_cut_between_words() -> None:
    """A summary made of the text stays short enough for a search result."""
    html = f'<head><meta name="help-centre:id" content="a"></head><h1>A</h1><p>{"word " * 200}</p>'

    article = read_page(html, "a/", built_on=BUILT_ON)

    assert article is not None
    assert len(article.summary) <= 302
    assert article.summary.endswith("word …")


@pytest.mark.parametrize("field", ["kind", "support", "review_by", "updated"])
def test_a_wrong_field_is_named_with_its_page(field: str) -> None:
    """A generator that writes a wrong meta tag is told which, and on which page."""
    tags = f'<meta name="help-centre:id" content="a"><meta name="help-centre:{field}" content="nonsense">'

    with pytest.raises(CatalogueError, match=rf"guides/a/: field '{field}'"):
        read_page(f"<head>{tags}</head><h1>A</h1>", "guides/a/", built_on=BUILT_ON)


@pytest.mark.parametrize(
    ("canonical", "path", "site_url"),
    [
        ("https://help.example.com/a/", "a/index.html", "https://help.example.com/"),
        ("https://example.com/help/a%20b.html", "a b.html", "https://example.com/help/"),
        ("https://example.com/", "index.html", "https://example.com/"),
        ("https://example.com/elsewhere/", "a/index.html", None),
        ("/a/", "a/index.html", None),
    ],
)
def test_a_canonical_link_tells_where_the_site_is_published(canonical: str, path: str, site_url: str | None) -> None:
    """What stands before the page's own address is the site's; a link elsewhere, or without a host, tells none."""
    assert site_url_in(f'<head><link rel="canonical" href="{canonical}"></head>', path) == site_url
