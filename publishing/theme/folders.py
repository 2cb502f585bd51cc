"""Where the help centre's own templates, styles and scripts lie."""

from __future__ import annotations

import shutil
from pathlib import Path

from publishing.errors import HelpCentreError

_PACKAGE = Path(__file__).resolve().parents[1]
ASSETS = "assets/help-centre"
STYLES = tuple(f"{ASSETS}/{name}.css" for name in ("look", "search", "results", "rating"))
ENTRY_SCRIPT = f"{ASSETS}/help-centre.js"
SHELL_TEMPLATE = "help-centre/shell.html"
# What templates write where only the finished page tells what belongs there.
REVISION_TOKEN = "help-centre-revision-token"  # noqa: S105 - a placeholder in the page, not a secret
# And what they write where the generator runs no plugin.
ID_TOKEN = "help-centre-id-token"  # noqa: S105 - see above
CONTACT_TOKEN = "help-centre-contact-token"  # noqa: S105 - see above
CONTACT_PAGE_PATHS = ("contact.md", "contact/index.md")


def overrides_folder() -> Path:
    """Return the folder of theme overrides: inside the installed package, or beside it in a checkout."""
    packaged = _PACKAGE / "overrides"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "overrides"


class FolderTaken(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The folder for the theme files is there already."""


def copy_overrides(folder: Path) -> None:
    """
    Copy the theme files into the new *folder*, for a generator that runs no plugins.

    Raises:
        FolderTaken: *folder* is there already; nothing is changed.

    """
    if folder.exists():
        raise FolderTaken(f"{folder} is there already.", "Remove it, or name another folder.")
    shutil.copytree(overrides_folder(), folder)
