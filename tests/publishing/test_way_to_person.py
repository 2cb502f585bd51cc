"""The way to a person stands on a page as its front matter says, and nowhere else."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.publishing.sites import Site

CONTACT = "---\nid: contact\ncontact: form\n---\n# Contact\n\nWe answer questions about billing.\n"


def built(site: Site, way: str) -> LexborHTMLParser:
    """Build a site with a contact page and one guide whose front matter says *way*."""
    site.write("contact.md", CONTACT)
    site.write("a.md", f"---\n{way}\n---\n# A\n\nText.\n")
    site.build()
    return LexborHTMLParser(site.html("a/index.html"))


@pytest.mark.parametrize(
    ("way", "at_the_end", "after_a_no"),
    [("tags: [x]", False, True), ("contact: link", True, True), ("contact: none", False, False)],
)
def test_a_page_says_whether_it_leads_to_a_person(site: Site, way: str, at_the_end: bool, after_a_no: bool) -> None:
    """Usually only a "no" does; `link` puts it at the end of the page, `none` takes it away."""
    page = built(site, way)
    assert (page.css_first(".hc-person a[href='../contact/?article=a']") is not None) is at_the_end
    assert (page.css_first(".hc-rating__after a[href^='../contact/?article=a&revision=']") is not None) is after_a_no
    form = page.css_first("help-centre-rating form")
    assert form is not None
    assert form.attributes["action"] == "../api/v1/ratings" + ("" if after_a_no else "?contact=none")


def test_the_form_stands_where_the_page_asks_for_it(site: Site) -> None:
    """The contact page has the form instead of "Did this help?", and its words are no words of the article."""
    built(site, "tags: [x]")
    page = LexborHTMLParser(site.html("contact/index.html"))
    form = page.css_first("help-centre-contact form")
    assert form is not None
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "../ask/?lang=en")
    assert page.css_first("help-centre-rating") is None
    assert [section["text"] for section in site.articles()["contact"]["sections"]] == [
        "We answer questions about billing."
    ]
