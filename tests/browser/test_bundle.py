"""The bundle in the repository is what esbuild makes of the scripts."""

from publishing.bundled_scripts import BUNDLE
from tests.browser.bundle import bundle


def test_nobody_wrote_into_the_bundle() -> None:
    """Made again, it is the same to the byte."""
    assert BUNDLE.read_text(encoding="utf-8") == bundle(), "Run: make scripts"
