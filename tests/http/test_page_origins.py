"""What pages of the site may load from elsewhere."""

from dataclasses import replace

from feedback_api import create_app
from feedback_api.service import EXTENSION
from tests.feedback_api.publication import NOW, Publication
from tests.http.conftest import staff_browser

ORIGIN = "https://fonts.example.com"


def test_pages_of_the_site_load_from_the_origins_that_are_named_and_staff_pages_do_not(
    publication: Publication,
) -> None:
    """A site keeps its fonts and scripts; where people are named, a page talks to its own service alone."""
    settings = replace(publication.feedback_settings, page_origins=(ORIGIN,))
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    browser = staff_browser(app)

    article, staff = (browser.get(path) for path in ("/guides/reset/", "/staff/reply/"))

    assert (article.status_code, staff.status_code) == (200, 200)
    assert f"script-src 'self' {ORIGIN}" in article.headers["Content-Security-Policy"]
    assert ORIGIN not in staff.headers["Content-Security-Policy"]
    app.extensions[EXTENSION].database.close()
