"""Open work items for who writes, read from the database of the service."""

from pathlib import Path

from feedback_api.preview.open_items import OpenItems
from feedback_api.queue.review import review
from feedback_api.service import Feedback
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import NOW, Publication


def test_the_open_items_of_an_article_are_told(publication: Publication, feedback: Feedback, rate: Rate) -> None:
    """With the key that a pull request names, and what readers said; other articles have none."""
    rate("reset", yes=2, no=18)
    review(feedback.database, now=NOW)
    items = OpenItems(publication.feedback_settings.database_url)

    (item,) = items.of("reset", "en")

    assert (item.key, item.kind, item.state) == ("HC-1", "poor-rating", "open")
    assert item.sentence.startswith("18 of 20 readers said no")
    assert items.of("export", "en") == []
    assert items.of("reset", "en", written_in="de") == []
    assert items.of("reset", "en", written_in="en-GB") == items.of("reset", "en", written_in="en") == [item]
    assert items.of("reset", "de")[0].sentence.startswith("18 von 20 Lesenden sagten nein")


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A writer's machine need not have one."""
    assert OpenItems(f"sqlite:///{tmp_path}/nowhere/feedback.db").of("reset", "en") == []
    assert not (tmp_path / "nowhere" / "feedback.db").exists()


def test_a_damaged_database_tells_nothing(tmp_path: Path) -> None:
    """What cannot be read keeps nobody from writing."""
    (tmp_path / "feedback.db").write_bytes(b"no database" * 100)
    assert OpenItems(f"sqlite:///{tmp_path}/feedback.db").of("reset", "en") == []
