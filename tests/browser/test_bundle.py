"""The bundles in the repository are what esbuild makes of the scripts."""

from publishing.theme.bundled_scripts import BUNDLES
from tests.browser.bundle import bundle


def test_nobody_wrote_into_the_bundles() -> None:
    """Made again, each is the same to the byte."""
    for name, file in BUNDLES.items():
        assert file.read_text(encoding="utf-8") == bundle(name), "Run: make scripts"
