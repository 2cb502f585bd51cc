"""
Words that look alike, or stand in the same place of a question, and ask for the opposite or for something else.

"Decryption" is two letters from "encryption" and no slip of it; who wants to disable something is not helped by what
tells how to enable it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain, permutations, product

from feedback_api.search_causes.directions import LEADS, lead_elsewhere, places_led_to
from search_service.words.languages import stem

Turns = frozenset[tuple[str, str]]
"""Each small word that turns another into its opposite, with the stem of that one."""

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
        "light dark, min max, minimum maximum, ascending descending, first last, old new, merge split"
    ),
    "de": (
        "hinzufügen entfernen, hinzufügen löschen, erstellen löschen, anlegen löschen, öffnen schließen, "
        "starten stoppen, starten beenden, senden empfangen, kaufen verkaufen, erlauben verbieten, anzeigen verbergen, "
        "links rechts, hell dunkel, vergrößern verkleinern"
    ),
}
# Words that search leaves out, and that turn the word before them, or the one behind them, into the opposite.
TURN_WHAT_IS_BEFORE = "in out, on off, up down, up in, up out, ein aus, an aus, an ab, auf zu"
TURN_WHAT_FOLLOWS = (
    "before after, with without, above below, over under, over below, above under, mit ohne, vor nach, uber unter"
)
# Behind one of these words that stand behind what they turn something follows that they belong to: "on my phone".
BELONG_TO_WHAT_FOLLOWS = """
a an the my your our this that these those all any every each
ein eine einen einem einer der die das den dem des mein meine meinen meinem meiner alle allen jede jeden jedem
"""
TURN_ALL = "~"
"""Before a small word that turns the whole question, wherever it stands: "turn on dark mode", "dark mode off"."""
NEGATIONS = "not no never nicht nie kein keine keinen keinem keiner keines"
NOT_NEGATED = ""
# Beside these a negation complains: who cannot do something asks how it is done. But one who tells others what not to
# do, and one who says that something does not work, asks otherwise than who wants it, or wants to know how it works.
COMPLAINTS = "can could do does did is are was will kann konnen konnte ist sind wird werden"
COMPLAINT_WORDS = 2
TELLS_OTHERS = "do"
BEFORE_WHO_IS_TOLD = frozenset({"please", "bitte"})
WORKS = "work works working funktioniert funktionieren geht klappt"
SHORT_FOR = {
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "isnt": "is not",
    "arent": "are not",
    "wont": "will not",
    "cant": "can not",
    "cannot": "can not",
    "couldnt": "could not",
}
_TURN_WHAT_IS_BEFORE, _TURN_WHAT_FOLLOWS = (
    tuple(tuple(pair.split()) for pair in pairs.split(", ")) for pairs in (TURN_WHAT_IS_BEFORE, TURN_WHAT_FOLLOWS)
)
_NEGATIONS, _COMPLAINTS, _WORKS = (frozenset(words.split()) for words in (NEGATIONS, COMPLAINTS, WORKS))
_STAND_BEHIND = frozenset(chain(*_TURN_WHAT_IS_BEFORE))
_STAND_BEFORE = frozenset(chain(*_TURN_WHAT_FOLLOWS)) | _NEGATIONS
_STAND = _STAND_BEHIND | _STAND_BEFORE
_BELONG_TO_WHAT_FOLLOWS = frozenset(BELONG_TO_WHAT_FOLLOWS.split())
_OPPOSED = (*_TURN_WHAT_IS_BEFORE, *_TURN_WHAT_FOLLOWS)
_TURN = frozenset(
    pair
    for each in (
        *_OPPOSED,
        *((TURN_ALL + one, TURN_ALL + other) for one, other in _OPPOSED),
        *((word, NOT_NEGATED) for word in _NEGATIONS),
    )
    for pair in permutations(each)
)
_OPPOSITES_OF = {word: [other for one, other in _TURN if one == word] for word, _ in _TURN}
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


def turns_in(written: Sequence[str], small: Collection[str], language: str) -> Turns:
    """Give the small words that turn others as *written*, with what they turn; *small* words are none of those."""
    words = [part for word in written for part in SHORT_FOR.get(word, word).split()]
    found = list(_turned_places(words, small))
    negated = {turned for place, turned in found if words[place] in _NEGATIONS}
    telling = [place for place, word in enumerate(words) if word not in small and word not in _STAND]
    stems = {place: stem(words[place], language) for place in {*telling, *(turned for _, turned in found)}}
    all_turned = [TURN_ALL + words[place] for place in range(len(words)) if _turns_all(words, place, telling, small)]
    return frozenset(
        [(words[place], stems[turned]) for place, turned in found]
        + [(NOT_NEGATED, stems[place]) for place in telling if place not in negated]
        + [(word, stems[place]) for word in all_turned for place in telling]
        + [(LEADS + words[place], stem(words[led], language)) for place, led in places_led_to(words, small)]
    )


def turn_each_other(one: Turns, other: Collection[tuple[str, str]]) -> bool:
    """Say whether small words make opposites of two questions: "turn on" and "turn off", "to word" and "from word"."""
    return lead_elsewhere(one, other) or any(
        (opposite, turned) in other and (opposite, turned) not in one and (word, turned) not in other
        for word, turned in one
        for opposite in _OPPOSITES_OF.get(word, ())
    )


def _turned_places(words: Sequence[str], small: Collection[str]) -> Iterator[tuple[int, int]]:
    """Give the place of each word that turns another, and the place of that: the nearest that is not small."""
    for place, word in enumerate(words):
        reach = range(place + 1, len(words)) if word in _STAND_BEFORE else range(place - 1, -1, -1)
        turned = next((near for near in reach if words[near] not in small), None)
        if turned is None or word not in _STAND:
            continue
        if word not in _NEGATIONS or words[turned] in _WORKS or not _complains(words, place):
            yield place, turned


def _complains(words: Sequence[str], place: int) -> bool:
    before = words[:place]
    if before[-1:] == [TELLS_OTHERS] and BEFORE_WHO_IS_TOLD.issuperset(before[:-1]):
        return False
    return not _COMPLAINTS.isdisjoint(before[-COMPLAINT_WORDS:])


def _turns_all(words: Sequence[str], place: int, telling: Sequence[int], small: Collection[str]) -> bool:
    """
    Say whether the small word at *place* turns the whole question.

    What stands behind what it turns does so at the end of a phrase and behind the first telling word, where it belongs
    to a verb; elsewhere it tells where or when. Beside its opposite no word does.
    """
    word = words[place]
    if word in _NEGATIONS or word not in _STAND or not set(words).isdisjoint(_OPPOSITES_OF[word]):
        return False
    if word in _STAND_BEFORE or telling[:1] == [place - 1]:
        return True
    behind = words[place + 1 : place + 2]
    ends = not behind or (behind[0] in small and behind[0] not in _BELONG_TO_WHAT_FOLLOWS)
    return ends and any(before < place for before in telling)


def _turned(one: str, other: str, *beginnings: str) -> bool:
    """Say whether two words differ in two *beginnings* alone, in either order."""
    for first, second in permutations(beginnings):
        rest = one.removeprefix(first)
        if one.startswith(first) and len(rest) >= MIN_SHARED_CHARS and other == second + rest:
            return True
    return False
