"""Fields of whose words YAML makes a yes, a no, a day or another number, because nothing stands around them."""

from __future__ import annotations

from datetime import date

import yaml

from publishing.markup.safe_yaml import SafeLoader
from publishing.rules.finding import shown
from publishing.source.page import SourcePage


def unquoted(page: SourcePage, name: str) -> str:
    """Return the value of a field as it was written, where YAML makes something else of it; else an empty text."""
    value = page.front_matter.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    written = as_written(page, name) if is_number or isinstance(value, bool | date) else ""
    return "" if is_number and written == str(value) else written


def as_written(page: SourcePage, name: str) -> str:
    """Return the value of a field for a message, such as 'on' where YAML reads a yes; of a structure that it is one."""
    value = page.front_matter.get(name)
    if value is None or isinstance(value, str | list | dict | set):
        return shown(value)
    try:
        field = yaml.compose("\n".join(page.lines_of(name)), SafeLoader)
    except yaml.YAMLError:  # it names a value that stands elsewhere
        return shown(value)
    values = {key.value: each.value for key, each in field.value} if isinstance(field, yaml.MappingNode) else {}
    return str(values.get(name, shown(value)))


def in_quotes(name: str, written: str) -> str:
    """Say how the value is written so that it stays the text it is."""
    return f"Put it into quotes, '{name}: \"{written}\"': without them YAML takes it for no text."
