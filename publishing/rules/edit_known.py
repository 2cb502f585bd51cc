"""HC033: what is said of the last edit can be understood."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import edit_of
from publishing.rules.finding import Finding
from publishing.rules.unquoted import as_written
from publishing.source.page import SourcePage

CODE = "HC033"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find an ``edit`` that says neither that the ratings go on nor that they start again."""
    if "edit" in page.front_matter and edit_of(page.front_matter) is None:
        yield Finding(
            page.path,
            page.line_of("edit"),
            CODE,
            f"'edit: {as_written(page, 'edit')}' says nothing of the edit.",
            "Write 'minor' or 'substantive', to say it again with the day behind it: 'minor 2026-12-01'.",
        )
