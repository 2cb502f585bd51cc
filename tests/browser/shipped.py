"""The help centre that this project ships, built from its own content and served for the tests."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publishing.files.exclusive import exclusive
from tests.help_centre import HelpCentre

PROJECT = Path(__file__).resolve().parents[2]
# Where pages, catalogue and map of the built site name the address that it was built for.
ADDRESSED = ("*.html", "catalogue.json", "sitemap.xml")


@dataclass
class ShippedHelpCentre(HelpCentre):
    """The shipped content in a folder of its own, with verbs for what browsers leave behind."""

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.folder / ".help-centre" / "index"

    def publish(self) -> None:
        """Build the shipped content for the address that it will be served from."""
        self.copy()
        self.run("build")

    def publish_as(self, built: ShippedHelpCentre) -> None:
        """Take what was *built* for another address: the site, with its own address in it, and the index."""
        self.copy()
        shutil.copytree(built.folder / "site", self.folder / "site")
        for file in self._addressed():
            file.write_bytes(file.read_bytes().replace(built.url.encode(), self.url.encode()))
        packed = self.folder / "site" / "sitemap.xml.gz"
        packed.write_bytes(gzip.compress(packed.with_suffix("").read_bytes()))
        shutil.copytree(built.index, self.index)
        self.run("index")

    def _addressed(self) -> Iterator[Path]:
        for pattern in ADDRESSED:
            yield from (self.folder / "site").rglob(pattern)

    def copy(self) -> None:
        """Take the shipped content into this help centre's own folder."""
        shutil.copytree(PROJECT / "content", self.folder / "content")
        shutil.copy(PROJECT / "mkdocs.yml", self.folder)

    def environment(self) -> dict[str, str]:
        """Give the environment of the service, with the site's own address."""
        return {**super().environment(), "HELP_CENTRE_SITE_URL": self.url}


def built_once(folder: Path) -> ShippedHelpCentre:
    """Give the shipped help centre that is built in *folder*, where several processes may ask for it at once."""
    with exclusive(folder / "lock", "another worker"):
        port = folder / "port"
        if port.exists():
            return ShippedHelpCentre(folder, int(port.read_text()))
        centre = ShippedHelpCentre(folder)
        centre.publish()
        port.write_text(str(centre.port))
        return centre


def rows(centre: HelpCentre, table: str) -> list[dict[str, Any]]:
    """Read what the service has kept in *table*."""
    connection = sqlite3.connect(f"file:{centre.folder}/.help-centre/feedback.db?mode=ro", uri=True)
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    finally:
        connection.close()
