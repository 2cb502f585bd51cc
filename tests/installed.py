"""The built wheel, in an environment of its own that does not know the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into *folder*."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("help_centre-*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Path:
    """
    Install *wheel* into a new environment in *folder*, and return its folder of programs.

    The libraries that it needs are those of this environment: fetching them is what the benchmark measures.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--python", str(python), "install", "--no-deps", str(wheel)],
        check=True,
    )
    (packages,) = folder.glob("lib/python*/site-packages")
    # Files with this ending inside that folder are not read again: an editable install of the repository stays unknown.
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    return python.parent


def bare_environment() -> dict[str, str]:
    """Give the variables of this machine without those that could lead to the repository or set something."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("HELP_CENTRE_", "PYTHON", "VIRTUAL"))
    }
