"""Ratings from and to CSV."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from feedback_api.ratings.csv_files import Imported, LineError, export_ratings, import_ratings, read_lines
from feedback_api.ratings.tables import rating_days, ratings
from feedback_api.service import Feedback
from tests.feedback_api.conftest import Rate
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication

HEADER = "article_id,revision,helpful,rated_at,reason,comment\n"
GOOD = f'reset,{FIRST},no,2026-11-20T10:00:00Z,failed,"two, ""words"""\n'


def load(feedback: Feedback, text: str) -> Imported:
    """Import *text* as a file would be."""
    with feedback.database.writing() as connection:
        return import_ratings(connection, read_lines(io.StringIO(text, newline=""), now=NOW))


def counts(feedback: Feedback) -> tuple[int, int]:
    """Give the number of ratings and the sum of the counts."""
    with feedback.database.reading() as connection:
        single = connection.execute(select(func.count()).select_from(ratings)).scalar_one()
        added = func.coalesce(func.sum(rating_days.c.helpful + rating_days.c.unhelpful), 0)
        return single, int(connection.execute(select(added)).scalar_one())


def test_lines_become_ratings(feedback: Feedback) -> None:
    """Every line is a rating, counted on its day; the same line twice is two readers."""
    assert load(feedback, HEADER + GOOD + GOOD) == Imported(added=2, known=0)
    assert counts(feedback) == (2, 2)


def test_optional_columns_may_be_left_out(feedback: Feedback) -> None:
    """Four columns are enough, in any order, with a time without a zone."""
    text = f"helpful,rated_at,revision,article_id\nyes,2026-11-20,{FIRST},reset\n"
    assert load(feedback, text).added == 1


def test_a_file_can_be_imported_again(feedback: Feedback) -> None:
    """What is there already as often as in the file is not added again; what is new is."""
    load(feedback, HEADER + GOOD + GOOD)
    assert load(feedback, HEADER + GOOD + GOOD) == Imported(added=0, known=2)
    assert load(feedback, HEADER + GOOD * 3) == Imported(added=1, known=2)
    assert counts(feedback) == (3, 3)


def test_an_export_can_be_imported(feedback: Feedback, rate: Rate) -> None:
    """Importing what was exported changes nothing."""
    rate("reset", no=2, comment='Line one\nline "two", and more')
    rate("export", yes=3)
    file = io.StringIO()
    with feedback.database.reading() as connection:
        assert export_ratings(connection, file) == 5
    assert load(feedback, file.getvalue()) == Imported(added=0, known=5)
    assert counts(feedback) == (5, 5)


def test_a_spreadsheet_takes_no_comment_for_a_formula(feedback: Feedback, rate: Rate) -> None:
    """An apostrophe makes it text, and an import reads every comment as it was, one with an apostrophe too."""
    comments = ['=HYPERLINK("x")', "@SUM(1)", "+1", "-1", "'=1", "'tis", "it's = fine"]
    for comment in comments:
        rate("reset", no=1, comment=comment)
    file = io.StringIO()
    with feedback.database.reading() as connection:
        export_ratings(connection, file)
    written = {row["comment"] for row in csv.DictReader(io.StringIO(file.getvalue()))}
    assert written == {'\'=HYPERLINK("x")', "'@SUM(1)", "'+1", "'-1", "''=1", "'tis", "it's = fine"}
    assert load(feedback, file.getvalue()) == Imported(added=0, known=len(comments))


