"""The promise of the outbox holds while the service and the mail server are killed at random."""

from pathlib import Path

import pytest

from tests.benchmarks.outbox import Ordeal, measure


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_message_arrives_whatever_is_killed(tmp_path: Path) -> None:
    """All questions and copies arrive, and no more twice than there were kills; the benchmark asks for more."""
    assert list(measure(tmp_path, Ordeal(messages=100, kills=4)).complaints()) == []
