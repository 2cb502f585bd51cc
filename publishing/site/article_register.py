"""Which pages of a build are articles, and what is known of each before its page is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from publishing.articles.ids import ArticleIds, assign_ids
from publishing.articles.meta import PageMeta, accepted_id, page_meta, updated_on
from publishing.source.dates import last_changes


@dataclass(frozen=True)
class _Entry:
    front_matter: Mapping[str, Any]
    kind: str
    source_path: str | None


class ArticleRegister:
    """
    Takes note of every article first, then settles ids and dates for all of them at once.

    *originals* are the ids of the first language by place: a translation that names none has that of its original.
    """

    def __init__(self, originals: Mapping[str, str]) -> None:
        self._originals = originals
        self._entries: dict[str, _Entry] = {}
        self._ids = ArticleIds({}, ())
        self._changed_on: dict[str, date] = {}

    def note(self, place: str, front_matter: Mapping[str, Any], *, kind: str, source_path: str | None) -> None:
        """
        Add an article; *kind* is what it is unless its front matter tells, *source_path* its file when it has one.

        *place* is the path that its id derives from: that of its file without what names the language.
        """
        self._entries[place] = _Entry(front_matter, kind, source_path)

    def settle(self, docs_folder: Path, recorded: Mapping[str, Iterable[str]], *, built_on: date) -> tuple[str, ...]:
        """
        Give every article its id, and its date: its front matter's, else Git's, else *built_on*.

        *recorded* maps each published id to the paths it was published from.

        Returns the places whose derived id was taken already and therefore carries a suffix.

        Raises:
            DuplicateId: two front matters claim one id.

        """
        front_matters = {path: entry.front_matter for path, entry in self._entries.items()}
        explicit = {
            path: accepted_id(fields.get("id")) or self._originals.get(path) for path, fields in front_matters.items()
        }
        files = {path: entry.source_path for path, entry in self._entries.items() if entry.source_path}
        self._ids = assign_ids(explicit, recorded, files)
        undated = {path: self._entries[path] for path, fields in front_matters.items() if updated_on(fields) is None}
        changes = last_changes(docs_folder, [entry.source_path for entry in undated.values() if entry.source_path])
        self._changed_on = {path: changes.get(entry.source_path or "", built_on) for path, entry in undated.items()}
        return self._ids.told_apart

    @property
    def ids(self) -> Mapping[str, str]:
        """The settled id of each article by its place."""
        return self._ids.of_path

    def estranged(self) -> list[str]:
        """List the source files of translations that have another id than their original."""
        return [
            str(self._entries[place].source_path)
            for place, article_id in self.ids.items()
            if self._originals.get(place, article_id) != article_id
        ]

    def unusable(self) -> list[tuple[str | None, str]]:
        """List the source files that name an ``id`` which no link can carry, with the id that each has instead."""
        entries = ((self._entries[place], article_id) for place, article_id in self.ids.items())
        return [
            (entry.source_path, article_id)
            for entry, article_id in entries
            if entry.front_matter.get("id") is not None and accepted_id(entry.front_matter["id"]) is None
        ]

    def meta(self, place: str, title: str) -> PageMeta | None:
        """Return the settled facts about the article at *place*, None for a page that is none."""
        article_id = self._ids.of_path.get(place)
        if article_id is None:
            return None
        entry = self._entries[place]
        return page_meta(
            entry.front_matter,
            article_id=article_id,
            title=title or article_id,
            kind=entry.kind,
            source_path=entry.source_path,
            updated=self._changed_on.get(place),
        )
