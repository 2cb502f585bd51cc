"""Markdown as a site has set it up: its extensions, with what they are told."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor

from publishing.markup.code_spans import read_code_once

_OF_MKDOCS = ("toc", "tables", "fenced_code")
# Of a site that nobody has told about: what our own are built with, and what many others are.
_USUAL = (
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed",
)  # fmt: skip
# What these put in comes from other files, which nobody can tell from that of the page.
_FROM_OTHER_FILES = frozenset(("publishing.video", "pymdownx.snippets", "markdown_include.include"))
# Names in a configuration are taken from these alone: reading it runs nothing of anybody else's.
_TRUSTED_PACKAGES = frozenset(("markdown", "material", "pymdownx"))
_TABS = ("pymdownx.tabbed", "pymdownx.blocks.tab")
_TAB = re.compile(r"^[ \t>]*(?:===[!+]*[ \t]|/{3,}[ \t]*tab\b)", re.MULTILINE)
_BLOCKS = "pymdownx.blocks."
_BLOCK = re.compile(r"^[ \t>]*/{3,}[ \t]*[\w-]", re.MULTILINE)
_CHANGES_ANCHORS = frozenset(("slugify", "separator", "baselevel"))


@dataclass(frozen=True)
class PythonName:
    """What ``!!python/name:`` stands for in a configuration; with *called*, what that returns for these words."""

    name: str
    called: Mapping[str, Any] | None = None

    def resolve(self) -> Any:
        """
        Return what is named.

        Raises:
            ImportError, AttributeError, TypeError: there is no such thing here, or it is nothing of a trusted package.

        """
        if self.name.partition(".")[0] not in _TRUSTED_PACKAGES:
            raise ImportError(self.name)
        found = pkgutil.resolve_name(self.name)
        return found if self.called is None else found(**self.called)


@dataclass(frozen=True)
class SiteMarkdown:
    """
    The Markdown of a site: ``options`` are those of each extension by its name, in their order.

    ``config_name`` is the file that names them.
    """

    options: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: MappingProxyType({name: {} for name in _USUAL})
    )
    config_name: str = "mkdocs.yml"

    @cached_property
    def _loaded(self) -> tuple[Markdown, tuple[str, ...]]:
        reader, lacking = read_code_once(Markdown()), []
        for name, options in self.options.items():
            try:
                reader.registerExtensions([name], {name: _resolved(options)})
            except Exception:  # noqa: BLE001 - extensions of others raise whatever they like; a build names them
                lacking.append(name)
        return reader, tuple(lacking)

    @property
    def reader(self) -> Markdown:
        """Python-Markdown with those of the extensions that could be loaded, ready for another page."""
        return self._loaded[0].reset()

    @property
    def lacking(self) -> tuple[str, ...]:
        """The extensions that could not be loaded with all that they are told."""
        return self._loaded[1]

    @cached_property
    def reads_braces(self) -> bool:
        """Whether ``{#id}`` behind a heading gives it that id."""
        return "attr_list" in self._loaded[0].treeprocessors

    @cached_property
    def reads_html(self) -> bool:
        """Whether ``markdown="1"`` in an HTML element lets Markdown be read in it."""
        return isinstance(self._loaded[0].preprocessors["html_block"], HtmlBlockPreprocessor)

    @cached_property
    def names_headings_as_usual(self) -> bool:
        """Whether headings without an id of their own get that which their words make, as ``toc`` does by itself."""
        told = (options for name, options in self.options.items() if name.rpartition(".")[2] == "toc")
        return all(_CHANGES_ANCHORS.isdisjoint(options) for options in told)

    def may_name_blocks(self, body: str) -> bool:
        """Whether the page *body* holds blocks to which the extensions of the site give ids: tabs by their words."""
        by_words = any(name.endswith(_TABS) and "slugify" in options for name, options in self.options.items())
        written = any(name.startswith(_BLOCKS) for name in self.options)
        return (by_words and _TAB.search(body) is not None) or (written and _BLOCK.search(body) is not None)

    def convert(self, text: str) -> str | None:
        """Return the HTML of a page with the body *text*; None where an extension does not get by without a build."""
        try:
            return self.reader.convert(text)
        except Exception:  # noqa: BLE001 - see above
            return None


def markdown_of(config: Mapping[str, Any], config_name: str) -> SiteMarkdown:
    """Tell how the site of *config*, the fields of ``mkdocs.yml`` or whatever it is called, reads Markdown."""
    of_mkdocs: dict[str, Mapping[str, Any]] = {name: {} for name in _OF_MKDOCS}
    named = of_mkdocs | _named(config.get("markdown_extensions"))
    options = {name: options for name, options in named.items() if name not in _FROM_OTHER_FILES}
    return SiteMarkdown(options, config_name)


def _named(listed: Any) -> dict[str, Mapping[str, Any]]:
    """Return extensions with their options, however the configuration lists them."""
    if isinstance(listed, Mapping):
        return {str(name): options if isinstance(options, Mapping) else {} for name, options in listed.items()}
    named: dict[str, Mapping[str, Any]] = {}
    for each in listed if isinstance(listed, list) else ():
        named |= _named(each) if isinstance(each, Mapping) else {str(each): {}}
    return named


def _resolved(options: Any) -> Any:
    if isinstance(options, PythonName):
        return options.resolve()
    if isinstance(options, Mapping):
        return {name: _resolved(value) for name, value in options.items()}
    return [_resolved(value) for value in options] if isinstance(options, list) else options
