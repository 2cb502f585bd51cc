"""Words of everyday life: whoever types one means it, whether the content has it or not."""

from __future__ import annotations

from functools import cache
from operator import itemgetter

from spellchecker import SpellChecker

from search_service.words.analysis import fold

# Those whose misspellings were measured with it. Who reads none of a site's languages is supposed to write the first.
LISTED = ("en", "de")
# As many as grown-ups know: Brysbaert and others 2016, "How Many Words Do We Know?", Frontiers in Psychology 7:1116.
MOST_WORDS = 40_000
# What the lists give words that no subtitle says, as German ones of rare forms.
UNCOUNTED = 50


@cache
def everyday_words(language: str) -> dict[str, int]:
    """Give the commonest words of a `LISTED` *language*, folded, each with how often subtitles of films say it."""
    listed = SpellChecker(language=language).word_frequency.items()
    counted = (one for one in listed if one[1] > UNCOUNTED)
    commonest = sorted(counted, key=itemgetter(1), reverse=True)[:MOST_WORDS]
    times: dict[str, int] = {}
    for written, count in commonest:
        # Nearly all are in small plain letters, which is what folding makes: not doing it saves half of the time.
        word = written if written.isascii() and written.isalpha() and written.islower() else fold(written)
        times[word] = times.get(word, 0) + count
    return dict(sorted(times.items()))
