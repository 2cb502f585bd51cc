"""The reply page and its API: from a message to what is copied, and what is counted, flagged and asked for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from feedback_api import create_app
from feedback_api.ratings.flood_store import list_floods, put_back
from feedback_api.replies.flags import list_flags
from feedback_api.reply_links.links import LinkTally, RatedAfterReply, link_tallies, rated_after_reply
from feedback_api.schema import metadata
from feedback_api.searches.log import SearchLog
from feedback_api.searches.tables import searches
from feedback_api.service import EXTENSION, Feedback
from feedback_api.sign_in.accounts import Role
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sources.floods import MOST_FROM_ONE_SOURCE
from publishing.catalogue import Article, Section
from tests.feedback_api.publication import FIRST, NOW, SECOND, Publication, plain_article
from tests.http.conftest import staff_browser

RESET = "I cannot get into my account any more, I have lost my password"
SCRIPT = "<script>alert(1)</script> Reset my password, please. <img src=x onerror=alert(1)>"
NOTICE = """This message is confidential and intended for the addressee. If you are not the person that it is for,
please tell us at once that you have it, and do not keep it or any of the files that came with it."""
WHY = f"Nobody reads a fax, {'and machines for it are not made any more, ' * 6}sad as it is."
ORIGIN = "https://desk.example.com"
Answers = Callable[..., list[dict[str, Any]]]


def article(article_id: str, *sections: Section, **changes: Any) -> Article:
    """Make an article with *sections*."""
    return plain_article(article_id, FIRST).model_copy(update={"sections": sections, **changes})


@pytest.fixture
def publication(publication: Publication) -> Publication:
    """Four articles: one says no and names what can be done instead, of one only a section does, and two say yes."""
    publication.write_catalogue(
        article(
            "reset",
            Section(anchor="", title="", text="Reset a lost password."),
            Section(anchor="by-email", title="By e-mail", text="Press Forgot password and open the link in the mail."),
            title="Reset your password",
            summary="Press Forgot password, and open the link in the mail.",
            support="full",
        ),
        article(
            "windows",
            Section(anchor="", title="", text="The service does not run on Windows."),
            Section(anchor="instead", title="What you can do", text="Run it in the Windows Subsystem for Linux."),
            title="Windows [as a <server>]",
            summary="It does not run on Windows.",
            support="none",
        ),
        article(
            "scope",
            Section(anchor="not", title="Not supported", text=""),
            Section(anchor="explorer", title="Internet Explorer", text="Open it in Edge."),
            Section(anchor="fax", title="Orders by fax", text=f"{WHY}\nInstead, send a letter."),
            title="What is supported",
            summary="What works, and what does not.",
            support="full",
            section_support={"not": "none", "explorer": "none", "fax": "none"},
        ),
        article(
            "parcel",
            Section(anchor="", title="", text="All that this article says of a parcel."),
            Section(anchor="courier", title="By courier", text="Ask the courier for a receipt. Keep it for a year."),
            Section(anchor="sizes", title="Sizes of parcels", text="Size Price\nSmall Little. It is sent by mail."),
            title="Parcel",
            summary="How a parcel gets there.",
            support="full",
        ),
    )
    return publication


@pytest.fixture
def answers(signed_in: FlaskClient) -> Answers:
    """Ask for answers to a message."""

    def answers(message: str, **more: Any) -> list[dict[str, Any]]:
        answer = signed_in.post("/api/v1/reply", json={"message": message, **more})
        assert answer.json is not None, answer.text
        assert answer.status_code == 200, answer.json
        found: list[dict[str, Any]] = answer.json["answers"]
        return found

    return answers


def test_a_message_finds_the_section_and_its_permanent_link(answers: Answers) -> None:
    """The link names the section and that it came in a reply; the takeaway is one line."""
    found = answers("Hello,\n\nI pressed Forgot password but see no mail with a link.\n\nRegards,\nTom")[0]
    assert found["link"] == "https://help.example.com/a/reset/?via=reply#by-email"
    assert found["takeaway"] == "Press Forgot password and open the link in the mail."
    assert found["support"] == "full"


def test_three_forms_are_ready_to_be_copied(answers: Answers) -> None:
    """Rich text, Markdown and plain text hold title, takeaway and link."""
    copied = answers("Forgot password mail")[0]["copied"]
    link = "https://help.example.com/a/reset/?via=reply#by-email"
    takeaway = "Press Forgot password and open the link in the mail."
    assert copied == {
        "plain": f"Reset your password: By e-mail\n{takeaway}\n{link}",
        "markdown": f"[Reset your password: By e-mail]({link})  \n{takeaway}",
        "html": f'<p><a href="{link}">Reset your password: By e-mail</a><br>{takeaway}</p>',
    }


def test_the_line_beside_a_link_is_of_where_it_leads(answers: Answers, signed_in: FlaskClient) -> None:
    """A section gives its first sentence, the introduction the summary; the bar of an article learns the same."""
    for message, anchor, line in (
        ("Send it by courier", "courier", "Ask the courier for a receipt."),
        ("Which sizes of parcels are there", "sizes", "How a parcel gets there."),
        ("What is in this parcel article", "", "How a parcel gets there."),
    ):
        (found,) = (found for found in answers(message) if found["article_id"] == "parcel")
        assert (found["section"]["anchor"], found["takeaway"]) == (anchor, line)
        assert all(line in text for text in found["copied"].values())
    learned = signed_in.get("/api/v1/takeaways?article_id=parcel&lang=en").json
    assert learned == {"takeaways": {"courier": "Ask the courier for a receipt."}}


def test_who_is_signed_out_learns_no_lines(signed_in: FlaskClient, client: FlaskClient) -> None:
    """Lines to copy are for staff, and of an article that there is."""
    assert client.get("/api/v1/takeaways?article_id=parcel").status_code == 401
    assert signed_in.get("/api/v1/takeaways?article_id=nowhere").status_code == 404
    assert signed_in.get("/api/v1/takeaways").status_code == 422


def test_a_no_comes_with_its_alternative(answers: Answers) -> None:
    """What is copied of an article that says no holds what can be done instead, with its link."""
    found = answers("run it on Windows")[0]
    assert found["instead"] == {
        "title": "What you can do",
        "text": "Run it in the Windows Subsystem for Linux.",
        "link": "https://help.example.com/a/windows/?via=reply#instead",
    }
    assert all("Windows Subsystem for Linux" in text for text in found["copied"].values())


@pytest.mark.parametrize(
    ("message", "section", "said"),
    [
        ("Internet Explorer", "explorer", "Open it in Edge."),
        ("not supported", "not", f"Internet Explorer: Open it in Edge. Orders by fax: {WHY} Instead, send a letter."),
        ("orders by fax", "fax", f"{WHY} Instead, send a letter."),
    ],
)
def test_a_section_that_says_no_comes_with_its_alternative(
    answers: Answers, message: str, section: str, said: str
) -> None:
    """In an article that is supported, what is copied of such a section is what can be done, whole, with its link."""
    found = next(found for found in answers(message) if found["article_id"] == "scope")
    link = f"https://help.example.com/a/scope/?via=reply#{section}"
    assert (found["section"]["anchor"], found["support"], found["instead"]["text"]) == (section, "none", said)
    assert found["copied"]["plain"].splitlines()[1:] == [said, link]


def test_titles_cannot_write_into_what_is_copied(answers: Answers) -> None:
    """Marks of HTML and Markdown in a title are text."""
    copied = answers("run it on Windows")[0]["copied"]
    assert "Windows [as a &lt;server&gt;]" in copied["html"]
    assert r"Windows \[as a \<server\>\]" in copied["markdown"]


@pytest.mark.parametrize("message", ["", "   ", "> quoted only", "Hello,", "xyzzy plugh frotz"])
def test_a_message_without_a_question_finds_nothing_and_breaks_nothing(answers: Answers, message: str) -> None:
    """Whatever is pasted gets an answer."""
    assert isinstance(answers(message), list)


def test_a_pasted_megabyte_is_refused(signed_in: FlaskClient) -> None:
    """It is told plainly, for scripts and for the form."""
    megabyte = "word " * 200_000
    assert signed_in.post("/api/v1/reply", json={"message": megabyte}).status_code == 413
    page = signed_in.post("/staff/reply/", data={"message": megabyte})
    assert page.status_code == 422
    assert "at most 20,000 characters; this one has 1,000,000. Its first 20,000 were used." in page.text
    assert page.text.count("word word") > 1_000
    assert len(page.text) < 200_000
    assert signed_in.post("/staff/reply/", data={"message": "x" * 5_000_000}).status_code == 413
    long = signed_in.post("/api/v1/reply", json={"message": "x" * 20_001})
    assert long.status_code == 422
    assert "at most 20000 characters" in long.text


def test_html_in_a_message_is_text(signed_in: FlaskClient) -> None:
    """A message with scripts is searched, shown as text, and never run."""
    page = signed_in.post("/staff/reply/", data={"message": SCRIPT}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Reset your password" in page


def test_the_page_works_without_scripts(signed_in: FlaskClient) -> None:
    """The plain form shows the answers with the text to copy."""
    page = signed_in.post("/staff/reply/", data={"message": RESET}).text
    assert "https://help.example.com/a/reset/?via=reply" in page
    assert "Supported" in page
    assert "Guide" in page
    assert re.search(r'class="excerpt source">[^<]*<mark>', page)
    explorer = signed_in.post("/staff/reply/", data={"message": "Internet Explorer"}).text
    assert re.search(r"Not supported.*Instead:</strong> Open it in Edge", explorer, re.DOTALL)


def test_flags_and_gaps_work_without_scripts(signed_in: FlaskClient, feedback: Feedback) -> None:
    """The forms below each answer flag it, with or without words, and keep the question; the message stays there."""
    page = signed_in.post("/staff/reply/", data={"message": "Forgot password mail"}).text
    for kind in ("wrong", "outdated", "missing"):
        assert f'name="kind" value="{kind}"' in page
    fields = dict(re.findall(r'name="(article_id|lang|anchor|message)" value="([^"]*)">', page))
    keys = re.findall(r'name="key" value="([^"]+)"', page)
    assert len(set(keys)) == len(keys) > 1
    first = {**fields, "article_id": "reset", "kind": "wrong", "words": ""}
    signed_in.post("/staff/reply/flag", data={**first, "key": keys[0]})
    flagged = signed_in.post("/staff/reply/flag", data={**first, "key": keys[0]})
    assert "Flagged: Reset your password" in flagged.text
    assert "Forgot password mail</textarea>" in flagged.text
    signed_in.post("/staff/reply/flag", data={**first, "kind": "outdated", "words": "The button is green"})
    question = {"message": "Forgot password mail", "key": keys[-1]}
    signed_in.post("/staff/reply/no-article", data=question)
    asked = signed_in.post("/staff/reply/no-article", data=question)
    assert "Kept for the writers: " in asked.text
    with feedback.database.reading() as connection:
        flags = [(flag.kind, flag.words) for flag in list_flags(connection, "reset", "en")]
        assert list(connection.execute(select(searches.c.source)).scalars()) == ["agent"]
    assert sorted(flags) == [("outdated", "The button is green"), ("wrong", None)]
    assert signed_in.post("/staff/reply/flag", data={**first, "article_id": "nowhere"}).status_code == 404
    assert signed_in.post("/staff/reply/flag", data={**first, "kind": "ugly"}).status_code == 422
    assert signed_in.post("/staff/reply/no-article", data={"message": ""}).status_code == 422


@pytest.mark.parametrize("pressed", ["no-article", "flag"])
def test_the_next_message_is_searched_by_and_not_kept(
    signed_in: FlaskClient, feedback: Feedback, search_log: SearchLog, pressed: str
) -> None:
    """Without scripts, what is asked after a flag or a gap goes to the page itself, as does another language."""
    flag = {"article_id": "reset", "kind": "wrong"} if pressed == "flag" else {}
    page = signed_in.post(f"/staff/reply/{pressed}", data={"message": "Forgot password mail", **flag}).text
    form = re.search(r'<form class="ask" method="post" action="([^"]+)"', page)
    assert form
    kept = {name: _rows(feedback, search_log, name) for name in ("searches", "flags")}
    found = signed_in.post(form[1], data={"message": "How do I run it on Windows?"})
    assert "Windows Subsystem for Linux" in found.text
    assert {name: _rows(feedback, search_log, name) for name in kept} == kept
    here = re.search(r'name="next" value="([^"]*)"', found.text)
    assert here
    spoken = signed_in.post("/staff/language", data={"next": here[1], "lang": "de"})
    assert (spoken.status_code, spoken.headers["Location"]) == (303, form[1])
    opened = signed_in.get(f"/staff/reply/{pressed}")
    assert (opened.status_code, opened.headers["Location"]) == (303, form[1])


def test_what_was_written_is_shown_to_who_is_signed_out(signed_in: FlaskClient, app: Flask) -> None:
    """Without scripts nothing is lost: what was sent too late, or by an older form, is on the page as text."""
    words = "The second step is gone </textarea><script>alert(1)</script>"
    stale = {"form_token": "of another session", "message": words}
    for answer in (
        app.test_client().post("/staff/reply/", data={"message": words}),
        app.test_client().post("/staff/reply/flag", data={"kind": "wrong", "article_id": "reset", "words": words}),
        signed_in.post("/staff/reply/", data=stale, headers={"X-Form-Token": "of another session"}),
    ):
        assert answer.status_code in {401, 403}
        assert "The second step is gone &lt;/textarea&gt;" in answer.text
        assert "<script>alert" not in answer.text
    assert "<textarea" not in app.test_client().post("/staff/reply/", data={"message": ""}).text


def _rows(feedback: Feedback, search_log: SearchLog, table: str) -> list[str]:
    search_log.flush()
    with feedback.database.reading() as connection:
        return [str(row) for row in connection.execute(select(metadata.tables[table]))]


def test_a_message_is_kept_nowhere(answers: Answers, feedback: Feedback, search_log: SearchLog) -> None:
    """After a message was searched by, no row of any table holds a word of it."""
    answers("My zanzibar is broken, I lost my password. Regards, Zaphod")
    search_log.flush()
    with feedback.database.reading() as connection:
        everything = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert not any("zanzibar" in row or "Zaphod" in row for row in everything)


def test_a_link_is_counted_from_copying_to_rating(
    signed_in: FlaskClient, client: FlaskClient, feedback: Feedback
) -> None:
    """Copied by an agent; opened, rated, come back to, and asked after by readers: each shows on the staff page."""
    section = {"article_id": "reset", "anchor": "by-email"}
    assert signed_in.post("/api/v1/links", json=section).status_code == 204
    for event in ("opened", "came_back", "asked_again"):
        assert client.post("/api/v1/arrivals", json={**section, "event": event}).status_code == 204
    rating = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "helpful": True}
    assert client.post("/api/v1/ratings", json={**rating, "via": "reply", "anchor": "by-email"}).status_code == 201
    client.post("/api/v1/ratings", json={**rating, "key": str(uuid4()), "helpful": False})
    with feedback.database.reading() as connection:
        (tally,) = link_tallies(connection, "reset", "en")
        assert rated_after_reply(connection, "reset", "en") == RatedAfterReply(1, 0)
        assert rated_after_reply(connection, "windows", "en") == RatedAfterReply(0, 0)
    assert tally == LinkTally("by-email", linked=1, opened=1, came_back=1, asked_again=1, helped=1, unhelped=0)
    page = signed_in.get("/staff/articles/reset").text
    assert re.search(r"#by-email</a></th>(\s*<td[^>]*>1</td>){5}\s*<td[^>]*>0</td>", page)
    assert "Of 2 ratings, 1 came by a link in a reply: 1 yes, 0 no." in page


def test_sections_of_one_article_are_counted_each(signed_in: FlaskClient, feedback: Feedback) -> None:
    """Who copies two sections of an article has linked both, and the article as a whole is a third."""
    for anchor in ("by-email", "", "by-email"):
        assert signed_in.post("/api/v1/links", json={"article_id": "reset", "anchor": anchor}).status_code == 204
    with feedback.database.reading() as connection:
        counted = {tally.anchor: tally.linked for tally in link_tallies(connection, "reset", "en")}
    assert counted == {"by-email": 2, "": 1}


def test_an_anchor_that_is_none_counts_for_the_article(
    signed_in: FlaskClient, client: FlaskClient, feedback: Feedback
) -> None:
    """Nobody fills a table with anchors of their own; of an old link nothing is lost, nor of a flag or a rating."""
    for number in range(3):
        made_up = {"article_id": "reset", "anchor": f"made-up-{number}"}
        assert client.post("/api/v1/arrivals", json={**made_up, "event": "opened"}).status_code == 204
        assert signed_in.post("/api/v1/flags", json={**made_up, "kind": "wrong"}).status_code == 204
        rating = {**made_up, "key": str(uuid4()), "revision": FIRST, "helpful": False, "via": "reply"}
        assert client.post("/api/v1/ratings", json=rating).status_code == 201
    with feedback.database.reading() as connection:
        (tally,) = link_tallies(connection, "reset", "en")
        assert {flag.anchor for flag in list_flags(connection, "reset", "en")} == {""}
    assert (tally.anchor, tally.opened, tally.unhelped) == ("", 3, 3)


def test_who_thinks_better_of_it_is_counted_once(client: FlaskClient, feedback: Feedback) -> None:
    """A "yes" that becomes a "no" is a "no" of the link, too."""
    rating = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST, "via": "reply", "anchor": "by-email"}
    for helpful in (True, False):
        client.post("/api/v1/ratings", json={**rating, "helpful": helpful})
    with feedback.database.reading() as connection:
        assert rated_after_reply(connection, "reset", "en") == RatedAfterReply(0, 1)


def test_another_answer_moves_the_count_where_it_is(client: FlaskClient, feedback: Feedback) -> None:
    """Whatever a later answer says of the link, or does not say, one person is counted once, at the first section."""
    rating = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST}
    late = {"key": str(uuid4()), "article_id": "reset", "revision": FIRST}
    by_link = {"via": "reply", "anchor": "by-email"}
    for fields in (
        {**rating, **by_link, "helpful": True},
        {**rating, "helpful": False},
        {**rating, "helpful": True, "via": "reply"},
        {**rating, "helpful": False, "comment": "No mail came"},
        {**late, "helpful": False},
        {**late, **by_link, "helpful": True},
        {**late, **by_link, "helpful": True, "anchor": ""},
    ):
        assert client.post("/api/v1/ratings", json=fields).status_code in {200, 201}
    with feedback.database.reading() as connection:
        (tally,) = link_tallies(connection, "reset", "en")
    assert (tally.anchor, tally.helped, tally.unhelped) == ("by-email", 1, 1)


def test_there_is_no_place_for_who_copied_or_flagged() -> None:
    """Only accounts, their links and their sessions name an account; no other table has a column that could."""
    person = re.compile(r"account|agent|staff|user|author|person|member|owner_id|flagged_by|copied_by|linked_by")
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if person.search(column.name) and not table.name.startswith("staff_")
    }
    assert named <= {"search_wordings.by_person"}
    assert {column.name for column in metadata.tables["link_days"].columns} == {
        *("article_id", "lang", "anchor", "day"),
        *("linked", "opened", "came_back", "asked_again", "helped", "unhelped"),
    }
    assert {column.name for column in metadata.tables["flags"].columns} == {
        *("id", "article_id", "lang", "anchor", "revision", "kind", "words", "flagged_at", "key")
    }


def test_a_flag_loses_what_tells_who_the_customer_is(signed_in: FlaskClient, feedback: Feedback) -> None:
    """Names, addresses and numbers are replaced before the words are kept."""
    words = "Step 3 is gone. Call me on +44 20 7946 0018 or jo@example.com.\nRegards,\nJo Miller"
    flag = {"article_id": "reset", "anchor": "by-email", "kind": "wrong", "words": words}
    assert signed_in.post("/api/v1/flags", json=flag).status_code == 204
    with feedback.database.reading() as connection:
        (row,) = connection.execute(select(metadata.tables["flags"])).all()
    assert row.words == "Step 3 is gone. Call me on [phone number] or [e-mail address].\nRegards,\n[name]"
    assert (row.kind, row.anchor, row.revision) == ("wrong", "by-email", FIRST)


def test_pressing_twice_is_one_flag(signed_in: FlaskClient, feedback: Feedback) -> None:
    """The same flag sent again counts once, put right by what it says now; its key is no flag of another article."""
    flag = {"key": str(uuid4()), "article_id": "reset", "kind": "wrong", "words": "Step 3"}
    for sent in (flag, flag, {**flag, "kind": "outdated", "words": ""}):
        assert signed_in.post("/api/v1/flags", json=sent).status_code == 204
    assert signed_in.post("/api/v1/flags", json={**flag, "article_id": "windows"}).status_code == 409
    with feedback.database.reading() as connection:
        assert [(kept.kind, kept.words) for kept in list_flags(connection, "reset", "en")] == [("outdated", "Step 3")]
        assert list_flags(connection, "windows", "en") == []


def test_pressing_twice_is_one_question(signed_in: FlaskClient, feedback: Feedback) -> None:
    """A message without an article that is sent again with its key counts once, each of its questions."""
    asked = {"key": str(uuid4()), "question": "Where is my invoice? How do I close my account?"}
    for _ in range(2):
        assert signed_in.post("/api/v1/missing-answers", json=asked).status_code == 200
    with feedback.database.reading() as connection:
        assert len(connection.execute(select(searches)).all()) == 2


def test_a_question_without_an_article_is_gathered_with_searches(signed_in: FlaskClient, feedback: Feedback) -> None:
    """It is kept as a search that found nothing, without what tells who asked."""
    question = "Hi,\nhow do I export my invoices as a spreadsheet? My number is +44 20 7946 0018"
    kept = signed_in.post("/api/v1/missing-answers", json={"question": question}).json
    assert kept == {"kept": ["how do I export my invoices as a spreadsheet?"]}
    with feedback.database.reading() as connection:
        (row,) = connection.execute(select(searches)).all()
    assert (row.total, row.source, row.partial) == (0, "agent", False)
    assert row.query == "how do I export my invoices as a spreadsheet?"


def test_a_question_is_kept_or_refused(signed_in: FlaskClient, feedback: Feedback) -> None:
    """Whatever surrounds it, what is asked is kept; where nothing is, the page and the API say so."""
    passed_on = f"FYI, see below\n\n---------- Forwarded message\n{'It is dark. ' * 500}\nHow do I connect a doorbell?"
    assert signed_in.post("/api/v1/missing-answers", json={"question": passed_on}).status_code == 200
    assert (
        "Kept for the writers: How do I connect a doorbell?<"
        in signed_in.post("/staff/reply/no-article", data={"message": passed_on}).text
    )
    refused = signed_in.post("/api/v1/missing-answers", json={"question": "> 123"})
    assert (refused.status_code, refused.json["field"] if refused.json else None) == (422, "question")
    for nothing in ("> 123", "-- \nTom"):
        page = signed_in.post("/staff/reply/no-article", data={"message": nothing})
        assert page.status_code == 422
        assert "Nothing was kept" in page.text
        assert ">Kept for the writers" not in page.text
    with feedback.database.reading() as connection:
        assert list(connection.execute(select(searches.c.query)).scalars()) == ["How do I connect a doorbell?"] * 2


def test_what_is_wrong_is_refused(signed_in: FlaskClient) -> None:
    """Unknown articles and fields are named."""
    wrong: list[tuple[str, dict[str, str], int]] = [
        ("links", {"article_id": "nowhere"}, 404),
        ("flags", {"article_id": "nowhere", "kind": "wrong"}, 404),
        ("flags", {"article_id": "reset", "kind": "ugly"}, 422),
        ("flags", {"article_id": "reset", "kind": "wrong", "agent": "me"}, 422),
        ("missing-answers", {"question": ""}, 422),
        ("links", {"article_id": "reset", "anchor": "x" * 201}, 422),
        ("links", {"article_id": "reset", "anchor": "made-up"}, 404),
    ]
    for path, body, status in wrong:
        assert signed_in.post(f"/api/v1/{path}", json=body).status_code == status, (path, body)


def test_a_flood_counts_for_no_link(client: FlaskClient, feedback: Feedback) -> None:
    """Ratings of one source that are set aside leave the counts of their link, and come back when they are put back."""
    client.environ_base["REMOTE_ADDR"] = "8.8.4.4"
    rating = {"article_id": "reset", "revision": FIRST, "helpful": True, "via": "reply", "anchor": "by-email"}
    for _ in range(MOST_FROM_ONE_SOURCE + 2):
        client.post("/api/v1/ratings", json={**rating, "key": str(uuid4())})
    with feedback.database.writing() as connection:
        assert rated_after_reply(connection, "reset", "en") == RatedAfterReply(1, 0)
        put_back(connection, list_floods(connection)[0].id, now=NOW)
        assert rated_after_reply(connection, "reset", "en") == RatedAfterReply(MOST_FROM_ONE_SOURCE + 2, 0)


def test_an_arrival_is_not_counted_over_and_over(client: FlaskClient, feedback: Feedback) -> None:
    """One source counts as often as a household may, each section by itself; the link opened elsewhere still counts."""
    opened = {"article_id": "reset", "anchor": "by-email", "event": "opened"}
    for address, told in (("8.8.4.4", opened), ("8.8.8.8", opened), ("8.8.4.4", {**opened, "anchor": ""})):
        for _ in range(6):
            sent = client.post("/api/v1/arrivals", json=told, environ_base={"REMOTE_ADDR": address})
            assert sent.status_code == 204
    with feedback.database.reading() as connection:
        counted = {tally.anchor: tally.opened for tally in link_tallies(connection, "reset", "en")}
        kept = str(connection.execute(select(metadata.tables["rating_sources"])).all())
    assert counted == {"by-email": 2 * MOST_FROM_ONE_SOURCE, "": MOST_FROM_ONE_SOURCE}
    assert "8.8." not in kept


def test_an_arrival_at_an_unknown_article_is_refused(client: FlaskClient) -> None:
    """Anybody may tell of an arrival, but only at an article that there is."""
    assert client.post("/api/v1/arrivals", json={"article_id": "nowhere", "event": "opened"}).status_code == 404
    assert client.post("/api/v1/arrivals", json={"article_id": "reset", "event": "linked"}).status_code == 422


def test_scripts_learn_who_is_signed_in(signed_in: FlaskClient, client: FlaskClient) -> None:
    """A page of ours gets the token of its forms; a page of another site, and who is signed out, get nothing."""
    said = signed_in.get("/api/v1/visitor").json
    assert said is not None
    assert (said["role"], said["site_url"]) == ("staff", "https://help.example.com/")
    assert said["form_token"] == signed_in.environ_base["HTTP_X_FORM_TOKEN"]
    assert client.get("/api/v1/visitor").status_code == 401
    assert signed_in.get("/api/v1/visitor", headers={"Origin": "https://help.example.com"}).status_code == 403


@pytest.fixture
def framed(publication: Publication) -> Iterator[Flask]:
    """Give a service whose reply page one origin may frame."""
    staff = StaffSettings(staff_frame_origins=(ORIGIN,))
    settings = (publication.search_settings, publication.feedback_settings)
    app = create_app(*settings, staff=staff, clock=lambda: NOW)
    yield app
    app.extensions[EXTENSION].database.close()


def test_only_named_origins_frame_the_reply_page(framed: Flask, signed_in: FlaskClient) -> None:
    """The reply page and signing in may be framed by them; every other page by nobody, and without them none."""
    browser = staff_browser(framed, Role.ADMIN)
    for path in ("/staff/reply/", "/staff/sign-in"):
        headers = (browser if path.endswith("/") else framed.test_client()).get(path).headers
        assert f"frame-ancestors {ORIGIN}" in headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in headers
    for path in ("/staff/work-items/", "/guides/reset/", "/staff/set-aside/"):
        headers = browser.get(path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert ORIGIN not in headers.get("Content-Security-Policy", "")
    headers = signed_in.get("/staff/reply/").headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_an_office_full_of_agents_is_not_limited(publication: Publication) -> None:
    """Agents who share an address and search while they type are not held up; readers' limit stays."""
    settings = replace(publication.feedback_settings, rate_limit="10 per minute")
    app = create_app(publication.search_settings, settings, clock=lambda: NOW)
    agent, reader = staff_browser(app), app.test_client()
    asked = [agent.post("/api/v1/reply", json={"message": "reset"}).status_code for _ in range(15)]
    assert asked == [200] * 15
    arrival = {"article_id": "reset", "event": "opened"}
    assert [reader.post("/api/v1/arrivals", json=arrival).status_code for _ in range(3)] == [204, 204, 429]
    app.extensions[EXTENSION].database.close()


