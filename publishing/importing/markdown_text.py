"""Words as Markdown that says exactly these words, whatever they look like: pure functions."""

from __future__ import annotations

import re
from urllib.parse import quote

_ANYWHERE = re.compile(r"[\\`*_\[\]{]")
# Doubled, these mark, strike, insert and name keys in extensions that many sites have; one alone is itself.
_DOUBLED = re.compile(r"([=~^])\1+")
_KEYS = re.compile(r"\+(?=\+)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMOJI = re.compile(r":(?=[a-z][\w+-]*:)")
# Python-Markdown knows no backslash before these: at the start of a line they are headings, tabs, notes, definitions.
_BLOCK = re.compile(r"^( *)(=|\?(?=\?\?)|:(?=\s|$)|/(?=//))")
_BLOCK_ESCAPED = re.compile(r"^( *\d*)([#>]|[+-](?=\s|$)|!(?=!!)|\.(?=\s|$))")
_RULE = re.compile(r"^([ :|]*)-(?=[ :|-]*$)")
_CLOSING_HASH = re.compile(r"#(?=#*\s*$)")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s()<>\"|\\`]")


def as_words(text: str, *, begins_line: bool, in_cell: bool = False, in_heading: bool = False) -> str:
    """
    Return *text* so that Python-Markdown, with the extensions of Material, shows it as it is.

    A line of *text* may begin a block, the first one only when it *begins_line*; bars end a cell of a table.
    """
    text = _ANYWHERE.sub(r"\\\g<0>", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    text = _EMOJI.sub("&#58;", _DOUBLED.sub(_entities, _KEYS.sub(r"\\+", text)))
    text = text.replace("|", "\\|") if in_cell else text
    text = _CLOSING_HASH.sub(r"\\#", text) if in_heading else text
    first, *others = text.split("\n")
    return "\n".join((_as_line(first) if begins_line else first, *map(_as_line, others)))


def as_address(address: str) -> str:
    """Return *address* so that it ends where it ends, between the brackets of a link."""
    return _UNSAFE_IN_ADDRESS.sub(lambda found: quote(found[0], safe=""), address)


def _as_line(line: str) -> str:
    line = _BLOCK.sub(lambda found: f"{found[1]}&#{ord(found[2])};", line)
    return _RULE.sub(r"\1\\-", _BLOCK_ESCAPED.sub(r"\1\\\2", line))


def _entities(found: re.Match[str]) -> str:
    return f"&#{ord(found[1])};" * len(found[0])
