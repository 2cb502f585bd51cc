"""
Makes one file of the scripts in ``overrides/``, with esbuild: the file that pages load.

Run by ``make scripts`` after a change of a script.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from publishing.bundled_scripts import BUNDLE, first_line
from publishing.theme_files import ENTRY_SCRIPT, overrides_folder

ESBUILD = Path(__file__).parent / "node_modules" / ".bin" / "esbuild"
# Browsers of the last three years; the oldest thing that is missing before is `findLast`.
TARGET = "es2022"


def bundle() -> str:
    """Return the modules as one script, without what only people need."""
    entry = overrides_folder() / ENTRY_SCRIPT
    options = ["--bundle", "--format=esm", "--minify", f"--target={TARGET}", "--log-level=warning"]
    finished = subprocess.run([str(ESBUILD), str(entry), *options], capture_output=True, text=True, check=True)
    return first_line(entry.parent) + finished.stdout


if __name__ == "__main__":
    BUNDLE.write_text(bundle(), encoding="utf-8")