GERMAN = "Ich habe mein Passwort vergessen und möchte es zurücksetzen. Was muss ich tun?"


@pytest.fixture
def bilingual(publication: Publication) -> None:
    """Publish a translation beside its original, which comes first."""
    publication.write_catalogue(
        article("reset", Section(anchor="", title="", text="Reset a lost password."), title="Reset your password"),
        article(
            "reset",
            Section(anchor="", title="", text="Setzen Sie Ihr Passwort zurück."),
            Section(anchor="instead", title="Was Sie tun können", text="Fragen Sie einen Menschen."),
            lang="de",
            url="de/guides/reset/",
            title="Passwort zurücksetzen",
            revision=SECOND,
            support="none",
        ),
    )


@pytest.mark.usefixtures("bilingual")
def test_a_message_in_another_language_gets_the_first_one(signed_in: FlaskClient) -> None:
    """A Dutch message is answered from the articles of the first language, and the page says that none is Dutch."""
    message = "Hallo, ik ben mijn password kwijt en wil graag weten hoe ik een nieuwe kan krijgen, want ik moet er in."
    answer = signed_in.post("/api/v1/reply", json={"message": message}).json
    assert answer is not None
    assert ([found["lang"] for found in answer["answers"][:1]], answer["foreign"]) == (["en"], True)
    page = signed_in.post("/staff/reply/", data={"message": message})
    assert "No article is in the language of this message" in page.text


