"""The help centre's scripts as phones load them: without the comments and spaces that people read them by."""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin


def slim_scripts(folder: Path) -> None:
    """Rewrite every script in *folder*, which belongs to a built site; the sources stay as they are."""
    for script in folder.glob("*.js"):
        script.write_text(jsmin(script.read_text(encoding="utf-8")), encoding="utf-8")
