"""
Stems of German words: what Snowball's stemmer leaves apart of verbs, of borrowed plurals and of nouns made of verbs.

A verb is read back to its infinitive first: ``gelöscht`` and ``anzumelden`` are ``löschen`` and ``anmelden``, and so
are the forms of strong verbs, ``abgeschlossen`` of ``abschließen``. Snowball then takes the ending, and `ENDINGS` what
it leaves: the ``t`` of ``druckt``, the ``n`` of ``Artikeln``, the vowel that sets ``Konto`` apart from ``Konten``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# What stands before a verb, or at the end of its clause: ``meldet sich an``. Longer ones come first.
PREFIXES = """
zusammen herunter hinunter zuruck weiter wieder hinauf heraus hinaus herein hinein runter vorbei voraus hinzu durch
unter nach fern fest fort frei hoch raus rein uber vor weg los mit her hin auf aus bei ein ab an um zu
"""
SEPARABLE = tuple(PREFIXES.split())
INSEPARABLE = ("miss", "ver", "ent", "zer", "emp", "be", "er")
# The stem of a strong verb, and those of its other forms. Behind a colon stand those that are nouns too: only what has
# the prefix and the end of a participle is the verb then, ``geschnitten`` and not ``Schnitt``.
STRONG_VERBS = """
beiss : biss, biet : bot, bind : bund, bleib blieb, brech brich : broch, bring bracht, denk dacht, fahr fuhr,
fall fiel, fang fing, fehl fiehl fohl, find fand fund, flieg flog, fliess : floss, geb gab gib, geh ging : gang,
gelt gilt galt golt, gescheh geschieh geschah, gewinn gewann gewonn, giess : goss, gleich : glich, greif : griff,
halt hielt, hang hing, heb hob, helf hilft half holf, kenn kannt, komm kam, lad lud ladt, lass liess, lauf lief,
leih lieh, les lies las, meid mied, mess misst, nehm nimm nahm nomm, nenn nannt, reiss : riss, ruf rief,
schein schien, scheid schied, schieb schob, schlag schlug, schliess : schloss, schneid : schnitt, schreib schrieb,
schrei schrie, schwind schwand schwund, seh sieh sah, sitz sass : sess, sprech sprich : sproch,
spring sprang : sprung, steh : stand, steig stieg, streich : strich, trag trug, treff triff traf troff,
treib : trieb, tret tritt trat, vergess vergiss vergass, verlier verlor, wachs wuchs, wasch wusch, weis : wies,
werf wirf warf worf, wiss wusst, zieh zog, zwing zwang : zwung
"""
# Words that begin with ``ge`` although they are no participles.
NO_PARTICIPLES = """
gebet gebiet gebrauch gebuhr geburt gedenk gedicht gefahr gefall gegen gehalt gehor gelang geling gemein gemut genehmig
geniess genoss genug gerat gerecht gericht gerust gesamt geschaft geschicht geschieh geschwind gesell gesicht gespenst
gestalt gestatt gesund gewahr gewalt gewerk gewicht gewinn gewohnh gewurz
"""
# What Snowball leaves of an ending, in this order, and what takes its place.
ENDINGS = tuple(
    (re.compile(f"(?:{ending})$"), instead)
    for ending, instead in (
        ("(?<=..[opy])s", ""),  # Abos, Apps, Handys
        ("(?<=.{4})end", ""),  # folgende
        ("(?<=..[bdfgkmnpst])lung", "el"),  # Sammlung, sammeln
        ("(?<=.{4})(?<!zeit)ung", ""),  # Öffnung
        ("(?<=.{5})inn?", ""),  # Partnerinnen
        ("(?<=.{3}[dt])et|(?<=.{2}[^aeiourl][mn])et", ""),  # meldet, öffnet, not Internet
        ("(?<=.{3}[^aeiout])t", ""),  # druckt
        ("(?<=.{3})(?:ation|ier)", "i"),  # Installation, installieren
        ("(?<=.{3})(?<!i)er", ""),  # Änderung, ändert
        ("(?<=..[^aeiou])eln", "el"),  # Artikeln
        ("(?<=.{3})(?:[aou]s|(?<!dat|war)um|[aou])|(?<=.{5})i|(?<=od)i", ""),  # Konto, Zentrum, Modus and Modi
    )
)

# Snowball takes ``em`` for an ending, in ``System``, but not where one follows: ``Systeme``.
AFTER_EM = re.compile("(?<=.{3}em)(?:s|en?)$")

# Two words that the umlaut alone tells apart, ``drücken`` and ``drucken``: it is written as two letters.
APART = re.compile("(?<=dr)ü(?=c?k)|(?<=f)ö(?=rder)|(?<=z)ä(?=h?l)|(?<=t)ä(?=usch)|(?<=k)ü(?=che)|(?<=b)ü(?=rger)")
DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# All other umlauts are folded, as typed 'ae' is; not where the vowels belong to two syllables ("neue", "bauen") or
# after a q.
DIGRAPH = re.compile(r"(druec?k|foerder|zaeh?l|taeusch|kueche|buerger)|([ao])e|(?<![aeq])(u)e")

_NO_PARTICIPLES = tuple(NO_PARTICIPLES.split())
_PREFIX = f"(?:{'|'.join(SEPARABLE)})"
_FIXED = f"(?:{'|'.join(INSEPARABLE)})"
_ADJECTIVE = "(?:e[nmrs]?)?"
_TO_INFINITIVE = re.compile(f"({_PREFIX})(?<!hin)(?<!zu)(?<!her)zu(.{{3,}}n)")
_WEAK_PARTICIPLE = re.compile(f"({_PREFIX}?)(ge.{{3,10}}?)(?<!e)e?t{_ADJECTIVE}")


def _read_strong_verbs() -> Iterator[tuple[str, str, bool]]:
    """Yield each stem of a strong verb's forms, that of its infinitive, and whether a participle alone has it."""
    for verb in STRONG_VERBS.split(","):
        forms, _, participles = verb.partition(":")
        infinitive, *others = forms.split()
        yield from ((other, infinitive, False) for other in others)
        yield from ((other, infinitive, True) for other in [infinitive, *participles.split()])


