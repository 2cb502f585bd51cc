"""A writer at work: each save is built, checked and shown, with the work items that wait for this article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview import preview_of
from tests.help_centre import HelpCentre

SUMMARY = "Open the sign-in page, press Forgot password and follow the link in the e-mail."
ARTICLE = f"---\nid: reset\ntitle: Reset your password\nsummary: {SUMMARY}\n---\n\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> HelpCentre:
    """Give a help centre with one article that helps few readers."""
    centre = HelpCentre(tmp_path_factory.mktemp("desk"))
    centre.write("reset.md", f"{ARTICLE}Turn it off and on again.\n")
    centre.write("other.md", f"---\nid: other\ntitle: Other\nsummary: {SUMMARY}\n---\n\nTODO\n")
    centre.publish()
    centre.start()
    article = centre.catalogue()["reset"]
    for number in range(24):
        assert centre.rate(article, helpful=number < 4).status == 201
    assert [item["article_id"] for item in centre.work_items()] == ["reset"]
    centre.stop()
    return centre


@pytest.fixture(scope="module")
def preview(desk: HelpCentre) -> Iterator[str]:
    """Give the address of the preview."""
    with preview_of(desk) as url:
        yield url


@pytest.fixture
def preview_page(page: Page, preview: str) -> Page:
    """Give the article, opened in the preview."""
    page.goto(f"{preview}reset/")
    return page


def test_a_save_is_shown_with_what_the_check_finds(preview_page: Page, desk: HelpCentre) -> None:
    """The open page loads again by itself, says what is wrong on which line, and what other pages have."""
    panel = preview_page.locator("help-centre-preview")
    expect(panel.locator("summary")).to_contain_text("nothing found on this page")
    expect(panel).to_contain_text("On other pages: 1 finding.")
    desk.write("reset.md", f"{ARTICLE}Press **Forgot password**.\n\n![](key.png)\n")
    expect(preview_page.locator("article")).to_contain_text("Press Forgot password.")
    expect(panel).to_contain_text("HC010 Line 9: the picture has no alternative text.")
    expect(panel).to_contain_text("HC027 Line 9: the file 'key.png' is not there.")


def test_the_open_work_items_of_the_article_are_shown(preview_page: Page, preview: str) -> None:
    """A writer sees what readers said, and the key that a pull request names; other articles have none."""
    panel = preview_page.locator("help-centre-preview")
    expect(panel).to_contain_text("HC-1 20 of 24 readers said no")
    preview_page.goto(f"{preview}other/")
    expect(panel).to_contain_text("Preview: 1 finding on this page")
    expect(panel).not_to_contain_text("HC-1 ")


def test_a_build_that_fails_says_why_and_leaves_the_page(preview_page: Page, desk: HelpCentre) -> None:
    """The page that was built before stays, until the mistake is repaired."""
    panel = preview_page.locator("help-centre-preview")
    config = desk.folder / "mkdocs.yml"
    whole = config.read_text()
    config.write_text(f"{whole}no_such_setting: [\n")
    expect(panel).to_contain_text("the site was not built")
    expect(panel).to_contain_text("mkdocs.yml")
    expect(preview_page.locator("article h1")).to_have_text("Reset your password")
    config.write_text(whole)
    expect(panel.locator("summary")).to_contain_text("on this page")


def test_what_is_tried_out_stays_away_from_the_evidence(preview_page: Page, desk: HelpCentre) -> None:
    """A rating in the preview is no reader's, and a revision that is not published ships no repair."""
    with preview_page.expect_response("**/api/v1/ratings"):
        preview_page.get_by_role("button", name="Yes", exact=True).click()
    expect(preview_page.locator(".hc-rating__status")).to_contain_text("Thank you")
    exported = desk.run("ratings", "export")
    assert len(exported.strip().splitlines()) == 1 + 24
    (item,) = [item for item in desk.work_items() if item["article_id"] == "reset"]
    assert item["evidence"]["unhelpful"] == 20


def test_search_follows_what_is_saved(preview_page: Page, desk: HelpCentre, preview: str) -> None:
    """A word that was just written is found; the site that was built for readers has it not."""
    desk.write("other.md", f"---\nid: other\ntitle: Other\nsummary: {SUMMARY}\n---\n\nThe zeppelin flies.\n")
    preview_page.goto(f"{preview}other/")
    expect(preview_page.locator("article")).to_contain_text("The zeppelin flies.")
    preview_page.goto(f"{preview}search/?q=zeppelin")
    expect(preview_page.locator("article")).to_contain_text("The zeppelin flies.")
    assert "zeppelin" not in (desk.folder / "site" / "other" / "index.html").read_text()


def test_a_preview_without_a_site_says_so(tmp_path: Path) -> None:
    """Where the first build fails there is nothing to show: what is wrong stands above one sentence."""
    centre = HelpCentre(tmp_path)
    centre.write("index.md", "# Help\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n")

    ended = centre.attempt("preview", "--port", str(centre.port))

    assert ended.returncode == 1
    assert "mkdocs.yml" in ended.stderr
    assert ended.stderr.endswith(
        "error: The preview has no site to show.\nhint: Repair what is listed above and start it again.\n"
    )
