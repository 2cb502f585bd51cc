"""Links that stay."""

from publishing.links.redirects import Redirect
from publishing.site.permalinks import permalink_page, redirect_page
from tests.publishing.small_articles import article


def test_a_permalink_leads_on_in_every_way_a_browser_can() -> None:
    """By script with query and fragment, by refresh without scripts, by a link to press, and for search engines."""
    page = permalink_page(article(id="a", url="guides/a/", title="A"), "https://help.example.com/")

    assert 'location.replace("../../guides/a/" + location.search + location.hash)' in page
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../guides/a/"></noscript>' in page
    assert '<a href="../../guides/a/">A</a>' in page
    assert '<link rel="canonical" href="https://help.example.com/guides/a/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_without_an_address_of_the_site_the_canonical_link_is_relative() -> None:
    """A site that does not say where it is published does not send search engines to 127.0.0.1."""
    assert '<link rel="canonical" href="../../guides/a/">' in permalink_page(
        article(url="guides/a/"), "http://127.0.0.1:8000/"
    )


def test_nothing_of_an_article_can_break_out_of_its_permalink() -> None:
    """Title and address are escaped for HTML, and the address for scripts."""
    page = permalink_page(
        article(title="</title><script>alert(1)</script>", url='x/"</script><b>&'), "https://help.example.com/"
    )

    assert "<script>alert" not in page
    assert page.count("</script>") == 1
    assert "<b>" not in page


def test_a_permalink_leads_to_the_language_that_is_asked_for() -> None:
    """The query names a translation; without it, and for a language that there is not, the first one answers."""
    page = permalink_page(article(id="a", url="a/"), "https://help.example.com/", {"de": "de/a/"})

    assert """new Map([["de", "../../de/a/"]])""" in page
    assert 'else{location.replace("../../a/" + location.search + location.hash)}' in page


def test_without_scripts_readers_choose_where_sections_went_apart() -> None:
    """A page that names sections elsewhere goes nowhere by itself: nobody knows which one was asked for."""
    sections = {"by-mail": "mail/#x", "letters": "mail/#x"}
    redirect = Redirect("a/old/", "new/", "New", sections=sections, names={"mail/#x": "Mail & post: Write"})
    page = redirect_page(redirect, "https://example.com/")

    assert "http-equiv" not in page
    assert '<p><a href="../../new/">New</a></p>\n<p>' in page
    assert '<span id="by-mail"></span><span id="letters"></span>' in page
    assert '<a href="../../mail/#x">Mail &amp; post: Write</a></p>' in page
