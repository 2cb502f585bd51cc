"""What a writer reads about a change, on a terminal and on the pull request, as pages to be photographed."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from markdown import markdown

from tests.help_centre import HelpCentre, command

TERMINAL = "check"
COMMENT = "pull-request-comment"
_SECTION = """
## Is there an app for printing? {#app}

No, the browser prints.

![](print-window.png)
"""
_STYLE = """
body { margin: 0; padding: 20px; font: 15px/1.5 Roboto, Arial, sans-serif; color: #1f2328; background: #fff }
pre { margin: 0; padding: 16px; border-radius: 6px; background: #1e2430; color: #e6e9ef; white-space: pre-wrap }
pre, code { font: 13px/1.5 "Roboto Mono", "DejaVu Sans Mono", monospace }
table { border-collapse: collapse } th, td { padding: 6px 12px; border: 1px solid #d0d7de; text-align: left }
code { padding: 2px 4px; border-radius: 4px; background: #eff1f3; overflow-wrap: anywhere }
.comment { border: 1px solid #d0d7de; border-radius: 6px; padding: 4px 16px }
"""


def write_pull_request(centre: HelpCentre, draft: str, folder: Path) -> None:
    """
    Change the page *draft* of *centre*, check that as its pull request does, and write the pages into *folder*.

    Afterwards the page is what it was.
    """
    file = centre.folder / "content" / f"{draft}.md"
    before = file.read_text(encoding="utf-8")
    (centre.folder / ".gitignore").write_text("site/\n.help-centre/\n")
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "Published"]):
        somebody = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        subprocess.run(["git", *somebody, *words], cwd=centre.folder, check=True)
    file.write_text(before + _SECTION, encoding="utf-8")
    since = ("--since", "main")
    shown = _said(centre, "check", *since)
    told = f"{_said(centre, 'check', *since, '--format', 'markdown')}\n{_said(centre, 'ranks', *since)}"
    file.write_text(before, encoding="utf-8")
    _write(folder / f"{TERMINAL}.html", f"<pre>$ .venv/bin/help-centre check --since main\n{escape(shown)}</pre>")
    _write(folder / f"{COMMENT}.html", f'<div class="comment">{markdown(told, extensions=["tables"])}</div>')


def _said(centre: HelpCentre, *arguments: str) -> str:
    """Run a command whose findings are no failure, and return what it prints."""
    ran = subprocess.run(
        [command(), *arguments],
        cwd=centre.folder, env=centre.environment(), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert ran.returncode in {0, 1}, ran.stderr
    return ran.stdout


def _write(file: Path, body: str) -> None:
    file.write_text(f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style>{body}", encoding="utf-8")
