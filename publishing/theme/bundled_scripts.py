"""The help centre's scripts as phones load them: three small files in the place of the modules that people read."""

from __future__ import annotations

import logging
from hashlib import sha256
from pathlib import Path

# Made by `make scripts` of the modules of these names; the first line tells which modules they were made of.
BUNDLE = Path(__file__).with_name("bundled.js")
BUNDLES = {
    "help-centre.js": BUNDLE,
    # Searches without the service: loaded when somebody searches, not by every page.
    "static-search.js": Path(__file__).with_name("bundled_static_search.js"),
    # What that needs for German alone, loaded by readers of German.
    "static-german.js": Path(__file__).with_name("bundled_static_german.js"),
}

log = logging.getLogger("mkdocs.plugins.help-centre")


def serve_as_one(folder: Path) -> None:
    """
    Put the bundles in the place of the modules in *folder*, which belongs to a built site.

    Modules other than those that they were made of stay: somebody works on them, or has modules of their own.
    """
    modules = list(folder.glob("*.js"))
    # A site of another theme has none, one that was served so before has the bundles alone.
    bundles = {name: file.read_bytes() for name, file in BUNDLES.items()}
    if not modules or {module.name: module.read_bytes() for module in modules} == bundles:
        return
    if all(bundle.startswith(first_line(folder).encode()) for bundle in bundles.values()):
        for module in modules:
            module.unlink()
        for name, bundle in bundles.items():
            (folder / name).write_bytes(bundle)
    else:
        log.info("The scripts are not those that 'make scripts' put together: pages load them one by one.")


def first_line(folder: Path) -> str:
    """Return the line that starts a bundle of the modules in *folder*, such as `// 5f0c...`."""
    digest = sha256()
    for module in sorted(folder.glob("*.js")):
        digest.update(f"{module.name}\n".encode())
        digest.update(module.read_bytes().replace(b"\r\n", b"\n"))
    return f"// {digest.hexdigest()[:8]}\n"
