"""The help centre's scripts as phones load them: one small file in the place of the modules that people read."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path

# Made by `make scripts`; its first line tells which modules it was made of.
BUNDLE = Path(__file__).with_name("bundled.js")

log = logging.getLogger("mkdocs.plugins.help-centre")


def serve_as_one(folder: Path) -> None:
    """
    Put the bundle in the place of the modules in *folder*, which belongs to a built site.

    Modules other than those that it was made of stay: somebody works on them, or has modules of their own.
    """
    modules = list(folder.glob("*.js"))
    # A site of another theme has none, one that was served as one before has the bundle alone.
    if not modules or [module.read_bytes() for module in modules] == [BUNDLE.read_bytes()]:
        return
    if BUNDLE.read_text(encoding="utf-8").startswith(first_line(folder)):
        for module in modules:
            module.unlink()
        (folder / "help-centre.js").write_bytes(BUNDLE.read_bytes())
    else:
        log.info("The scripts are not those that 'make scripts' made one of: pages load them one by one.")


def first_line(folder: Path) -> str:
    """Return the line that starts a bundle of the modules in *folder*, such as `// 5f0c...`."""
    digest = sha256()
    for module in sorted(folder.glob("*.js")):
        digest.update(f"{module.name}\n".encode())
        digest.update(module.read_bytes().replace(b"\r\n", b"\n"))
    return f"// {digest.hexdigest()[:16]}\n"
