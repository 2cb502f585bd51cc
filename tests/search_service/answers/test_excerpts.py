from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from search_service.answers.excerpts import EXCERPT_CHARS, LEAD_CHARS, Match, Run, excerpt
from search_service.words.analysis import located_words_of


def cut(text: str, *words: str) -> list[Run]:
    """Cut an excerpt of *text* that marks *words*, all of one weight."""
    located = located_words_of(text)
    places = zip(located.words, located.starts, located.lengths, strict=True)
    return excerpt(
        text,
        [Match(start, start + length, words.index(word), 1.0) for word, start, length in places if word in words],
    )


def marked(runs: list[Run]) -> list[str]:
    """Give what is marked."""
    return [text for text, is_marked in runs if is_marked]


def test_matching_words_are_marked_where_they_stand() -> None:
    """Case, accents and punctuation of the text stay; the word of the query is marked."""
    runs = cut("The Café, again: café!", "cafe")
    assert "".join(text for text, _ in runs) == "The Café, again: café!"
    assert marked(runs) == ["Café", "café"]


def test_a_joined_form_marks_its_chunk() -> None:
    """Who asked for wifi sees Wi-Fi marked as one."""
    assert marked(cut("Turn on Wi-Fi here.", "wifi", "fi")) == ["Wi-Fi"]


def test_words_without_spaces_are_marked_to_their_end() -> None:
    """A word that is read in overlapping pairs of characters is marked as one, the last character too."""
    assert marked(cut("画面でパスワードを忘れた", "パス", "スワ", "ワー", "ード")) == ["パスワード"]


def test_the_excerpt_shows_where_most_of_the_query_stands() -> None:
    """A stretch with both words beats an earlier one with one of them."""
    text = "refund " + "filler " * 100 + "the refund of an invoice " + "filler " * 100
    runs = cut(text, "refund", "invoice")
    assert marked(runs) == ["refund", "invoice"]
    assert runs[0][0].startswith("\u2026")
    assert runs[-1][0].endswith("\u2026")


def test_without_matches_the_text_begins() -> None:
    """A section found by its heading shows its beginning."""
    assert cut("Short text.")[0] == ("Short text.", False)


def test_no_text_gives_no_excerpt() -> None:
    """An empty section shows nothing."""
    assert cut("") == []


@given(st.text(max_size=900), st.sampled_from(["a", "the", "1"]))
def test_an_excerpt_is_a_stretch_of_the_text(text: str, word: str) -> None:
    """Whatever the text, the runs join to a part of it, of limited length, and alternate."""
    text = " ".join(text.split())
    runs = cut(text, word)
    joined = "".join(text for text, _ in runs)
    assert joined.strip("\u2026") in text or joined in text
    assert len(joined) <= EXCERPT_CHARS + LEAD_CHARS + 2
    assert all(one[1] != other[1] for one, other in pairwise(runs))
