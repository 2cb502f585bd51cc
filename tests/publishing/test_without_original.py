"""An article in a later language alone is found, listed and kept like any other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import broken_rules, read_folder
from publishing.checking.fixing import fix
from publishing.links.published import read_published
from publishing.rules.finding import Finding
from publishing.site.build import build_site
from publishing.source.folder import find_pages

CONFIG = """\
site_name: Hilfe
site_url: https://help.example.com/
theme: mkdocs
plugins:
  - help-centre
  - i18n:
      docs_structure: STRUCTURE
      languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]
validation: {nav: {omitted_files: warn, not_found: warn}}
"""
PAGE = "---\nid: contract\ntitle: Vertrag\n---\n\n## Kosten\n\nKeine.\n"


def found(folder: Path, *codes: str) -> list[Finding]:
    """Check the site as it is."""
    site = read_folder(folder / "docs", today=date(2026, 11, 23)).site
    return [each for each in broken_rules(site) if each.code in codes]


@pytest.fixture(params=["suffix", "folder"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Write a site whose German readers alone have the article, and return its path."""
    is_suffix = request.param == "suffix"
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("STRUCTURE", request.param))
    path = "guides/contract.de.md" if is_suffix else "de/guides/contract.md"
    pages = {"index.md" if is_suffix else "en/index.md": "# Hello\n", path: PAGE, "published.yml": ""}
    for name, text in pages.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text)
    return path


def test_its_sections_are_listed_and_kept(tmp_path: Path, path: str) -> None:
    """As soon as the list has its id: a section that vanishes then is found, as is the whole article."""
    docs = tmp_path / "docs"
    (docs / "published.yml").write_text(f"contract: {{paths: [{path}]}}\n")
    (listed,) = [each for each in found(tmp_path, "HC016") if each.path == path]
    fix(docs, read_folder(docs, today=date(2026, 11, 23)).site, [])
    published = read_published(docs)

    assert "#kosten" in listed.message
    assert published is not None
    assert (published["contract"].paths, published["contract"].anchors) == ((path,), ("kosten",))
    assert found(tmp_path, "HC015", "HC016", "HC036") == []

    (docs / path).write_text(PAGE.replace("Kosten", "Preise"))
    (lost,) = found(tmp_path, "HC015", "HC016")
    assert (lost.path, lost.line) == (path, 2)
    assert "'#kosten' was published and is no longer there" in lost.message

    (docs / path).unlink()
    (gone,) = found(tmp_path, "HC015")
    assert gone.path == path


def test_the_check_says_how_it_is_listed(tmp_path: Path) -> None:
    """Where names tell the language: one that translates nothing may be a slip in its name, until the list has it."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("STRUCTURE", "suffix"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Hello\n")
    (tmp_path / "docs/published.yml").write_text("")
    for page, said in ((PAGE, "none, write"), ("# Vertrag\n", "none, write 'id: contract' into it, and write")):
        (tmp_path / "docs/contract.de.md").write_text(page)
        (finding,) = found(tmp_path, "HC036")
        assert f"{said} 'contract: {{paths: [contract.de.md]}}' into published.yml." in finding.hint


def test_the_navigation_of_all_languages_cannot_name_it(tmp_path: Path, path: str) -> None:
    """So the check asks for no entry there, takes none for one, and is silent where it belongs in no navigation."""
    config = (tmp_path / "mkdocs.yml").read_text()
    place = "guides/contract.md"
    for nav, line in (("[index.md]", 1), (f"[index.md, {place}]", 10)):
        (tmp_path / "mkdocs.yml").write_text(f"{config}nav: {nav}\n")
        (finding,) = found(tmp_path, "HC056")
        assert finding.line == line
        assert f"add '/{path}' to 'not_in_nav', or give 'de' a 'nav' of its own." in finding.hint

    (tmp_path / "mkdocs.yml").write_text(f"{config}nav: [index.md]\nnot_in_nav: /{path}\n")
    assert found(tmp_path, "HC056") == []


def test_it_is_not_missing_where_others_are_listed(tmp_path: Path, path: str) -> None:
    """A new page could be a listed one that lost its id only where one is missing."""
    (tmp_path / "docs/published.yml").write_text(f"contract: {{paths: [{path}], anchors: [kosten]}}\n")

    assert [each.line for each in found(tmp_path, "HC016") if each.path != path] == [1]


@pytest.mark.parametrize("field", ["replaced_by: home", "gone: Fragen Sie uns."])
def test_one_that_left_belongs_in_no_navigation_and_its_links_lead_on(
    tmp_path: Path, path: str, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """As those of any other article: to its successor, or to where its page says what to do, never to themselves."""
    docs = tmp_path / "docs"
    first = next(page for page in find_pages(docs).paths if "index" in page)
    config = (tmp_path / "mkdocs.yml").read_text().replace("theme: mkdocs", "theme: mkdocs\nnav: [index.md]")
    (tmp_path / "mkdocs.yml").write_text(config)
    (docs / "published.yml").write_text(f"home: {{paths: [index.md]}}\ncontract: {{paths: [{path}]}}\n")
    (docs / path).write_text(PAGE.replace("title:", f"{field}\ntitle:"))
    (docs / first).write_text("# Hello\n\n[x](/a/contract/)\n")

    assert found(tmp_path, "HC016", "HC017", "HC019", "HC056") == []

    build_site(tmp_path / "mkdocs.yml", tmp_path / "site", strict=False)

    to = "" if field.startswith("replaced_by") else "de/guides/contract/"
    for address in ("a/contract", "guides/contract"):
        html = (tmp_path / "site" / address / "index.html").read_text()
        assert f'href="https://help.example.com/{to}"' in html
    assert "not included in the" not in capsys.readouterr().err


def test_a_permanent_link_to_it_is_checked_like_others(tmp_path: Path) -> None:
    """It leads somewhere, and to the sections that the page has, or had; addresses are judged without folders."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("STRUCTURE", "suffix"))
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "contract.de.md").write_text(PAGE.replace("title:", "moved_sections: {fees: contract#kosten}\ntitle:"))
    (docs / "published.yml").write_text("contract: {paths: [contract.de.md], anchors: [kosten, fees]}\n")
    (docs / "index.md").write_text("# A\n\n[x](/a/contract/#kosten) [x](/a/contract/#fees)\n\n[x](/a/contract/#none)\n")

    assert [(each.code, each.line) for each in found(tmp_path, "HC019", "HC020")] == [("HC020", 5)]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("replaced_by: nonsense", "'nonsense', which does not exist"),
        ("replaced_by: contract", "in a circle"),
        ("moved_sections: {fees: nonsense#x}", "'nonsense', which does not exist"),
        ("moved_sections: {fees: 'contract#kosten'}", ""),
    ],
)
def test_where_its_old_links_lead_is_found(tmp_path: Path, path: str, field: str, said: str) -> None:
    """A build stops at what leads nowhere, whatever language the article is in."""
    docs = tmp_path / "docs"
    (docs / "published.yml").write_text(f"contract: {{paths: [{path}], anchors: [kosten, fees]}}\n")
    (docs / path).write_text(PAGE.replace("title:", f"{field}\ntitle:"))
    messages = [each.message for each in found(tmp_path, "HC015", "HC017") if each.path == path]

    assert len(messages) == bool(said)
    assert all(said in message for message in messages)
