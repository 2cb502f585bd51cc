"""Dates of birth and numbers of papers, known by the word beside them."""

from __future__ import annotations

import re

BIRTH = "[date of birth]"
_LINK = r"(?:[ ]+(?:is|was|am|on|in|the|ist|war|den|le|est|el|es|il|è|lo))*+[ ]*[:=]?[ ]*"
_BORN = (
    r"(?:date[ ]of[ ]birth|birth[ -]?da(?:te|y)|d\.?o\.?b\.?|born|geburts(?:datum|tag)|geboren|geb\.|"
    r"date[ ]de[ ]naissance|née?|fecha[ ]de[ ]nacimiento|nacid[oa]|data[ ]di[ ]nascita|nat[oa])"
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|"
    r"fév|avr|juin|juil|aoû|déc)[^\W\d_]{0,9}\.?"
)
_DATE = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[ ]?[./-][ ]?\d{1,2}[ ]?[./-][ ]?(?:\d{4}|\d{2})|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.|er|º)?[ ](?:of[ ]|de[ ])?{_MONTH},?[ ](?:de[ ])?\d{{4}}|"
    rf"{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]\d{{4}})(?![\d])"
)
BIRTH_DATE = re.compile(rf"(?<!\w)({_BORN}{_LINK})({_DATE})", re.IGNORECASE)
_PAPER = (
    r"(?:passport|(?:identity|id)[ ]card|driv(?:er['\u2019]?s|ing)[ ]licen[cs]e|national[ ]insurance|social[ ]security|"
    r"ssn|tax(?:payer)?[ ]id|reisepass|pass(?=[ -]?n(?:r\b|ummer))|(?:personal)?ausweis|führerschein|"
    r"steuer(?:nummer|[- ]?id(?:nr\.?)?)|(?:sozial|renten)versicherung(?:s(?=n))?|passeport|carte[ ]d['\u2019]identité|"
    r"pasaporte|(?-i:DNI|NIE)|passaporto|carta[ ]d['\u2019]identità|codice[ ]fiscale)"
)
_NUMBER_WORD = r"(?:[ -]?(?:number|num|no\.?|nr\.?|nummer|numéro|número|numero|n[º°]\.?)(?!\w))?"
# At least five digits, in groups or not, with letters between or before them.
PAPER_NUMBER = re.compile(
    rf"(?<!\w)({_PAPER}{_NUMBER_WORD}{_LINK})"
    r"((?=(?:[A-Z -]{0,8}\d){5})(?:[A-Z]{1,2}[ ])?(?=[A-Z]{0,8}\d)[A-Z\d]{2,20}(?:[ -](?=[A-Z]?\d)[A-Z\d]{1,10}){0,4}"
    r"(?:[ -][A-Z](?!\w))?)(?!\w)",
    re.IGNORECASE,
)
# The check digits may be wrong, or typed wrongly: the word says what it is.
CALLED_IBAN = re.compile(
    rf"(?<!\w)(iban{_NUMBER_WORD}{_LINK})([A-Z]{{2}}\d{{2}}(?:[ -]?[A-Z\d]{{2,4}}){{3,8}}(?:[ -]?\d{{1,2}})?)(?!\w)",
    re.IGNORECASE,
)
