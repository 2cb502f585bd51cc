"""The folder that pages are written in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publishing.errors import HelpCentreError
from publishing.markup.safe_yaml import SafeLoader
from publishing.markup.site_markdown import PythonName
from publishing.source.addresses import from_environment
from publishing.source.languages import PageLanguages, languages_of

# Those of MkDocs.
PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
CONFIG_NAME = "mkdocs.yml"
# As MkDocs looks for them.
_CONFIG_NAMES = (CONFIG_NAME, "mkdocs.yaml")
_DEFAULT_DOCS_FOLDER = "docs"
# Links that lead to one another could be walked in every order: ten folders in millions.
MAX_WAYS = 4


class ConfigUnreadable(HelpCentreError):  # noqa: N818 - named for what is wrong
    """``mkdocs.yml`` is missing, is not YAML, or names no folder that is there."""


@dataclass(frozen=True)
class SourceFolder:
    """
    The pages below a folder, and the links to folders that were not followed; all relative to it.

    ``looping_links`` lead back to where they are, ``crowded_links`` to a folder that was reached `MAX_WAYS` times.
    """

    paths: tuple[str, ...]
    looping_links: tuple[str, ...]
    crowded_links: tuple[str, ...] = ()


def config_file_of(folder: Path = Path()) -> Path:
    """Return the configuration in *folder*, the working folder if none is named; ``mkdocs.yml`` where there is none."""
    there = (folder / name for name in _CONFIG_NAMES)
    return next((file for file in there if file.is_file()), folder / CONFIG_NAME)


def docs_folder(config_file: Path) -> Path:
    """
    Return the folder of pages that ``mkdocs.yml`` names.

    Raises:
        ConfigUnreadable: the file cannot be opened, is not YAML with fields, or names a folder that is not there.

    """
    folder = _named_place(config_file)
    if not folder.is_dir():
        raise ConfigUnreadable(
            f"{config_file}: its folder of pages, {folder}, is not there.",
            "Name the folder that holds your pages as 'docs_dir', or make that one.",
        )
    return folder


def _named_place(config_file: Path) -> Path:
    return config_file.parent / named_folder(read_config(config_file))


def named_folder(config: Mapping[str, Any]) -> str:
    """Return the folder of pages that *config*, the fields of ``mkdocs.yml``, names; relative to that file."""
    named = config.get("docs_dir")
    return named if isinstance(named, str) else _DEFAULT_DOCS_FOLDER


def read_config(config_file: Path) -> dict[str, Any]:
    """
    Read the fields of ``mkdocs.yml``, with those that it inherits; a file of another shape has none.

    ``!ENV`` stands for the variable that it names, or for its default, a tag of Python for a `PythonName`;
    what other tags stand for is None.

    Raises:
        ConfigUnreadable: the file cannot be opened, or is not YAML.

    """
    return with_inherited(parse_config(_text_of(config_file), config_file), config_file)


def _text_of(config_file: Path) -> bytes:
    try:
        return config_file.read_bytes()
    except OSError as error:
        raise ConfigUnreadable(
            f"{config_file}: the configuration cannot be read ({error.strerror}).",
            "Run the command in the folder that holds it, or name a folder of pages.",
        ) from error


def with_inherited(config: Mapping[str, Any], config_file: Path) -> dict[str, Any]:
    """
    Return *config*, the fields of *config_file*, on top of those of the files that ``INHERIT`` names, as MkDocs does.

    Raises:
        ConfigUnreadable: one of these files cannot be opened, is not YAML, or inherits from itself.

    """
    fields, place, seen = dict(config), config_file, {config_file.resolve()}
    while isinstance(named := fields.pop("INHERIT", None), str):
        place = place.parent / named
        if place.resolve() in seen:
            raise ConfigUnreadable(f"{place}: the configuration inherits from itself.", "Take out one 'INHERIT'.")
        seen.add(place.resolve())
        fields = _merged(parse_config(_text_of(place), place), fields)
    return fields


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = {
        name: _merged(below[name], value)
        for name, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(name), dict)
    }
    return {**below, **above, **both}


def parse_config(text: bytes | str, config_file: Path) -> dict[str, Any]:
    """
    Read the fields that *text* gives *config_file*.

    Raises:
        ConfigUnreadable: not YAML.

    """
    try:
        config = yaml.load(text, _TolerantLoader)  # noqa: S506 - a SafeLoader, see below
    except (yaml.YAMLError, ValueError) as error:
        problem = str(error).replace("\n", " ")
        raise ConfigUnreadable(f"{config_file}: not YAML ({problem}).", "Repair the line that is named.") from error
    return config if isinstance(config, dict) else {}


def config_of(folder: Path) -> Path | None:
    """
    Return the nearest ``mkdocs.yml`` above *folder* that names it as its folder of pages; None without one.

    Raises:
        ConfigUnreadable: there is one that is not YAML with fields.

    """
    place = folder.resolve()
    configs = map(config_file_of, place.parents)
    return next((file for file in configs if file.is_file() and _named_place(file).resolve() == place), None)


def translated_pages(folder: Path) -> list[str]:
    """List the pages below *folder* that are not in the first language: a build of that does not name them."""
    config = config_of(folder)
    languages = languages_of(read_config(config)) if config else PageLanguages()
    if not languages.named:
        return []
    return [path for path in find_pages(folder).paths if languages.is_translation(path) or languages.is_left_out(path)]


def find_static_pages(folder: Path) -> list[str]:
    """List the files of HTML below *folder*, which a build copies as they are."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html") if file.is_file())


