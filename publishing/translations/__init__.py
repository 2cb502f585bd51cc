"""What programs say to readers, in the language of the page they read."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "help-centre"
FOLDER = Path(__file__).resolve().parent
# Gettext knows whole numbers only: one and a half is said as many are.
A_PART_OF_MANY = 2


def said(text: str, lang: str) -> str:
    """Return *text* in *lang*, such as ``de`` or ``de-AT``; as it is where there is no translation."""
    return _catalogue(lang.replace("-", "_")).gettext(text)


def said_many(one: str, many: str, number: float, lang: str, **values: object) -> str:
    """Return what fits *number* in *lang*, such as "{number} searches", with the number and *values* filled in."""
    whole = int(number) if number == int(number) else A_PART_OF_MANY
    return _catalogue(lang.replace("-", "_")).ngettext(one, many, whole).format(number=number, **values)


def spoken_languages() -> tuple[str, ...]:
    """List the languages that programs speak: English, in which they are written, and those with a catalogue."""
    return ("en", *sorted(path.name for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()))


def noted(text: str) -> str:
    """Mark *text* as one that is said later, where the reader's language is known."""
    return text


def noted_many(one: str, many: str) -> tuple[str, str]:
    """Mark a text that depends on a number as one that is said later."""
    return one, many


def said_or(text: str, otherwise: str, lang: str) -> str:
    """Return *text* in *lang*; *otherwise* in its place where nobody has translated it, as with a name in it."""
    spoken = said(text, lang)
    return spoken if spoken != text or lang.partition("-")[0] == "en" else said(otherwise, lang)


def language_name(lang: str, reader: str) -> str:
    """Return what the language *lang* is called in that of the *reader*; its code where nobody has translated that."""
    names = {
        "de": said("German", reader),
        "en": said("English", reader),
        "es": said("Spanish", reader),
        "fr": said("French", reader),
        "it": said("Italian", reader),
        "nl": said("Dutch", reader),
        "pl": said("Polish", reader),
        "pt": said("Portuguese", reader),
    }
    return names.get(lang.partition("-")[0], lang)


@lru_cache(maxsize=32)
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [lang, lang.partition("_")[0]], fallback=True)
