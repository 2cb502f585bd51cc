"""What an import says it did: plain lines, in the order of how much a person has to do about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Report:
    """
    Lines to show once all is done.

    ``left_out`` are places that did not come in, each with the reason; ``to_do`` are places that came in and need a
    person; ``fields`` counts what became of fields of front matter.
    """

    pages: int = 0
    files: int = 0
    left_out: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    mapped: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def lines(self, config_name: str) -> list[str]:
        """Return the report, one fact a line; *config_name* is the file that a site is set up in."""
        return [
            f"{_number(self.pages, 'page')} and {_number(self.files, 'other file')} imported.",
            *self.said,
            *_counted("Fields kept", self.kept),
            *_counted("Fields mapped", self.mapped),
            *_counted("Fields dropped", self.dropped),
            *_listed("Not imported", self.left_out),
            *_listed("Look at these", self.to_do),
            f"Add the pages to 'nav' in {config_name}, then run 'help-centre check': it lists what they still lack.",
        ]


def _number(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def _counted(heading: str, counts: Counter[str]) -> list[str]:
    named = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
    return [f"{heading}: {named}."] if counts else []


def _listed(heading: str, places: Iterable[str]) -> list[str]:
    listed = list(places)
    return [f"{heading} ({len(listed)}):", *(f"  {place}" for place in listed)] if listed else []
