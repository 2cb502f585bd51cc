"""The page that does not exist tells the service which address led there, and nothing else."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.shipped import ShippedHelpCentre

REPORT = "**/api/v1/missing-pages"


def test_a_link_that_leads_nowhere_is_reported_with_the_page_that_has_it(
    page: Page, help_centre: ShippedHelpCentre
) -> None:
    """Path and our own page are sent, without query and anchor; loading the page again sends nothing."""
    page.goto(help_centre.url + "guides/customers/find-an-answer/")
    page.evaluate("document.querySelector('article').insertAdjacentHTML('afterbegin', '<a id=broken>broken</a>')")
    page.evaluate("document.querySelector('#broken').href = '../../gone/for-good/?who=me#part'")
    with page.expect_response(REPORT) as answered:
        page.locator("#broken").click()
    assert answered.value.status == 204
    assert answered.value.request.post_data_json == {
        "path": "guides/gone/for-good/",
        "from_path": "guides/customers/find-an-answer/",
    }
    reports: list[str] = []
    page.on("request", lambda request: reports.append(request.url) if "missing-pages" in request.url else None)
    page.reload(wait_until="networkidle")
    assert reports == []


def test_pages_that_exist_report_nothing(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Only the page that does not exist loads the script."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(help_centre.url + "guides/customers/find-an-answer/", wait_until="networkidle")
    assert not [url for url in loaded if "missing-page" in url]
