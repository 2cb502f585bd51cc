# ruff: noqa: INP001 - a script that forges run, not a package
"""
Tell the help centre's service that a pull request takes the work items that it names: ``Fixes HC-12``.

Run by GitHub and GitLab with ``PULL_REQUEST_TEXT`` and ``PULL_REQUEST_URL``, and with the service's address and a token
of ``help-centre staff add NAME --app`` in ``HELP_CENTRE_SERVICE_URL`` and ``HELP_CENTRE_SERVICE_TOKEN``.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request

from feedback_api.trackers.pulls import named_items
from feedback_api.trackers.text import key_of

TIMEOUT_SECONDS = 20
# The item is not there, or somebody has it already: no reason to bother the writer.
HARMLESS = frozenset((404, 409))


def take(item_id: int, pull_request: str) -> str:
    """Let the service know that *pull_request* takes an item, and return what it says."""
    body = {"state": "in_review", "reason": f"A pull request names it: {pull_request}"}
    request = urllib.request.Request(  # noqa: S310 - the address is that of the settings
        f"{os.environ['HELP_CENTRE_SERVICE_URL'].rstrip('/')}/api/v1/work-items/{item_id}",
        method="PATCH",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ.get('HELP_CENTRE_SERVICE_TOKEN', '')}",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - as above
            return f"is '{json.load(response)['state']}' now."
    except urllib.error.HTTPError as error:
        if error.code not in HARMLESS:
            raise
        return f"stays as it is. {json.load(error)['error']}"


def main() -> None:
    """Take every item that the text of the pull request says to fix, also below one that could not be taken."""
    if not os.environ.get("HELP_CENTRE_SERVICE_URL"):
        sys.stdout.write("No work item is taken: HELP_CENTRE_SERVICE_URL is not set.\n")
        return
    failed = False
    for number in sorted(named_items(os.environ["PULL_REQUEST_TEXT"], {})):
        try:
            sys.stdout.write(f"{key_of(number)} {take(number, os.environ['PULL_REQUEST_URL'])}\n")
        except (OSError, ValueError, KeyError) as error:
            failed = True
            sys.stderr.write(f"error: {key_of(number)} could not be taken ({error}).\n")
    if failed:
        sys.exit("hint: Check HELP_CENTRE_SERVICE_URL, and make a new token with 'help-centre staff add NAME --app'.")


if __name__ == "__main__":
    main()
