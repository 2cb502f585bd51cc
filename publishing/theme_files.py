"""Where the help centre's own templates, styles and scripts lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
ASSETS = "assets/help-centre"
STYLES = tuple(f"{ASSETS}/{name}.css" for name in ("look", "search", "results", "rating"))
ENTRY_SCRIPT = f"{ASSETS}/help-centre.js"
SHELL_TEMPLATE = "help-centre/shell.html"


def overrides_folder() -> Path:
    """Return the folder of theme overrides: inside the installed package, or beside it in a checkout."""
    packaged = _PACKAGE / "overrides"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "overrides"
