"""Numbers and addresses that lead to a person, known by form, check digits or the word beside them."""

from __future__ import annotations

import re

EMAIL, CARD, ACCOUNT, PHONE = "[e-mail address]", "[card number]", "[account number]", "[phone number]"
NUMBER, STREET = "[number]", "[street]"
LEAST_IBAN_CHARS = 15
# Not inside a word, a version, an amount or a longer number.
_STARTS = r"(?<![\w.,:#+-])"
_ENDS = r"(?![\w])(?![.,:-]\d)"
_AT = r"(?:@|\s?[\[(](?:at|ät)[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(]dot[\])]\s?)"
# Of a name in Latin letters only these belong to it, so that writing without spaces around it stays; "lib@1.2.3" is
# none: the last label is made of letters (RFC 3696, 2).
LATIN_EMAIL = re.compile(
    rf"(?<![a-z\d.+%'_À-ɏ-])[a-z\d.+%'_-]{{1,64}}{_AT}(?:[a-z\d-]{{1,63}}{_DOT}){{1,5}}(?:xn--[a-z\d-]{{2,59}}|"
    rf"[a-z]{{2,63}})",
    re.IGNORECASE,
)
# Addresses and domains may be of any letters (RFC 6531, RFC 5890).
ANY_EMAIL = re.compile(
    rf"[\w.+%'-]{{1,64}}{_AT}(?:(?:[^\W_]|-){{1,63}}(?:{_DOT}|[。｡])){{1,5}}(?:xn--[a-z\d-]{{2,59}}|[^\W\d_]{{2,63}})",
    re.IGNORECASE,
)
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]{0,3}[A-Z\d]){11,40}", re.IGNORECASE)
CARD_NUMBER = re.compile(rf"{_STARTS}[2-6](?:[ -]{{0,3}}\d){{12,18}}{_ENDS}")
_GROUPS = r"(?:[ ()/.-]{0,4}\d)"
PHONE_NUMBER = re.compile(
    rf"(?<![\w+])\+ ?\d{_GROUPS}{{6,14}}(?!\d)"
    rf"|{_STARTS}\(?0(?!\.){_GROUPS}{{7,13}}{_ENDS}"
    rf"|{_STARTS}(?:1[ .-]{{1,3}})?\(?[2-9]\d\d\)?[ .-]{{1,3}}[2-9]\d\d[ .-]{{1,3}}\d{{4}}{_ENDS}"
)
# A number of any form is what the words before it say.
# "Konto", "Konto-Nr.", "Kontonummer lautet", "account no:": what is called, in one word or more, and that it is.
_CALLED = r"\.?(?:[ -]{0,2}(?:number|num|no|nr|nummer)\b\.?)?(?:\s{1,3}(?:is|lautet|ist))?[\s:=#]{0,10}"
CALLED_PHONE = re.compile(
    rf"\b((?:(?:cell|tele|smart)?phone|tel(?:efon)?|mobile?|mobil(?:funk|telefon)|cell|handy|(?:rück)?ruf|fon|fax|"
    rf"(?:call|text|ring) me (?:on|at)|t[eé]l[eé]phone){_CALLED})"
    rf"(\d{_GROUPS}{{5,14}})(?!\d)",
    re.IGNORECASE,
)
CALLED_ACCOUNT = re.compile(
    rf"\b((?:account|acct|a/c|(?:bank|giro)?konto|kto|iban|blz|bankleitzahl|sort code|routing|card|(?:kredit)?karten|"
    rf"cuenta|compte){_CALLED})"
    r"(\d(?:[ -]{0,3}\d){5,18})(?!\d)",
    re.IGNORECASE,
)
_OF_CUSTOMER = (
    r"(?:customer|client|member(?:ship)?|contract|policy|order|invoice|booking|reservation|ticket|case|reference|"
    r"tracking)"
)
_VON_KUNDEN = (
    r"(?:kunden|kd\.?|mitglieds?|vertrags?|vertragskonto|policen|auftrags?|bestell|rechnungs?|buchungs|ticket|vorgangs|"
    r"fall|referenz|sendungs)"
)
_GROUPED = r"(?:[ ]\d{1,6}(?![\w]|[.,:]\d)){0,4}"
# Without a word for a number it has more digits, or parts: "order 1000 copies" is none.
CALLED_NUMBER = re.compile(
    rf"\b((?:{_OF_CUSTOMER}[ -]?(?:(?:number|no\b\.?|nr\b\.?|id|ref(?:erence)?)[\s:=#]*(?:is[\s:]+)?|[ ]?[:#][ ]?)|"
    rf"{_VON_KUNDEN}[ -]?(?:nummer|nr\b\.?|id)[\s:=#]*(?:(?:ist|lautet)[\s:]+)?))"
    r"((?:(?:[A-Z][ ])?(?=(?:[A-Z/-]{0,6}\d){4})[A-Z\d][A-Z\d/-]{3,30}|\d{2,4}[ ]\d{2,6})(?![\w]|[.,:]\d)"
    rf"{_GROUPED})",
    re.IGNORECASE,
)
_NO_DATE = r"(?!\d{4}-\d\d-\d\d(?!\d)|\d\d?[-/]\d\d?[-/]\d{4}(?!\d))"
BARE_NUMBER = re.compile(
    rf"\b((?:{_OF_CUSTOMER}|auftrag|bestellung|rechnung|vertrag|vertragskonto|kunde|kundin)[ ]"
    r"(?:(?:is|ist|was|war)[ ])?)"
    rf"({_NO_DATE}\d(?:[-/]?\d){{7,20}}|{_NO_DATE}\d{{3,12}}[-/]\d{{3,12}}(?:[-/]\d{{1,12}})*)(?![\w]|[.,:]\d)",
    re.IGNORECASE,
)
# These are no verbs, so fewer digits do; a standard is none of them: "policy ISO-27001".
NUMBER_OF = re.compile(
    r"\b((?:customer|client|member|contract|invoice|booking|reservation|kunde|kundin|rechnung|vertrag|buchung|auftrag)"
    r"[ ](?:(?:is|ist)[ ])?)"
    rf"({_NO_DATE}\d{{5,20}}|[A-Z]{{1,4}}-?(?:\d{{5,12}}|\d{{2,6}}(?:[-/]\d{{2,12}}){{1,3}}))(?![\w]|[.,:-]\d)",
    re.IGNORECASE,
)


def end_of_card(found: re.Match[str]) -> int | None:
    """Say where the card number ends that was *found*; None when its check digit is wrong."""
    return found.end() if passes_luhn(re.sub(r"\D", "", found[0])) else None


def end_of_account(found: re.Match[str]) -> int | None:
    """Say where the longest account number ends that *found* begins with: words may follow without a sign between."""
    text = found[0]
    for end in reversed([word.end() for word in re.finditer(r"\w+", text)]):
        compact = re.sub(r"[ .-]", "", text[:end])
        if len(compact) >= LEAST_IBAN_CHARS and is_iban(compact):
            return found.start() + end
    return None


def passes_luhn(digits: str) -> bool:
    """Say whether the last of *digits* is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def is_iban(text: str) -> bool:
    """Say whether *text*, without spaces, has the check digits of an account number (ISO 13616, MOD 97-10)."""
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
