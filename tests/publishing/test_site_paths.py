"""Pages that lead on are written below the site, whoever wrote down what leads there."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from publishing.links.published import ListUnreadable, parse_published
from publishing.links.redirects import Redirect
from publishing.links.site_paths import is_below_site
from publishing.links.translated import of_translations
from publishing.site.permalinks import OutsideSite, write_redirects

OUTSIDE = (
    "../up/",
    "a/../../up/",
    "/top/",
    "a/...de/",
    "..\\up/",
    "zero\0/",
    "two\nlines/",
    f"{'long' * 70}/",
    "a/" * 1500,
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    """The writer refuses the address itself, whatever was read before."""
    site = tmp_path / "site"
    site.mkdir()
    with pytest.raises(OutsideSite, match="cannot be a page of the site"):
        write_redirects([Redirect(quote(path), "a/", "A")], "https://help.example.com/", site, {})
    assert list(tmp_path.rglob("*")) == [site]


@pytest.mark.parametrize("path", ["", "a/b/", "grün/…/ab..c/", ".well-known/x", "100%25/", "%2e%2e/"])
def test_what_can_be_a_page_may_be_one(path: str) -> None:
    """Dots and letters of all kinds lead nowhere by themselves."""
    assert is_below_site(path)


def test_the_list_of_links_names_no_place_outside() -> None:
    """The check and the build say which line does."""
    with pytest.raises(ListUnreadable, match="which no page of a site can have") as refused:
        parse_published("a:\n  paths:\n    - a.md\n    - ../../up.md\n")
    assert refused.value.line == 4


def test_the_list_of_links_names_no_id_that_no_link_carries() -> None:
    """Nothing can have been published as that; one that only looks odd may have been."""
    with pytest.raises(ListUnreadable, match="'My Article': no link can carry that id") as refused:
        parse_published("Old_Guide:\n  paths: [a.md]\nMy Article:\n  paths: [b.md]\n")
    assert refused.value.line == 3


def test_an_old_address_below_a_file_of_the_site_is_left_to_that(tmp_path: Path) -> None:
    """``index.html/`` and a page's folder in the place of a file neither end the build nor replace what is there."""
    (tmp_path / "index.html").write_text("Home")
    (tmp_path / "a.html").mkdir()
    write_redirects([Redirect(path, "a/", "A") for path in ("index.html/", "a.html", "old/")], "", tmp_path, {})
    assert (tmp_path / "index.html").read_text() == "Home"
    assert (tmp_path / "old/index.html").is_file()


@pytest.mark.parametrize(
    ("listed", "path", "target"),
    [
        ("old/1.de/", "old/1/", "de/a/"),
        ("old/1.pt-BR/", "old/1/", "pt-BR/a/"),
        ("old/1.pt/", "old/1/", "pt-BR/a/"),
        ("old/1.zh-Hant/", "old/1/", "a/"),
    ],
)
def test_an_address_in_a_region_leads_to_the_folder_of_its_language(listed: str, path: str, target: str) -> None:
    """A theme calls the pages below ``pt-BR/`` Portuguese; old addresses name the region."""
    (led,) = of_translations([Redirect(listed, "a/", "A")], {"de": "de/", "pt": "pt-BR/"}, lambda _: True)
    assert (led.path, led.target) == (path, target)
