"""
``help-centre``, imported once and forked for each run: importing it takes a second, and tests run it hundreds of times.

Each run is a process of its own with the folder, the environment, the output and the exit status that it would have,
and does what the console script does. Whatever starts a service, the preview or the wheel starts the script itself.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Beside the modules of the commands: what these import once they know what to do.
LATER = ("feedback_api.commands.opened", "feedback_api.database.migrations", "jinja2.ext", "mkdocs.commands.build")
_one_at_a_time = threading.Lock()


def run_program(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run ``help-centre`` with *arguments* in *folder*, whatever comes of it."""
    with tempfile.TemporaryDirectory() as name:
        output, errors = Path(name, "output"), Path(name, "errors")
        wanted = [[*arguments], str(folder), {**environment}, str(output), str(errors)]
        with _one_at_a_time:
            status = int(_ask(_readied(), json.dumps(wanted)))
        return subprocess.CompletedProcess(
            arguments, status, output.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8")
        )


@cache
def _readied() -> subprocess.Popen[str]:
    """Start the process that forks; it ends when this one does."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("HELP_CENTRE_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.readied_program"],
        cwd=ROOT,
        env=bare,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process


def _ask(process: subprocess.Popen[str], wanted: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{wanted}\n")
    process.stdin.flush()
    return process.stdout.readline()


def _become(folder: str, environment: Mapping[str, str], output: str, errors: str) -> None:
    """Let this process be what the script would be that was started so."""
    for descriptor, file, flags in ((0, os.devnull, os.O_RDONLY), (1, output, os.O_RDWR), (2, errors, os.O_RDWR)):
        opened = os.open(file, flags | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()


def main() -> None:
    """Import the program, then fork for each line on standard input, and tell each exit status in a line."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from feedback_api import cli  # noqa: PLC0415 - whoever only asks for a run does without it

    for module in {*cli.MODULES.values(), *LATER}:
        import_module(module)
    gc.freeze()  # what is shared stays shared
    for line in sys.stdin:
        arguments, *surroundings = json.loads(line)
        child = os.fork()
        if not child:
            _become(*surroundings)
            cli.main(arguments, prog_name="help-centre")
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
