"""What the help centre adds to a plain build stays within its promise."""

import subprocess
import sys

import pytest

from tests.benchmarks.build import ROOT


@pytest.mark.slow
@pytest.mark.alone
def test_plugin_and_index_add_little_to_a_plain_build() -> None:
    """The benchmark of the build passes on the shipped content."""
    command = [sys.executable, "-m", "tests.benchmarks.build"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
