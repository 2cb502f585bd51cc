"""What benchmarks print: tables of Markdown, as the contributors' pages show them, and floors that were kept or not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Floor:
    """A promise in numbers: what was promised, and what was measured."""

    name: str
    promised: str
    measured: str
    kept: bool


def at_most(name: str, most: float, measured: float, unit: str = "%") -> Floor:
    """Promise that a number does not exceed *most*; shares are told in per cent."""
    return Floor(name, f"at most {_told(most, unit)}", _told(measured, unit), measured <= most)


def at_least(name: str, least: float, measured: float, unit: str = "%") -> Floor:
    """Promise that a number does not fall below *least*; shares are told in per cent."""
    return Floor(name, f"at least {_told(least, unit)}", _told(measured, unit), measured >= least)


def say(line: str) -> None:
    """Write a line of the report, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def say_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table, with an empty line before and after it."""
    say("")
    for row in (head, ["---"] * len(head), *rows):
        say(f"| {' | '.join(row)} |")
    say("")


def verdict(floors: Sequence[Floor]) -> int:
    """Write every floor, and give the exit status: 1 when one is missed."""
    say_table(
        ("Floor", "Promised", "Measured", ""),
        [(floor.name, floor.promised, floor.measured, "kept" if floor.kept else "MISSED") for floor in floors],
    )
    kept = all(floor.kept for floor in floors)
    say("Floors: " + ("kept." if kept else "MISSED."))
    return 0 if kept else 1


def percent(share: float) -> str:
    """Tell a share as the pages do."""
    return f"{share * 100:.1f} %"


def _told(number: float, unit: str) -> str:
    return percent(number) if unit == "%" else f"{round(number, 2):,g} {unit}"
