"""
Words that look alike, or stand in the same place of a question, and ask for the opposite or for something else.

"Decryption" is two letters from "encryption" and no slip of it; who wants to disable something is not helped by what
tells how to enable it.
"""

from __future__ import annotations

from itertools import permutations, product

from search_service.words.languages import stem

MIN_SHARED_CHARS = 3
# Beginnings that turn what follows into something else; of some pairs one has none.
BEGINNINGS = """
/un /de /dis /re /non /in /mis /auto /multi en/de en/dis im/ex in/ex in/out in/de at/de as/des up/down on/off pre/post
inter/intra over/under hyper/hypo
/ent an/ab an/aus ein/aus ein/ab auf/zu auf/ab zu/ab ver/ent be/ent ver/be vor/nach hoch/runter
"""
ENDINGS = "in/out on/off up/down ful/less er/ee or/ee"
PAIRS = {
    "en": (
        "add remove, add delete, create delete, create remove, open close, start stop, begin end, show hide, buy sell, "
        "send receive, push pull, increase decrease, allow deny, allow block, accept reject, accept decline, "
        "join leave, read write, public private, grant revoke, expand collapse, pause resume, upper lower, left right, "
        "light dark, min max, minimum maximum, ascending descending, first last, old new, before after, merge split"
    ),
    "de": (
        "hinzufügen entfernen, hinzufügen löschen, erstellen löschen, anlegen löschen, öffnen schließen, "
        "starten stoppen, starten beenden, senden empfangen, kaufen verkaufen, erlauben verbieten, anzeigen verbergen, "
        "links rechts, hell dunkel, vergrößern verkleinern"
    ),
}
_BEGINNINGS = tuple(tuple(pair.split("/")) for pair in BEGINNINGS.split())
_ENDINGS = tuple(tuple(ending[::-1] for ending in pair.split("/")) for pair in ENDINGS.split())
_PAIRS = frozenset(
    frozenset(stem(word, language) for word in pair.split())
    for language, pairs in PAIRS.items()
    for pair in pairs.split(", ")
)


def are_opposites(one: str, other: str) -> bool:
    """Say whether two words, or two stems, are known to mean something else, however alike they look."""
    return (
        frozenset((one, other)) in _PAIRS
        or any(_turned(one, other, *pair) for pair in _BEGINNINGS)
        or any(_turned(one[::-1], other[::-1], *pair) for pair in _ENDINGS)
    )


def ask_the_opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether of two questions' stems one has the opposite of what the other has in its place."""
    return any(are_opposites(*stems) for stems in product(one - other, other - one))


def _turned(one: str, other: str, *beginnings: str) -> bool:
    """Say whether two words differ in two *beginnings* alone, in either order."""
    for first, second in permutations(beginnings):
        rest = one.removeprefix(first)
        if one.startswith(first) and len(rest) >= MIN_SHARED_CHARS and other == second + rest:
            return True
    return False
