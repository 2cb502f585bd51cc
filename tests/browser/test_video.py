"""A video page: every line leads to its second, and what is gone back over is counted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from feedback_api.playback.reports import PlaybackEvent, hear
from tests.browser.axe import violations
from tests.browser.conftest import new_visitor
from tests.browser.recording import STILL_JS
from tests.browser.search_box import type_words
from tests.browser.shipped import ShippedHelpCentre, rows
from tests.browser.staff_day import sign_in_for
from tests.browser.waiting import OUTBOX, wait_until_taken

VIDEO = "videos/find-and-rate/"
SECONDS = "document.querySelector('video')?.currentTime"
PLAYING = "() => { const video = document.querySelector('video'); return !video.paused && video.readyState > 2 }"
# So slow that a busy machine, too, looks in time.
SLOWLY_JS = "Object.assign(document.querySelector('video'), { playbackRate: 0.1, defaultPlaybackRate: 0.1 })"
# Notes how far the page itself has heard the video play since.
HEAR_JS = """() => {
  const video = document.querySelector("video");
  video.ontimeupdate = () => (globalThis.heard = video.currentTime);
  globalThis.heard = -1;
  video.muted = true;
  return video.play();
}"""
# Goes back and tells from where.
GO_BACK_JS = """second => {
  const video = document.querySelector("video");
  const from = video.currentTime;
  video.currentTime = second;
  return from;
}"""
MODE = "document.querySelector('video').textTracks[0].mode"
ANOTHER_VIDEO = "videos/ask-a-person/"
REPORTS = f"Object.keys(JSON.parse({OUTBOX} ?? '{{}}')).length"
# Notes how elements are brought into sight.
SCROLLS = """
globalThis.scrolls = [];
const { scrollIntoView } = Element.prototype;
Element.prototype.scrollIntoView = function (how) {
  scrolls.push(how.behavior);
  scrollIntoView.call(this, how);
};
"""
MAX_BYTES_BEFORE_PLAY = 120_000
PLAYS = re.compile(r"\.(webm|mp4)\b")
CURRENT = ".hc-transcript > [aria-current]"


def lines(page: Page) -> list[int]:
    """Give the seconds that the transcript links."""
    ids = page.locator(".hc-transcript > li").evaluate_all("lines => lines.map(line => line.id)")
    return [int(line.removeprefix("t=")) for line in ids]


def play_until(page: Page, second: float) -> None:
    """Play until *second*, faster than people do."""
    page.evaluate(HEAR_JS)
    page.wait_for_function(f"() => heard >= {second}")


@pytest.fixture
def video_page(page: Page, help_centre: ShippedHelpCentre) -> Page:
    """Open the video page."""
    page.goto(help_centre.url + VIDEO, wait_until="networkidle")
    return page


def test_a_line_of_the_transcript_plays_from_there(video_page: Page) -> None:
    """A click on a line plays from its second, marks it, and puts the moment into the address, where it stays."""
    second = lines(video_page)[-3]
    video_page.set_viewport_size({"width": 1280, "height": 500})  # the line is far below the player
    video_page.evaluate(SLOWLY_JS)
    video_page.locator(f"[id='t={second}'] a").click()
    video_page.wait_for_function(PLAYING)
    assert second <= video_page.evaluate(SECONDS) < second + 5
    expect(video_page.locator(CURRENT)).to_have_count(1)
    expect(video_page.locator("video")).to_be_in_viewport()
    video_page.locator("video").evaluate(STILL_JS)
    video_page.clock.install()
    video_page.clock.run_for(1000)  # Material would rewrite the address a moment after the page has scrolled
    expect(video_page).to_have_url(re.compile(f"#t={second}$"))


def test_who_goes_on_to_the_next_video_was_at_this_one(video_page: Page) -> None:
    """The next page may stand there when the player is left: what was played is still told of this video."""
    second = lines(video_page)[3]
    video_page.locator(f"[id='t={second}'] a").click()
    play_until(video_page, second + 0.5)
    with video_page.expect_request("**/api/v1/playback") as told:
        video_page.locator(".md-footer__link--next").click()
    assert (told.value.post_data_json or {})["article_id"] == "video-find-and-rate"


def test_a_chapter_plays_from_there(video_page: Page) -> None:
    """A click on a chapter plays from its first words."""
    chapter = video_page.locator(".hc-chapters a").nth(1)
    second = int((chapter.get_attribute("href") or "").split("#t=")[1])
    video_page.evaluate(SLOWLY_JS)
    chapter.click()
    video_page.wait_for_function(PLAYING)
    assert second <= video_page.evaluate(SECONDS) < second + 5


@pytest.mark.parametrize(
    ("link", "second"),
    [
        (f"{VIDEO}#t=11", 11),
        (f"{VIDEO}#t=npt:0:00:11.5,20", 11.5),
        ("a/video-find-and-rate/#t=11", 11),
        ("a/video-find-and-rate#t=0:11", 11),
    ],
)
def test_a_shared_moment_opens_at_its_second(
    page: Page, help_centre: ShippedHelpCentre, link: str, second: float
) -> None:
    """A link with a time, permanent ones too, opens there and loads nothing of the video; play goes on from there."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(help_centre.url + link, wait_until="networkidle")
    page.wait_for_function(f"() => {SECONDS} === {second}")
    expect(page.locator("[id='t=11'][aria-current]")).to_have_count(1)
    expect(page.locator("video")).to_be_in_viewport()
    assert not [url for url in loaded if PLAYS.search(url)]
    expect(page.locator(".hc-from")).to_have_text("Press play to begin at 0:11.")
    play_until(page, 11.7)
    expect(page.locator(".hc-from")).to_have_count(0)


