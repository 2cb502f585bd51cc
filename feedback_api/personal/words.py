"""
Parts of a text that tell who a person is, found before the text is kept and replaced by what they were.

Rules, not a language model: they find what has a form (`numbers`, `streets`), what a word beside it names (`papers`),
what stands below a sign-off (`signatures`), and names where people put them (`names`).
Any other name in the middle of a sentence stays, unless a title stands before it.
Rules read a plain copy of the text, in which every kind of space is one, digits and signs of any width or script are
the usual ones, and invisible characters are left out; the text itself stays as it was typed, but for the parts that are
replaced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from feedback_api.personal import names, numbers, papers, streets
from feedback_api.personal.signatures import signatures_in

EndOf = Callable[[re.Match[str]], int | None]
"""Where the part ends that was found at the start of a match; None when it is none after all."""
Reading = tuple[str, range | list[int]]
"""A plain copy of a text, and for each of its characters where that stands in the text."""
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"


def without_personal_words(text: str) -> str:
    """Replace e-mail addresses, account, card and phone numbers, and names where people put them in *text*."""
    text = _without_signatures(unicodedata.normalize("NFC", text))
    reading = _read_plainly(text)
    for pattern, replacement, end_of in _RULES:
        replaced = _replaced(text, reading, pattern, replacement, end_of)
        if replaced != text:
            text, reading = replaced, _read_plainly(replaced)
    return text


def _without_signatures(text: str) -> str:
    plain, places = _read_plainly(text)
    for start, end in reversed(signatures_in(plain)):
        text = text[: places[start]] + names.NAME + text[places[end - 1] + 1 :]
    return text


def _replaced(text: str, reading: Reading, pattern: re.Pattern[str], replacement: str, end_of: EndOf) -> str:
    plain, places = reading
    kept: list[str] = []
    done = 0
    for found in pattern.finditer(plain):
        start, end = found.start(pattern.groups), end_of(found)
        if end is not None:
            kept += [text[done : places[start]], replacement]
            done = places[end - 1] + 1
    return "".join([*kept, text[done:]])


def _read_plainly(text: str) -> Reading:
    """Copy *text* for the rules."""
    if text.isascii():
        return text, range(len(text))
    seen = [(place, _plain(char)) for place, char in enumerate(text) if char not in INVISIBLE]
    return "".join(char for _, char in seen), [place for place, _ in seen]


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in DASHES:
        return "-"
    if char.isspace():
        return "\n" if char in "\u2028\u2029" else " "
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def _end_of_last_group(found: re.Match[str]) -> int | None:
    return found.end(found.re.groups)


_RULES: tuple[tuple[re.Pattern[str], str, EndOf], ...] = (
    (numbers.LATIN_EMAIL, numbers.EMAIL, _end_of_last_group),
    (numbers.ANY_EMAIL, numbers.EMAIL, _end_of_last_group),
    (numbers.IBAN, numbers.ACCOUNT, numbers.end_of_account),
    (papers.CALLED_IBAN, numbers.ACCOUNT, _end_of_last_group),
    (papers.BIRTH_DATE, papers.BIRTH, papers.end_of_birth),
    (papers.DATE_BORN, papers.BIRTH, _end_of_last_group),
    (papers.PAPER_NUMBER, numbers.NUMBER, _end_of_last_group),
    (numbers.CARD_NUMBER, numbers.CARD, numbers.end_of_card),
    (numbers.CALLED_ACCOUNT, numbers.ACCOUNT, _end_of_last_group),
    (numbers.PHONE_NUMBER, numbers.PHONE, _end_of_last_group),
    (numbers.CALLED_PHONE, numbers.PHONE, _end_of_last_group),
    (numbers.CALLED_NUMBER, numbers.NUMBER, _end_of_last_group),
    (numbers.BARE_NUMBER, numbers.NUMBER, _end_of_last_group),
    (numbers.NUMBER_OF, numbers.NUMBER, _end_of_last_group),
    (streets.STREET_ADDRESS, numbers.STREET, _end_of_last_group),
    (names.GREETING, names.NAME, _end_of_last_group),
    (names.OPEN_GREETING, names.NAME, _end_of_last_group),
    (names.ALSO_GREETED, names.NAME, _end_of_last_group),
    (names.TITLED_NAME, names.NAME, _end_of_last_group),
    (names.SMALL_GREETING, names.NAME, _end_of_last_group),
    (names.SMALL_TITLED_GREETING, names.NAME, _end_of_last_group),
    (names.SIGNATURE, names.NAME, _end_of_last_group),
    (names.LINE_SIGNATURE, names.NAME, _end_of_last_group),
    (names.SMALL_SIGNATURE, names.NAME, _end_of_last_group),
    (names.SMALL_LETTER_SIGNATURE, names.NAME, _end_of_last_group),
    (names.LAST_SIGNATURE, names.NAME, _end_of_last_group),
    (names.SHORT_SIGNATURE, names.NAME, _end_of_last_group),
    (names.DASH_SIGNATURE, names.NAME, _end_of_last_group),
    (names.CALLED_NAME, names.NAME, _end_of_last_group),
    (names.SMALL_CALLED_NAME, names.NAME, _end_of_last_group),
    (names.INTRODUCED_NAME, names.NAME, _end_of_last_group),
    (names.SAYS_WHO, names.NAME, _end_of_last_group),
    (names.FROM_SOMEWHERE, names.NAME, _end_of_last_group),
    (names.NAME_FIELD, names.NAME, _end_of_last_group),
    (names.SENDER, names.NAME, _end_of_last_group),
    (names.ON_BEHALF, names.NAME, _end_of_last_group),
)
