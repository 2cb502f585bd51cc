"""What is wrong with front matter that is not YAML, in the words of who wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_ANY_HINT = (
    "Write 'field: value' on each line, with a space behind the colon, and put a value that holds a colon or begins "
    "with a sign into quotes."
)
_ALL_IN_QUOTES = "Put the whole value into quotes."
_OTHER_QUOTES = "Put the whole value into quotes of the other kind, such as '\"Why\" is that so?'."
_SINGLE_QUOTES = "Write single quotes around the value."
_AT_THE_START = "Begin each field at the start of its line."
_COLON_OR_DASH = "Write 'field: value', and begin each line of a list with '- '."
_NUMBER_SIGN = "Put the value that holds '#' into quotes."
_QUOTES = "Put the whole value into quotes, such as 'owner: \"@ada\"'."
# What stands before the place where a parser stumbles.
_FIELD_OR_ITEM = r"[ ]*(?:-[ ]+|[\w-]+:[ ]+)*"
_CLOSED_QUOTE = re.compile(_FIELD_OR_ITEM + r"""(?:'[^']*'|"[^"]*")[ ]*""")
_CLOSED_BRACKET = re.compile(_FIELD_OR_ITEM + r"(?:\[[^\[\]]*\]|\{[^{}]*\})[ ]*")
_COMMENT = re.compile(r"[^\s#].*[ \t]#")
_GOES_ON = re.compile(r"[ \t]+[^\s:-][^:]*")


@dataclass(frozen=True)
class YamlProblem:
    """A line of the front matter, from 0 on, what is wrong there, and what to do."""

    line: int
    problem: str
    hint: str


@dataclass(frozen=True)
class _Known:
    """How both parsers of YAML word a problem, and how a writer would; perhaps where what is wrong *began*."""

    said: str
    words: str
    hint: str
    began: bool = False


_KNOWN = (
    _Known(
        "mapping values are not allowed",
        "a value holds a colon, or the line above has none",
        "Put a value that holds a colon into quotes, such as 'title: \"Save: the quick way\"'; begin each field at the "
        "start of its line.",
    ),
    _Known("that violates indentation", "a line begins with a tab", "Write spaces in its place."),
    _Known("cannot start any token", "a value begins with a sign", _QUOTES),
    _Known("hexdecimal number", "a backslash stands within double quotes", _SINGLE_QUOTES),  # as libyaml spells it
    _Known("hexadecimal numbers", "a backslash stands within double quotes", _SINGLE_QUOTES),
    _Known("unhashable key", "a value begins with '{'", _QUOTES),
    _Known("<document start>", "a field begins further left than the one above it", _AT_THE_START),
    _Known("could not find expected ':'", "a line has neither a colon nor a dash", _COLON_OR_DASH, began=True),
    _Known("',' or ']'", "a bracket is not closed", "Write ']' at the end of the list.", began=True),
    _Known("',' or '}'", "a brace is not closed", "Write '}' at the end.", began=True),
    _Known("unexpected end of stream", "a quotation mark is not closed", "Write the second one.", began=True),
    _Known(
        "expected key",
        "a quotation mark stands within a value, or a line does not begin below the one above it",
        "Put the whole value into quotes, write a quotation mark of the same kind within it twice or choose the other "
        "kind, and begin all lines of a list alike.",
    ),
    _Known("expected <block end>", "a line does not begin below the one above it", "Begin all lines of a list alike."),
    _Known("expected '-'", "a field stands among the lines of a list", "Write the list below its field."),
    _Known("sequence entries are not allowed", "a list begins on the line of its field", "Begin it on the next line."),
    _Known("alphabetic or numeric", "a value begins with '*' or '&'", _QUOTES),
    _Known("holds itself", "a value holds itself", "Take out the '*' that stands for a value within that value."),
    _Known("nested too deeply", "values are nested too deeply", "Take out brackets."),
    _Known("alias", "a value begins with '*'", _QUOTES),
    _Known("constructor for the tag", "a value begins with '!'", _QUOTES),
    _Known("comment or line break", "text stands behind '|' or '>'", "Begin the text on the next line."),
    _Known("escape character", "a backslash stands within double quotes", _SINGLE_QUOTES),
    _Known("characters are not allowed", "a sign that nobody sees stands in it", "Write the line anew."),
)


def yaml_problem(error: Exception, text: str) -> YamlProblem:
    """Say what *error*, which reading *text* raised, means; what nobody foresaw is said as the parser says it."""
    seen = _seen_in(error, text.split("\n")) if isinstance(error, yaml.MarkedYAMLError) else None
    return seen or _as_the_parser_says(error)


def _seen_in(error: yaml.MarkedYAMLError, lines: list[str]) -> YamlProblem | None:
    """Recognise in the *lines* where the parser stumbled what it does not tell; None when it is not that."""
    mark = error.problem_mark
    if mark is None:
        return None
    line = lines[mark.line] if mark.line < len(lines) else ""
    before = line[: mark.column]
    if "cannot start any token" in str(error.problem) and line[mark.column :].startswith("\t"):
        return YamlProblem(mark.line, "a tab stands where spaces belong", "Write spaces in its place.")
    if _CLOSED_QUOTE.fullmatch(before):
        return YamlProblem(mark.line, "text stands behind a quotation mark that ends the value", _OTHER_QUOTES)
    if _CLOSED_BRACKET.fullmatch(before):
        return YamlProblem(mark.line, f"text stands behind '{before.rstrip()[-1]}'", _ALL_IN_QUOTES)
    cut = _cut_above(error, lines, mark.line)
    return None if cut is None else YamlProblem(cut, "what stands behind '#' is left out", _NUMBER_SIGN)


def _cut_above(error: yaml.MarkedYAMLError, lines: list[str], line: int) -> int | None:
    """Return the line above the one where the parser stumbled on which a comment began within a value."""
    if "',' or" in str(error.problem) and error.context_mark:
        above = range(error.context_mark.line, line)
    else:
        above = range(line - 1, line) if 0 < line < len(lines) and _GOES_ON.fullmatch(lines[line]) else range(0)
    return next((each for each in above if _COMMENT.search(lines[each])), None)


def _as_the_parser_says(error: Exception) -> YamlProblem:
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).partition("\n")[0]
    known = next((each for each in _KNOWN if each.said in said), None)
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if known and known.began and isinstance(error, yaml.MarkedYAMLError):
        mark = error.context_mark or mark
    return YamlProblem(mark.line if mark else 0, known.words if known else said, known.hint if known else _ANY_HINT)
