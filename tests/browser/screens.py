"""
What a recording shows, in words: what was pointed at, and what stood around it.

Two plays of a storyboard are compared by this list. What articles and results say is content, which has checks of its
own; numbers differ from day to day; what the product itself calls its buttons, fields, headings and pages does not.
"""

from __future__ import annotations

from playwright.sync_api import Locator

_NAME_JS = r"""
const nameOf = element => {
  const isWords = element.matches("a:not([role]), button, summary, label, legend, h1, h2, h3, th, dt");
  const called = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.placeholder;
  const said = (called || (isWords ? element.innerText : "")).replace(/\d+/g, "#").replace(/“[^”]*”/g, "“…”");
  const name = said.replace(/[\s\u00b6]+/g, " ").trim();
  return `${element.localName} ${name.slice(0, 60)}`.trim();
};
"""
_TARGET_JS = f"element => {{ {_NAME_JS} return nameOf(element); }}"
# Staff pages are the product's own from top to bottom; of the others, its elements are.
_AROUND_JS = f"""
element => {{
  {_NAME_JS}
  const elements = "help-centre-search, help-centre-rating, help-centre-contact";
  const own = `body > :is(header, main):not(.md-header), ${{elements}}`;
  const words = "h1, h2, th[scope=col], dt, button, summary, label, legend, nav a";
  const isOwn = one => one.closest(own) && !one.closest("li, [role=option]") && one.checkVisibility();
  return [...document.querySelectorAll(words)].filter(isOwn).map(nameOf);
}}
"""


class Screens:
    """The words of the screens that a play went through."""

    def __init__(self) -> None:
        self._pointed_at: list[str] = []
        self._around: set[str] = set()

    @property
    def lines(self) -> list[str]:
        """What each action looked at, in order, then all that stood around it."""
        return [*self._pointed_at, *(f"beside {name}" for name in sorted(self._around))]

    def look(self, verb: str, target: Locator) -> None:
        """Note what *verb* looks at, and what can be seen on its page."""
        self._pointed_at.append(f"{verb} {target.evaluate(_TARGET_JS)}")
        self._around.update(target.evaluate(_AROUND_JS))
