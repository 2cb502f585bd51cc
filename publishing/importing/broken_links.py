"""Links whose address no program can read, such as ``https://[your-name].example.com/``, as the words they were."""

from __future__ import annotations

import re

from publishing.importing.arrivals import is_address
from publishing.importing.report import Report
from publishing.source.page import SourcePage

_BEHIND = r"\(\s*<?(?P<address>[^\s()<>]+)>?(?:\s[^()\n]*)?\)"
# A link or picture on one line, what stands behind the words of any other, a reference, an address in angle brackets.
_LINK = re.compile(rf"(!?\[(?P<words>(?:\\.|[^\[\]\\\n])*)\]{_BEHIND})")
_END_OF_LINK = re.compile(rf"(\]{_BEHIND})")
_REFERENCE = re.compile(r"^( {0,3}\[[^\]\n]+\]:\s*<?(?P<address>[^\s<>]+).*)$", re.MULTILINE)
_ALONE = re.compile(r"(<(?P<address>(?:ht|f)tps?://[^<>\s]+)>)", re.IGNORECASE)


def without_broken_links(source: SourcePage, path: str, report: Report) -> str:
    """
    Return the body of *source*, to stand at *path*, with such links as words; the *report* names each.

    MkDocs ends with an error over one, and names no page.
    """
    lines = source.body.split("\n")
    for pattern in (_LINK, _END_OF_LINK, _REFERENCE, _ALONE):
        for found in pattern.finditer(source.prose):
            line = source.prose.count("\n", 0, found.start())
            if is_address(found["address"]) or found[1] not in lines[line]:
                continue
            lines[line] = lines[line].replace(found[1], _words(found))
            report.to_do.append(f"{path}: {found['address'][:80]!r} is no address; its link is text now.")
    return "\n".join(lines)


def _words(found: re.Match[str]) -> str:
    if found.re is _LINK:
        return found["words"]
    if found.re is _END_OF_LINK:
        return "]"
    return f"`{found['address']}`" if found.re is _ALONE else found[1].replace("[", "\\[", 1)
