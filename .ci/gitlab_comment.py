# ruff: noqa: INP001 - a script that a forge runs, not a package
"""
Write a comment on the merge request of this pipeline, or write it anew: one comment, however often the pipeline runs.

Run by GitLab as ``python .ci/gitlab_comment.py FILE``, with the variables that GitLab sets and a project access token
in ``HELP_CENTRE_COMMENT_TOKEN``.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from pathlib import Path
from typing import Any

MARK = "<!-- help-centre -->"
TIMEOUT_SECONDS = 20


def ask(method: str, url: str, body: str | None = None) -> Any:
    """Send one request to GitLab and return what it answers."""
    request = urllib.request.Request(  # noqa: S310 - the address is GitLab's own
        url,
        method=method,
        data=json.dumps({"body": body}).encode() if body is not None else None,
        headers={"PRIVATE-TOKEN": os.environ["HELP_CENTRE_COMMENT_TOKEN"], "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - as above
        return json.load(response)


def main(file: Path) -> None:
    """Write the content of *file* into the one comment that carries our mark."""
    project, number = os.environ["CI_PROJECT_ID"], os.environ["CI_MERGE_REQUEST_IID"]
    notes = f"{os.environ['CI_API_V4_URL']}/projects/{project}/merge_requests/{number}/notes"
    body = f"{MARK}\n{file.read_text(encoding='utf-8')}"
    known = next((note for note in ask("GET", f"{notes}?per_page=100") if note["body"].startswith(MARK)), None)
    if known is None:
        ask("POST", notes, body)
    elif known["body"] != body:
        ask("PUT", f"{notes}/{known['id']}", body)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
