"""
Makes two files of the scripts in ``overrides/``, with esbuild: the one that pages load, and search without the service.

Run by ``make scripts`` after a change of a script.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from publishing.theme.bundled_scripts import BUNDLES, first_line
from publishing.theme.folders import ASSETS, overrides_folder

ESBUILD = Path(__file__).parent / "node_modules" / ".bin" / "esbuild"
# Browsers of the last three years; the oldest thing that is missing before is `findLast`.
TARGET = "es2022"
# What only search without the service writes and reads is called shorter in its bundle: a phone loads less. Not so what
# the list, an answer or another bundle has.
SHORTENED = {
    "static-search.js": """articles first hasTexts idf inFolders inHeading inKeywords inPage inText inTitle instead norm
    number original pairs postings score sections spread stemsOf synonyms telling trust weights"""
}


def bundle(name: str) -> str:
    """Return the module of that *name* and what it imports as one script, without what only people need."""
    folder = overrides_folder() / ASSETS
    apart = [f"--external:./{other}" for other in BUNDLES if other != name]
    shortened = [f"--mangle-props=^({'|'.join(SHORTENED[name].split())})$"] if name in SHORTENED else []
    options = ["--bundle", "--format=esm", "--minify", f"--target={TARGET}", "--log-level=warning", *apart, *shortened]
    finished = subprocess.run([str(ESBUILD), str(folder / name), *options], capture_output=True, text=True, check=True)
    return first_line(folder) + finished.stdout


if __name__ == "__main__":
    for module, file in BUNDLES.items():
        file.write_text(bundle(module), encoding="utf-8")
