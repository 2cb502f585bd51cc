"""
Plays a storyboard: the running product in Chromium, with a visible pointer, at the pace of a person.

A storyboard is a YAML file: ``start`` is a path on the site, ``poster`` the number of the chapter on the poster,
``chapters`` a list of ``title`` and ``scenes``. A scene is what is said (``say``, one caption) and what is done
meanwhile (``do``, a list of actions, each a verb of `Performer` with its one argument).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Locator, Page

from tests.browser.film import Cue, Film, Frame
from tests.browser.screens import Screens

WIDTH, HEIGHT = 1280, 720
# Fifteen characters a second are read with ease; a beat more lets the eye return to the picture.
READING_CHARS_A_SECOND = 15
BEAT_MS = 900
GLIDE_STEPS = 22
GLIDE_STEP_MS = 18
KEY_MS = 75
JPEG_QUALITY = 96
EDGE_PX = 70
# Before, a press of a button sends a plain form away instead of what the storyboard tells.
ALIVE_JS = "() => !document.querySelector(':not(:defined)')"
# Done when the element has stood in one place for a few frames: what still scrolls is missed by a press.
STILL_JS = """
element => new Promise(done => {
  let frames = 0;
  let before = "";
  const look = () => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const now = [x, y, width, height].join();
    frames = now === before ? frames + 1 : 0;
    before = now;
    frames < 5 ? requestAnimationFrame(look) : done();
  };
  look();
})
"""
# What stands in the search box that has the cursor.
SEARCHED_JS = "() => document.activeElement.closest('help-centre-search') ? document.activeElement.value.trim() : ''"


def read_storyboard(path: Path) -> dict[str, Any]:
    """Read a storyboard."""
    storyboard: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return storyboard


class Performer:
    """Does on *page* what a storyboard says."""

    def __init__(self, page: Page, url: str, acts: Mapping[str, Callable[[], None]], *, pace: float = 1.0) -> None:
        """Play on the site at *url*; *acts* are what `perform` can do behind the scenes, a *pace* below 1 hurries."""
        self.pace = pace
        self.page = page
        self.url = url
        self.acts = acts
        self.at = (WIDTH * 0.6, HEIGHT * 0.65)
        self.begun_ms = 0.0
        self.cuts: list[tuple[float, float]] = []
        self.screens = Screens()
        self._looking = ""
        self.verbs: dict[str, Callable[[str], object]] = {
            "click": self.click,
            "copy": self.copy,
            "open": self.open,
            "perform": self.perform,
            "point": self.point,
            "press": self.press,
            "reload": self.reload,
            "show": self.show,
            "type": self.type,
            "wait_for": self.wait_for,
        }

    def play(self, storyboard: dict[str, Any]) -> Film:
        """Play *storyboard*, and film it."""
        film = Film()
        self._enter(storyboard)
        self._roll(film)
        for chapter in storyboard["chapters"]:
            cues = [self._scene(scene) for scene in chapter["scenes"]]
            film.captions += cues
            film.chapters.append(Cue(cues[0].start, cues[-1].end, chapter["title"]))
        self.page.screencast.stop()
        return film

    def rehearse(self, storyboard: dict[str, Any]) -> list[str]:
        """Do all that *storyboard* says, without a camera, and give the lines of the screens that it went through."""
        self._enter(storyboard)
        for chapter in storyboard["chapters"]:
            for scene in chapter["scenes"]:
                self._do(scene)
        return self.screens.lines

    def _enter(self, storyboard: dict[str, Any]) -> None:
        self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        self.page.goto(self.url + storyboard["start"], wait_until="networkidle")
        self._stay()

    def _roll(self, film: Film) -> None:
        """Start the camera, and the clock with its first frame."""

        def keep(frame: Any) -> None:
            self.begun_ms = self.begun_ms or frame["timestamp"]
            seconds = self._on_film(frame["timestamp"])
            if seconds is not None:
                film.frames.append(Frame(seconds, frame["data"]))

        self.page.screencast.start(on_frame=keep, size={"width": WIDTH, "height": HEIGHT}, quality=JPEG_QUALITY)
        while not film.frames:
            self.page.wait_for_timeout(20)

    def _scene(self, scene: dict[str, Any]) -> Cue:
        start = self._seconds()
        self._do(scene)
        reading_ms = 1000 * len(scene["say"]) / READING_CHARS_A_SECOND + BEAT_MS
        self._wait(max(BEAT_MS, reading_ms - 1000 * (self._seconds() - start)))
        return Cue(start, self._seconds(), scene["say"])

    def _do(self, scene: dict[str, Any]) -> None:
        for action in scene["do"]:
            ((verb, argument),) = action.items()
            self._looking = verb
            self.verbs[verb](argument)
            self._stay()

    def _wait(self, milliseconds: float) -> None:
        self.page.wait_for_timeout(milliseconds * self.pace)

    def _seconds(self) -> float:
        """Read the clock that the frames are stamped with."""
        seconds = self._on_film(self._now_ms())
        assert seconds is not None, "the camera runs again"
        return seconds

    def _now_ms(self) -> float:
        return float(self.page.evaluate("Date.now()"))

    def _on_film(self, moment_ms: float) -> float | None:
        """Say where on the film a moment is, in seconds; None while the camera stood still."""
        if any(start < moment_ms < end for start, end in self.cuts):
            return None
        cut_ms = sum(end - start for start, end in self.cuts if end <= moment_ms)
        return (moment_ms - self.begun_ms - cut_ms) / 1000

    def _stay(self) -> None:
        """Tell the page where the pointer is: a page that was just opened does not know."""
        self.page.mouse.move(*self.at)

    def point(self, selector: str) -> Locator:
        """Glide with the pointer to the middle of *selector*, which is scrolled into sight first."""
        target = self.wait_for(selector)
        middle = _middle(target)
        if not EDGE_PX < middle[1] < HEIGHT - EDGE_PX:
            self.show(selector)
        self._glide(_middle(target))
        return target

    def _glide(self, middle: tuple[float, float]) -> None:
        start = self.at
        steps = max(2, round(GLIDE_STEPS * min(1, self.pace)))  # who hurries is looked at by nobody
        for step in range(1, steps + 1):
            share = step / steps
            eased = share * share * (3 - 2 * share)
            self.at = (start[0] + (middle[0] - start[0]) * eased, start[1] + (middle[1] - start[1]) * eased)
            self._stay()
            self._wait(GLIDE_STEP_MS)
        self.at = middle  # to the last digit, so that places can be compared
        self._stay()

    def click(self, selector: str) -> None:
        """Click in the middle of *selector*, once the page does what it does with its scripts."""
        self.page.wait_for_function(ALIVE_JS)
        target = self.point(selector)
        self._wait(250)
        while self.at != (middle := _middle(target)):  # what arrives late moves the page under the pointer
            self._glide(middle)
        self.page.mouse.down()
        self._wait(120)
        self.page.mouse.up()
        self._wait(500)

    def copy(self, selector: str) -> None:
        """Mark the words of *selector*, and press the keys that copy them."""
        self.point(selector).evaluate("element => getSelection().selectAllChildren(element)")
        self._wait(700)
        self.press("Control+c")

    def open(self, path: str) -> None:
        """Open another page of the site."""
        self.page.goto(self.url + path, wait_until="networkidle")

    def reload(self, selector: str) -> None:
        """Load the page again, and wait for *selector*."""
        self.page.reload(wait_until="networkidle")
        self.wait_for(selector)

    def perform(self, name: str) -> None:
        """Let happen behind the scenes what *name* stands for; the film leaves out how long that takes."""
        start = self._now_ms()
        self.acts[name]()
        self.cuts.append((start, self._now_ms()))

    def press(self, key: str) -> None:
        """Press *key*."""
        self.page.keyboard.press(key)
        self._wait(600)

    def type(self, text: str) -> None:
        """Type *text*, key by key; in a search box, wait for what is found for all that stands there."""
        self.page.keyboard.type(text, delay=KEY_MS * self.pace)
        self._wait(500)
        if searched := self.page.evaluate(SEARCHED_JS):
            self.page.locator(f".hc-panel__list[data-query={json.dumps(searched)}]").wait_for(state="attached")

    def show(self, selector: str) -> None:
        """Scroll smoothly until *selector* stands in the middle."""
        self.wait_for(selector).evaluate("element => element.scrollIntoView({behavior: 'smooth', block: 'center'})")
        self._wait(1100)

    def wait_for(self, selector: str) -> Locator:
        """Wait until *selector* can be seen."""
        target = self.page.locator(selector).filter(visible=True).first
        target.wait_for()
        if self._looking:  # an action looks at one thing, some of them several times
            self.screens.look(self._looking, target)
            self._looking = ""
        return target


def _middle(target: Locator) -> tuple[float, float]:
    target.evaluate(STILL_JS)
    box = target.bounding_box()
    assert box is not None, "it can be seen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
