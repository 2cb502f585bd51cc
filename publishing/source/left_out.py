"""Which files of a folder of pages no build takes, as the configuration of the site says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from publishing.source.folder import ConfigUnreadable
from publishing.source.languages import PageLanguages, languages_of

# The fields that name what is left out, each below what MkDocs leaves out by itself: '!/templates/' takes that back.
_FIELDS = {"exclude_docs": (".*", "/templates/"), "draft_docs": ()}


@dataclass(frozen=True)
class LeftOut:
    """
    What a site leaves out: files that its configuration names, and pages in languages that it does not have.

    Without a configuration nobody knows, and nothing is left out.
    """

    languages: PageLanguages = PageLanguages()
    named: tuple[GitIgnoreSpec, ...] = ()

    def takes(self, path: str) -> bool:
        """Tell whether a build takes the file at *path*."""
        return not (self.is_named(path) or self.languages.is_left_out(path))

    def is_named(self, path: str) -> bool:
        """Tell whether the configuration names the file at *path* as one to leave out."""
        return any(patterns.match_file(path) for patterns in self.named)


def left_out_of(config: Mapping[str, Any]) -> LeftOut:
    """
    Tell what the site of *config*, the fields of ``mkdocs.yml``, leaves out.

    Raises:
        ConfigUnreadable: one of its patterns is none.

    """
    return LeftOut(languages_of(config), tuple(patterns_of(config, name, below) for name, below in _FIELDS.items()))


def patterns_of(config: Mapping[str, Any], name: str, below: Iterable[str] = ()) -> GitIgnoreSpec:
    """
    Return the patterns that the field *name* of *config* holds, one a line, on top of those *below*.

    Raises:
        ConfigUnreadable: one of its patterns is none.

    """
    told = config.get(name)
    try:
        return GitIgnoreSpec.from_lines([*below, *(told.splitlines() if isinstance(told, str) else ())])
    except ValueError as error:
        raise ConfigUnreadable(
            f"'{name}' of the configuration holds a pattern that cannot be read ({error}).",
            "Write one a line, as in '.gitignore'.",
        ) from error
