"""HC013: tags, keywords and answers are lists of short texts."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import text_of, texts_of
from publishing.rules.finding import Finding, Fix
from publishing.source.page import SourcePage

CODE = "HC013"
_LIST_FIELDS = ("tags", "keywords", "answers")
# Nobody asks a longer question.
MOST_CHARS = 300


def check(page: SourcePage) -> Iterator[Finding]:
    """Find a field that should be a list of short texts and is something else."""
    for name in _LIST_FIELDS:
        value = page.front_matter.get(name, [])
        if not isinstance(value, list) or not all(text_of(item) for item in value):
            yield Finding(
                page.path,
                page.line_of(name),
                CODE,
                f"'{name}' is not a list of texts.",
                _hint(name, value),
                _fix(page, name, value),
            )
        elif (longest := max(map(len, texts_of(value)), default=0)) > MOST_CHARS:
            yield Finding(
                page.path,
                page.line_of(name),
                CODE,
                f"'{name}' has a text of {longest} characters; {MOST_CHARS} is the most.",
                "Write what people type or ask, each in a text of its own.",
            )


def _hint(name: str, value: object) -> str:
    if any(isinstance(item, bool) for item in (value if isinstance(value, list) else [value])):
        return "Put 'on', 'off', 'yes', 'no', 'true' and 'false' into quotes: without them they are no words."
    return f"Write '{name}: [one, another]', with quotes around a text that holds a colon or a comma."


def _fix(page: SourcePage, name: str, value: object) -> Fix | None:
    """Put one plain text on one line into a list of its own."""
    line = page.source.split("\n")[page.line_of(name) - 1]
    is_plain = isinstance(value, str) and line == f"{name}: {value}" and not set(value) & set(",[]{}#&*!|>%@`\"':")
    return Fix(line, f"{name}: [{value}]") if is_plain else None
