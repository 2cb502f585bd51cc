"""Texts of the front matter that YAML ends at a number sign, as in ``Error #404``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from publishing.markup.safe_yaml import SafeLoader
from publishing.source.front_matter import OTHER_LINE_ENDS
from publishing.source.page import SourcePage

# A comment behind a text, which is no word to the check itself.
_COMMENT = re.compile(r"[ \t]+#(?![ \t]*ignore HC)")


def lines_cut_short(page: SourcePage, name: str) -> Iterator[int]:
    """Yield the lines of *page* on which a text of the field *name* ends before a number sign; quoted ones do not."""
    lines = page.lines_of(name)
    if not any(" #" in line or "\t#" in line for line in lines):
        return
    try:
        field = yaml.compose("\n".join(lines).translate(OTHER_LINE_ENDS), SafeLoader)
    except yaml.YAMLError:
        return  # is reported as that
    for text in _plain_texts(field):
        end = text.end_mark
        if _COMMENT.match(lines[end.line], end.column):
            yield page.line_of(name) + end.line


def _plain_texts(field: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    for _, value in field.value if isinstance(field, yaml.MappingNode) else []:
        for text in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(text, yaml.ScalarNode) and not text.style:
                yield text
