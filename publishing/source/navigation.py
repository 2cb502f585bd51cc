"""The navigation of a site as its configuration lists it, and what of it a strict build stops at."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pathspec.gitignore import GitIgnoreSpec

from publishing.markup.safe_yaml import SafeLoader
from publishing.source.addresses import leaves_links, levels_of
from publishing.source.languages import LANGUAGES_PLUGIN, languages_of, plugins_of
from publishing.source.left_out import patterns_of

# What MkDocs does about each unless its configuration says otherwise.
_BY_DEFAULT = {"omitted_files": "info", "not_found": "warn", "absolute_links": "info"}
_NO_TEXT = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null", "timestamp"))
_MAKES_NAVIGATION = frozenset(("awesome-nav", "awesome-pages", "literate-nav"))


@dataclass(frozen=True)
class Entry:
    """A path or address that a navigation lists, and its line in the configuration (from 1)."""

    target: str
    line: int


@dataclass(frozen=True)
class Navigation:
    """
    What the configuration lists, whose file is *place*, relative to the folder of pages.

    ``own`` are the entries of each language that has a list of its own, ``shared`` those of all others; empty where
    the folder of pages makes the navigation. Pages that ``not_in_nav`` names belong in none. A strict build stops at
    what is ``refused``, as MkDocs calls it; with ``from_docs`` a slash begins the path of a page. What YAML reads as no
    text is among the ``no_texts``, as it was written: no build takes it. ``other_titles`` are titles that it reads so,
    and that readers see as something else, or a build cannot put in order.
    """

    place: str = ""
    shared: tuple[Entry, ...] = ()
    own: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    not_in_nav: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines([]))
    refused: frozenset[str] = frozenset()
    from_docs: bool = False
    no_texts: tuple[Entry, ...] = ()
    other_titles: tuple[Entry, ...] = ()


def navigation_of(config: Mapping[str, Any], config_file: Path, folder: Path) -> Navigation:
    """
    Read the navigation of *config*, the fields of *config_file*, whose pages lie in *folder*.

    One that other programs may change is taken for none. What a file lists that *config_file* inherits from is named on
    its first line.

    Raises:
        ConfigUnreadable: one of the patterns of ``not_in_nav`` is none.

    """
    levels = levels_of(config.get("validation"), "nav", _BY_DEFAULT)
    refused = frozenset(kind for kind, level in levels.items() if level == "warn")
    if not leaves_links(config) or not _MAKES_NAVIGATION.isdisjoint(plugins_of(config)):
        return Navigation()
    lists = {lang: tuple(_targets(nav)) for lang, nav in _lists(config) if nav}
    root = yaml.compose(config_file.read_text(encoding="utf-8", errors="replace"), SafeLoader) if lists else None
    nodes = [*_nodes(root)]
    lines = defaultdict[tuple[str, str], list[int]](list)
    for lang, node in nodes[::-1]:
        for entry in [*_entries(node)][::-1]:
            if entry.tag not in _NO_TEXT:
                lines[lang, entry.value].append(_line(entry))
    entries = {
        lang: tuple(Entry(target, lines[lang, target].pop() if lines[lang, target] else 1) for target in targets)
        for lang, targets in lists.items()
    }
    in_folders = languages_of(config).in_folders
    return Navigation(
        os.path.relpath(config_file.resolve(), folder.resolve()).replace(os.sep, "/"),
        entries.pop("", ()),
        entries,
        patterns_of(config, "not_in_nav"),
        refused,
        from_docs=levels["absolute_links"] == "relative_to_docs",
        no_texts=tuple(_as_entry(each) for _, node in nodes for each in _entries(node) if each.tag in _NO_TEXT),
        other_titles=tuple(
            _as_entry(each) for _, node in nodes for each in _titles(node) if in_folders or _becomes_another(each)
        ),
    )


def _lists(config: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield each list with the language that has it to itself, empty for that of all others."""
    yield "", config.get("nav")
    options = plugins_of(config).get(LANGUAGES_PLUGIN)
    languages = options.get("languages") if isinstance(options, Mapping) else None
    for language in languages if isinstance(languages, list) else ():
        if isinstance(language, Mapping) and "locale" in language:
            yield str(language["locale"]), language.get("nav")


def _targets(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    for each in nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ():
        yield from _targets(each)


def _nodes(node: yaml.Node | None, lang: str = "", *, is_root: bool = True) -> Iterator[tuple[str, yaml.Node]]:
    """Yield each list below *node*, the whole configuration, with the language that has it to itself."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _nodes(each, lang, is_root=False)
    if isinstance(node, yaml.MappingNode):
        fields = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        here = fields["locale"].value if "locale" in fields else lang
        for name, value in fields.items():
            if name == "nav" and (here or is_root):
                yield here, value
            elif name == "plugins" or not is_root:
                yield from _nodes(value, here, is_root=False)


def _entries(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    for each in node.value if isinstance(node, yaml.SequenceNode | yaml.MappingNode) else ():
        yield from _entries(each[1] if isinstance(each, tuple) else each)


def _titles(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the titles in the list *node* that YAML reads as no text."""
    for each in node.value if isinstance(node, yaml.SequenceNode | yaml.MappingNode) else ():
        title, value = each if isinstance(each, tuple) else (None, each)
        if isinstance(title, yaml.ScalarNode) and title.tag in _NO_TEXT:
            yield title
        yield from _titles(value)


def _becomes_another(title: yaml.ScalarNode) -> bool:
    return str(SafeLoader("").construct_object(title)) != str(title.value)


def _as_entry(node: yaml.ScalarNode) -> Entry:
    return Entry(node.value, _line(node))


def _line(node: yaml.ScalarNode) -> int:
    return int(node.start_mark.line) + 1
