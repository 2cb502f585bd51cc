"""Settings from the file beside mkdocs.yml."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from feedback_api.cli import main
from publishing.settings import SettingError
from publishing.settings_file import read_settings_file


def test_names_and_values_are_read_as_they_are(tmp_path: Path) -> None:
    """Lines with a sign in front say nothing; spaces inside a value stay."""
    file = tmp_path / "help-centre.env"
    file.write_text("# said\n\nHELP_CENTRE_RATE_LIMIT=300 per minute\nHELP_CENTRE_TRACKER=\n HELP_CENTRE_URL=a=b \n")
    assert read_settings_file(file) == {
        "HELP_CENTRE_RATE_LIMIT": "300 per minute",
        "HELP_CENTRE_TRACKER": "",
        "HELP_CENTRE_URL": "a=b",
    }


def test_no_file_is_no_setting(tmp_path: Path) -> None:
    """Nobody needs the file."""
    assert read_settings_file(tmp_path / "none.env") == {}


@pytest.mark.parametrize(
    "line", ["PATH=/tmp", "HELP_CENTRE_WORKERS", 'HELP_CENTRE_WORKERS="2"', "export HELP_CENTRE_A=1"]
)
def test_a_line_that_is_no_setting_is_named(tmp_path: Path, line: str) -> None:
    """Whatever a shell, systemd or a container would read otherwise is refused with its line."""
    file = tmp_path / "help-centre.env"
    file.write_text(f"# first\n{line}\n")
    with pytest.raises(SettingError, match=r"help-centre\.env:2: this is no setting\."):
        read_settings_file(file)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """No traceback for the wrong encoding."""
    file = tmp_path / "help-centre.env"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingError, match="cannot be read"):
        read_settings_file(file)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command takes the file's settings where the environment has none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELP_CENTRE_INDEX", "")  # put back after the test
    monkeypatch.delenv("HELP_CENTRE_INDEX")
    Path("help-centre.env").write_text("HELP_CENTRE_INDEX=from-the-file\n")
    assert "from-the-file" in CliRunner().invoke(main, ["search", "words"]).stderr

    monkeypatch.setenv("HELP_CENTRE_INDEX", "from-the-environment")
    assert "from-the-environment" in CliRunner().invoke(main, ["search", "words"]).stderr
