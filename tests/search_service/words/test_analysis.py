from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search_service.words.analysis import MAX_WORD_CHARS, fold, located_words_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reset your Password!", ["reset", "your", "password"]),
        ("Wi-Fi", ["wi", "fi", "wifi"]),
        (".htaccess and robots.txt", ["htaccess", "and", "robots", "txt", "robotstxt"]),
        ("C++, C# and c", ["c++", "c#", "and", "c"]),
        ("don't", ["dont"]),
        ("Straße, café, naïve", ["strasse", "cafe", "naive"]),
        ("ERR_CONNECTION", ["err", "connection", "errconnection"]),
        ("パスワード", ["パス", "スワ", "ワー", "ード"]),
        ("ﾊﾟｽﾜｰﾄﾞ", ["パス", "スワ", "ワー", "ード"]),
        ("ｶ", ["カ"]),
        ("佐々木", ["佐々", "々木"]),
        ("पासवर्ड रीसेट", ["पासवर्ड", "रीसेट"]),
        ("مُحَمَّد أحمد مـــحمد", ["محمد", "احمد", "محمد"]),
        ("שָׁלוֹם", ["שלום"]),
        ("ΟΔΟΣ οδός", ["οδοσ", "οδοσ"]),
        ("Word™ ½ 1/2 ⑴", ["word", "12", "1", "2", "12", "1"]),
        ("Pass\u00adwort", ["passwort"]),
        ("使用API", ["使用", "api"]),
        ("", []),
        ("?!*", []),
        ("\u202eabc\0def", ["abc", "def"]),
    ],
)
def test_text_becomes_words(text: str, words: list[str]) -> None:
    """Words are folded; compounds give their parts and their joined form; unspaced scripts give pairs."""
    assert words_of(text) == words


@given(st.text(max_size=300))
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    """There is one analysis: located words are the words, and each place lies in the text."""
    located = located_words_of(text)
    assert list(located.words) == words_of(text)
    for start, length in zip(located.starts, located.lengths, strict=True):
        assert 0 <= start < start + length <= len(text)


@example("\ufa15")  # a compatibility ideograph
@example("\u309b\u304c")  # a voiced sound mark, which stands for a space and a mark
@given(st.text(max_size=300))
def test_words_are_folded_for_good(text: str) -> None:
    """Folding a word again changes nothing, so that a word of the index is found as it stands there."""
    for word in words_of(text):
        assert fold(word) == word
        assert 0 < len(word) <= MAX_WORD_CHARS
