"""
How much of what is known of one text came from one place, told for as long as ratings count by what identifies nobody.

Marks of sources are gone after a day, so that whoever comes back the next day would count anew. What stays is a place:
one of 256, drawn from the source and the text with a secret key. One address in 256 has the same place, so it leads to
nobody; but the same source always has the same, so it cannot pass for many. How many different sources were there is
told from places that are taken (linear counting; Whang, Vander-Zanden and Taylor, ACM TODS 1990).

Everything here is a pure function.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from statistics import NormalDist

from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE

PLACES = 256
# Of so many places, one is expected to have more by chance.
_BEYOND = NormalDist().inv_cdf(1 - 1 / PLACES)


def place_of(source: str, subject: str, key: str) -> int:
    """Give the place, from 0 to 255, of a *source* that rates *subject*."""
    said = f"{source}\x1f{subject}"
    return hmac.new(bytes.fromhex(key), said.encode(), hashlib.sha256).digest()[0]


def is_known_place(here: int, elsewhere: int) -> bool:
    """
    Say whether one more rating from a place is probably of a source that has rated the text before.

    *here* is how many the place has, *elsewhere* how many all others have: by chance it would have a 255th of them.
    """
    return here > elsewhere / (PLACES - 1)


def is_surplus(here: int, elsewhere: int) -> bool:
    """
    Say whether one more rating is more than a place may add: those of a household, beside what others put there.

    What others put there is a Poisson number; its quantile is that of Cornish and Fisher (1938).
    """
    mean = elsewhere / (PLACES - 1)
    by_others = math.floor(mean + _BEYOND * math.sqrt(mean) + (_BEYOND**2 - 1) / 6) if elsewhere else 0
    return here >= MOST_FROM_ONE_SOURCE + by_others
