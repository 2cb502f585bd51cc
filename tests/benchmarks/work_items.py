"""
Can work items be trusted? Every number that is promised of them, by one command.

Run ``python -m tests.benchmarks.work_items``; it prints the tables of the contributors' page on work items and every
floor, and fails when one is missed: the queue and the proof on simulated help centres (`queue`), searches gathered by
what they ask (`gathering`, which also takes ``--queries FOLDER ...``), and what a review costs (`queue_scale`).
"""

from __future__ import annotations

import sys

from tests.benchmarks import gathering, queue, queue_scale
from tests.benchmarks.report import say, verdict


def main(arguments: list[str]) -> int:
    """Measure everything; exit status 1 when a floor is missed."""
    floors = queue.report()
    say("Searches that ask the same, gathered")
    floors += gathering.report(gathering.logs_named(arguments))
    say("What a review costs")
    floors += queue_scale.report()
    return verdict(floors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
