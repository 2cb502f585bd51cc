"""What mail programs and firms add to every mail: legal notices, facts of the firm, advertisements, warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback_api.replies.sentences import ASKS_INDIRECTLY, is_of_oneself, is_prose, sentences_of
from search_service.words.analysis import words_of

_MAIL = r"(?:e-?mail|mail|message|communication|transmission|nachricht)"
_SIGNS = r"[^\w\n]{0,9}"
_BEGINS = re.compile(
    r"^[ \t*_-]*(?:"
    r"(?:confidentiality|disclaimer|legal|vertraulichkeit|rechtlicher)(?: notice| note| hinweis)?[ \t*_]*[:\n]|"
    rf"(?:the )?(?:information|contents?) (?:contained |transmitted )?(?:(?:in|of|by|with) this {_MAIL}|"
    rf"is intended only)|"
    rf"(?:this|diese) {_MAIL}\b[^\n]{{0,80}}\b(?:confidential|privileged|intended|vertraulich\w*|bestimmt)\b|"
    rf"(?:der )?inhalt dieser {_MAIL}\b|"
    r"(?:if you are|are you) not the (?:intended|named) (?:recipient|addressee)|"
    rf"(?:if|in case) you (?:have )?received? this {_MAIL} (?:in error|by mistake)|"
    rf"(?:falls|wenn|sollten) sie (?:nicht der (?:richtige|beabsichtigte)|diese {_MAIL} irrtümlich)|"
    rf"{_SIGNS}(?:p )?(?:please )?(?:consider|think of) (?:the|your) environment|"
    rf"{_SIGNS}(?:p )?(?:please )?consider your environmental|"
    rf"(?:save (?:paper|a tree){_SIGNS})?(?:please )?think (?:twice )?before (?:you )?print(?:ing)?\b|"
    r"(?:bitte )?(?:denken|prüfen) sie [^\n]{0,30}\bumwelt\b"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
# Where these come together nobody but a firm speaks.
_LEGAL = re.compile(
    r"\b(recipient|addressee|confidential|privileged|unauthori[sz]ed|disclos|disseminat|distribut|copying|prohibited|"
    r"unlawful|liab|registered office|registered number|registered in|company number|vat|empfänger|adressat|"
    r"vertraulich|"
    r"unbefugt|unerlaubt|weitergabe|vervielfältig|kenntnisnahme|irrtümlich|unzulässig|nicht gestattet|haftung|"
    r"amtsgericht|"
    r"registergericht|handelsregister|hrb|geschäftsführ|vorstand|aufsichtsrat|ust-?id|sitz der gesellschaft)",
    re.IGNORECASE,
)
LEAST_LEGAL = 3
# What they ask themselves, or who reads them.
_NOTICES_ASK = re.compile(
    r"\b(?:received?|(?:in|by) (?:error|mistake)|not the (?:\w+ )?(?:recipient|addressee)|not (?:for|meant for) you|"
    r"need to print|(?:sender|us) know|erhalten|irrtümlich|versehentlich|nicht der (?:\w+ )?(?:empfänger|adressat)|"
    r"nicht für sie)\b",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?:^[ \t]*\S[^\n]*\n?)+", re.MULTILINE)
_FEW_WORDS = r"(?:[ \t]+[^\s?]+){1,5}"
_SENT = (
    r"(?:sent|gesendet|envoyé|enviad[oa]|inviat[oa]|verzonden|verstuurd|skickat|sendt|wysłan[eoy]|odesláno|lähetetty)"
)
_SENDER = (
    r"(?:i(?:phone|pad|os)|android|samsung|galaxy|huawei|xiaomi|pixel|\w*phone|smartphone|tablet|\w*mobil\w*|móvil|"
    r"handy|t[eé]l[eé]fon\w*|téléphone|device|\w*apparaat|appareil|dispositivo|outlook|\w*mail|yahoo|gmx|web\.de|"
    r"thunderbird|blackberry)"
)
# One line, whatever stands around it. What sent a mail stands in it in every language, and so does what to install.
_ADDED_LINE = re.compile(
    rf"^{_SIGNS}(?:"
    rf"sent (?:from|via|with|using){_FEW_WORDS}|"
    rf"{_SENT}(?:[ \t]+[^\s?]+){{1,4}}?[ \t]+(?:\w['\u2019])?{_SENDER}\b[^\n?]{{0,60}}|"
    r"[^\n?]{2,20}\boutlook[ \t]+\w+[ \t]+(?:ios|android)\b[^\n?\w]*(?:beziehen|herunterladen|downloaden)?|"
    r"(?:diese (?:nachricht|e-?mail) wurde )?(?:von|mit) (?:mein\S+ [^\n?]{2,60}|[^\n?]{0,20}"
    rf"{_SENDER}\b[^\n?]{{0,20}}) gesendet\.?|"
    rf"gesendet (?:von|mit|aus|über){_FEW_WORDS}|"
    rf"this {_MAIL} has been (?:checked|scanned) [^\n]*|diese {_MAIL} wurde [^\n]{{0,30}}vir[^\n]*|"
    r"(?:virus-free|virenfrei)\b[^\n]{0,40}"
    r")[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Above the message: put there where it was received.
_WARNING = re.compile(
    rf"^[^\n]{{0,80}}(?:\bthis {_MAIL} (?:originated|came|was sent) from (?:outside|an external)|"
    rf"\bdiese {_MAIL} (?:stammt|kommt|wurde) von (?:außerhalb|extern|einem externen)|"
    r"\byou don['\u2019]t often get e-?mail from|\bsie erhalten nicht (?:oft|häufig) e-?mails? von|"
    rf"\[external[^\n\]]{{0,40}}\])[^\n]*"
    r"(?:\n[ \t]*(?:do not|don't|be careful|öffnen sie|klicken sie|seien sie)[^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)


def without_notices(text: str, greeting: re.Pattern[str]) -> str:
    """
    Take notices away that stand below something that is said beside a *greeting*; who begins so may be writing of one.

    So may who speaks of themselves right there, or asks anything that no notice asks.
    """
    text = _WARNING.sub(lambda found: found[0] if is_of_oneself(found[0]) else "", _ADDED_LINE.sub("", text))
    gone = [
        (start, end)
        for start, end in _notices_in(text)
        if words_of(greeting.sub("", text[:start].lstrip(), count=1)) and not _is_own(text[start:end])
    ]
    return _without(text, gone)


def _notices_in(text: str) -> Iterator[tuple[int, int]]:
    """Find notices: from the line that begins one, or the first of its legal words, to the end of the paragraph."""
    for block in _BLOCK.finditer(text):
        begins = _BEGINS.search(block[0])
        if begins:
            yield block.start() + begins.start(), block.end()
            continue
        legal = {found[1].lower(): found.start() for found in reversed(list(_LEGAL.finditer(block[0])))}
        if len(legal) >= LEAST_LEGAL:
            yield block.start() + _first_line(block[0], min(legal.values())), block.end()


def _first_line(block: str, place: int) -> int:
    """Give where the lines begin that a notice has above the *place* of its first legal word: names and addresses."""
    start = block.rfind("\n", 0, place) + 1
    while start and not is_prose(block[(above := block.rfind("\n", 0, start - 1) + 1) : start]):
        start = above
    return start


def _without(text: str, parts: list[tuple[int, int]]) -> str:
    kept, done = [], 0
    for start, end in parts:
        kept.append(text[done:start])
        done = end
    return "".join([*kept, text[done:]])


def _is_own(notice: str) -> bool:
    """Say whether a customer speaks in what looks like a notice: those only ask who received a mail in error."""
    asking = (one for one in sentences_of(notice) if one.endswith("?") or ASKS_INDIRECTLY.search(one))
    return is_of_oneself(notice) or any(not _NOTICES_ASK.search(one) for one in asking)
