"""The revision names a wording, nothing else."""

import pytest

from publishing.articles.revision import revision_of
from publishing.catalogue import Section

SECTIONS = (Section(anchor="", title="", text="Press save."), Section(anchor="b", title="Then", text="Wait."))


def test_a_revision_is_twelve_hex_digits_and_always_the_same() -> None:
    """Ratings of one wording meet under one name, on every machine and in every year."""
    assert revision_of("Save", SECTIONS) == "7d4f688c83af"


@pytest.mark.parametrize(
    "same",
    [
        (Section(anchor="", title="", text=" Press \n save. "), Section(anchor="b", title="Then", text="Wait.")),
        (Section(anchor="", title="", text="Press save."), Section(anchor="c", title="Then", text="Wait.")),
    ],
    ids=["white space", "anchor"],
)
def test_what_readers_do_not_read_does_not_change_it(same: tuple[Section, ...]) -> None:
    """Line breaks and anchors come from the theme, and evidence outlives them."""
    assert revision_of("Save", same) == revision_of("Save", SECTIONS)


def test_composed_and_decomposed_letters_are_one() -> None:
    """An editor that writes the same letter in another Unicode form changes nothing."""
    assert revision_of("o\u0308", ()) == revision_of("ö", ())


@pytest.mark.parametrize(
    "other",
    [
        (Section(anchor="", title="", text="Press keep."), SECTIONS[1]),
        (SECTIONS[0], Section(anchor="b", title="After that", text="Wait.")),
        SECTIONS[:1],
        (Section(anchor="", title="", text="Press save. Then"), Section(anchor="b", title="", text="Wait.")),
    ],
    ids=["text", "heading", "section", "a word moved across a heading"],
)
def test_another_wording_is_another_revision(other: tuple[Section, ...]) -> None:
    """A changed word starts new evidence."""
    assert revision_of("Save", other) != revision_of("Save", SECTIONS)


def test_another_cut_is_another_revision() -> None:
    """A film that says the same is another film; a page without one is named by its words alone."""
    cuts = (None, "a3a7b8cbef03", "b2373f0e75c8")
    assert len({revision_of("Save", SECTIONS, cut) for cut in cuts}) == len(cuts)
    assert revision_of("Save", SECTIONS, None) == revision_of("Save", SECTIONS)
