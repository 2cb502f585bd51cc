"""The name of a site is found in the line of its configuration that says it."""

from pathlib import Path

import pytest

from publishing.source.site_names import site_names


@pytest.mark.parametrize(
    ("line", "says_it"),
    [
        ("site_name: Help", True),
        ("  - site_name : Help", True),
        ("{locale: de, site_name: Help}", True),
        ("{site_name: Help}  # the name", True),
        ("# site_name: Help", False),
        ("plugins: []  # {locale: de, site_name: Help}", False),
        ("my_site_name: Help", False),
        ("a: site_name Help", False),
        (", " * 300_000 + "# Help", False),
    ],
)
def test_the_line_with_the_name_is_told(tmp_path: Path, line: str, says_it: bool) -> None:
    """Also in a list and within braces, and in no comment; a line without end is read in one go."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"docs_dir: docs\n{line}\n")

    assert list(site_names({"site_name": "Help"}, config, tmp_path)) == [("mkdocs.yml", 2 if says_it else 1, "Help")]
