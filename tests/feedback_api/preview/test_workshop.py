"""What the preview knows of the pages that it shows."""

import os
from datetime import date
from pathlib import Path

import pytest

from feedback_api.preview.workshop import Progress, Source, Workshop, sources_by_address
from publishing.checking.checks import read_folder

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


@pytest.mark.slow
def test_what_is_saved_while_it_is_built_is_not_shown_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that a save overtook may have read half a file: it changes nothing that is shown, the next one does."""
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("site_name: Help\ntheme: material\nplugins: [help-centre]\nhooks: [saving.py]\n")
    Path("docs").mkdir()
    Path("docs/index.md").write_text("# Home\n")
    Path("saving.py").write_text(
        "from pathlib import Path\n\ndef on_config(config):\n"
        "    half = Path('docs/half.md')\n    half.exists() or half.write_text('---\\ntitle: Half')\n"
    )
    workshop = Workshop(Path("mkdocs.yml"), os.environ, lambda: date(2026, 11, 22))

    workshop.renew()
    overtaken = workshop.progress
    workshop.renew()

    assert overtaken == Progress(building=True)
    assert workshop.progress.build == 1, workshop.progress.problem
    assert workshop.progress.findings
