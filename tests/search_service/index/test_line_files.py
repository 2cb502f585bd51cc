from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_service.index.line_files import LineFile, place_of

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=12)


def written(lines: list[str]) -> LineFile:
    """Write *lines* one behind the other."""
    return LineFile(np.frombuffer("".join(f"{line}\n" for line in lines).encode(), dtype=np.uint8))


@given(st.sets(LINE, max_size=300), LINE)
def test_a_file_of_lines_is_the_list_of_them(lines: set[str], other: str) -> None:
    """Every line stands where it stood in the list, and a line that is not there would stand at the same place."""
    listed = sorted(lines)
    opened = written(listed)
    assert len(opened) == len(listed)
    assert [opened[place] for place in range(len(listed))] == list(opened) == listed
    assert opened[3:200:7] == listed[3:200:7]
    for line in [*listed[::9], other]:
        assert place_of(opened, line) == place_of(listed, line) == bisect_left(listed, line)


def test_a_place_beyond_the_last_line_is_none() -> None:
    """The last line can be asked for from the end; what lies beyond cannot."""
    opened = written(["a", "b"])
    assert opened[-1] == "b"
    with pytest.raises(IndexError):
        assert opened[2]
    with pytest.raises(IndexError):
        assert written([])[0]
