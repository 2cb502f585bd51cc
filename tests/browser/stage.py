"""The stage of a storyboard: a browser that may do what is told, and a help desk beside the help centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from tests.browser.staff_day import sign_in_for
from tests.help_centre import HelpCentre

HELP_DESK = "help-desk"
_HELP_DESK_PAGE = Path(__file__).with_name("help_desk.html")

# Words are larger than usual, so that they can be read on a phone that is held sideways.
STAGE_JS = """
addEventListener("DOMContentLoaded", () => {
  document.documentElement.style.fontSize = "155%";
  const pointer = document.createElement("div");
  Object.assign(pointer.style, {
    position: "fixed", left: "-40px", top: "-40px", width: "22px", height: "22px", zIndex: 99999,
    pointerEvents: "none", transition: "scale 0.12s", transformOrigin: "0 0",
    filter: "drop-shadow(0 0 1px #fff) drop-shadow(0 0 1px #fff) drop-shadow(0 1px 2px #0008)",
  });
  const arrow = document.createElement("div");
  Object.assign(arrow.style, {
    width: "100%", height: "100%", background: "#111",
    clipPath: "polygon(0 0, 0 92%, 26% 70%, 44% 100%, 60% 92%, 42% 63%, 74% 63%)",
  });
  pointer.append(arrow);
  document.documentElement.append(pointer);
  addEventListener("mousemove", ({ clientX, clientY }) => {
    Object.assign(pointer.style, { left: `${clientX}px`, top: `${clientY}px` });
  }, true);
  addEventListener("mousedown", () => (pointer.style.scale = 0.75), true);
  addEventListener("mouseup", () => (pointer.style.scale = 1), true);
});
"""


def set_stage(context: BrowserContext, centre: HelpCentre, storyboard: dict[str, Any]) -> None:
    """Show the pointer, sign in where *storyboard* opens staff pages, allow the clipboard, and open the help desk."""
    context.add_init_script(STAGE_JS)
    for path in _opened(storyboard):
        sign_in_for(path, context, centre)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=centre.url.rstrip("/"))
    context.route(f"{centre.url}{HELP_DESK}", lambda route: route.fulfill(path=_HELP_DESK_PAGE))


def _opened(storyboard: dict[str, Any]) -> list[str]:
    scenes = [scene for chapter in storyboard["chapters"] for scene in chapter["scenes"]]
    return [storyboard["start"], *(action["open"] for scene in scenes for action in scene["do"] if "open" in action)]
