"""The help centre that this project ships, built from its own content and served for the tests."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.help_centre import HelpCentre

PROJECT = Path(__file__).resolve().parents[2]


@dataclass
class ShippedHelpCentre(HelpCentre):
    """The shipped content in a folder of its own, with verbs for what browsers leave behind."""

    def publish(self) -> None:
        """Build the shipped content for the address that it will be served from."""
        self.copy()
        self.run("build")

    def copy(self) -> None:
        """Take the shipped content into this help centre's own folder."""
        shutil.copytree(PROJECT / "content", self.folder / "content")
        shutil.copy(PROJECT / "mkdocs.yml", self.folder)

    def environment(self) -> dict[str, str]:
        """Give the environment of the service, with the site's own address."""
        return {**super().environment(), "HELP_CENTRE_SITE_URL": self.url}


def rows(centre: HelpCentre, table: str) -> list[dict[str, Any]]:
    """Read what the service has kept in *table*."""
    connection = sqlite3.connect(f"file:{centre.folder}/.help-centre/feedback.db?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    finally:
        connection.close()
