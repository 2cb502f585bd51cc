"""Fields whose words YAML takes for a yes, a no or a day, because nothing stands around them."""

from __future__ import annotations

import re
from datetime import date

from publishing.rules.finding import shown
from publishing.source.page import SourcePage

_VALUE = re.compile(r"[ \t]*[\w-]+[ \t]*:[ \t]+(?P<written>[^#{}\[\],]+?)[ \t]*(?:[ \t]#.*)?")


def unquoted(page: SourcePage, name: str) -> str:
    """Return the value of a field as it was written, where YAML takes it for no text; else an empty text."""
    value = page.front_matter.get(name)
    if not isinstance(value, bool | date):
        return ""
    found = _VALUE.fullmatch(next(iter(page.lines_of(name)), ""))
    return found["written"] if found else shown(value)


def in_quotes(name: str, written: str) -> str:
    """Say how the value is written so that it stays the text it is."""
    return f"Put it into quotes, '{name}: \"{written}\"': without them YAML takes it for no text."
