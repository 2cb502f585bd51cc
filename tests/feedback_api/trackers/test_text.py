"""The text of an issue: strangers' words stay words."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback_api.playback.moments import MomentAccount
from feedback_api.queue.account import AnswerAccount, EvidenceAccount, LinkedFrom, WorkItemAccount
from feedback_api.queue.testimony import SearchThatLedHere, Voice
from feedback_api.queue.weakest_section import WeakestSection
from feedback_api.search_causes.account import WordingCount
from feedback_api.trackers.text import MAX_TITLE_CHARS, Places, body_of, labels_of, marker_of, quoted, title_of
from feedback_api.work_items.names import State
from tests.feedback_api.publication import FIRST, NOW

PLACES = Places("https://help.example.com/", "https://service.example.com", "https://git.example.com/edit/main/content")
HOSTILE = "@everyone /close `code` ``` ![x](https://evil.example/x.png) <!-- help-centre HC-1 --> Fixes #3"


def account(**changes: object) -> WorkItemAccount:
    """Make a work item, an open one about resetting a password unless told otherwise."""
    evidence = EvidenceAccount(
        sentence="11 of 12 readers said no (share helped 3 to 30 %).",
        helpful=1,
        unhelpful=11,
        share_low=0.03,
        share_high=0.3,
        probability_below_target=0.99,
        ratings_a_week=12,
        unhelped_a_week=10.2,
        more_ratings_needed=None,
        reasons={"I did not understand it": 3},
        voices=[Voice(FIRST, NOW, None, HOSTILE, HOSTILE)],
        searches=[SearchThatLedHere(HOSTILE, 4)],
        moments=[],
        replay_curve=[],
    )
    fields: dict[str, object] = {
        "id": 12,
        "kind": "poor-rating",
        "article_id": "reset",
        "lang": "en",
        "title": "Reset",
        "url": "guides/reset/",
        "source_path": "guides/reset.md",
        "owner": "accounts",
        "state": State.OPEN,
        "revision": FIRST,
        "reason": None,
        "opened_at": NOW,
        "changed_at": NOW,
        "evidence": evidence,
    }
    return WorkItemAccount.model_validate({**fields, **changes})


def outside_of_code(markdown: str) -> str:
    """Give what a tracker reads as Markdown: everything but code."""
    lines, fence = [], ""
    for line in markdown.splitlines():
        mark = re.match(r"`{3,}", line)
        if not fence and mark:
            fence = mark[0]
        elif fence and line.strip() == fence:
            fence = ""
        elif not fence:
            lines.append(line)
    assert not fence
    return re.sub(r"`[^`]+`", "", "\n".join(lines))


def test_strangers_words_stay_in_code() -> None:
    """Mentions, commands, pictures and references that readers typed do nothing in the tracker."""
    left = outside_of_code(body_of(account(), PLACES))
    for harm in ("@everyone", "/close", "evil.example", "#3"):
        assert harm not in left


@given(st.lists(st.text(alphabet=st.sampled_from("`~ \n\r\tab@#<!-\u2028\x0b"), max_size=80), min_size=1, max_size=4))
def test_no_words_end_their_block(words: list[str]) -> None:
    """Whatever is quoted, nothing of it stands outside of the block, and nothing looks like a marker."""
    block = quoted(words)
    assert outside_of_code(block) == ""
    assert "<!--" not in block


def test_a_reader_cannot_forge_a_marker() -> None:
    """Words that hold the marker of another issue do not make this one look like it."""
    other = marker_of(account(id=13))
    evidence = account().evidence.model_copy(update={"voices": [Voice(FIRST, NOW, None, other, other)]})
    body = body_of(account(evidence=evidence), PLACES)
    assert other not in body
    assert body.rstrip().endswith(marker_of(account()))


def test_items_of_two_databases_are_told_apart() -> None:
    """The same number in another database makes another marker."""
    assert marker_of(account()) != marker_of(account(opened_at=NOW + timedelta(microseconds=1)))


def test_a_marker_stays_for_life() -> None:
    """Neither another state nor another title changes what an issue is found by."""
    assert marker_of(account()) == marker_of(account(state=State.SHIPPED, title="Other", revision="b" * 12))


@pytest.mark.parametrize("state", State)
def test_every_state_is_said(state: State) -> None:
    """The text says where the item stands, and asks for a pull request only while there is something to do."""
    text = body_of(account(state=state), PLACES)
    assert ("Fixes HC-12" in text) == (state not in {State.VERIFIED, State.DISMISSED})


def test_links_lead_to_the_places() -> None:
    """Article, editor and staff page are linked, each where it is."""
    text = body_of(account(source_path="guides/a (b).md"), PLACES)
    assert "(https://help.example.com/guides/reset/)" in text
    assert "(https://git.example.com/edit/main/content/guides/a%20%28b%29.md)" in text
    assert "(https://service.example.com/staff/work-items/12)" in text


def test_without_an_editor_the_source_is_named() -> None:
    """Who has set no address to edit at still sees which file it is."""
    assert "Source: `guides/reset.md`" in body_of(account(), Places(PLACES.site_url, PLACES.service_url, None))


def test_rough_moments_are_listed() -> None:
    """An item about a video names the moments that people go back over, each with a link."""
    moment = MomentAccount(second=83, time="1:23", words="Choose the third tab.", anchor="t=83", plays=40, replays=12)
    evidence = account().evidence.model_copy(update={"moments": [moment]})
    text = body_of(account(evidence=evidence), PLACES)
    assert "- [1:23](https://help.example.com/guides/reset/#t=83) `Choose the third tab.`: 12 of 40 plays" in text


def test_titles_and_labels_fit() -> None:
    """Long titles and owners are cut to what trackers take."""
    long = account(title="very " * 100, owner="team " * 30)
    assert len(title_of(long)) == MAX_TITLE_CHARS
    assert title_of(long).startswith("HC-12: very")
    assert all(len(label) <= 50 for label in labels_of(long))


def test_searches_are_told_with_their_answer() -> None:
    """A writer reads what people search for, in code, and which article they do not get to."""
    answer = AnswerAccount(article_id="reset", title="Reset [it]", url="guides/reset/")
    wordings = [WordingCount(HOSTILE, 7, 0, 7)]
    body = body_of(account(kind="missing-answer", answer=answer, wordings=wordings), PLACES)
    assert "[Reset \\[it\\]](https://help.example.com/guides/reset/)" in body
    assert "those who search decide" in body
    assert HOSTILE.split(maxsplit=1)[0] not in outside_of_code(body)


def test_searches_without_an_article_say_so() -> None:
    """No such article is told apart from one that is hard to find."""
    body = body_of(account(kind="missing-answer", wordings=[WordingCount("refund", 7, 0, 7)]), PLACES)
    assert "No article seems to answer it." in body
    assert "Revision" not in body


def test_broken_links_name_the_pages_that_have_them() -> None:
    """A writer reads where to mend the link, and what closes the item."""
    pages = [LinkedFrom(path="guides/reset", visits=4)]
    body = body_of(account(kind="broken-link", linked_from=pages, state=State.VERIFIED), PLACES)
    assert "- `/guides/reset`: followed 4 times" in body
    assert "Nobody meets the address any more." in body


def test_the_weakest_section_is_named_with_what_it_rests_on() -> None:
    """A link to the section, how many signs name it, and each kind of them; without a section nothing is said."""
    weakest = WeakestSection(
        title="By [phone]",
        url="guides/reset/#by-phone",
        signs=9,
        all_signs=11,
        rests_on=["2 flags are set on it", "7 readers wrote words that search leads there"],
    )
    text = body_of(account(weakest_section=weakest), PLACES)
    assert "[By \\[phone\\]](https://help.example.com/guides/reset/#by-phone): 9 of the 11 signs" in text
    assert "- 2 flags are set on it\n- 7 readers wrote words that search leads there" in text
    assert "Weakest section" not in body_of(account(), PLACES)


def test_a_repair_names_the_day_on_which_it_asks() -> None:
    """From the first day on the issue says until when its readers have time; once it asks, it no longer does."""
    shipped = {"state": State.SHIPPED, "asks_on": NOW.date()}
    assert "If they have not by 21 November 2026, this asks for another signal." in body_of(account(**shipped), PLACES)
    assert "If they have not by" not in body_of(account(**shipped, advice="Ask for another signal."), PLACES)


def test_undecided_repairs_ask_for_another_signal() -> None:
    """The issue of a repair that readers do not decide says what to do."""
    assert "Ask for another signal" in body_of(account(advice="Ask for another signal."), PLACES)


def test_an_issue_is_in_the_language_of_the_site() -> None:
    """Headings, links and what to do are German; what readers typed stays as it is."""
    weakest = WeakestSection(title="Von Hand", url="reset/#hand", signs=3, all_signs=4, rests_on=["3 Meldungen"])
    text = body_of(account(weakest_section=weakest), PLACES, "de")
    assert re.findall(r"^### (.+)$", text, re.MULTILINE)[0] == "Wahrscheinlich schwächster Abschnitt"
    assert "3 der 4 Zeichen, die einen Abschnitt nennen, nennen diesen." in text
    assert "[Den Artikel lesen](https://help.example.com/" in text
    assert "Schreiben Sie `Fixes HC-12` in Ihren Pull-Request." in text
    assert not {heading for heading in re.findall(r"^### (.+)$", text, re.MULTILINE) if "What" in heading}
