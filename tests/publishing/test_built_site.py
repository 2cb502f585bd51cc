"""A folder of built pages is read as the plugin read it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from publishing.built_site import SiteMissing, read_site
from publishing.catalogue import CatalogueError, read_catalogue
from tests.publishing.sites import CONFIG, Site

BUILT_AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("options", ["", "use_directory_urls: false\n"])
def test_the_same_site_has_the_same_catalogue(site: Site, monkeypatch: pytest.MonkeyPatch, options: str) -> None:
    """Built pages alone tell everything that is in the catalogue."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT_AT.timestamp())))
    site.config_file.write_text(CONFIG + options)
    site.write("guides/größe.md", '---\nsummary: "Short & sweet"\ntags: [a, b]\nowner: docs\n---\n# Größe\n\nText.\n')
    site.write("guides/index.md", "# Guides\n\n## All\n\nof them\n")

    site.build()

    assert read_site(site.output, built_at=BUILT_AT) == read_catalogue(site.output / "catalogue.json")


def test_two_articles_with_one_id_are_an_error(tmp_path: Path) -> None:
    """A generator that repeats an id is told which."""
    for name in "ab":
        (tmp_path / f"{name}.html").write_text('<head><meta name="help-centre:id" content="same"></head><h1>A</h1>')

    with pytest.raises(CatalogueError, match="two articles have the id 'same'"):
        read_site(tmp_path, built_at=BUILT_AT)


def test_without_canonical_links_addresses_are_those_of_the_files(tmp_path: Path) -> None:
    """A folder's index goes by the folder's name, and the site's address is not known."""
    for name, article_id in {"index.html": "home", "a/index.html": "a", "a/b c.html": "b-c"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f'<head><meta name="help-centre:id" content="{article_id}"></head><h1>A</h1>')

    catalogue = read_site(tmp_path, built_at=BUILT_AT)

    assert [article.url for article in catalogue.articles] == ["", "a/", "a/b%20c.html"]
    assert catalogue.site_url == "http://127.0.0.1:8000/"


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    """Reading before building is an error for people."""
    with pytest.raises(SiteMissing, match="there is no built site"):
        read_site(tmp_path / "site", built_at=BUILT_AT)
