"""Browsers split and fold texts as the service does: ``words.js`` beside ``analysis.py``."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import unicodedata
from collections.abc import Iterator

import pytest

from publishing.theme.folders import ASSETS, overrides_folder
from search_service.words.analysis import MAX_JOINED_PARTS, MAX_WORD_CHARS, words_of
from tests.benchmarks.fallback import NODE

# A browser whose tables of Unicode are older has no letters in what came later, so it answers with nothing.
SCRIPT = r"""
const { everyWord } = await import(process.argv[1]);
const texts = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(texts.map((text) => (/\p{Cn}/u.test(text) ? null : everyWord(text)))));
"""
# Nothing is said of code points without a character, of halves of one, and of those for private use.
NO_CHARACTERS = {"Cn", "Cs", "Co"}
SCRIPTS = (
    "abcxyzABC019",
    "äöüßÄÖÜẞéñøçıİ",
    "αςσΣΌΐᾳ",
    "бжёйЁЙї",
    "אבגְּש",
    "ابأآؤئةىُّـ",
    "कखिीुूेंः्ज़श",
    "กขาำิี่้ๆ",
    "カガパﾊﾟﾞｶー・か\u3099゛々〇",
    "密码使用㐀\U00020000",
    "한글ᄀ가",
    "½²ª①㈠㊀⑴™℡ﬁĳŉﷺ\ufc60",
    "\U0001d49c\U0001d51f\U0001d7d8𐐀𐐨🙂",
)
BETWEEN = " -_.'\u2019/+:@&#,\u00ad\u200c\u200d\u0301\ufe0f\n"


def every_character() -> Iterator[str]:
    """Yield every character that Python knows: alone, between letters and after one."""
    known = (chr(code) for code in range(sys.maxunicode + 1))
    yield from (f"{one} a{one}b ä{one}" for one in known if unicodedata.category(one) not in NO_CHARACTERS)


def mixtures() -> Iterator[str]:
    """Yield texts of letters of some scripts, with signs and joiners between them."""
    chance = random.Random(5)
    for _ in range(20_000):
        letters = "".join(chance.sample(SCRIPTS, chance.randint(1, 3)))
        yield "".join(chance.choices(letters + BETWEEN[: chance.randrange(len(BETWEEN))], k=chance.randint(1, 30)))


def long_texts() -> Iterator[str]:
    """Yield words and chunks that are just short enough, and some that are too long."""
    for letter in ("a", "é", "ß", "㍿", "\U0001d49c", "क्", "한"):
        yield from (f"{letter * length} c" for length in range(MAX_WORD_CHARS // 2 - 1, MAX_WORD_CHARS + 2))
        yield from ("-".join([f"{letter}b'c"] * parts) for parts in range(1, MAX_JOINED_PARTS + 2))
        yield "-".join([letter * MAX_WORD_CHARS] * 2)


def plain_texts() -> Iterator[str]:
    """Yield texts of characters that every keyboard has."""
    chance = random.Random(6)
    signs = "".join(map(chr, range(0x80))) + "aaabbbccc+#'-.@" * 8
    yield from ("".join(chance.choices(signs, k=chance.randint(1, 40))) for _ in range(5_000))


@pytest.mark.slow
def test_browsers_split_and_fold_as_the_service_does() -> None:
    """Every text gives the same words in both, as far as both know its characters."""
    texts = [*every_character(), *mixtures(), *long_texts(), *plain_texts()]
    command = [str(NODE), "--input-type=module", "-e", SCRIPT, (overrides_folder() / ASSETS / "words.js").as_uri()]
    finished = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    browsed = json.loads(finished.stdout)
    served = map(words_of, texts)
    differing = [
        (text, words, own)
        for text, words, own in zip(texts, served, browsed, strict=True)
        if words != own and own is not None
    ]
    assert not differing, (len(differing), differing[:20])
    assert browsed.count(None) < len(texts) / 10
