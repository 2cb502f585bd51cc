"""
Parts of a text that tell who a person is, found before the text is kept and replaced by what they were.

Rules, not a language model: they find what has a form (addresses, numbers with a check digit, numbers that are written
like a phone's) and names where people put them, in greetings and signatures. A name in the middle of a sentence stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

EMAIL, CARD, ACCOUNT, PHONE, NAME = (
    "[e-mail address]",
    "[card number]",
    "[account number]",
    "[phone number]",
    "[name]",
)
LEAST_IBAN_CHARS = 15
# Not inside a word, a version, an amount or a longer number.
_STARTS = r"(?<![\w.,:#+-])"
_ENDS = r"(?![\w])(?![.,:-]\d)"
_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}(?:@|\s?[\[(](?:at|ät)[\])]\s?)[a-z\d-]{1,63}(?:(?:\.|\s?[\[(]dot[\])]\s?)[a-z\d-]{1,63}){1,5}",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]){11,40}", re.IGNORECASE)
_CARD = re.compile(rf"{_STARTS}[2-6](?:[ -]?\d){{12,18}}{_ENDS}")
_GROUPS = r"(?:[ ()/.-]{0,2}\d)"
_PHONE = re.compile(
    rf"(?<![\w+])\+\d{_GROUPS}{{6,14}}(?!\d)"
    rf"|{_STARTS}0(?!\.){_GROUPS}{{7,13}}{_ENDS}"
    rf"|{_STARTS}(?:1[ .-])?\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{{4}}{_ENDS}"
)
# A number of any form is what the words before it say.
_CALLED = r"(?:\s+(?:number|no\.?|nr\.?|nummer|is|lautet|ist))*[\s:=#]*"
_CALLED_PHONE = re.compile(
    rf"\b((?:phone|tel(?:ephone|efon)?\.?|mobile|cell|handy|call me (?:on|at)|t[eé]l[eé]phone){_CALLED})"
    rf"(\d{_GROUPS}{{5,14}})(?!\d)",
    re.IGNORECASE,
)
_CALLED_ACCOUNT = re.compile(
    rf"\b((?:account|konto(?:nummer)?|iban|sort code|routing|card|kartennummer|cuenta|compte){_CALLED})"
    r"(\d(?:[ -]?\d){5,18})(?!\d)",
    re.IGNORECASE,
)
_TITLE = r"(?:(?:mrs?|ms|dr|prof|herrn?|frau|mme|m|sra?|sig)\.?\s+)"
_ONE = r"[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*\.?"
_NAMES = rf"{_ONE}(?:[ \t]+{_ONE}){{0,2}}"
_END_OF_NAME = r"(?=\s*(?:[,!.:;\n]|$))"
_NO_NAME = (
    r"(?!(?:there|team|all|everyone|everybody|support|sir|madam|help|customer|folks|guys|zusammen|damen|kundenservice|"
    r"again|bye|best|kind|regards|thanks|thank|and|for|in|so|very|much|you|the|i)\b)"
)
_GREETING = re.compile(
    r"(?im:(^\s*(?:hi|hello|hey|dear|good (?:morning|evening)|hallo|liebe[rs]?|guten (?:tag|morgen)|sehr geehrte[rs]?|"
    rf"bonjour|ch[eè]re?|hola|estimad[oa]|ciao|gentile)\s+{_NO_NAME}{_TITLE}?))({_NAMES}){_END_OF_NAME}"
)
_SIGNATURE = re.compile(
    r"(?im:((?:regards|best wishes|wishes|thanks|thank you|cheers|sincerely|yours(?: truly)?|"
    r"gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|mfg|danke|cordialement|merci|saludos|gracias|saluti|grazie)"
    rf"[ \t]*[,.!]?(?:\s|--)+{_NO_NAME}{_TITLE}?))({_NAMES})(?=[ \t]*[.!]*[ \t]*(?:\n|\Z))"
)
_CALLED_NAME = re.compile(
    r"(?i:\b(my name is|mein name ist|ich hei(?:ß|ss)e|je m['\u2019]appelle|me llamo|mi chiamo)\s+)" + rf"({_NAMES})"
)


def without_personal_words(text: str) -> str:
    """Replace e-mail addresses, account, card and phone numbers, and names in greetings and signatures in *text*."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def passes_luhn(digits: str) -> bool:
    """Say whether the last of *digits* is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def is_iban(text: str) -> bool:
    """Say whether *text*, without spaces, has the check digits of an account number (ISO 13616, MOD 97-10)."""
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def _card(found: re.Match[str]) -> str:
    return CARD if passes_luhn(re.sub(r"\D", "", found[0])) else found[0]


def _account(found: re.Match[str]) -> str:
    """Replace the longest beginning that is an account number; words may follow it without a sign between."""
    text = found[0]
    for end in reversed([word.end() for word in re.finditer(r"\w+", text)]):
        compact = re.sub(r"[ -]", "", text[:end])
        if len(compact) >= LEAST_IBAN_CHARS and is_iban(compact):
            return ACCOUNT + text[end:]
    return text


def _after(placeholder: str) -> Callable[[re.Match[str]], str]:
    return lambda found: found[1] + placeholder


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_EMAIL, EMAIL),
    (_IBAN, _account),
    (_CARD, _card),
    (_CALLED_ACCOUNT, _after(ACCOUNT)),
    (_PHONE, PHONE),
    (_CALLED_PHONE, _after(PHONE)),
    (_GREETING, _after(NAME)),
    (_SIGNATURE, _after(NAME)),
    (_CALLED_NAME, lambda found: found[0].removesuffix(found[2]) + NAME),
)
