"""Visitors are shared out among the workers of the web server."""

from feedback_api.running.worker import MOST_WORKERS, OpenConnections


def test_a_worker_yields_to_one_that_has_fewer() -> None:
    """Who has as many as the others, or fewer, takes the next visitor at once."""
    connections = OpenConnections()
    connections.note(1, 0)
    assert not connections.has_most(1)
    connections.note(2, 3)
    assert (connections.has_most(1), connections.has_most(2)) == (False, True)
    connections.note(1, 3)
    assert not connections.has_most(2)


def test_nobody_waits_for_a_worker_that_is_gone() -> None:
    """A worker that ended takes no visitors; the one started in its place does."""
    connections = OpenConnections()
    connections.note(1, 0)
    connections.note(2, 5)
    connections.forget(1)
    assert not connections.has_most(2)
    connections.note(MOST_WORKERS + 1, 4)
    assert connections.has_most(2)
