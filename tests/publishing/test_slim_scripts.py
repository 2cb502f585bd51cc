"""Scripts lose what only people need, and nothing else."""

from pathlib import Path

from publishing.slim_scripts import slim_scripts


def test_comments_and_spaces_go(tmp_path: Path) -> None:
    """A script keeps its code, and loses comments and the spaces between."""
    script = tmp_path / "a.js"
    script.write_text(
        "/** What it does. */\nconst a = 1; // why\nexport const b = `two  words` + a;\n", encoding="utf-8"
    )
    slim_scripts(tmp_path)
    assert script.read_text(encoding="utf-8") == "const a=1;export const b=`two  words`+a;"


def test_regular_expressions_are_kept(tmp_path: Path) -> None:
    """What looks like a comment or a quotation mark inside a regular expression is code."""
    script = tmp_path / "a.js"
    script.write_text("const a = text.replace(/\"[^/*]*\\/\\/'/gu, '');\n", encoding="utf-8")
    slim_scripts(tmp_path)
    assert script.read_text(encoding="utf-8") == "const a=text.replace(/\"[^/*]*\\/\\/'/gu,'');"
