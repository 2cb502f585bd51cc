"""Which questions a change can move."""

import pytest

from publishing.catalogue import Article, Section
from search_service.checks import touched_words as module
from search_service.checks.touched_words import TouchedWords, touched_words
from tests.publishing.small_articles import article, catalogue


def with_text(text: str, **fields: object) -> Article:
    """Give an article with one section."""
    return article(sections=(Section(anchor="", title="", text=text),), **fields)


def changed(before: Article | None, after: Article | None) -> TouchedWords:
    """Compare a site that has the article *before* with one that has it *after*; None for one without it."""
    return touched_words(*(catalogue(*filter(None, [each])) for each in (before, after)))


@pytest.mark.parametrize(
    ("question", "moves"),
    [
        ("What about cheese?", True),
        ("Are there cheeses?", True),
        ("Is it grey?", True),
        ("Where is the sea?", False),
        ("What is there?", False),
    ],
)
def test_questions_that_share_a_word_with_an_edit_can_move(question: str, *, moves: bool) -> None:
    """The words that came, and those beside them, whose order counts; in whatever form they are asked."""
    touched = changed(
        with_text("The sea is wide. It looks grey."), with_text("The sea is wide. It looks grey. Cheese.")
    )

    assert touched.can_move(question, "en") is moves


@pytest.mark.parametrize("before", [True, False])
def test_an_article_that_comes_or_goes_touches_all_its_words(*, before: bool) -> None:
    """Its text, and the words that are not shown."""
    one = with_text("Grey.", keywords=("lunar",), answers=("Who shines?",))
    touched = changed(one if before else None, None if before else one)

    assert all(touched.can_move(word, "en") for word in ("grey", "lunar", "shining"))
    assert not touched.can_move("cheese", "en")


def test_synonyms_carry_a_touch_and_a_change_of_them_touches_everything() -> None:
    """A question in the other word of a group finds what the change wrote."""
    old, new = (catalogue(with_text(text)) for text in ("Grey.", "Grey. Invoice."))
    grouped = [each.model_copy(update={"synonyms": (("invoice", "bill"),)}) for each in (old, new)]

    assert touched_words(*grouped).can_move("My bill?", "en")
    assert not touched_words(old, new).can_move("My bill?", "en")
    assert touched_words(old, grouped[0]).can_move("Anything?", "en")


def test_what_shares_no_word_is_asked_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """First what stands in an article that changed, whose words count less when it grows; without a change, nothing."""
    monkeypatch.setattr(module, "MAX_UNLIKELY", 1)
    one = with_text("The sea is wide.")
    claims = [(one, question) for question in ("Where is the moon?", "Is the sea calm?", "Any cheese?")]

    selection = changed(one, with_text("The sea is wide. Cheese.")).worth_asking(claims)

    assert [question for _, question in selection.claims] == ["Any cheese?", "Is the sea calm?"]
    assert selection.left_out == 1
    assert changed(one, one).worth_asking(claims).claims == []
