"""
Reading a customer's message: what it says, without greeting, signature and earlier mails.

Pure functions over text; nothing that is read here is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from feedback_api.personal.words import without_personal_words
from feedback_api.search_causes.asked_words import small_talk
from search_service.words.analysis import words_of
from search_service.words.languages import stop_words

MAX_MESSAGE_CHARS = 20_000
MAX_SEARCHED_CHARS = 3_000
MAX_SENTENCES = 30
LEAST_WORDS = 3
LEAST_TELLING = 2
MAX_QUESTIONS = 3
# From here on a message repeats an earlier one, or is signed.
_EARLIER = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht).*|on .{5,80} wrote:|"
    r"am .{5,80} schrieb .{0,80}:|from: .+|von: .+|sent from my .*|get outlook for .*|-- ?)$",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_SIGNED = re.compile(
    r"^\s*(?:(?:kind|best|warm|many|with)?\s*(?:regards|wishes|thanks|greetings)|"
    r"thanks(?: a lot| so much| in advance)?|"
    r"thank you(?: very much| so much| in advance)?|cheers|sincerely|yours(?: \w+)?|best|many thanks|"
    r"mit freundlichen grüßen|viele grüße|danke)[\s,.!-]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ASKS = re.compile(
    r"\b(?:how|where|which|cannot|can't|could not|couldn't|need to|want to|would like|looking for|trying to|"
    r"unable to|wie|wo|welche[rs]?|kann (?:ich|man)|möchte|würde gern|will|brauche|suche|versuche)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten tag)\b"
    r"(?:[^\n,!.?]{0,60}[,!.]|(?:[ \t]+[^\s,!.?]+){0,2}[ \t]*\n[ \t]*\n)\s*",
    re.IGNORECASE,
)
# A paragraph that mail programs put below whatever is written: of confidence, of wrong recipients, of paper.
_MAIL = r"(?:e-?mail|message|communication|transmission|nachricht)"
_NOTICE = re.compile(
    r"^[ \t*_-]*(?:"
    r"(?:confidentiality|disclaimer|legal|vertraulichkeit|rechtlicher)(?: notice| note| hinweis)?[ \t*_]*[:\n]|"
    rf"(?:the )?(?:information|contents?) (?:contained )?(?:in|of) this {_MAIL}|"
    rf"(?:this|diese) {_MAIL}\b[^\n]{{0,80}}\b(?:confidential|privileged|intended|vertraulich\w*|bestimmt)\b|"
    r"(?:if you are|are you) not the (?:intended|named) (?:recipient|addressee)|"
    rf"(?:if|in case) you (?:have )?received? this {_MAIL} (?:in error|by mistake)|"
    rf"(?:falls|wenn|sollten) sie (?:nicht der (?:richtige|beabsichtigte)|diese {_MAIL} irrtümlich)|"
    r"(?:please )?(?:consider|think of) the environment before printing|bitte denken sie an die umwelt"
    r").*(?:\n[ \t]*\S.*)*",
    re.IGNORECASE | re.MULTILINE,
)
_NOTICES_ASK = re.compile(
    r"\b(?:received?|error|mistake|recipients?|addressees?|erhalten|irrtümlich|versehentlich|empfänger\w*|für sie)\b",
    re.IGNORECASE,
)
_OF_ONESELF = re.compile(r"\b(?:i|me|my|mine|ich|mir|mich|mein\w*)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\[(?:e-mail address|card number|account number|phone number|name)\]")
_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n{2,}|\n(?=\s*[-*\d])")


def sentences_of(body: str) -> list[str]:
    """
    Give the sentences of a message's body that are long enough to say something, at most ``MAX_SENTENCES``.

    Of a long one, the first and the last: many tell a story first and ask at its end.
    """
    every = (" ".join(sentence.split()) for sentence in _SENTENCE_END.split(body))
    telling = [sentence for sentence in every if len(sentence.split()) >= LEAST_WORDS]
    return telling if len(telling) <= MAX_SENTENCES else telling[: MAX_SENTENCES // 2] + telling[-MAX_SENTENCES // 2 :]


def searched_part(body: str) -> str:
    """Give what a long body is searched by: its beginning and its end, ``MAX_SEARCHED_CHARS`` together."""
    half = MAX_SEARCHED_CHARS // 2
    return body if len(body) <= MAX_SEARCHED_CHARS else f"{body[:half]}\n\n{body[-half:]}"


def questions_of(message: str, language: str) -> list[str]:
    """
    Give what a message in *language* asks, one by one: its sentences that end as questions do.

    One that tells nothing alone, such as "What can I do?", comes with the sentences before it. When none ends so, those
    count that ask in other words, such as "I want"; when there are none either, all that is said. None when that is
    no word.
    """
    body = body_of(message)
    sentences = sentences_of(body)
    asked = [place for place, sentence in enumerate(sentences) if sentence.endswith("?")]
    asked = asked or [place for place, sentence in enumerate(sentences) if _ASKS.search(sentence)]
    questions = dict.fromkeys(_with_what_it_is_about(sentences, place, language) for place in asked)
    return list(questions)[:MAX_QUESTIONS] or [whole for whole in [" ".join(body.split())] if words_of(whole)]


def _with_what_it_is_about(sentences: Sequence[str], place: int, language: str) -> str:
    first, untelling = place, small_talk(language)
    while first > 0 and len(set(words_of(" ".join(sentences[first : place + 1]))) - untelling) < LEAST_TELLING:
        first -= 1
    return " ".join(sentences[first : place + 1])


def language_of(text: str, languages: Collection[str]) -> str | None:
    """
    Tell which of *languages* a text is written in, by the small words that are of one of them alone.

    None when there is no choice, or nothing to tell by.
    """
    if len(languages) <= 1:
        return None
    said = Counter(words_of(text))
    spread = Counter(word for language in languages for word in stop_words(language))
    told = {language: sum(said[word] for word in stop_words(language) if spread[word] == 1) for language in languages}
    (best, most), (_, second) = Counter(told).most_common(2)
    return best if most > second else None


def body_of(message: str) -> str:
    """
    Take away quoted mail, greeting, signature, legal notices, addresses and what tells who wrote it.

    Earlier mails and what follows thanks go only where something is left that asks: who forwards a customer's mail
    writes a line above it, and some ask after their thanks. Then all is kept but the lines that mark such places.
    """
    text = _own_words(_without_notices(_ADDRESS.sub(" ", message.replace("\r\n", "\n"))))
    text = _before(_EARLIER, text)
    text = _before(_SIGNED, _GREETING.sub("", text.strip(), count=1))
    text = _PLACEHOLDER.sub(" ", without_personal_words(text))
    return re.sub(r"[ \t]+", " ", text).strip()


def _without_notices(text: str) -> str:
    """
    Take legal notices away that stand below something that is said; who begins so may be writing of one.

    So may who asks for themselves right there, and who asks nowhere else.
    """
    asked_elsewhere = _asks(_QUOTED.sub("", _NOTICE.sub("", text)))

    def kept(found: re.Match[str]) -> bool:
        begins = not words_of(_GREETING.sub("", text[: found.start()]))
        return begins or _asks_in_a_notice(found[0], asked_elsewhere=asked_elsewhere)

    return _NOTICE.sub(lambda found: found[0] if kept(found) else "", text)


def _asks_in_a_notice(notice: str, *, asked_elsewhere: bool) -> bool:
    """Say whether a customer asks in what looks like a notice: those ask whether one received a mail in error."""
    asking = [sentence for sentence in sentences_of(notice) if _asks(sentence) and not _NOTICES_ASK.search(sentence)]
    own = any(_OF_ONESELF.search(sentence) for sentence in asking)
    return own or (not asked_elsewhere and any(sentence.endswith("?") for sentence in asking))


def _own_words(text: str) -> str:
    """Take quoted lines away, unless they alone ask: then they are what was passed on."""
    own = _QUOTED.sub("", text)
    quoted = "\n".join(_QUOTED.findall(text))
    return _QUOTE_MARKS.sub("", text) if _asks(quoted) and not (_asks(own) or _tells(own)) else own


def _before(marks: re.Pattern[str], text: str) -> str:
    """
    Give what stands before the first of *marks* that it can do without what follows; without any, all but the marks.

    A question behind thanks is the writer's own; before a mail that was passed on, only a question is.
    """
    for mark in marks.finditer(text):
        asks_behind = "thank" in mark.group().lower() or "danke" in mark.group().lower()
        before, behind = marks.sub("\n\n", text[: mark.start()]), text[mark.end() :]
        if _asks(before) and not (asks_behind and "?" in behind):
            return before
        if _GREETING.sub("", before.strip()).strip() and not _asks(behind) and "forwarded" not in mark.group().lower():
            return before
    unmarked = marks.sub("\n\n", text)
    return unmarked if unmarked.strip() else text


def _asks(text: str) -> bool:
    return "?" in text or bool(_ASKS.search(text))


def _tells(text: str) -> bool:
    """Say whether anything is said beside a greeting and the line that begins an earlier mail."""
    return bool(sentences_of(_GREETING.sub("", _EARLIER.sub("\n\n", text).strip())))
