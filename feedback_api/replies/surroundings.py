"""
What surrounds a message in a mail, and is taken away: greeting, signature, earlier mails, and what programs add.

What is asked stays, wherever it stands, and so does what may not only surround: a line too many is searched by beside
the others, a line too few may have been the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedback_api.personal.greetings import FAREWELL, HELLO, THANKS
from feedback_api.personal.names import ANYBODY, NAMES
from feedback_api.replies.notices import without_notices
from feedback_api.replies.sentences import asks, asks_for_oneself, is_said, sentences_of

MAX_MARKS = 20
_LONG, _WRAPPED = r"[^\n]{5,120}", r"(?:\n[^\n]{0,80})?(?:\n<[^\n]{0,80})?"
# The line above a mail that is repeated: who wrote it, when.
_ATTRIBUTION = (
    rf"(?:on {_LONG}{_WRAPPED} wrote|am {_LONG}{_WRAPPED} schrieb(?:[^\n]{{0,120}}(?:\n<[^\n]{{3,80}})?)|"
    rf"le {_LONG}{_WRAPPED} a écrit|el {_LONG}{_WRAPPED} escribió|il {_LONG}{_WRAPPED} ha scritto|"
    rf"op {_LONG}{_WRAPPED} schreef[^\n]{{0,120}})[ \t\u00a0]?:"
)
_HEADER_NAME = (
    r"[ \t]*[*_]{0,2}(?:from|to|cc|bcc|reply-to|subject|date|sent|importance|von|an|kopie|betreff|datum|gesendet|"
    r"priorität|de|da|van|à|a|aan|para|objet|asunto|assunto|oggetto|onderwerp|envoyé(?: le)?|enviad[oa](?: el| em)?|"
    r"inviato(?: il)?|verzonden(?: op)?|fecha|data)[ \t]?:[*_]{0,2}"
)
# A line may go on below, with or without a comma before: what follows then is the next of these lines.
_HEADER = (
    rf"{_HEADER_NAME}[ \t][^\n]+(?:(?<=[,;])\n[^\n]{{1,80}}|\n(?!{_HEADER_NAME})[^\n]{{1,80}}(?=\n{_HEADER_NAME}))?"
)
# In whatever language: a name with an address, when, and what it is about; or a line with all of that and a colon.
_ADDRESS = r"(?:<[^\n<>]{0,3}\[e-mail address\][^\n<>]{0,3}>|\[mailto:[^\n]{0,40}\])"
_LABEL = r"[ \t]*[*_]{0,2}[^\W\d_][^\n:@]{0,20}:[*_]{0,2}[ \t][^\n]+"
_LABELS = (
    r"(?:(?<=\n\n)|(?<=_\n))(?=[^\n]*(?:\n[^\n]+){0,3}\d{1,2}[:.h]\d{2})"
    rf"[ \t]*[*_]{{0,2}}[^\W\d_][^\n:@]{{0,20}}:[*_]{{0,2}}[ \t][^\n]{{0,80}}\n?[^\n]{{0,80}}{_ADDRESS}"
    rf"(?:\n{_LABEL}(?:\n(?=[^\n]{{1,80}}\n{_LABEL})[^\n:]+)?){{2,}}"
)
_DATE_AND_TIME = r"(?=[^\n]{0,60}\d{1,4})(?=[^\n]{0,80}\d{1,2}[:.h]\d{2})"
_DATED = rf"^{_DATE_AND_TIME}[^\n>]{{8,120}}(?:\n[^\n>]{{0,80}})?{_ADDRESS}[^\n:]{{0,20}}:(?=[ \t]|$)"
_HEADERS = rf"(?:\s*\n{_HEADER})"
FORWARDED = re.compile(
    rf"^[ \t]*(?:-{{2,}}[ \t]*(?:forwarded message|weitergeleitete nachricht|message transféré)[^\n]*|"
    rf"(?:begin forwarded message|anfang der weitergeleiteten nachricht):){_HEADERS}*$",
    re.IGNORECASE | re.MULTILINE,
)
EARLIER = re.compile(
    rf"^(?:[ \t]*(?:-{{2,}}[ \t]*(?:original message|ursprüngliche nachricht|message d['\u2019]origine|"
    rf"mensaje original|"
    rf"messaggio originale)[^\n]*{_HEADERS}*|{_ATTRIBUTION}|"
    r"[^\w\n]{0,9}(?:please )?(?:do not (?:write|reply|type) below|(?:write|type|"
    r"reply)(?: your reply)? above) this line[^\w\n]*)|"
    rf"[ \t]*[*_]{{0,2}}(?:from|von):[*_]{{0,2}}[ \t][^\n]*(?:@|\[e-mail address\])[^\n]*{_HEADERS}*|"
    rf"{_HEADER}{_HEADERS}{{2,}}|{_LABELS})$|{_DATED}",
    re.IGNORECASE | re.MULTILINE,
)
_ABOVE_QUOTED = re.compile(rf"^[ \t]*{_ATTRIBUTION}[ \t]*(?=\n\s*>)", re.IGNORECASE | re.MULTILINE)
QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
# Whose own words mean what is quoted: "Same problem here as my colleague".
_POINTS_BELOW = re.compile(
    r"\b(?:same|likewise|me too|we too|us too|below|colleagues?|gleiche[nrs]?|dasselbe|selbe[ns]?|ebenfalls|ebenso|"
    r"unten|kolleg(?:e|en|in|innen))\b",
    re.IGNORECASE,
)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_FOR_HELP = (
    r"(?:[ \t]+(?:for|für)(?:[ \t]+\w+){0,2}[ \t]+(?:help|support|time|assistance|efforts?|trouble|patience|"
    r"understanding|"
    r"feedback|reply|response|answer|attention|hilfe|unterstützung|mühe|zeit|antwort|rückmeldung|geduld|verständnis))"
)
_SIGNED = re.compile(
    rf"^[ \t]*(?:(?i:--|_{{20,}}|(?:thanks|thank you|danke|(?:vielen|besten|herzlichen) dank)[ \t]+(?:and|und|"
    rf"&)[ \t]+(?:\w+[ \t]+)?"
    rf"(?:{THANKS})|(?:{FAREWELL})(?:[ \t]+(?:(?:very|so)[ \t]+much|a[ \t]+lot|in[ \t]+advance|im[ \t]+voraus|vorab))?"
    rf"{_FOR_HELP}?)(?:(?i:[ \t]+(?:aus|from|von|vom|an)(?:[ \t]+der)?)[ \t]+{NAMES})?(?:,?[ \t]+(?:\[name\]|{NAMES}))?"
    r"[ \t]*[,.!\u2026-]*[ \t]*)$",
    re.MULTILINE,
)
# These stand in the middle of a message too; so does a line of signs, which begins a signature with a space.
_GOES_ON = re.compile(
    r"^[ \t]*(?:--|_+)$|\b(?:thank|thx|cheers|dank|merci|gracias|grazie|obrigad|have a|schönen)", re.IGNORECASE
)
_BEGINS_SIGNED = re.compile(r"\s*--[ \t]*\n")
_POSTSCRIPT = re.compile(r"^[ \t]*p\.?[ \t]?s\b", re.IGNORECASE | re.MULTILINE)
_ADDRESSED = (
    r"(?:there|team|all|everyone|everybody|support|customer|service|help|cent(?:re|er)|desk|dear|sirs?|madam|or|and|"
    r"ladies|gentlemen|friends|folks|guys|people|zusammen|liebes|lieben|ihr|damen|und|herren|"
    r"kundenservice|kundendienst|à|tous|a|todos|tutti|at|of|the|from|again|nochmals?|"
    rf"\[name\]|(?i:{ANYBODY})\.?|[^\W\d_a-z][\w'\u2019.-]*)"
)
_SAYS = r"(?!(?i:i|i['\u2019]\w+|it|my|the|this|we|our|ich|es|das|die|der|meine?|wir|unsere?|je|mon|yo|mi)\b)"
_WORD = rf"[ \t]+{_SAYS}{_ADDRESSED}(?=[ \t,.!:\n]|$)"
GREETING = re.compile(
    rf"^\s*(?i:{HELLO}|to whom it may concern)\b(?:(?:{_WORD}){{0,8}}[ \t]*[,!:]|"
    rf"[ \t]+{_SAYS}[^\s,!.?:]+[ \t]*[,!]|"
    rf"(?:{_WORD}){{0,1}}[ \t]*\.(?=\s)|(?:(?:{_WORD}){{0,8}}|[ \t]+{_SAYS}[^\s,!.?:]+)[ \t]*\n[ \t]*\n)\s*"
)


def without_surroundings(text: str) -> str:
    """
    Take away what surrounds the message in *text*.

    Earlier mails and what follows a signature go only where something is left that asks: some pass a mail on with a
    line above it, and some ask after their thanks or below their name. Then all is kept but the lines that mark such
    places. A mail that says of itself that it was passed on is kept with what stands above it.
    """
    return "\n\n".join(_said_in(part) for part in FORWARDED.split(without_notices(text, GREETING)))


def _said_in(mail: str) -> str:
    return _unsigned(GREETING.sub("", _before_earlier(_own_words(mail)).strip(), count=1))


def _own_words(text: str) -> str:
    """Take quoted lines away, unless they alone ask, or have what the line above them means: they are passed on."""
    text = _ABOVE_QUOTED.sub("\n", text)
    own = QUOTED.sub("", text)
    quoted = "\n".join(QUOTED.findall(text))
    means_quoted = asks(quoted) and not asks(own) and (bool(_POINTS_BELOW.search(own)) or not _tells(own))
    return _QUOTE_MARKS.sub("", text) if means_quoted else own


def _tells(text: str) -> bool:
    """Say whether anything is said beside a greeting and the line that begins an earlier mail."""
    return bool(sentences_of(GREETING.sub("", EARLIER.sub("\n\n", text).strip())))


def _cuts(marks: re.Pattern[str], text: str) -> Iterator[tuple[str, str, str]]:
    """Give for each of *marks* itself, what stands before it, and what behind; not where nothing stands before."""
    for mark in islice(marks.finditer(text), MAX_MARKS):
        before = marks.sub("\n\n", text[: mark.start()])
        if GREETING.sub("", before.strip()).strip():
            yield mark[0], before, text[mark.end() :]


def _unmarked(marks: re.Pattern[str], text: str) -> str:
    unmarked = marks.sub("\n\n", text)
    return unmarked if unmarked.strip() else text


def _before_earlier(text: str) -> str:
    """Give what stands above the first mail that is repeated, unless only that mail asks."""
    for _, before, behind in _cuts(EARLIER, text):
        if asks(before) or not asks(behind):
            return before
    return _unmarked(EARLIER, text)


def _unsigned(text: str) -> str:
    """Give what stands above the signature, and what its writer adds below it; of a signature alone, nothing."""
    if _BEGINS_SIGNED.match(text) and not asks(text) and not any(map(is_said, sentences_of(text))):
        return ""
    for mark, before, behind in _cuts(_SIGNED, text):
        goes_on = bool(_GOES_ON.search(mark)) and any(is_said(sentence) for sentence in sentences_of(behind))
        if not goes_on and (asks(before) or not asks(behind)):
            return f"{before}\n\n{_added_below(behind)}"
    return _unmarked(_SIGNED, text)


def _added_below(signature: str) -> str:
    """Give what stands below a name and is the writer's own: a postscript, or a question of theirs."""
    postscript = _POSTSCRIPT.search(signature)
    starts = [postscript.start()] if postscript else []
    starts += [
        found.start() for found in re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", signature) if asks_for_oneself(found[0])
    ][:1]
    return signature[min(starts) :] if starts else ""
