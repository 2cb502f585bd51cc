"""Python looks for garbage more seldom while a command runs that soon ends, and as before after it."""

import gc

import pytest

from publishing.checking.rare_collections import rare_collections


def test_garbage_is_looked_for_more_seldom_until_the_command_ends() -> None:
    """Also where it ends with an error."""
    before = gc.get_threshold()

    def fail() -> None:
        with rare_collections():
            assert all(now > then for now, then in zip(gc.get_threshold(), before, strict=True))
            raise SystemExit

    with pytest.raises(SystemExit):
        fail()
    assert gc.get_threshold() == before
