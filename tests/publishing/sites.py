"""Small sites, built by MkDocs."""

import json
from pathlib import Path
from typing import Any

from publishing.site.build import build_site

CONFIG = """\
site_name: Foreign
site_url: https://help.example.com/docs/
theme: {name: material, font: false}
plugins: [help-centre]
markdown_extensions: [toc: {permalink: true}]
"""


class Site:
    """A folder with ``mkdocs.yml`` and pages, and what is built from them."""

    def __init__(self, folder: Path, config: str = CONFIG) -> None:
        self.folder = folder
        self.config_file = folder / "mkdocs.yml"
        self.config_file.write_text(config)
        self.output = folder / "site"
        self.write("index.md", "# Welcome\n\nHello.\n")

    def write(self, path: str, content: str | bytes) -> None:
        """Write a page, or another file of the site's sources."""
        file = self.folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def build(self, *, strict: bool = True) -> None:
        """Build the site; warnings fail it, unless it is not *strict*."""
        build_site(self.config_file, self.output, strict=strict)

    def html(self, path: str) -> str:
        """Return a built page."""
        return (self.output / path).read_text(encoding="utf-8")

    def articles(self) -> dict[str, dict[str, Any]]:
        """Return the articles of the catalogue by id."""
        catalogue = json.loads((self.output / "catalogue.json").read_text(encoding="utf-8"))
        return {article["id"]: article for article in catalogue["articles"]}
