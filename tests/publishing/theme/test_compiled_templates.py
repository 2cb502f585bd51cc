"""Templates that stay compiled between builds."""

import tempfile
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from publishing.theme.compiled_templates import keep_compiled


def rendered(text: str) -> str:
    """Render a template in an environment of its own, as each build has one."""
    env = Environment(loader=DictLoader({"page.html": text}), autoescape=True)
    keep_compiled(env)
    return env.get_template("page.html").render(word="x")


def test_the_next_build_compiles_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of the same text is taken as it was compiled, and one that was changed is not."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert rendered("one {{ word }}") == "one x"
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", None)
        assert rendered("one {{ word }}") == "one x"
    assert rendered("two {{ word }}") == "two x"


def test_without_a_place_it_compiles_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build does not fail because nothing can be kept."""
    monkeypatch.setattr(tempfile, "tempdir", "/proc/nowhere")
    assert rendered("one {{ word }}") == "one x"