def find_pages(folder: Path) -> SourceFolder:
    """List every Markdown file below *folder*, through links to folders too; hidden names are left out as by MkDocs."""
    paths: list[str] = []
    loops: list[str] = []
    crowded: list[str] = []
    reached: Counter[Path] = Counter()
    # The real folders on the way to each folder that is still to be walked, itself too.
    ways: dict[Path, tuple[Path, ...]] = {folder: (folder.resolve(),)}
    for place, names, files in os.walk(folder, followlinks=True):
        here = Path(place)
        way = ways.pop(here)
        found = sorted(name for name in names if not name.startswith("."))
        names.clear()
        for name in found:
            real = (here / name).resolve() if (here / name).is_symlink() else way[-1] / name
            if any(above.is_relative_to(real) for above in way):
                loops.append((here / name).relative_to(folder).as_posix())
            elif reached[real] >= MAX_WAYS:
                crowded.append((here / name).relative_to(folder).as_posix())
            else:
                reached[real] += 1
                names.append(name)
                ways[here / name] = (*way, real)
        paths += [
            (here / name).relative_to(folder).as_posix()
            for name in sorted(files)
            if name.endswith(PAGE_SUFFIXES) and not name.startswith(".")
        ]
    return SourceFolder(tuple(paths), tuple(loops), tuple(crowded))


class _TolerantLoader(SafeLoader):
    """Reads ``mkdocs.yml`` without running what its tags (``!!python/name:``) stand for."""


def _ignored(*_: Any) -> None:
    return None


def _python_name(_: SafeLoader, name: str, __: yaml.Node) -> PythonName:
    return PythonName(name)


def _python_call(loader: SafeLoader, name: str, node: yaml.Node) -> PythonName:
    told = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    words = told.get("kwds")
    return PythonName(name, words if isinstance(words, dict) else {})


def _environment(loader: SafeLoader, node: yaml.Node) -> Any:
    """Read ``!ENV NAME``, or ``!ENV [NAME, OTHER, default]``, as MkDocs does."""
    if isinstance(node, yaml.ScalarNode):
        return from_environment([loader.construct_scalar(node)])
    listed = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
    return from_environment(listed[:-1], listed[-1]) if len(listed) > 1 else from_environment(listed)


_TolerantLoader.add_constructor("!ENV", _environment)
_TolerantLoader.add_multi_constructor("!", _ignored)
# The first that fits is asked.
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/name:", _python_name)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/object/apply:", _python_call)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", _ignored)
