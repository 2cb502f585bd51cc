"""Dates of birth and numbers of papers, known by the word beside them."""

from __future__ import annotations

import re

BIRTH = "[date of birth]"
_SAYS = r"(?:[ ]{1,3}(?:is|was|am|on|in|the|ist|war|den|le|est|el|es|il|è|lo|op|em|dia|på|dnia))*+"
_LINK = rf"{_SAYS}[ ]{{0,3}}[:=]?[ ]{{0,3}}"
_PLACE = r"(?:[ ](?:in|à|en|a|em|i|te)[ ][^\W\d_a-z][\w'\u2019-]{1,30}(?:[ ][^\W\d_a-z][\w'\u2019-]{1,30})?,?)?"
_BORN = (
    r"(?:date[ ]of[ ]birth|birth[ -]?da(?:te|y)|d\.?o\.?b\.?|born|geburts(?:datum|tag)|geboren|geb\.|geboortedatum|"
    r"date[ ]de[ ]naissance|née?|fecha[ ]de[ ]nacimiento|nacid[oa]|nací|data[ ]di[ ]nascita|nat[oa]|"
    r"data[ ]de[ ]nascimento|nascid[oa]|nasceu|nasci|född|urodzon[ya])"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|"
    r"fév|avr|juin|juil|aoû|déc|fev|out|mei|mrt|maj)[^\W\d_]{0,9}\.?"
)
_YEAR = r"(?:\d{4}|['\u2019]?\d{2})"
# Of a month in letters the year may be missing; in figures it would be a version, too.
_DATE = (
    rf"(?:\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}|\d{{1,2}}[ ]?[./-][ ]?\d{{1,2}}[ ]?[./-][ ]?(?:\d{{4}}|\d{{2}})|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?[ -](?:of[ ]|de[ ])?{_MONTH}(?:,?[ -](?:de[ ])?{_YEAR})?|"
    r"\d{1,2}\.?[ ](?:de[ ])?[^\W\d_]{3,12}[ ](?:de[ ])?\d{4}|"
    rf"{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?(?:,?[ ]{_YEAR})?)(?![\w])"
)
BIRTH_DATE = re.compile(rf"(?<!\w)({_BORN}(?-i:{_PLACE}){_LINK})({_DATE})", re.IGNORECASE)
# In German the word may come last: "am 12.03.1984 in Köln geboren".
DATE_BORN = re.compile(
    rf"(?<![\w.])({_DATE})(?=,?[ ]\(?(?:in[ ][^\W\d_][\w-]{{1,30}}\)?[ ])?(?:geboren|born)(?!\w))", re.IGNORECASE
)
# "The version born 2024-01-01" is no person.
_A_THING = re.compile(r"\b(?:the|this|that|each|every|an?)[ ](\w{1,30})[ ](?:was[ ])?\Z", re.IGNORECASE)
_PERSON = re.compile(
    r"person|child|baby|kid|son|daughter|boy|girl|man|woman|patient|customer|member|user|student|pupil|guest|passenger|"
    r"driver|owner|holder|applicant",
    re.IGNORECASE,
)
_PAPER = (
    r"(?:passport|(?:identity|id)[ ]card|driv(?:er(?:['\u2019]?s)?|ing)[ ]licen[cs]e|"
    r"national[ ]insurance|social[ ]security|"
    r"ssn|tax(?:payer)?[ ]id|reisepass|pass(?=[ -]?n(?:r\b|ummer))|(?:personal)?ausweis|führerschein|"
    r"steuer(?:nummer|[- ]?id(?:nr\.?)?)|(?:sozial|renten)versicherung(?:s(?=n))?|passeport|carte[ ]d['\u2019]identité|"
    r"pasaporte|(?-i:DNI|NIE|NIF|NI|BSN|CPF|PESEL)|passaport[oe]|paspoort|rijbewijs|identiteitskaart|personnummer|"
    r"carta[ ]d['\u2019]identità|codice[ ]fiscale)"
)
_NUMBER_WORD = r"(?:[ -]?(?:number|num|no\.?|nr\.?|nummer|numéro|número|numero|n[º°]\.?)(?!\w))?"
# At least five digits, in groups or not, with letters between or before them.
PAPER_NUMBER = re.compile(
    rf"(?<!\w)({_PAPER}{_NUMBER_WORD}{_LINK})"
    r"((?=(?:[A-Z .-]{0,8}\d){5})(?:[A-Z]{1,2}[ ])?(?=[A-Z]{0,8}\d)[A-Z\d]{2,20}(?:[ .-](?=[A-Z]?\d)[A-Z\d]{1,10}){0,4}"
    r"(?:[ -][A-Z](?!\w))?)(?!\w)",
    re.IGNORECASE,
)
# The check digits may be wrong, or typed wrongly: the word says what it is.
CALLED_IBAN = re.compile(
    rf"(?<!\w)(iban{_NUMBER_WORD}{_LINK})([A-Z]{{2}}\d{{2}}(?:[ .-]?[A-Z\d]{{2,4}}){{3,8}}(?:[ .-]?\d{{1,2}})?)(?!\w)",
    re.IGNORECASE,
)


def end_of_birth(found: re.Match[str]) -> int | None:
    """Say where the date ends that was *found*; None when what was born is a thing."""
    thing = _A_THING.search(found.string, max(0, found.start() - 50), found.start())
    return None if thing and not _PERSON.fullmatch(thing[1]) else found.end(found.re.groups)
