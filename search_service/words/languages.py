"""What differs between languages: word stems and stop words, both as Whoosh brings them, with what its lists lack."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from whoosh.lang import NoStemmer, NoStopWords, languages, stemmer_for_language, stopwords_for_language

from search_service.words.analysis import fold, is_unspaced
from search_service.words.german import DIGRAPHS, german_stem, without_digraphs

# Those whose stop words Whoosh lists.
LISTED_LANGUAGES: tuple[str, ...] = languages
# Whoosh's stemmer of Arabic has patterns that Python reads no longer: its words stand for themselves.
UNREADABLE = frozenset({"ar"})
# Words that questions are asked and put together with, whatever they are about, which Whoosh's list of the language
# lacks: ``seit`` is no page, ``Seite``, and ``falls`` no case.
ASKING = {
    "de": """anstatt aufs außerdem bereits bevor bitte brauche brauchen braucht bräuchte dabei dafür daher danke
    daran darauf darf darum davon deshalb deswegen dürfen eben eigentlich etwa falls geht gehts gemacht gerade
    gern gerne getan gibt gibts hallo hätte hätten ja jedoch kannst könnt könnten lassen lässt leider mache
    machst macht mal möchte möchten möchtest muß müssen müsste nachdem nich nix obwohl schon seit seitdem sobald
    solange sollen sollten sowie statt trotz trotzdem tue tun tut überhaupt vielleicht wann warum wegen wem wen
    wer weshalb wessen wieso wofür woher wohin wolltest womit worüber wozu wurde wurden""",
}
# Words of Whoosh's list that are, without their umlauts, a verb that says what is looked for: ``ändern``.
TELLING = {"de": frozenset({"andern"})}
# German words of the list, and of those that questions are asked with, that have forms with a topic or are written like
# one: ``viele``, ``bitten``, the goods, ``Waren``, the way, ``Weg``, and ``schön`` without its umlaut.
BOTH = frozenset({"viel", "bitte", "war", "waren", "weg", "schon"})
# Ends the stem of a word without a topic. No folded word has it, so no stem of another word does.
ALONE = "."


def base_language(tag: str) -> str:
    """Give the language of the BCP 47 *tag*: ``de`` for ``de-AT``."""
    return tag.split("-", maxsplit=1)[0].lower()


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """
    Reduce the folded *word* to what its inflected forms share; unchanged where the language has no stemmer.

    A German word without a topic shares its stem with others of these alone: ``sich`` is no form of ``Sicherung``.
    """
    if is_unspaced(word) or any(character.isdigit() for character in word):
        return word
    if language == "de":
        shared = fold(german_stem(without_digraphs(word), _stemmer(language)))
        return shared + ALONE if word in stop_words(language) and word not in BOTH else shared
    return fold(_stemmer(language)(word))


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Give the folded words of *language* that carry no topic."""
    try:
        listed = [*stopwords_for_language(language), *ASKING.get(language, "").split()]
        typed = [word.translate(DIGRAPHS) for word in listed] if language == "de" else []
        return frozenset(map(fold, [*listed, *typed])) - TELLING.get(language, frozenset())
    except NoStopWords:
        return frozenset()


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str]:
    if language in UNREADABLE:
        return str
    try:
        stemmer: Callable[[str], str] = stemmer_for_language(language)
    except NoStemmer:
        return str
    return stemmer
