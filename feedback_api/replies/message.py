"""
Reading a customer's message: what it says, without greeting, signature and earlier mails.

Pure functions over text; nothing that is read here is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from html import unescape

from feedback_api.personal.words import INVISIBLE, without_personal_words
from feedback_api.replies.chats import without_agents_turns
from feedback_api.replies.surroundings import without_surroundings
from search_service.words.analysis import words_of
from search_service.words.languages import LISTED_LANGUAGES, base_language, stop_words

MAX_MESSAGE_CHARS = 20_000
MAX_SEARCHED_CHARS = 3_000
# Small words of one language less those of another, as a share of all: above 0.3 in every written message of ours,
# at most 0.1 in messages in Dutch, French, Spanish, Italian, Portuguese, Swedish and Polish.
CLEAR_WORDS, LEAST_SHARE = 8, 0.2
_PLACEHOLDER = re.compile(
    r"\[(?:e-mail address|card number|account number|phone number|number|street|date of birth|name)\]"
)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
# One tag in the middle is what somebody writes of: "there is <body> on the page".
_HTML = re.compile(
    r"\A\s*<(?:!doctype|html|head|body|div|p|br|table|ul|ol|span|font|h\d)\b[^<>]*>|"
    r"</(?:html|body|div|p|table|ul|ol|span|font|h\d)>|<br ?/?>",
    re.IGNORECASE,
)
_UNSEEN = {r"<script\b": "</script>", r"<style\b": "</style>", r"<head\b": "</head>", "<!--": "-->"}
_LINE_TAG = re.compile(r"</?(?:div|p|br|li|tr|table|blockquote|h\d|hr|ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))


def searched_part(body: str) -> str:
    """Give what a long body is searched by: its beginning and its end, ``MAX_SEARCHED_CHARS`` together."""
    half = MAX_SEARCHED_CHARS // 2
    return body if len(body) <= MAX_SEARCHED_CHARS else f"{body[:half]}\n\n{body[-half:]}"


def language_of(text: str, languages: Collection[str]) -> str | None:
    """
    Tell which of *languages* a text is written in, by the small words that are of one of them alone.

    None when there is no choice, or nothing to tell by. In a text of ``CLEAR_WORDS`` a few are no evidence: other
    languages share some of them. Of written English and German every third word and more is a small one.
    """
    if len(languages) <= 1:
        return None
    said = Counter(words_of(text))
    words = said.total()
    spread = Counter(word for language in languages for word in stop_words(language))
    told = {language: sum(said[word] for word in stop_words(language) if spread[word] == 1) for language in languages}
    (best, most), (_, second) = Counter(told).most_common(2)
    least = words * LEAST_SHARE if words >= CLEAR_WORDS else 1
    return best if most - second >= max(least, 1) else None


def is_foreign(text: str, languages: Collection[str]) -> bool:
    """
    Say whether a text that is long enough to tell is written in none of *languages*.

    The small words of another language must say so: a text without any, such as the lines of a log, is in none.
    """
    said = Counter(words_of(text))
    least = max(CLEAR_WORDS, said.total()) * LEAST_SHARE
    ours = max(_small_words(said, language) for language in languages)
    own = {base_language(language) for language in languages}
    theirs = max(_small_words(said, language) for language in LISTED_LANGUAGES if language not in own)
    return len(languages) > 1 and said.total() >= CLEAR_WORDS and theirs >= least and theirs > ours


def _small_words(said: Counter[str], language: str) -> int:
    return sum(said[word] for word in stop_words(language))


def body_of(message: str) -> str:
    """Take away quoted mail, greeting, signature, legal notices, addresses and what tells who wrote it."""
    # First, while greetings and signatures still tell what is a name.
    text = without_personal_words(without_agents_turns(_ADDRESS.sub(" ", _as_text(message))))
    text = _PLACEHOLDER.sub(" ", without_surroundings(text))
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r" +", " ", text)).strip()


def _as_text(message: str) -> str:
    """Read the lines of *message*, whichever signs end them and stand between words; of a mail in HTML, its text."""
    if _HTML.search(message):
        message = unescape(_TAG.sub("", _LINE_TAG.sub("\n", _seen(message))))
    lines = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", message)
    return re.sub(r"\n(?: ?\n)+", "\n\n", re.sub(r"[^\S\n]+", " ", lines.translate(_INVISIBLE)))


def _seen(html: str) -> str:
    """Leave out what no mail program shows; what is opened and never closed stays."""
    for opening, closing in _UNSEEN.items():
        end = html.lower().rfind(closing)
        if end >= 0:
            html = re.sub(rf"(?is){opening}.*?{closing}", " ", html[: end + len(closing)]) + html[end + len(closing) :]
    return html
