"""Marks of sources tell nothing else."""

from datetime import date

from feedback_api.sources.marks import mark_of

DAY = date(2026, 11, 21)
SALT = "00" * 32


def test_a_mark_leads_nowhere_else() -> None:
    """Another day, another text or another salt gives the same source another mark."""
    mark = mark_of("8.8.4.4", "reset", "a", DAY, SALT)
    assert mark == mark_of("8.8.4.4", "reset", "a", DAY, SALT)
    others = [
        mark_of("8.8.4.5", "reset", "a", DAY, SALT),
        mark_of("8.8.4.4", "export", "a", DAY, SALT),
        mark_of("8.8.4.4", "reset", "b", DAY, SALT),
        mark_of("8.8.4.4", "reset", "a", date(2026, 11, 22), SALT),
        mark_of("8.8.4.4", "reset", "a", DAY, "11" * 32),
    ]
    assert len({mark, *others}) == 6
