"""lunr, which MkDocs Material ships, and MiniSearch, which VitePress ships, run in Node as they run in a browser."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from publishing.catalogue import Catalogue

HERE = Path(__file__).parent
MEMORY_MB = 6000


class NodePeer:
    """A search engine in a Node process of its own; a question and its answer are one line each."""

    def __init__(self, name: str, catalogue: Catalogue, folder: Path) -> None:
        self.name = name
        if not (HERE / "node_modules").is_dir():
            subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=HERE, check=True)
        rows = [
            {"article": article.id, "title": article.title, "heading": section.title, "body": section.text}
            for article in catalogue.articles
            for section in article.sections
        ]
        file = folder / "sections.json"
        file.write_text(json.dumps([{"id": place, **row} for place, row in enumerate(rows)]), encoding="utf-8")
        self._process = subprocess.Popen(
            ["node", f"--max-old-space-size={MEMORY_MB}", "node_peer.mjs"],
            cwd=HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ask({"engine": name.lower(), "file": str(file)})

    def search(self, query: str, *, partial: bool, limit: int) -> list[str]:
        """Match any of the words; group the best sections by article."""
        words = re.findall(r"\w+", query)
        found: list[str] = self._ask({"words": words, "partial": partial, "limit": limit}) if words else []
        return found

    def close(self) -> None:
        """Stop the process."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, message: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
