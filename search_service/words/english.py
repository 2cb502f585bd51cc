"""Other forms of English words: as another country writes them, and those that no rule of endings makes."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from whoosh.lang.morph_en import exceptions

from search_service.words.languages import stop_words

ENGLISH = "en"
# What stands before, what one country writes and what another, and what stands behind.
COUNTRIES = (
    ("..", "or", "our", ""),
    ("..[iy]", "z", "s", "e|ing|ation"),
    ("[bt]", "er", "re", "s?$"),
    ("en", "s", "c", "es?$"),
    ("og", "", "ue", "s?$"),
    ("gram", "", "me", "s?$"),
    ("^practi", "c", "s", "e"),
    ("dg", "", "e", "ment"),
    ("^gr", "a", "e", "y"),
    ("^t", "i", "y", "re"),
    ("^che", "ck", "que", ""),
    ("^mo", "", "u", "ld"),
    ("^", "in", "en", "quir"),
    ("^art", "i", "e", "fact"),
    ("^dra", "f", "ugh", "t"),
    ("alumin", "", "i", "um"),
    ("jewel", "", "le", "ry"),
    ("^p", "a", "y", "jama"),
    ("^m", "", "o", "ustache"),
    ("^a", "ir", "ero", "plane"),
    ("^co", "z", "s", "y"),
    ("^s", "k", "c", "eptic"),
)
SPELLINGS = tuple(
    (re.compile(f"({before}){written}(?={behind})"), rf"\g<1>{other}")
    for before, *both, behind in COUNTRIES
    for written, other in (both, both[::-1])
)
# Hardly any word has a spelling of its own in some country: that is seen at one look.
ANY_SPELLING = re.compile("|".join(pattern.pattern for pattern, _ in SPELLINGS))
# As Whoosh lists them: ``paid`` with ``pay`` and ``payment``, ``children`` with ``child``. Who or what does something
# is another word, and so are what a small word became and what turns it round: ``shower`` with ``show``, ``inner`` with
# ``in``, ``useless`` with ``use``.
DERIVED = re.compile("..(?:er|or|(?<!e)ar|able|ic|ement|less)s?$")
# What these make of a word is a topic of its own, which the content tells apart: ``payment``, ``addition``.
ENDINGS = re.compile(
    "(?:al|ance|ant(?:ly)?|ary|(?:ic)?ation|ee|ence|est|ful|ie|ish|ition|ity|ive|ledge|ly|ment|ness|ous|th|ure|y)s?"
)


def _is_made_of(word: str, base: str) -> bool:
    starts = (base, base.removesuffix("e"), f"{base[:-1]}i", base + base[-1]) if len(base) > 2 else ()  # noqa: PLR2004
    return any(word.startswith(start) and ENDINGS.fullmatch(word.removeprefix(start)) for start in starts)


IRREGULAR: defaultdict[str, list[str]] = defaultdict(list)
INFLECTED: defaultdict[str, list[str]] = defaultdict(list)
for listed in map(str.split, exceptions):
    group = [word for word in listed if not DERIVED.search(word) and word not in stop_words(ENGLISH)]
    inflected = [word for word in group if not any(_is_made_of(word, base) for base in group)]
    for forms, those in ((IRREGULAR, group), (INFLECTED, inflected)):
        for word in those:  # some are of two groups, as ``found`` is
            forms[word] += [other for other in those if other not in {word, *forms[word]}]


@lru_cache(maxsize=10_000)
def spelled_elsewhere(word: str) -> tuple[str, ...]:
    """Give how *word* may be written in another country; not everything is a word."""
    if not ANY_SPELLING.search(word):
        return ()
    spelled = (pattern.sub(other, word, count=1) for pattern, other in SPELLINGS)
    return tuple(form for form in spelled if form != word)


def irregular_forms(word: str) -> list[str]:
    """Give the words that share a root with *word*, if any of them is irregular."""
    return IRREGULAR.get(word, [])


def inflections(word: str) -> list[str]:
    """Give those of `irregular_forms` that are the same word, not one that is made of it: ``sent`` of ``send``."""
    return INFLECTED.get(word, [])