@pytest.mark.usefixtures("bilingual")
def test_everything_acts_on_the_language_that_was_searched(
    signed_in: FlaskClient, answers: Answers, client: FlaskClient, feedback: Feedback
) -> None:
    """A German message, an English notice below it or not, finds, links and counts the German text."""
    (german, *_) = answers(f"{GERMAN}\n\n{NOTICE}")
    assert (german["lang"], german["support"]) == ("de", "none")
    assert german["link"].startswith("https://help.example.com/a/reset/?via=reply&lang=de")
    assert german["instead"]["link"] == "https://help.example.com/a/reset/?via=reply&lang=de#instead"
    (english, *_) = answers("I have lost my password")
    assert (english["lang"], english["link"]) == ("en", "https://help.example.com/a/reset/?via=reply")
    led = [client.get(f"/a/reset/?via=reply{lang}").headers["Location"] for lang in ("&lang=de", "", "&lang=fr")]
    assert [target.rpartition("guides/")[0] for target in led] == ["../../de/", "../../", "../../"]

    section = {"article_id": "reset", "lang": "de", "anchor": "instead"}
    assert signed_in.post("/api/v1/links", json=section).status_code == 204
    assert signed_in.post("/api/v1/links", json={**section, "lang": "en"}).status_code == 404
    assert signed_in.post("/api/v1/flags", json={**section, "kind": "outdated"}).status_code == 204
    assert client.post("/api/v1/arrivals", json={**section, "event": "opened"}).status_code == 204
    rating = {"key": str(uuid4()), "article_id": "reset", "revision": SECOND, "helpful": True, "via": "reply"}
    assert client.post("/api/v1/ratings", json={**rating, "anchor": "instead"}).status_code == 201
    with feedback.database.reading() as connection:
        (tally,) = link_tallies(connection, "reset", "de")
        assert (tally.anchor, tally.linked, tally.opened, tally.helped) == ("instead", 1, 1, 1)
        assert link_tallies(connection, "reset", "en") == []
        assert [flag.revision for flag in list_flags(connection, "reset", "de")] == [SECOND]
        assert list_flags(connection, "reset", "en") == []
    assert "Flags from replies" in signed_in.get("/staff/articles/reset?lang=de").text
    assert "Flags from replies" not in signed_in.get("/staff/articles/reset").text


@pytest.mark.usefixtures("bilingual")
def test_a_question_is_gathered_in_its_own_language(signed_in: FlaskClient, feedback: Feedback) -> None:
    """What no article answers stands with what readers of that language search for."""
    for question in (f"{GERMAN}\n\n{NOTICE}", "How do I change the colour of the button?", "Zanzibar"):
        assert signed_in.post("/api/v1/missing-answers", json={"question": question}).status_code == 200
    with feedback.database.reading() as connection:
        assert list(connection.execute(select(searches.c.lang)).scalars()) == ["de", "en", None]
