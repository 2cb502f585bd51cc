from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publishing.checking.checks import check_pages
from publishing.source.folder import find_pages
from publishing.source.synonyms import SynonymGroup, SynonymsUnreadable, parse_synonyms, read_synonyms

PAGE = (
    "---\ntitle: Pay an invoice\nsummary: Open the invoice under billing, choose a card, and press the button.\n---\n\n"
)


def test_groups_are_read_with_their_lines() -> None:
    """Comments, both ways to write a list, and words that YAML would take for something else are read as they stand."""
    groups = parse_synonyms("# words\n- [sign in, log  in]\n- - yes\n  - 2024\n")
    assert groups == (SynonymGroup(("sign in", "log in"), 2), SynonymGroup(("yes", "2024"), 3))


def test_a_site_needs_no_synonyms(tmp_path: Path) -> None:
    """Without the file, or with an empty one, there are none."""
    assert read_synonyms(tmp_path) == ()
    assert parse_synonyms("# none yet\n") == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [("invoice: bill", 1), ("- [a, b]\n- invoice", 2), ("- [a, [b, c]]", 1), ("- [a, b", 2), ("\x07", 1)],
)
def test_another_shape_is_an_error_with_its_line(text: str, line: int) -> None:
    """Whatever is no list of lists of words is said with its line and the right shape."""
    with pytest.raises(SynonymsUnreadable) as raised:
        parse_synonyms(text)
    assert raised.value.line == line
    assert "- [invoice, bill]" in raised.value.hint


@pytest.mark.parametrize(
    ("synonyms", "code", "said"),
    [
        ("- [invoice, bill]\n", None, ""),
        ("- [invoice, Invoice]\n", "HC050", "fewer than two"),
        ("- [invoice, bill]\n- [bill, receipt]\n", "HC050", "'bill' also stands in line 1"),
        ('- [invoice, bill, "???"]\n', "HC050", "'???' holds no word"),
        ('- [invoice, 打印, ""]\n', "HC050", "'' holds no word"),
        ("- [refund, money back]\n", "HC050", "no article uses any of: refund, money back"),
        ("invoice\n", "HC001", "no list of groups"),
    ],
)
def test_the_check_reads_synonyms(tmp_path: Path, synonyms: str, code: str | None, said: str) -> None:
    """Groups that lead nowhere are found where they stand."""
    (tmp_path / "page.md").write_text(PAGE + "Press the button.\n")
    (tmp_path / "synonyms.yml").write_text(synonyms)
    findings = check_pages(tmp_path, ["page.md"], today=date(2026, 1, 2))
    assert [(finding.code, finding.path) for finding in findings][:1] == ([(code, "synonyms.yml")] if code else [])
    assert all(said in finding.message for finding in findings[:1])


def test_a_group_may_be_of_words_that_translations_alone_use(tmp_path: Path) -> None:
    """What German pages say is said in the articles."""
    languages = "theme: material\nplugins: [i18n: {languages: [{locale: en, default: true}, {locale: de}]}]"
    (tmp_path / "mkdocs.yml").write_text(languages)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "page.md").write_text(PAGE + "Press the button.\n")
    (docs / "page.de.md").write_text(PAGE + "Drücken Sie den Knopf.\n")
    (docs / "synonyms.yml").write_text("- [Knopf, Schaltfläche]\n- [Taste, Hebel]\n")
    findings = check_pages(docs, find_pages(docs).paths, today=date(2026, 1, 2))
    assert [finding.line for finding in findings if finding.code == "HC050"] == [2]


def test_synonyms_of_a_damaged_file_stop_nothing(tmp_path: Path) -> None:
    """A file that is not text is one finding beside those of the pages."""
    (tmp_path / "page.md").write_text(PAGE + "TODO\n")
    (tmp_path / "synonyms.yml").write_bytes(b"- [\xff\xfe]\n")
    findings = check_pages(tmp_path, ["page.md"], today=date(2026, 1, 2))
    assert {finding.code for finding in findings} == {"HC001", "HC026"}