def test_a_moment_past_the_end_opens_at_the_last_words(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A mistyped second leads to the last line, and not to a player that has ended before it began."""
    page.goto(f"{help_centre.url}{VIDEO}#t=99999")
    last = lines(page)[-1]
    page.wait_for_function(f"() => {SECONDS} === {last}")
    expect(page.locator(f"[id='t={last}'][aria-current]")).to_have_count(1)
    play_until(page, last + 0.2)


@pytest.mark.parametrize("path", [VIDEO, "a/video-find-and-rate/?via=reply"])
def test_without_scripts_a_moment_shows_its_words(browser: Browser, help_centre: ShippedHelpCentre, path: str) -> None:
    """A shared link, and one that an agent sent, shows the line that is said then; the player is the browser's own."""
    context = new_visitor(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{help_centre.url}{path}#t=11")
    expect(page.locator("[id='t=11']")).to_be_in_viewport()
    expect(page.locator("video[controls] track[kind=captions][default]")).to_have_count(1)
    page.locator(".hc-chapters a").last.click()
    expect(page.locator(".hc-transcript > li:target")).to_be_in_viewport()
    context.close()


def test_the_transcript_is_printed_with_the_page(video_page: Page) -> None:
    """On paper stand the poster, the chapters and every line."""
    video_page.emulate_media(media="print")
    for printed in (".hc-player video", ".hc-chapters li", ".hc-transcript li"):
        assert all(video_page.locator(printed).evaluate_all("parts => parts.map(part => part.checkVisibility())"))
    assert video_page.locator(".hc-transcript li").count() == len(lines(video_page)) > 0


def test_a_spoken_phrase_is_found_and_opens_at_its_second(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A search for words that are said lands on the second at which they are."""
    page.goto(help_centre.url)
    page.locator(".hc-search--home input").click()
    type_words(page, "slip of the finger is repaired")
    hit = page.locator("[role=option][data-article-id=video-find-and-rate] a, a[href*='find-and-rate/#t=']").first
    hit.click()
    page.wait_for_url(re.compile(r"find-and-rate/#t=\d+"))
    second = int(page.url.split("#t=")[1])
    page.wait_for_function(f"() => {SECONDS} === {second}")
    expect(page.locator(CURRENT)).to_contain_text("a slip of the finger is repaired")


def test_an_agents_link_leads_to_the_second(page: Page, help_centre: ShippedHelpCentre) -> None:
    """What the reply page finds in a video is a permanent link that opens where it is said."""
    sign_in_for("staff/reply/", page.context, help_centre)
    page.goto(f"{help_centre.url}staff/reply/")
    page.locator("#message").fill("slip of the finger is repaired")
    link = page.locator("#answers > li .open[href*='a/video-find-and-rate/']").first.get_attribute("href") or ""
    assert "#t=" in link
    page.goto(link)
    page.wait_for_function(f"() => {SECONDS} === {int(link.split('#t=')[1])}")
    expect(page.locator(CURRENT)).to_contain_text("a slip of the finger is repaired")


def test_rewinds_are_counted_once_a_play(video_page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who goes back twice over the same words is one play that went back; going to a chapter is no rewind."""
    play_until(video_page, 6)
    gone_back = []
    for _ in range(2):
        gone_back.append(video_page.evaluate(GO_BACK_JS, 4))
        play_until(video_page, 6)
    with video_page.expect_request("**/api/v1/playback"):
        video_page.evaluate("document.querySelector('video').pause()")
    for chapter in (1, 2, 1):
        link = video_page.locator(".hc-chapters a").nth(chapter)
        second = int((link.get_attribute("href") or "").split("#t=")[1])
        link.click()
        play_until(video_page, second + 0.5)
    with video_page.expect_request("**/api/v1/playback"):
        video_page.locator(".md-footer__link--next").click()
    wait_until_taken(video_page)
    counted = rows(help_centre, "playback_seconds")
    replayed = [row["second"] for row in counted if row["replays"]]
    assert {4, 5} <= set(replayed) <= set(range(3, int(max(gone_back)) + 1))
    assert all(row["replays"] <= 1 for row in counted)


def test_lines_that_were_heard_and_small_steps_are_rewinds(video_page: Page) -> None:
    """A line that is new is where to go, the same line later is to be heard again; steps of an arrow key are one."""
    told: list[dict[str, Any]] = []
    video_page.on("request", lambda request: told.extend((request.post_data_json or {}).get("events", [])))
    line = lines(video_page)[5]
    play_until(video_page, 0.5)
    for _ in range(2):
        video_page.locator(f"[id='t={line}'] a").click()
        play_until(video_page, line + 3)
    video_page.evaluate(SLOWLY_JS)
    video_page.locator("video").focus()
    for _ in range(5):
        video_page.keyboard.press("ArrowLeft")
        video_page.wait_for_function("() => !document.querySelector('video').seeking")
    with video_page.expect_request("**/api/v1/playback"):
        video_page.evaluate("document.querySelector('video').pause()")
    back = [PlaybackEvent.model_validate(event) for event in told if event["type"] != "play"]
    assert [event.type for event in back[:2]] == ["line", "rewind"]
    assert int(back[0].at) == line
    steps = hear(back[1:])
    assert steps.replayed.bit_count() >= 2
    assert steps.landed.bit_count() == 1


def test_what_was_played_waits_for_a_service_that_is_away(page: Page, help_centre: ShippedHelpCentre) -> None:
    """A report that nobody took is kept in the browser, arrives from the next page of any kind, and counts once."""
    page.route("**/api/v1/playback", lambda route: route.abort())
    page.goto(help_centre.url + ANOTHER_VIDEO, wait_until="networkidle")
    play_until(page, 2.5)
    page.evaluate("document.querySelector('video').pause()")
    page.wait_for_function(f"() => {REPORTS} === 1")
    page.unroute("**/api/v1/playback")
    with page.expect_response("**/api/v1/playback") as taken:
        page.goto(help_centre.url + "guides/customers/keyboard/")
    assert taken.value.status == 200
    wait_until_taken(page)
    counted = [row for row in rows(help_centre, "playback_seconds") if row["article_id"] == "video-ask-a-person"]
    assert {row["second"] for row in counted} >= {0, 1, 2}
    assert all(row["plays"] == 1 for row in counted)


def test_who_wants_no_motion_is_not_moved(browser: Browser, help_centre: ShippedHelpCentre) -> None:
    """With reduced motion the player stands in sight at once; nothing scrolls there smoothly."""
    for preference, behavior in (("reduce", "instant"), ("no-preference", "smooth")):
        context = new_visitor(browser, reduced_motion=preference)
        page = context.new_page()
        page.add_init_script(SCROLLS)
        page.goto(help_centre.url + VIDEO, wait_until="networkidle")
        page.locator(".hc-chapters a").last.click()
        page.wait_for_function("scrolls.length > 0")
        assert page.evaluate("scrolls") == [behavior]
        context.close()


def test_the_captions_are_as_the_reader_left_them(video_page: Page) -> None:
    """Captions that were switched off stay off on the next visit."""
    play_until(video_page, 0.5)
    video_page.wait_for_function(f"() => {MODE} === 'showing'")
    video_page.evaluate(f"{MODE} = 'disabled'")
    video_page.wait_for_function("() => localStorage.getItem('help-centre.captions') === '\"\"'")
    video_page.reload(wait_until="networkidle")
    play_until(video_page, 0.5)
    assert video_page.evaluate(MODE) == "disabled"


def test_keys_in_the_player_stay_there(video_page: Page) -> None:
    """Material's key for the next page does not leave the page while the player has the focus."""
    reached: list[str] = []
    video_page.on("framenavigated", lambda frame: reached.append(frame.url))
    video_page.locator("video").focus()
    for key in ("n", "p", ".", ","):
        video_page.keyboard.press(key)
    video_page.evaluate("document.activeElement.blur()")
    assert all(VIDEO in url for url in reached)
    video_page.keyboard.press("n")  # elsewhere it does
    expect(video_page).not_to_have_url(re.compile(VIDEO))


def test_every_video_page_is_light_before_play_and_breaks_no_rule(
    phone_context: BrowserContext, help_centre: ShippedHelpCentre
) -> None:
    """Page, styles, scripts, poster and captions weigh at most 120 kB as they travel; axe finds nothing."""
    weights = {}
    for article in help_centre.catalogue().values():
        if article["kind"] != "video":
            continue
        answered: list[Response] = []
        page = phone_context.new_page()
        # A browser that was never here has nothing in store.
        phone_context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("response", lambda response, answered=answered: answered.append(response))
        page.goto(help_centre.url + article["url"], wait_until="networkidle")
        weights[article["url"]] = sum(response.request.sizes()["responseBodySize"] for response in answered)
        assert violations(page) == [], article["url"]
        page.close()
    assert len(weights) >= 5
    assert max(weights.values()) <= MAX_BYTES_BEFORE_PLAY, weights


def test_a_video_page_asks_for_nothing_that_plays(page: Page, help_centre: ShippedHelpCentre) -> None:
    """Who reads the transcript does not pay for the video."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(help_centre.url + VIDEO, wait_until="networkidle")
    assert not [url for url in loaded if PLAYS.search(url)]
