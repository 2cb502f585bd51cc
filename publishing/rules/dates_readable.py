"""HC009: dates are dates."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import date_of
from publishing.rules.finding import Finding
from publishing.rules.unquoted import as_written
from publishing.source.page import SourcePage

CODE = "HC009"
_DATE_FIELDS = ("review_by", "reviewed", "updated", "date")


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a date that is not written as year, month and day; the several dates of a blog post may stand below one."""
    for name in _DATE_FIELDS:
        value = page.front_matter.get(name)
        if name in page.front_matter and date_of(value) is None and not (name == "date" and isinstance(value, dict)):
            yield Finding(
                page.path,
                page.line_of(name),
                CODE,
                f"'{name}: {as_written(page, name)}' is not a date.",
                "Write year, month and day, such as 2027-05-01.",
            )
