"""HC002: the front matter can be read."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC002"


def check(page: SourcePage) -> Iterator[Finding]:
    """Find front matter that is not YAML, holds no fields, says one twice, or does not end."""
    problem = page.front_matter_problem
    if problem:
        yield Finding(page.path, problem.line, CODE, problem.problem, problem.hint)
