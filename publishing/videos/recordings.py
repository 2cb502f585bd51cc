"""
Recordings: videos that a script makes from a storyboard, a file beside them that says what is done and what is said.

The captions carry a note that names the storyboard they were made from, so that a recording that has fallen behind is
found without playing it. A list beside them names what the recording points at, as it was called on the screen then:
whoever plays the storyboard again sees whether the screens still say so.
"""

from __future__ import annotations

import hashlib
import re

STORYBOARD_SUFFIX = ".storyboard.yml"
SCREENS_SUFFIX = ".screens.txt"
_NOTE = re.compile(rb"^NOTE recorded from storyboard ([0-9a-f]{12})\s*$", re.MULTILINE)


def recorded_from(storyboard: bytes) -> str:
    """Write the note that names this state of a storyboard; line ends do not count."""
    return f"NOTE recorded from storyboard {_fingerprint(storyboard)}"


def is_stale(storyboard: bytes, captions: bytes) -> bool:
    """Say whether *captions* were made from another state of the storyboard, or do not say from which."""
    note = _NOTE.search(captions)
    return note is None or note[1].decode() != _fingerprint(storyboard)


def _fingerprint(storyboard: bytes) -> str:
    return hashlib.sha256(b"\n".join(storyboard.splitlines())).hexdigest()[:12]
