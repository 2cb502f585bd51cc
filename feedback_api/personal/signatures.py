"""What stands below a line that ends a mail: the lines of a name, a company and a job, which go whole."""

from __future__ import annotations

import re
from itertools import dropwhile, islice, takewhile

from feedback_api.personal.greetings import FAREWELL, THANKS
from feedback_api.personal.names import NO_NAME

MAX_LINES, MAX_LINE_CHARS, MAX_LINE_WORDS = 8, 60, 7
# Alone on its line, or at the end of one: "Can you help? Thanks a lot". "--" is a mail program's (RFC 3676, 4.3).
_CLOSES = re.compile(
    rf"(?:.*[.!?)]\s+)?(?:(?:{FAREWELL})|(?:{THANKS})(?: [^\W\d_]{{1,20}}){{1,6}})[ \t]*[,.!\u2026-]*|-{{2}}",
    re.IGNORECASE,
)
_WORD = r"[^\W\d_a-z](?:[^\W\d_]|['\u2019.-](?=\w|\Z|[ ,|])){0,30}"
_PARTICLE = r"(?:[^\W\d_A-Z]{1,5}[ ]|['\u2019]?[^\W\d_A-Z]{1,2}['\u2019][ ]?|['\u2019][^\W\d_A-Z]{1,2}[ ])"
# Words in capitals with particles between, and behind a sign whatever the person is: "Bob Smith, CEO".
_NAME_LINE = re.compile(
    rf"(?:-{{1,2}}[ ]?)?(?i:{NO_NAME})(?:i\.[ ]?[AV]\.[ ])?"
    rf"{_PARTICLE}{{0,3}}{_WORD}(?:[ ]{_PARTICLE}{{0,3}}{_WORD}){{0,5}}"
    r"[.!]*(?:(?:[ ]?[|(/]|[ ]-|,(?=[ ][^\W\d_a-z]))[^\n]{0,50})?"
)
_TWO_WORDS_AND_A_JOB = re.compile(rf"(?i:{NO_NAME}){_WORD}(?:[ ]{_PARTICLE}{{0,3}}{_WORD}){{1,4}},[ ][^\n?]{{1,40}}")
# What somebody adds below their name.
_ADDED = re.compile(
    rf"(?:(?!{NO_NAME})|p\.?[ ]?s\b|also\b|auch\b|edit\b|update\b|another\b|[-*>\d]+[.)]?[ ])", re.IGNORECASE
)


def signatures_in(text: str) -> list[tuple[int, int]]:
    """
    Find where signatures stand in the plain *text*: from the first sign of a name to the last one before an empty line.

    Below a sign-off the first line must be one of a name; what follows it is short, says nothing and asks nothing.
    """
    lines = [(line.start() + _indent(line[0]), line[0].strip()) for line in re.finditer(r"^.*$", text, re.MULTILINE)]
    found: list[tuple[int, int]] = []
    for place, (start, line) in enumerate(lines):
        if not _is_closing(line) or (found and start < found[-1][1]):
            continue
        below = list(
            islice(dropwhile(lambda line: not line[1], lines[place + 1 : place + 1 + 2 * MAX_LINES]), MAX_LINES)
        )
        signed = _signature(below)
        if signed:
            found.append((signed[0][0], signed[-1][0] + len(signed[-1][1])))
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_closing(line: str) -> bool:
    return len(line) <= 2 * MAX_LINE_CHARS and bool(_CLOSES.fullmatch(line))


def _signature(below: list[tuple[int, str]]) -> list[tuple[int, str]]:
    if not below or not _is_name(below[0][1]):
        return []
    return [below[0], *takewhile(lambda line: _belongs(line[1]), below[1:])]


def _is_name(line: str) -> bool:
    may_be = len(line) <= MAX_LINE_CHARS and not _is_closing(line)
    return may_be and bool(_NAME_LINE.fullmatch(line) or _TWO_WORDS_AND_A_JOB.fullmatch(line))


def _belongs(line: str) -> bool:
    words = len(line.split())
    says = _ADDED.match(line) or line.endswith(("?", ":", "!")) or (line.endswith(".") and words > 2)  # noqa: PLR2004 - "Ltd."
    return bool(line) and len(line) <= MAX_LINE_CHARS and words <= MAX_LINE_WORDS and not says and not _is_closing(line)
