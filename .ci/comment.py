# ruff: noqa: INP001 - a script that forges run, not a package
"""
Write a comment on a pull request, or write it anew: one comment, however often the checks run.

Run as ``python .ci/comment.py FILE`` by GitHub, with a token in ``GH_TOKEN`` and the pull request's number in
``PULL_REQUEST_NUMBER``, or by GitLab, with a project access token in ``HELP_CENTRE_COMMENT_TOKEN``; the forge sets the
other variables.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = "<!-- help-centre -->"
TIMEOUT_SECONDS = 20
PAGE_SIZE = 100
REFUSED = frozenset((401, 403, 404))  # 404 is how forges speak of what a token may not see
# GitHub takes 65,536 characters, GitLab 1,000,000; nobody reads more than GitHub takes.
MAX_CHARS = 65_000
CUT = "\nThe rest stands in the log of the check: {} more lines.\n"


@dataclass(frozen=True)
class Forge:
    """Where the comments of a pull request are listed and made, where one is changed, and how a request is signed."""

    comments: str
    one_comment: str
    change: str
    headers: Mapping[str, str]


def github(names: Mapping[str, str]) -> Forge:
    """Comment on GitHub."""
    repository = f"{names['GITHUB_API_URL']}/repos/{names['GITHUB_REPOSITORY']}/issues"
    return Forge(
        f"{repository}/{names['PULL_REQUEST_NUMBER']}/comments",
        f"{repository}/comments",
        "PATCH",
        {"Authorization": f"Bearer {names['GH_TOKEN']}", "Accept": "application/vnd.github+json"},
    )


def gitlab(names: Mapping[str, str]) -> Forge:
    """Comment on GitLab."""
    project = f"{names['CI_API_V4_URL']}/projects/{names['CI_PROJECT_ID']}"
    notes = f"{project}/merge_requests/{names['CI_MERGE_REQUEST_IID']}/notes"
    return Forge(notes, notes, "PUT", {"PRIVATE-TOKEN": names["HELP_CENTRE_COMMENT_TOKEN"]})


def shortened(text: str, max_chars: int) -> str:
    """Return *text*, or as many of its lines as *max_chars* characters hold, with how many are left out."""
    lines = text.splitlines(keepends=True)
    kept, room = 0, max_chars - len(CUT.format(len(lines)))
    while len(text) > max_chars and kept < len(lines) and len(lines[kept]) <= room:
        room -= len(lines[kept])
        kept += 1
    return text if len(text) <= max_chars else "".join(lines[:kept]) + CUT.format(len(lines) - kept)


def say(forge: Forge, text: str) -> None:
    """Write *text* into the one comment that carries our mark."""
    body = f"{MARK}\n{shortened(text, MAX_CHARS)}"
    known = next((each for each in _comments(forge) if each["body"].startswith(MARK)), None)
    if known is None:
        _ask(forge, "POST", forge.comments, body)
    elif known["body"].rstrip() != body.rstrip():
        _ask(forge, forge.change, f"{forge.one_comment}/{known['id']}", body)


def _comments(forge: Forge) -> Iterator[dict[str, Any]]:
    """Go through all comments, however many there are."""
    number = 1
    while found := _ask(forge, "GET", f"{forge.comments}?per_page={PAGE_SIZE}&page={number}"):
        yield from found
        number += 1


def _ask(forge: Forge, method: str, url: str, body: str | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310 - the address is the forge's own
        url,
        method=method,
        data=json.dumps({"body": body}).encode() if body is not None else None,
        headers={**forge.headers, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - as above
        return json.load(response)


def hint_on(error: Exception) -> str:
    """Return what to do about a comment that could not be written."""
    if isinstance(error, urllib.error.HTTPError) and error.code in REFUSED:
        return "The token has to be one that may comment."
    if isinstance(error, urllib.error.URLError | TimeoutError):
        return "The forge did not answer as it should: run the job again."
    if isinstance(error, KeyError):
        return "Run this where the forge sets its variables, and set the token."
    return "Name the summary that the check wrote; where it wrote none, the check's own log says why."


def main() -> None:
    """Write the content of the file that is named."""
    forge = github if "GITHUB_REPOSITORY" in os.environ else gitlab
    try:
        say(forge(os.environ), Path(sys.argv[1]).read_text(encoding="utf-8"))
    except (OSError, KeyError, ValueError) as error:
        sys.exit(f"error: The comment was not written ({error}).\nhint: {hint_on(error)}")


if __name__ == "__main__":
    main()
