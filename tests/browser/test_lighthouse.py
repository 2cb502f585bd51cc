"""A guide and the heaviest video page on a phone, measured by Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.shipped import PROJECT, ShippedHelpCentre

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
# Video pages differ in nothing but poster and words; what all of them weigh is held in test_video.py.
POSTERS = (PROJECT / "content" / "videos").glob("*.webp")
HEAVIEST_VIDEO = max(POSTERS, key=lambda poster: poster.stat().st_size).stem
FLOORS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
# Other tests that run at the same time can only make a page look slower.
MAX_RUNS = 3
RUN_AGAIN = "Please run Lighthouse again"


def measure(url: str, *, cookie: str = "") -> tuple[dict[str, int], list[str]]:
    """Run Lighthouse as a phone, signed in by *cookie*, and return scores (0-100) and the audits that cost points."""
    chromium = find_chromium()
    assert chromium, "No Chromium is installed. Run: python -m tests.browser.install"
    assert LIGHTHOUSE.is_file(), "Lighthouse is not installed. Run: python -m tests.browser.install"
    node = Path(sys.executable).parent / "node"
    flags = f"--chrome-flags={' '.join(ARGUMENTS)}"
    only = f"--only-categories={','.join(FLOORS)}"
    command = [str(node), str(LIGHTHOUSE), url, "--quiet", "--output=json", only, flags, *_headers(cookie)]
    environ = {**os.environ, "CHROME_PATH": str(chromium)}
    for _ in range(MAX_RUNS):
        finished = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=180)
        # On a busy machine Chromium may not hand out its trace: Lighthouse then asks to be run again.
        if finished.returncode == 0 or RUN_AGAIN not in finished.stderr:
            break
    assert finished.returncode == 0, finished.stderr
    report = json.loads(finished.stdout)
    scores = {name: round(100 * category["score"]) for name, category in report["categories"].items()}
    costly = [name for name, audit in report["audits"].items() if audit["score"] is not None and audit["score"] < 1]
    return scores, costly


def _headers(cookie: str) -> list[str]:
    return [f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", ["guides/customers/find-an-answer/", f"videos/{HEAVIEST_VIDEO}/"])
def test_a_page_reaches_the_floors(help_centre: ShippedHelpCentre, path: str) -> None:
    """Accessibility, best practices and SEO score 100, performance at least 95, in the best of up to three runs."""
    hold_to(FLOORS, help_centre.url + path)


def hold_to(floors: dict[str, int], url: str, *, cookie: str = "") -> None:
    """Fail when a score stays below its floor in the best of up to three runs."""
    best = dict.fromkeys(floors, 0)
    costly: list[str] = []
    for _ in range(MAX_RUNS):
        scores, costly = measure(url, cookie=cookie)
        best = {name: max(best[name], scores[name]) for name in floors}
        if all(best[name] >= floor for name, floor in floors.items()):
            return
    pytest.fail(f"Lighthouse measured {best}, wanted {floors}. What costs points: {', '.join(costly)}")
