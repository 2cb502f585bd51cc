"""
Small words that say where something goes: who sends to a place asks otherwise than who gets from there.

"Convert pdf to word" and "convert word to pdf" have the same words: what follows "to" tells them apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import permutations

LEADS = ">"
"""Before a small word that leads to what follows it, so that it is not taken for one that turns what stands before."""
OPPOSED = "to from, into from, onto from, nach aus, nach von, an von, zu von, zum vom, zur von"
# What follows these may change places with another word, and the question is another one.
IN_ORDER = "to from into onto for nach von vom aus zu zum zur an in ins auf fur"
# Behind one of these, or at the beginning, "to" belongs to a verb: "how to export", "I want to export".
BEFORE_A_VERB = """
how where when what want wants wanted need needs needed like try tries trying tried able unable possible
impossible way ways have has had going get trouble help failed fails mochte um
"""
_BEFORE_A_VERB = frozenset(BEFORE_A_VERB.split())
_TO = frozenset({"to", "zu"})
_LEADING = frozenset(IN_ORDER.split())
_OPPOSED = frozenset(pair for words in OPPOSED.split(", ") for pair in permutations(words.split()))
_OPPOSITES_OF = {LEADS + word: [LEADS + other for one, other in _OPPOSED if one == word] for word in _LEADING}

Led = Collection[tuple[str, str]]
"""Small words with the stem that each leads to, among which "" goes with every stem of the question."""


def places_led_to(words: Sequence[str], small: Collection[str]) -> Iterator[tuple[int, int]]:
    """Give the place of each word that leads somewhere, and the place of what it leads to: no *small* word."""
    for place, word in enumerate(words):
        if word not in _LEADING or (word in _TO and (not place or words[place - 1] in _BEFORE_A_VERB)):
            continue
        led = next((near for near in range(place + 1, len(words)) if words[near] not in small), None)
        if led is not None:
            yield place, led


def lead_elsewhere(one: Led, other: Led) -> bool:
    """Say whether two questions go the opposite way, or lead to one another's words by the same small word."""
    leading = [pair for pair in one if pair[0] in _OPPOSITES_OF and pair not in other]
    return any(
        any((opposite, led) in other and (opposite, led) not in one for opposite in _OPPOSITES_OF[word])
        or (("", led) in other and _leads_to_another(word, one, other))
        for word, led in leading
    )


def _leads_to_another(word: str, one: Led, other: Led) -> bool:
    return any(way == word and (way, led) not in one and ("", led) in one for way, led in other)