_FINITE = {form: infinitive for form, infinitive, is_participle in _read_strong_verbs() if not is_participle}
_PARTICIPLES = {form: infinitive for form, infinitive, _ in _read_strong_verbs()}
_STRONG_FINITE = re.compile(f"({_PREFIX}?{_FIXED}?)(?:ge)?({'|'.join(_FINITE)})(?:e?[nts]|st|es|te|ten|e)?")
_STRONG_PARTICIPLE = re.compile(f"({_PREFIX}?)(ge|{_FIXED})({'|'.join(_PARTICIPLES)})en{_ADJECTIVE}")


def german_stem(word: str, snowball: Callable[[str], str]) -> str:
    """Reduce the folded German *word* to what its forms share, with *snowball* as the stemmer of regular endings."""
    stem = snowball(infinitive(word) or AFTER_EM.sub("", word))
    for ending, instead in ENDINGS:
        stem = ending.sub(instead, stem)
    return stem


def without_digraphs(word: str) -> str:
    """Write the folded German *word* as if its umlauts had been typed as umlauts: ``loschen`` for ``loeschen``."""
    return DIGRAPH.sub(r"\1\2\3", word)


def infinitive(word: str) -> str:
    """Give the infinitive of the folded *word* where it shows that it is another form of a verb; else nothing."""
    if form := _TO_INFINITIVE.fullmatch(word):
        return form[1] + form[2]
    if form := _STRONG_PARTICIPLE.fullmatch(word):
        return _ended(form[1] + form[2].removeprefix("ge") + _PARTICIPLES[form[3]])
    form = _WEAK_PARTICIPLE.fullmatch(word)
    if form and not word.startswith(_NO_PARTICIPLES, form.start(2)) and not form[2].endswith(("schaf", "hei", "kei")):
        return _ended(form[1] + form[2].removeprefix("ge"))
    form = _STRONG_FINITE.fullmatch(word)
    return _ended(form[1] + _FINITE[form[2]]) if form else ""


def _ended(stem: str) -> str:
    return stem + ("n" if stem.endswith(("er", "el")) else "en")
