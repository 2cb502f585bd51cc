"""A place bounds what one source adds, and stands in no reader's way."""

import numpy as np
import pytest

from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE
from feedback_api.sources.places import PLACES, is_known_place, is_surplus, place_of

KEY = "00" * 32


def test_a_place_is_one_of_few() -> None:
    """The same source has the same place in one text, and another in others; thousands share it."""
    sources = [f"8.{number % 250}.{number // 250}.1" for number in range(20_000)]
    here = [place_of(source, "reset", KEY) for source in sources]
    assert here == [place_of(source, "reset", KEY) for source in sources]
    assert set(here) == set(range(PLACES))
    elsewhere = [place_of(source, "export", KEY) for source in sources]
    assert sum(one == other for one, other in zip(here, elsewhere, strict=True)) < 2 * len(sources) / PLACES


def test_one_source_alone_adds_what_a_household_may() -> None:
    """Whoever has nobody beside them is bounded by the number of a household, and known from the second on."""
    assert [is_surplus(here, 0) for here in range(6)] == [False] * MOST_FROM_ONE_SOURCE + [True, True]
    assert [is_known_place(here, 0) for here in range(3)] == [False, True, True]


@pytest.mark.parametrize("readers", [5, 50, 500, 5_000, 50_000])
def test_readers_who_share_places_by_chance_count(readers: int) -> None:
    """However many rate a text, hardly one in a thousand is taken for somebody who comes back too often."""
    random = np.random.default_rng(readers)
    places = np.zeros(PLACES, dtype=int)
    surplus = known = 0
    for place in random.integers(0, PLACES, readers):
        elsewhere = int(places.sum() - places[place])
        surplus += is_surplus(int(places[place]), elsewhere)
        known += is_known_place(int(places[place]), elsewhere)
        places[place] += 1
    assert surplus <= readers / 1000
    assert readers - known >= min(readers * 0.8, 100)


@pytest.mark.parametrize("readers", [10, 100, 1_000, 10_000])
def test_one_source_among_many_adds_little(readers: int) -> None:
    """A troll adds the ratings of a household and what chance would, not a share of all."""
    random = np.random.default_rng(readers)
    places = np.bincount(random.integers(0, PLACES, readers), minlength=PLACES)
    added = 0
    while not is_surplus(int(places[7]), int(places.sum() - places[7])):
        places[7] += 1
        added += 1
    assert added <= max(MOST_FROM_ONE_SOURCE + 3, readers / 50)
