"""What the preview knows of the pages that it shows."""

from datetime import date
from pathlib import Path

import pytest

from feedback_api.preview.workshop import Source, sources_by_address
from publishing.checking import read_folder

CONFIG = """\
site_name: Help
theme: {name: material, language: en}
plugins: [i18n: {docs_structure: suffix, languages: [{locale: en, default: true}, {locale: de}]}]
"""


@pytest.mark.parametrize(
    ("structure", "page", "translation", "lost"),
    [("suffix", "a/b.md", "a/b.de.md", "a/lost.de.md"), ("folder", "en/a/b.md", "de/a/b.md", "de/a/lost.md")],
)
def test_a_translation_is_known_by_its_own_address(
    tmp_path: Path, structure: str, page: str, translation: str, lost: str
) -> None:
    """It has findings of its own file, and the work items of the article that it translates."""
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("suffix", structure))
    for name in (page, translation, lost):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("Text.\n")

    sources = sources_by_address(read_folder(tmp_path / "docs", today=date(2026, 11, 22)).site)

    assert sources["a/b/"] == sources["a/b.html"] == Source(page, "a-b", "en")
    assert sources["de/a/b/"] == sources["de/a/b.html"] == Source(translation, "a-b", "de")
    assert len(sources) == 4
