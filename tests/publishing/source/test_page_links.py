"""The links of a page are read in a time that grows with the page."""

import time
from pathlib import Path

import pytest

from publishing.source.page import parse_source

CHARS = 16_000
LINKS = "See [the page](page.md) there.\n"
MOST_TIMES_ORDINARY = 20


def least_seconds(text: str) -> float:
    """Read the links three times: what else the machine does only ever adds."""
    taken = []
    for _ in range(3):
        page = parse_source(text, path="a.md", folder=Path())
        assert page.prose
        began = time.process_time()
        assert page.links or "page.md" not in text
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("blank", [" ", "\t", " \t"])
def test_a_target_that_never_ends_is_soon_given_up(blank: str) -> None:
    """Not for each number of the blanks before and behind a line end again."""
    blanks = blank * (CHARS // 2 // len(blank))

    assert least_seconds(f"[x]({blanks}\n{blanks}x") <= MOST_TIMES_ORDINARY * least_seconds(
        LINKS * (CHARS // len(LINKS))
    )


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](  a.md  )", "a.md"),
        ("[x](\n  a.md)", "a.md"),
        ("[x](\n  <a b.md>\n)", "a b.md"),
        ('[x]( a.md\n"A title")', "a.md"),
        ('[x]( "A title")', ""),
        ("[x](\n)", ""),
    ],
)
def test_blanks_may_stand_around_a_target(link: str, target: str) -> None:
    """And a line end; a title may stand without one."""
    assert [each.target for each in parse_source(link, path="a.md", folder=Path()).links] == [target]
