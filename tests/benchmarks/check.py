"""
How long the content check takes.

Run ``python -m tests.benchmarks.check [--pages N]``: it copies the shipped content until there are N pages, each with
ids and questions of its own, checks all of them into a fresh index, changes five, checks again with ``--since``, asks
``ranks``, and checks once more with ``--since`` as a forge does that kept nothing of earlier runs. It prints the times
and fails above `MAX_FULL_SECONDS`, and `MAX_CHANGED_SECONDS` for each of the last three. Judged are seconds of the
processor, of the command as a whole: it computes on one core and seldom waits, and what else runs on the machine does
not count.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MAX_FULL_SECONDS = 60
MAX_CHANGED_SECONDS = 10
CHANGED_PAGES = 5
_ID = re.compile(r"^id: (.*)$", re.MULTILINE)
_ID_IN_FIELD = re.compile(r"^(moved_sections|replaced_by): .*\n", re.MULTILINE)
_QUESTIONS = re.compile(r"^answers:\n(?:  - [^\"].*\n)+", re.MULTILINE)


def write_content(folder: Path, pages: int) -> list[Path]:
    """
    Copy the shipped content into *folder* again and again until there are *pages* pages; return their files.

    Pictures stay behind, and copies are so alike that few are found by their questions: the slowest case.
    """
    sources = sorted(page for page in (ROOT / "content").rglob("*.md") if not page.stem.endswith(".de"))
    written: list[Path] = []
    while len(written) < pages:
        copy = len(written) // len(sources)
        for source in sources[: pages - len(written)]:
            target = folder / f"copy-{copy}" / source.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_numbered(source.read_text(encoding="utf-8"), copy), encoding="utf-8")
            written.append(target)
    return written


def _numbered(text: str, copy: int) -> str:
    text = _ID_IN_FIELD.sub("", _ID.sub(rf"id: \1-{copy}", text))
    return _QUESTIONS.sub(lambda found: found[0].replace("  - ", f"  - Edition {copy}. "), text)


def seconds_of(folder: Path, *arguments: str) -> float:
    """Run a command in *folder* and return how long it took; findings do not count as failure."""
    started = time.perf_counter()
    spent = processor_seconds()
    ran = subprocess.run(
        [sys.executable, "-m", "feedback_api.cli", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = processor_seconds() - spent
    wall_seconds = time.perf_counter() - started
    if ran.returncode not in {0, 1}:
        sys.exit(ran.stderr)
    said = (ran.stderr.strip() or ran.stdout.strip()).splitlines()[-1]
    print(f"{' '.join(arguments)}: {seconds:.1f} s of the processor, {wall_seconds:.1f} s on the clock; {said}")  # noqa: T201 - a report
    return seconds


def processor_seconds() -> float:
    """Return what all commands so far cost the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def git(folder: Path, *words: str) -> None:
    """Run Git in *folder* as somebody."""
    somebody = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    subprocess.run(["git", *somebody, *words], cwd=folder, check=True, capture_output=True)


def main() -> None:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = write_content(folder / "content", parser.parse_args().pages)
        (folder / ".gitignore").write_text(".help-centre/\n")
        # Its extensions tell what is a heading, and which ids are built; its navigation names other pages.
        config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[0]
        (folder / "mkdocs.yml").write_text(f"{config}\n", encoding="utf-8")
        git(folder, "init", "-q", "-b", "main")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", "First")
        full = seconds_of(folder, "check")
        for page in pages[:: len(pages) // CHANGED_PAGES][:CHANGED_PAGES]:
            page.write_text(page.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
        changed = [seconds_of(folder, command, "--since", "main") for command in ("check", "ranks")]
        shutil.rmtree(folder / ".help-centre")
        print("Without what was kept:")  # noqa: T201 - a report
        changed.append(seconds_of(folder, "check", "--since", "main"))
    if full > MAX_FULL_SECONDS or max(changed) > MAX_CHANGED_SECONDS:
        sys.exit(f"too slow: at most {MAX_FULL_SECONDS} s and {MAX_CHANGED_SECONDS} s are promised")


if __name__ == "__main__":
    main()
