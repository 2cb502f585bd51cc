"""
What catalogue, permalinks, search page, content rules and index add to a plain ``mkdocs build``.

Run ``python -m tests.benchmarks.build [--pages N] [--rounds N]``; it builds the same content, with its translations,
with ``plugins: [i18n, search]`` and with this project's plugin in the place of the last by turns, and prints the least
of each. It ends with the round in which no more than 30 % is added, and fails when there was none. ``--pages`` makes a
larger site of the shipped content in one language.

Seconds are of the processor, and the least is taken, for what else runs on the machine only ever adds to them. The
second and later builds count: the first one on a machine compiles our templates, which stay compiled from then on.
Each build has a folder of its own and nothing is deleted before the end, as for who builds a clone: ext4 passes over
the inodes that were freed in the last five seconds, and building the same folder again took four times the system's
time, growing from round to round.
"""

from __future__ import annotations

import argparse
import copy
import logging
import math
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from publishing.source.folder import CONFIG_NAME, read_config

ROOT = Path(__file__).parent.parent.parent
MAX_ADDED_SHARE = 0.30
LEAST_ROUNDS = 2
PLAIN = ["search"]
HELP_CENTRE = [{"help-centre": {"rules": True}}]
_TRANSLATED = re.compile(r"\.[a-z]{2}\.md$")
_OUR_TEMPLATE = re.compile(r"^template: help-centre/.*\n", re.MULTILINE)
_ID = re.compile(r"^id: (.*)$", re.MULTILINE)


def content_of_any_site(folder: Path, pages: int, *, translated: bool = False) -> Path:
    """
    Copy the shipped content to *folder*, without what only our plugin's theme has: templates of our own.

    Translations are left out unless the site is built by the plugin that knows them.

    It is copied again and again, under ids of their own, until there are at least *pages* pages.
    """
    content = ROOT / "content"
    sources = sorted(page for page in content.rglob("*.md") if translated or not _TRANSLATED.search(page.name))
    shutil.copytree(content, folder, ignore=None if translated else _translations)
    for number in range(max(pages, len(sources))):
        turn, place = divmod(number, len(sources))
        relative = sources[place].relative_to(content)
        target = folder / f"copy-{turn:03}" / relative if turn else folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        text = _OUR_TEMPLATE.sub("", sources[place].read_text(encoding="utf-8"))
        target.write_text(_ID.sub(rf"id: \1-{turn:03}", text, count=1) if turn else text, encoding="utf-8")
    for media in [path for path in content.rglob("*") if path.is_file() and path.suffix != ".md"]:
        for copied in folder.glob("copy-*"):
            target = copied / media.relative_to(content)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(media)
    return folder


def _translations(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if _TRANSLATED.search(name)]


def languages() -> list[Any]:
    """Give the plugin that builds each language of the shipped content, with its settings."""
    plugins: list[Any] = read_config(ROOT / CONFIG_NAME)["plugins"]
    return [plugin for plugin in plugins if isinstance(plugin, dict) and "i18n" in plugin]


def cpu_seconds() -> float:
    """Return the processor time that this process and the ones it started have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def build(content: Path, site: Path, plugins: list[Any], *, with_navigation: bool) -> float:
    """Build *content* with *plugins* into *site*, and return the seconds it took without MkDocs' own start."""
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - after the notice was switched off
    from mkdocs.config import load_config  # noqa: PLC0415

    settings: dict[str, Any] = {} if with_navigation else {"nav": None}
    every = [*(languages() if with_navigation else []), *copy.deepcopy(plugins)]
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(content), site_dir=str(site), plugins=every, **settings)
    if plugins is PLAIN and "publishing.video" in config.markdown_extensions:
        config.markdown_extensions.remove("publishing.video")  # it is ours, and told by our plugin where pages lie
    started = cpu_seconds()
    build_site(config)
    return cpu_seconds() - started


def index(site: Path, folder: Path) -> float:
    """Build a search index of *site* from nothing in *folder*, and return the seconds."""
    from publishing.catalogue import read_catalogue  # noqa: PLC0415 - the plain build should not pay for it
    from search_service.index.build import build_index  # noqa: PLC0415
    from search_service.index.store import IndexStore  # noqa: PLC0415

    started = cpu_seconds()
    build_index(read_catalogue(site / "catalogue.json"), IndexStore(folder), lambda _: None)
    return cpu_seconds() - started


@dataclass
class Least:
    """The least seconds of a plain build, of ours, and of the index, over the rounds so far."""

    plain: float = math.inf
    ours: float = math.inf
    index: float = math.inf
    rounds: int = 0

    @property
    def added(self) -> float:
        """Give the share that ours and the index add to a plain build."""
        return (self.ours + self.index) / self.plain - 1


def measure(content: Path, scratch: Path, rounds: int, *, with_navigation: bool) -> Least:
    """Build by turns until little is added, and *rounds* times at most; the first round only warms up."""
    least = Least()
    kinds: list[tuple[str, list[Any]]] = [("plain", PLAIN), ("ours", HELP_CENTRE)]
    for turn in range(rounds + 1):
        folder = scratch / str(turn)
        taken = {
            name: build(content, folder / name, plugins, with_navigation=with_navigation)
            for name, plugins in (kinds if turn % 2 else reversed(kinds))
        }
        taken["index"] = index(folder / "ours", folder / "index")
        if turn:
            least = Least(**{name: min(seconds, getattr(least, name)) for name, seconds in taken.items()}, rounds=turn)
        # One round alone may have been lucky.
        if turn >= LEAST_ROUNDS and least.added <= MAX_ADDED_SHARE:
            break
    return least


def main() -> int:
    """Measure, print, and return 1 when too much is added."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=0, help="make a site of so many pages (default: as shipped)")
    parser.add_argument("--rounds", type=int, default=12, help="measured builds of each kind, at most")
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        content = content_of_any_site(scratch / "content", options.pages, translated=not options.pages)
        pages = sum(1 for _ in content.rglob("*.md"))
        least = measure(content, scratch, options.rounds, with_navigation=not options.pages)
    plain, ours, whole = least.plain, least.ours, least.ours + least.index
    click.echo(f"{pages} pages, the least of {least.rounds} builds by turns")
    click.echo(f"  plain mkdocs build     {plain:8.2f} s of processor time")
    click.echo(f"  with the help centre   {ours:8.2f} s   {ours / plain - 1:+.0%}")
    click.echo(f"  and its index          {whole:8.2f} s   {least.added:+.0%}   (at most {MAX_ADDED_SHARE:+.0%})")
    return int(least.added > MAX_ADDED_SHARE)


if __name__ == "__main__":
    sys.exit(main())
