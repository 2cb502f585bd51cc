"""Settings in a file beside ``mkdocs.yml``, as systemd and containers read them too."""

from __future__ import annotations

from pathlib import Path

from publishing.settings import PREFIX, SettingError

SETTINGS_FILE = Path("help-centre.env")


def read_settings_file(file: Path) -> dict[str, str]:
    """
    Read ``NAME=value`` from each line of *file*, ``#`` at the start of a line aside; nothing when it does not exist.

    Raises:
        SettingError: the file cannot be read, or a line is no setting; the message names the line.

    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{file}: the settings cannot be read.", "Let the program read it, as UTF-8.") from error
    values = {}
    for number, line in enumerate(map(str.strip, lines), start=1):
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            if not name.startswith(PREFIX) or "=" not in line or value.startswith(("'", '"')):
                raise SettingError(
                    f"{file}:{number}: this is no setting.", f"Write {PREFIX}NAME=value, without spaces and quotes."
                )
            values[name] = value
    return values
