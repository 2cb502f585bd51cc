"""HC030: a rule that is silenced in one place is silenced for a reason, and there is something to silence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from publishing.markup.lines import without_code_but_comments
from publishing.rules import links_kept, links_lead_on, links_listed
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage

CODE = "HC030"
_WHERE_IT_IS = "Remove the comment, and say where links lead now: 'moved_sections', 'replaced_by' or 'gone'."
# Links that were published are a promise to their readers, which no reason of a writer's breaks: what to do instead.
_NEVER_SILENT = {
    links_kept.CODE: _WHERE_IT_IS,
    links_listed.CODE: "Remove the comment, run 'help-centre check --fix' and commit the list.",
    links_lead_on.CODE: _WHERE_IT_IS,
}
# A dot or a dash tells nobody why.
_REASON = re.compile(r"\w\W*\w")
_MENTIONED = re.compile(r"ignore\s+(?:HC|all\b)", re.IGNORECASE)
# Also codes that are none: who wrote one believes that it works.
_CODE = r"(?P<code>(?i:HC)[\w-]*|(?i:all)(?=\s*(?::|-->|$)))"
_IN_TEXT = re.compile(rf"<!--\s*ignore\s+{_CODE}:?\s*(?P<reason>[^\n]*?)\s*-->")
_IN_FRONT_MATTER = re.compile(rf"(?:^|\s)#\s*ignore\s+{_CODE}:?\s*(?P<reason>.*?)\s*(?=$|\s#\s*ignore\s)")
_DIGITS = 3


@dataclass(frozen=True)
class Silence:
    """A comment that silences the rule *code* on some lines of a page."""

    path: str
    line: int
    code: str
    reason: str
    lines: frozenset[int]

    def covers(self, finding: Finding) -> bool:
        """Tell whether *finding* is silenced."""
        return (self.path, self.code) == (finding.path, finding.code) and finding.line in self.lines


def silences(page: SourcePage) -> Iterator[Silence]:
    """
    Yield the comments of *page* that silence a rule: on their own line and the next that holds anything else.

    One in the front matter also silences what is found about the page as a whole, on its first line.
    """
    if not _MENTIONED.search(page.source):
        return
    source = page.source.split("\n")
    body = without_code_but_comments(page.body).split("\n")
    first_line = len(page.body) - len(page.body.lstrip("\n"))  # blank lines stand for the front matter
    for number, line in enumerate(source):
        in_front = number < first_line
        written, pattern = (line, _IN_FRONT_MATTER) if in_front else (body[number], _IN_TEXT)
        for found in pattern.finditer(written):
            below = (later for later in range(number + 1, len(source)) if pattern.sub("", source[later]).strip())
            lines = {number + 1, next(below, number) + 1} | ({1} if in_front else set())
            yield Silence(page.path, number + 1, found["code"], found["reason"], frozenset(lines))


def _meant(code: str, known: Collection[str]) -> str:
    """Say which code to write in place of one that is none."""
    digits = re.sub(r"\D", "", code)
    meant = f"HC{digits[-_DIGITS:].zfill(_DIGITS)}"
    return f"Write '{meant}'." if digits and meant in known else "Write the code that the check names."


def heard(
    pages: Iterable[SourcePage], findings: Iterable[Finding], *, ran: Collection[str], known: Collection[str]
) -> Iterator[Finding]:
    """
    Leave out of *findings* what is silenced with a reason; report silences without one, and those that silence nothing.

    A rule that keeps published links is never silenced; an attempt is reported too, and so is a code that is not
    *known*. *ran* are the codes of the rules that ran: of the others nobody knows whether they would find something.
    """
    kept = list(findings)
    for page in pages:
        for silence in silences(page):
            covered = [finding for finding in kept if silence.covers(finding)]
            if silence.code in _NEVER_SILENT:
                problem = f"{silence.code} cannot be silenced: what was published keeps leading to its answer."
                yield Finding(page.path, silence.line, CODE, problem, _NEVER_SILENT[silence.code])
            elif silence.code not in known:
                problem = f"there is no rule {silence.code} to silence."
                yield Finding(page.path, silence.line, CODE, problem, _meant(silence.code, known))
            elif not _REASON.search(silence.reason):
                problem = f"{silence.code} is silenced here without a reason."
                yield Finding(page.path, silence.line, CODE, problem, f"Write 'ignore {silence.code}: why'.")
            elif covered:
                kept = [finding for finding in kept if finding not in covered]
            elif silence.code in ran:
                problem = f"{silence.code} is silenced here, but finds nothing."
                yield Finding(page.path, silence.line, CODE, problem, "Remove the comment.")
    yield from kept
