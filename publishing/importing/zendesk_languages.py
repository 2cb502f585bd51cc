"""What the language of a translation is called in the name of its file: a pure function over a whole export."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

# Of the languages that an export names, what mkdocs-static-i18n takes: ``pt``, ``pt-BR``, ``zh-Hant``, ``zh-Hant-TW``.
_NAMED = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_SCRIPT_LETTERS = 4


def file_languages(
    originals: Iterable[str], translations: Iterable[str], languages: Iterable[str] = ()
) -> Mapping[str, str]:
    """
    Return what each locale of *originals* and *translations* is called; one that no file can be named for is left out.

    One of the site's *languages* is called as there, and a language of which there is one locale by two letters. Of
    several, that without a region is, else that of most originals; the others keep their regions.
    """
    by_count = [locale for locale, _ in Counter(originals).most_common() if locale]
    locales = list(dict.fromkeys([*by_count, *translations]))
    of_site = {plain(name): name for name in languages}
    rivals = defaultdict(list)
    for locale in locales:
        rivals[language(locale)].append(locale)
    called: dict[str, str] = {}
    for locale in locales:
        lang = language(locale)
        whole = next((each for each in rivals[lang] if plain(each) == lang), None)
        shortest = whole or next((each for each in rivals[lang] if each in by_count), None)
        is_alone = len({plain(each) for each in rivals[lang]}) == 1
        name = lang if is_alone or locale == shortest else _with_region(locale)
        name = of_site.get(plain(locale), name)
        if _NAMED.fullmatch(name) or name in of_site.values():
            called[locale] = name
    return called


def plain(locale: str) -> str:
    """Return *locale* as programs that write it otherwise may be compared: ``pt_BR`` is ``pt-br``."""
    return locale.replace("_", "-").lower()


def language(locale: str) -> str:
    """Return the language of *locale* without a region: ``pt`` of ``pt-BR``."""
    return plain(locale).partition("-")[0]


def _with_region(locale: str) -> str:
    lang, *parts = plain(locale).split("-")
    return "-".join([lang, *(part.title() if len(part) == _SCRIPT_LETTERS else part.upper() for part in parts)])
