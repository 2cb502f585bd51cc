"""
What the plugin adds to the build of a Material site that knows nothing else of this project.

``python -m tests.benchmarks.foreign_site [FOLDER]`` builds the Markdown below FOLDER, or the shipped content, with
Material's usual features and ``plugins: [search]``, and with our plugin beside it, by turns. It prints both medians in
seconds of the processor, and fails when more than 30 % is added.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
from pathlib import Path

import click

from tests.benchmarks.build import MAX_ADDED_SHARE, content_of_any_site, cpu_seconds

CONFIG = """\
site_name: Foreign
site_url: https://docs.example.com/
docs_dir: {content}
theme: {{name: material, features: [navigation.instant, navigation.tabs, navigation.prune, toc.follow]}}
plugins: [{plugins}]
markdown_extensions:
  [admonition, attr_list, md_in_html, tables, pymdownx.details, pymdownx.superfences, toc: {{permalink: true}}]
"""


def build(content: Path, scratch: Path, plugins: str) -> float:
    """Build *content* with *plugins*, and return the seconds it took without MkDocs' own start."""
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - after the notice was switched off
    from mkdocs.config import load_config  # noqa: PLC0415

    file = scratch / "mkdocs.yml"
    file.write_text(CONFIG.format(content=content, plugins=plugins), encoding="utf-8")
    config = load_config(str(file), site_dir=str(scratch / "site"))
    started = cpu_seconds()
    build_site(config)
    return cpu_seconds() - started


def main() -> int:
    """Measure, print, and return 1 when too much is added."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="Markdown of another site (default: the shipped content)")
    parser.add_argument("--rounds", type=int, default=5, help="measured builds of each kind")
    options = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    taken: dict[str, list[float]] = {"search": [], "search, help-centre": []}
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        content = options.folder.absolute() if options.folder else content_of_any_site(scratch / "content", 0)
        pages = sum(1 for _ in content.rglob("*.md"))
        for turn in range(options.rounds + 1):
            for plugins, seconds in sorted(taken.items(), reverse=turn % 2 == 0):
                seconds.append(build(content, scratch, plugins))
    # The first round only warms up.
    without, with_plugin = (statistics.median(seconds[1:]) for seconds in taken.values())
    added = with_plugin / without - 1
    click.echo(f"{pages} pages, medians of {options.rounds} builds by turns")
    click.echo(f"  without the plugin {without:8.2f} s of processor time")
    click.echo(f"  with the plugin    {with_plugin:8.2f} s   {added:+.0%}   (at most {MAX_ADDED_SHARE:+.0%})")
    return int(added > MAX_ADDED_SHARE)


if __name__ == "__main__":
    sys.exit(main())
