"""Where an article stands in the navigation is read from the path that its page shows."""

from __future__ import annotations

import pytest

from publishing.articles.breadcrumbs import NONE_ABOVE, breadcrumbs_on

HOME = '<li><a href="{up}"><span>Home</span></a></li>'
SECTION = '<li><a href="../find/"><span> Find &amp;\n  keep </span></a></li><li><a href="../more/">More</a></li>'


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        (HOME.format(up="../..") + SECTION, ("Find & keep", "More")),
        (HOME.format(up="/index.html") + SECTION, ("Find & keep", "More")),
        (SECTION, ("Find & keep", "More")),
        (HOME.format(up="../.."), NONE_ABOVE),
        (None, None),
    ],
)
def test_the_path_is_read_without_the_start_page(path: str | None, titles: tuple[str, ...] | None) -> None:
    """Titles are words, from the top; that there is none above is something else than that nobody knows."""
    shown = "" if path is None else f'<nav class="md-path" aria-label="Breadcrumb"><ol>{path}</ol></nav>'
    html = f'<body>{shown}<article><nav><a href="x">Other</a></nav></article></body>'

    assert breadcrumbs_on(html, "guides/reset/") == titles
