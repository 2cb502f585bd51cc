"""What a site is called, in each of its languages, and where its configuration says so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from publishing.source.languages import LANGUAGES_PLUGIN, plugins_of

_FIELD = re.compile(r"(?:^[\s{,-]*|[{,]\s*)site_name\s*:")


def site_names(config: Mapping[str, Any], config_file: Path, folder: Path) -> Iterator[tuple[str, int, str]]:
    """
    Yield each name of the site of *config*, with the file that says it, relative to *folder*, and the line.

    What a file says that *config_file* inherits from is named on its first line.
    """
    place = os.path.relpath(config_file.resolve(), folder.resolve()).replace(os.sep, "/")
    lines = [(number, line) for number, line in _lines(config_file) if _says_name(line)]
    for name in _names(config):
        yield place, next((number for number, line in lines if name in line), 1), name


def _says_name(line: str) -> bool:
    """Tell whether a line of YAML has the field, and not in a comment."""
    return _FIELD.search(line.partition("#")[0]) is not None


def _names(config: Mapping[str, Any]) -> Iterator[str]:
    options = plugins_of(config).get(LANGUAGES_PLUGIN)
    languages = options.get("languages") if isinstance(options, Mapping) else None
    listed = [each for each in languages if isinstance(each, Mapping)] if isinstance(languages, list) else []
    for fields in (config, *listed):
        name = fields.get("site_name")
        if isinstance(name, str):
            yield name


def _lines(config_file: Path) -> Iterator[tuple[int, str]]:
    return enumerate(config_file.read_text(encoding="utf-8", errors="replace").split("\n"), 1)
