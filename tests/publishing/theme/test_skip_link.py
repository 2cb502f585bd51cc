"""Where the theme's link "Skip to content" leads."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from publishing.theme.skip_link import SLOT_ANCHOR, TITLE_ANCHOR
from tests.publishing.sites import Site

pytestmark = pytest.mark.slow


def test_the_link_passes_no_words_of_the_page(site: Site) -> None:
    """It leads to the title, wherever that is, or to results; a page that is missing has it too."""
    site.write("front.md", "---\ntitle: Front\n---\nThe answer.\n\n## More\n\nWords.\n")
    site.write("text.md", "# Text\n\nThe answer.\n\n## More\n\nWords.\n")
    site.write("short.md", "---\ntitle: Short\n---\nThe answer.\n")

    site.build()

    def skips_to(path: str) -> str:
        page = LexborHTMLParser(site.html(path))
        (link,) = page.css(".md-skip")
        anchor = (link.attributes["href"] or "").removeprefix("#")
        assert len(page.css(f'[id="{anchor}"]')) == 1
        return anchor

    assert [skips_to(f"{name}/index.html") for name in ("front", "text", "short", "search")] == [
        TITLE_ANCHOR, "text", TITLE_ANCHOR, SLOT_ANCHOR,
    ]  # fmt: skip
    missing = LexborHTMLParser(site.html("404.html"))
    assert [link.attributes["href"] for link in missing.css("a")[:1]] == [f"#{TITLE_ANCHOR}"]
    assert len(missing.css(f"h1[id={TITLE_ANCHOR}]")) == 1
    front = LexborHTMLParser(site.html("front/index.html"))
    assert [title.text().strip() for title in front.css("h1")] == ["Front"]
    assert [link.attributes["href"] for link in front.css(".md-nav--secondary a")] == ["#more"] * 2
    assert [each["anchor"] for each in site.articles()["front"]["sections"]] == ["", "more"]
