from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from search_service.index.posting_codec import PostingPool
from search_service.index.postings import read_postings
from search_service.index.sections import create_section_index, section_writer

SECTIONS = st.lists(
    st.dictionaries(st.sampled_from(["bill", "invoice", "refund", "zebra", "ärger"]), st.integers(1, 9))
)


@given(SECTIONS)
def test_postings_come_back_term_by_term(sections: list[dict[str, int]]) -> None:
    """What is given section by section comes back by field and term, sections in their order."""
    pool = PostingPool()
    for number, words in enumerate(sections):
        pool.add(("article", b"key-%d" % number, number, 1.0, b""))
        pool.add_section("words", number, {word: float(weight) for word, weight in words.items()})
    given_back = [*pool.iter_postings()]
    assert [(field, term) for field, term, _, _ in given_back] == sorted(
        (field, term) for field, term, _, _ in given_back
    )
    assert {
        term.decode(): dict(zip(numbers, weights, strict=True))
        for field, term, numbers, weights in given_back
        if field == "words"
    } == {
        word: {number: float(words[word]) for number, words in enumerate(sections) if word in words}
        for word in {word for words in sections for word in words}
    }
    assert all(numbers == sorted(numbers) for _, _, numbers, _ in given_back)


def test_whoosh_gives_the_postings_that_it_took(tmp_path: Path) -> None:
    """Words, sections and weights are read from the index as they were written."""
    sections = create_section_index(tmp_path)
    writer = section_writer(sections)
    for weights in ({"refund": 4.0, "bill": 1.0}, {"refund": 2.0}):
        writer.pool.add_section("words", writer.docnum, weights)
        writer.add_document(article="en:a", section=("", "", "Some."))
    writer.commit(merge=False)
    with sections.reader() as reader:
        postings = read_postings(reader, "words")
    assert [*postings.terms] == ["bill", "refund"]
    assert postings.starts.tolist() == [0, 1, 3]
    assert postings.sections.tolist() == [0, 0, 1]
    assert postings.weights.tolist() == [1.0, 4.0, 2.0]
