"""The program tells wrong use from work that failed."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_api.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--config-file", "nope.yml"], ["staff", "remove", "nobody@example.com"], ["outbox", "retry", "7"],
        ["personal-data", "export", "nobody@example.com"], ["work-items", "show", "7"],
    ],
)  # fmt: skip
def test_what_is_named_and_not_there_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """A script can tell a slip in its own words from a build or a database that failed."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)

    assert (result.exit_code, result.stderr.startswith("error: ")) == (2, True)