@pytest.mark.parametrize(("separator", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_named(feedback: Feedback, separator: str, called: str) -> None:
    """Spreadsheets of many countries write none but semicolons."""
    with pytest.raises(LineError, match=f"parted by {called}; save the file with commas"):
        load(feedback, HEADER.replace(",", separator))


def test_an_export_holds_no_address(feedback: Feedback, rate: Rate) -> None:
    """The address of a reader who wants to be told stays in the database."""
    rate("reset", no=1, email="reader@example.com")
    file = io.StringIO()
    with feedback.database.reading() as connection:
        export_ratings(connection, file)
    assert "reader@example.com" not in file.getvalue()


FUTURE = (NOW + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f"reset,{FIRST},perhaps,2026-11-20,,", "helpful is 'perhaps'"),
        (f"reset,{FIRST},no,yesterday,,", "rated_at is 'yesterday'"),
        (f"reset,{FIRST},no,{FUTURE},,", "future"),
        (f"reset,{FIRST},no,2001-11-20,,", "rated_at is '2001-11-20', more than 10 years ago"),
        (f"reset,{FIRST},no,2016-11-20T23:59:59Z,,", "rated_at is '2016-11-20T23:59:59Z', more than 10 years ago"),
        (f"reset,{FIRST},no,2026-11-20,because,", "reason is 'because'"),
        (f"reset,{FIRST},no,2026-11-20,,{'x' * 2001}", "more than 2000 characters"),
        (f"reset,{FIRST},no,2026-11-20", "4 fields where the header has 6"),
        (f"reset,{FIRST},no,2026-11-20,,,,", "8 fields"),
        (f"nowhere,{FIRST},no,2026-11-20,,", r"'nowhere' was never published\."),
        ("reset,cccccccccccc,no,2026-11-20,,", "never published as 'cccccccccccc'"),
        (f'reset,{FIRST},no,2026-11-20,,"open', "not valid CSV"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(feedback: Feedback, line: str, problem: str) -> None:
    """The error says which line and what is wrong, and the good lines before it are not kept."""
    with pytest.raises(LineError, match=problem) as caught:
        load(feedback, HEADER + GOOD + line)
    assert "Line 3" in caught.value.message
    assert counts(feedback) == (0, 0)


@pytest.mark.parametrize(
    ("now", "oldest"),
    [(NOW, "2016-11-21"), (datetime(2028, 2, 29, 12, tzinfo=UTC), "2018-02-28")],
    ids=["a day", "a day that its year has not"],
)
def test_ten_years_are_counted_to_the_day(now: datetime, oldest: str) -> None:
    """What was rated on this day ten years ago is taken, the day before it not."""
    before = date.fromisoformat(oldest) - timedelta(days=1)
    (taken,) = read_lines(io.StringIO(f"{HEADER}reset,{FIRST},no,{oldest},,\n"), now=now)
    assert taken[1].rated_at.date() == date.fromisoformat(oldest)
    with pytest.raises(LineError, match="more than 10 years ago"):
        list(read_lines(io.StringIO(f"{HEADER}reset,{FIRST},no,{before},,\n"), now=now))


def test_a_repaired_text_has_no_ratings_from_before_it_was_there(publication: Publication, feedback: Feedback) -> None:
    """Old ratings belong to the first text, which may have been elsewhere before; later ones begin when they came."""
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW)
    yesterday = "2026-11-20T10:00:00Z"
    with pytest.raises(LineError, match=r"Line 3: rated_at .* before this text was published on 2026-11-21"):
        load(feedback, f"{HEADER}reset,{FIRST},yes,{yesterday},,\nreset,{SECOND},yes,{yesterday},,\n")
    assert load(feedback, f"{HEADER}reset,{FIRST},yes,{yesterday},,\n").added == 1
    assert load(feedback, f"{HEADER}reset,{SECOND},yes,{NOW.isoformat()},,\n").added == 1


def test_wrong_lines_can_be_left_out(feedback: Feedback) -> None:
    """The rest is imported, and every wrong line is named with its number and what is wrong."""
    wrong: list[LineError] = []
    lines = [
        GOOD,
        f"reset,{FIRST},perhaps,2026-11-20,,\n",
        f'reset,{FIRST},no,2026-11-20,,"a"b\n',
        GOOD,
        "reset,cccccccccccc,no,2026-11-20,,\n",
        f'reset,{FIRST},no,2026-11-20,,"open\n',
    ]
    file = io.StringIO(HEADER + "".join(lines), newline="")
    with feedback.database.writing() as connection:
        read = read_lines(file, now=NOW, on_wrong=wrong.append)
        assert import_ratings(connection, read, on_wrong=wrong.append) == Imported(added=2, known=0)
    assert [error.line for error in wrong] == [3, 4, 6, 7]
    assert counts(feedback) == (2, 2)


@pytest.mark.parametrize("text", ["", "article_id\n", HEADER[:-1] + ',"'])
def test_a_wrong_header_cannot_be_left_out(feedback: Feedback, text: str) -> None:
    """Nobody knows what the columns of the rest would mean."""
    wrong: list[LineError] = []
    with pytest.raises(LineError, match="Line 1"), feedback.database.writing() as connection:
        import_ratings(connection, read_lines(io.StringIO(text, newline=""), now=NOW, on_wrong=wrong.append))


@pytest.mark.parametrize("header", ["", "article_id,helpful\n", HEADER.replace("comment", "colour")])
def test_a_wrong_header_is_line_1(feedback: Feedback, header: str) -> None:
    """A header that lacks a column, or has a strange one, is refused."""
    with pytest.raises(LineError, match="Line 1: the header"):
        load(feedback, header + GOOD)


def test_a_line_whose_comment_was_emptied_since_is_known(feedback: Feedback) -> None:
    """After its time a comment is emptied; the same file then brings no rating in again."""
    load(feedback, HEADER + GOOD)
    with feedback.database.writing() as connection:
        connection.execute(update(ratings).values(comment=None))
    assert load(feedback, HEADER + GOOD) == Imported(added=0, known=1)
    assert counts(feedback) == (1, 1)


def test_imported_comments_are_checked_too(feedback: Feedback) -> None:
    """What tells who a reader is does not come in through a file either, and the file is known again."""
    line = f"reset,{FIRST},no,2026-11-20T10:00:00Z,failed,write to jo@example.com\n"
    load(feedback, HEADER + line)
    with feedback.database.reading() as connection:
        assert connection.execute(select(ratings.c.comment)).scalars().all() == ["write to [e-mail address]"]
    assert load(feedback, HEADER + line) == Imported(added=0, known=1)


CURRENT = HEADER + "reset,current,no,2026-11-20T10:00:00Z,,\n" * 2


def rated_texts(feedback: Feedback) -> list[str]:
    """Give the revision that each rating is of."""
    with feedback.database.reading() as connection:
        return list(connection.execute(select(ratings.c.revision)).scalars())


def test_a_file_of_current_texts_can_be_imported_after_a_publication(
    publication: Publication, feedback: Feedback
) -> None:
    """Each rating belongs to the text that stood there when it was given, and none is counted twice."""
    assert load(feedback, CURRENT) == Imported(added=2, known=0)
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW + timedelta(minutes=1))
    assert load(feedback, CURRENT) == Imported(added=0, known=2)
    assert rated_texts(feedback) == [FIRST, FIRST]
    later = (NOW + timedelta(minutes=2)).isoformat()
    assert load(feedback, f"{CURRENT}reset,current,yes,{later},,\n") == Imported(added=1, known=2)
    assert sorted(rated_texts(feedback)) == [FIRST, FIRST, SECOND]


def test_ratings_of_a_text_that_was_taken_back_are_not_counted_twice(
    publication: Publication, feedback: Feedback
) -> None:
    """Nobody knows since when it stands there again; a line is known by how it stands in the file."""
    publication.publish(reset=SECOND, export=FIRST)
    feedback.published.notice(now=NOW + timedelta(minutes=1))
    tomorrow = f"{HEADER}reset,current,no,{NOW + timedelta(days=1)},,\n"
    with feedback.database.writing() as connection:
        lines = read_lines(io.StringIO(tomorrow, newline=""), now=NOW + timedelta(days=1))
        assert import_ratings(connection, lines) == Imported(added=1, known=0)
    assert rated_texts(feedback) == [SECOND]
    publication.publish(reset=FIRST, export=FIRST)
    feedback.published.notice(now=NOW + timedelta(days=2))
    with feedback.database.writing() as connection:
        lines = read_lines(io.StringIO(tomorrow, newline=""), now=NOW + timedelta(days=1))
        assert import_ratings(connection, lines) == Imported(added=0, known=1)
    assert rated_texts(feedback) == [SECOND]


def test_a_current_text_of_no_article_is_a_wrong_line(feedback: Feedback) -> None:
    """An article that is not published has no current text."""
    with pytest.raises(LineError, match=r"'nowhere' was never published\."):
        load(feedback, f"{HEADER}nowhere,current,no,2026-11-20,,\n")
