"""What a writer probably meant by a word that is none of those that are known."""

from __future__ import annotations

import difflib
from functools import lru_cache

from publishing.rules.finding import Fix

# Shorter names are a letter away from other words: "tile" and "title", "ids" and "id".
_SHORTEST_WITH_PLURAL = 4
_SHORTEST_WITH_SWAP = 5
_SHORTEST_WITH_GAP = 6
_NEAR = 0.8
_NEAR_AMONG_FEW = 0.7


@lru_cache(maxsize=1024)
def meant_by(written: str, known: tuple[str, ...], *, near: float = _NEAR) -> str:
    """Return the one of *known* that *written* is like, *near* of it alike (0-1); empty when it is like none."""
    plain = written.lower().replace("-", "_")
    by_plain = {each.lower().replace("-", "_"): each for each in known}
    return next((by_plain[each] for each in difflib.get_close_matches(plain, by_plain, n=1, cutoff=near)), "")


@lru_cache(maxsize=1024)
def is_slip(written: str, meant: str) -> bool:
    """Tell whether *written* can only be *meant*: not a letter changed or added at an end, which makes other words."""
    name, right = (each.lower().replace("-", "").replace("_", "").replace(" ", "") for each in (written, meant))
    slips = {right}
    if len(right) >= _SHORTEST_WITH_PLURAL:
        slips |= {f"{right}s", right.removesuffix("s")}
    if len(right) >= _SHORTEST_WITH_SWAP:
        slips |= {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(len(right) - 1)}
        slips |= {right[:at] + right[at] + right[at:] for at in range(len(right))}
    if len(right) >= _SHORTEST_WITH_GAP:
        slips |= {right[:at] + right[at + 1 :] for at in range(1, len(right) - 1)}
    return bool(meant) and name in slips


def one_of(written: str, known: tuple[str, ...]) -> str:
    """Say which of the few *known* values was meant by *written*, and that there are no others."""
    meant = meant_by(written, known, near=_NEAR_AMONG_FEW)
    asked = f"Did you mean '{meant}'? " if meant else ""
    return f"{asked}Write one of: {', '.join(known)}."


def fix_of(written: str, known: tuple[str, ...]) -> Fix | None:
    """Return the repair of a value that can only be one of *known*; None when it could be something else."""
    meant = meant_by(written, known)
    return Fix(f": {written}", f": {meant}") if is_slip(written, meant) else None
