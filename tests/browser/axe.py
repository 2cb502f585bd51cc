"""Measures a page with axe: every WCAG 2.2 rule of levels A and AA that a machine can check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# To describe what passes, and to hand it over, would take longer than the measuring.
# Colours on their way from one to the other are none that anybody reads.
RUN_JS = """tags => {
  document.getAnimations().forEach(animation => animation.finish());
  const wanted = { type: "tag", values: tags };
  return axe.run(document, { runOnly: wanted, resultTypes: ["violations"] }).then(({ violations }) => violations);
}"""

# Material gives the page its colours by a script, staff pages by their styles.
WEARS_JS = """dark => matchMedia("(prefers-color-scheme: dark)").matches === dark
  && [undefined, dark ? "slate" : "default"].includes(document.body.dataset.mdColorScheme)"""

# Advice beyond WCAG: Material's buttons to copy code stand in landmarks without names.
NAMES_OF_LANDMARKS = "landmark-unique"


def violations(page: Page) -> list[str]:
    """Return one line for each rule that *page* breaks, naming the rule and the elements."""
    assert AXE.is_file(), "axe is not installed. Run: python -m tests.browser.install"
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN_JS, list(TAGS))
    has_code = page.locator(".md-code__nav").count() > 0
    broken = [rule for rule in found if rule["id"] != NAMES_OF_LANDMARKS or not has_code]
    return [f"{rule['id']}: {_elements(rule)}" for rule in broken]


def violations_by_day_and_night(page: Page) -> list[str]:
    """Return what *page* breaks in light colours and in dark ones, which it takes on while it is open."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(WEARS_JS, arg=scheme == "dark")
        found += [f"{scheme}: {line}" for line in violations(page)]
    return found


def _elements(broken: dict[str, Any]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in broken["nodes"])
