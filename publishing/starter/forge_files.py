"""What a forge runs and shows in a new help centre: the very files that this project's own content is checked with."""

from __future__ import annotations

from pathlib import Path

SCRIPTS = (".ci/content", ".ci/comment.py", ".ci/take_work_items.py")
TEMPLATES = {
    "github": (
        ".github/ISSUE_TEMPLATE/article.yml",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/pull_request_template.md",
    ),
    "gitlab": (
        ".gitlab/issue_templates/Article is wrong or missing.md",
        ".gitlab/merge_request_templates/Default.md",
    ),
}
_HERE = Path(__file__).resolve().parent
# In a checkout the command lies in a folder of its own, elsewhere it is installed.
_IN_A_CHECKOUT = ".venv/bin/"


def forge_folder() -> Path:
    """Return the folder of these files: in the package, or the root of a checkout."""
    packaged = _HERE / "forge"
    return packaged if packaged.is_dir() else _HERE.parents[1]


def write_forge_files(folder: Path, forge: str, language: str) -> None:
    """Write the scripts and the templates of *forge*, a key of `TEMPLATES`, into the new help centre *folder*."""
    for path in SCRIPTS:
        _write(forge_folder() / path, folder / path)
    (folder / SCRIPTS[0]).chmod(0o755)
    translated = _HERE / "files" / language / "forge" / forge
    if translated.is_dir():
        for file in sorted(file for file in translated.rglob("*") if file.is_file()):
            _write(file, folder / f".{forge}" / file.relative_to(translated))
    else:
        for path in TEMPLATES[forge]:
            _write(forge_folder() / path, folder / path)


def _write(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source.read_text(encoding="utf-8").replace(_IN_A_CHECKOUT, ""), "utf-8")
