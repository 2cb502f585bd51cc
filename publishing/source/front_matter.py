"""The front matter of a page, with the line of each field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from publishing.markup.safe_yaml import SafeLoader
from publishing.markup.yaml_problems import yaml_problem

_MAX_FRONT_MATTER_CHARS = 20_000
_MAX_SHOWN_CHARS = 60
# To YAML, and to no editor, a line ends at these too.
OTHER_LINE_ENDS = str.maketrans("\x85\u2028\u2029", "   ")


@dataclass(frozen=True)
class FrontMatterProblem:
    """Why the front matter cannot be read, and on which line of the file."""

    line: int
    problem: str
    hint: str


def parse_fields(text: str) -> tuple[dict[str, Any], dict[str, int], FrontMatterProblem | None]:
    """Read YAML together with the line that each field stands on; *text* begins on the second."""
    if len(text) > _MAX_FRONT_MATTER_CHARS:
        return {}, {}, FrontMatterProblem(1, "the front matter is too long.", "Keep the text below it.")
    try:
        loader = _FrontMatterLoader(text.translate(OTHER_LINE_ENDS))
        node = loader.get_single_node()
        fields = loader.construct_document(node) if node else {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return {}, {}, _not_yaml(error, text)
    if not isinstance(fields, dict):
        return {}, {}, _not_yaml(ValueError("it holds no fields"), text)
    return fields, _lines_of_fields(node), _written_twice(node)


class _FrontMatterLoader(SafeLoader):
    """Reads a date that no calendar has, such as 30 February, as the text that it is: a rule for dates reports it."""


def _date_or_text(loader: SafeLoader, node: yaml.ScalarNode) -> Any:
    try:
        return SafeLoader.construct_yaml_timestamp(loader, node)
    except ValueError:
        return loader.construct_scalar(node)


_FrontMatterLoader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_text)


def _lines_of_fields(node: yaml.Node | None) -> dict[str, int]:
    keys = (key for key, _ in node.value) if node else ()
    return {key.value: key.start_mark.line + 2 for key in keys if isinstance(key, yaml.ScalarNode)}


def _written_twice(node: yaml.Node | None) -> FrontMatterProblem | None:
    """Find the first field, or name within a field, that stands twice: YAML keeps the last and says nothing."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for mapping in (node, *(value for _, value in pairs)):
        names: dict[str, int] = {}
        for key, _ in mapping.value if isinstance(mapping, yaml.MappingNode) else []:
            line = key.start_mark.line + 2
            if isinstance(key, yaml.ScalarNode) and key.value in names:
                problem = f"the field '{key.value[:_MAX_SHOWN_CHARS]}' stands on line {names[key.value]} already."
                return FrontMatterProblem(line, problem, "Keep the one that is right.")
            names |= {key.value: line} if isinstance(key, yaml.ScalarNode) else {}
    return None


def _not_yaml(error: Exception, text: str) -> FrontMatterProblem:
    found = yaml_problem(error, text.translate(OTHER_LINE_ENDS))
    return FrontMatterProblem(found.line + 2, f"the front matter cannot be read: {found.problem}.", found.hint)
