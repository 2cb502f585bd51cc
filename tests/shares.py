"""
How the tests are shared out among the workers of pytest-xdist.

One worker runs a whole file, so that what its tests have in common is made once; some files stay together, and the
tests of others go one by one. What takes longest begins first, and quick files fill what is left at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# By the beginning of their names: the tests that want a PostgreSQL, which takes seconds to start.
TOGETHER = {
    "tests/feedback_api/outbox/": "postgresql",
    "tests/feedback_api/queue/test_postgresql.py": "postgresql",
    "tests/feedback_api/receivers/test_sole_sender.py": "postgresql",
    "tests/http/test_nul_characters.py": "postgresql",
}
# Files whose tests have nothing in common, and of which each takes seconds.
ONE_BY_ONE = (
    "tests/browser/test_work_item_pages.py",
    "tests/http/test_outbox_command.py",
    "tests/http/test_serve.py",
    "tests/publishing/test_other_generators.py",
    "tests/test_forge_files.py",
)
# What takes a quarter of a minute or more while four workers share two cores; the order of the rest matters little.
LONGEST = (
    "tests/browser/test_storyboards.py",
    "tests/browser/test_video.py",
    "tests/browser/test_rating.py",
    "tests/browser/test_reply.py",
    "postgresql",
    "tests/browser/test_accessibility.py",
    "tests/browser/test_search_outage.py",
    "tests/browser/test_contact.py",
    "tests/browser/test_search.py",
    "tests/browser/test_fixed.py",
    "tests/browser/test_preview.py",
    "tests/browser/test_old_links.py",
    "tests/browser/test_search_phone.py",
    "tests/http/test_contract.py",
    "tests/feedback_api/trackers/test_failures.py",
    "tests/feedback_api/playback/test_moments.py",
    "tests/benchmarks/test_outbox.py",
    "tests/test_story.py",
    "tests/test_story_failed_repair.py",
    "tests/test_forge_files.py",
    "tests/browser/test_work_item_pages.py",
    "tests/http/test_serve.py",
    "tests/http/test_outbox_command.py",
    "tests/publishing/test_other_generators.py",
    "tests/browser/test_staff_pages.py",
    "tests/feedback_api/trackers/test_issues.py",
    "tests/test_installed.py",
    "tests/http/test_trackers.py",
    "tests/benchmarks/test_build.py",
    "tests/benchmarks/test_queue.py",
)


def share_of(nodeid: str) -> str:
    """Name the share that a test belongs to."""
    file = nodeid.partition("::")[0]
    if file in ONE_BY_ONE:
        return nodeid
    return next((share for beginning, share in TOGETHER.items() if file.startswith(beginning)), file)


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Order tests by their shares: first the files that take long, then those with many slow tests, then the rest."""
    slow = Counter(share_of(item.nodeid) for item in items if item.get_closest_marker("slow"))
    rank = {share: place for place, share in enumerate(LONGEST)}

    def turn(item: pytest.Item) -> tuple[int, int, str]:
        share = share_of(item.nodeid)
        return rank.get(share.partition("::")[0], len(rank)), -slow[share], share

    return sorted(items, key=turn)


class Shares(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist has no types
    """Gives each worker one share after another, in the order of the tests."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
