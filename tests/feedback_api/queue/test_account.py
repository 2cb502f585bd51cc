"""Evidence in words."""

from dataclasses import replace

import pytest

from feedback_api.work_items.life import Evidence
from feedback_api.work_items.sentences import in_words

EVIDENCE = Evidence(3, 11, 0.12, 0.47, 0.3, 0.99, 14.0, 9.8, 0)


def test_a_poor_article_is_told_by_its_noes() -> None:
    """Counts come first, the interval after them."""
    assert in_words(EVIDENCE, under_proof=False) == "11 of 14 readers said no (share helped 12 % to 47 %)."


def test_an_article_that_turned_poor_is_told_so() -> None:
    """Where more said yes than are helped now, the range speaks of now and the sentence says so."""
    turned = replace(EVIDENCE, helpful=60, unhelpful=26)
    said = in_words(turned, under_proof=False)
    assert said == "26 of 86 readers said no (share helped 12 % to 47 %). It helped more of them before."


@pytest.mark.parametrize(
    ("more", "pace", "missing"),
    [
        (9, 7.0, "Too few to tell: about 9 more ratings are needed, at the present pace in 9 days."),
        (9, 1.5, "Too few to tell: about 9 more ratings are needed, at the present pace in 6 weeks."),
        (1, 0.0, "Too few to tell: about 1 more rating is needed, and none came lately to tell how long that takes."),
        (None, 5.0, "The share is so near to the line that ratings will hardly settle it."),
    ],
)
def test_a_repair_is_told_by_its_yeses_and_what_is_missing(more: int | None, pace: float, missing: str) -> None:
    """A repair that is not proven says how many more ratings are needed, and how long that takes."""
    repair = replace(EVIDENCE, helpful=3, unhelpful=0, ratings_a_week=pace, more_ratings_needed=more)
    said = in_words(repair, under_proof=True)
    assert said == f"3 of 3 readers of the repaired revision said yes (share helped 12 % to 47 %). {missing}"


def test_nobody_has_rated_yet() -> None:
    """Without ratings nothing is said about shares."""
    nobody = replace(EVIDENCE, helpful=0, unhelpful=0, ratings_a_week=0.0, more_ratings_needed=12)
    said = in_words(nobody, under_proof=True)
    assert said.startswith(
        "Nobody has rated the repaired revision yet. Too few to tell: about 12 more ratings are needed"
    )
