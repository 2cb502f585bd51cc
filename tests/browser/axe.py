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

# Advice beyond WCAG: Material's buttons to copy code stand in landmarks without names.
NAMES_OF_LANDMARKS = "landmark-unique"


def violations(page: Page) -> list[str]:
    """Return one line for each rule that *page* breaks, naming the rule and the elements."""
    assert AXE.is_file(), "axe is not installed. Run: python -m tests.browser.install"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN_JS, list(TAGS))
    has_code = page.locator(".md-code__nav").count() > 0
    broken = [rule for rule in found if rule["id"] != NAMES_OF_LANDMARKS or not has_code]
    return [f"{rule['id']}: {_elements(rule)}" for rule in broken]


def _elements(broken: dict[str, Any]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in broken["nodes"])
