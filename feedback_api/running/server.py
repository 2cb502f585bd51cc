"""The web server: gunicorn in this process, its workers as children."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http import message

from feedback_api.running.worker import Worker, open_connections
from publishing.errors import HelpCentreError

# prometheus_client reads it at its first import: where the workers share their counts.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# The longest query of 4,000 characters takes 12 bytes for each; what was pasted beyond it is refused by a page that
# shows it, ten times as much too. gunicorn itself allows 8,190 bytes and no more.
MAX_REQUEST_LINE_BYTES = 512 * 1024
THREADS = 8
STOP_TIMEOUT_SECONDS = 5


class AddressTakenError(HelpCentreError):
    """The address cannot be listened at."""


def listen(host: str, port: int) -> socket.socket:
    """
    Take the address, before anything else is started; port 0 takes any free one.

    Raises:
        AddressTakenError: another program listens there, or the host is not this machine's.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressTakenError(
            f"http://{_in_url(host)}:{port} cannot be served ({error.strerror}).", _hint(error.errno, port)
        ) from error
    return listener


def _hint(error_number: int | None, port: int) -> str:
    if error_number == errno.EADDRINUSE:
        return f"Stop the program that uses the port, or choose another one with --port {port % 65535 + 1}."
    if error_number == errno.EACCES:
        return "Choose a port above 1023 with --port: this account may open no other."
    return "Name an address of this machine with --host, such as 127.0.0.1, or 0.0.0.0 for all that it has."


def serve(listener: socket.socket, workers: int) -> None:
    """
    Serve until Ctrl-C or SIGTERM, with *workers* processes; never returns, and owns *listener* from now on.

    The address is printed when the first worker can answer.
    """
    message.MAX_REQUEST_LINE = MAX_REQUEST_LINE_BYTES
    folder = tempfile.mkdtemp(prefix="help-centre-metrics-")
    os.environ[METRICS_FOLDER] = folder
    # The metrics' folder is known only now; and what is imported before the workers are forked is imported once.
    from feedback_api.running import worker_parts  # noqa: PLC0415 - see above

    host, port = listener.getsockname()[:2]
    options = {
        "bind": f"fd://{listener.detach()}",
        "workers": workers,
        "worker_class": Worker,
        "threads": THREADS,
        "graceful_timeout": STOP_TIMEOUT_SECONDS,
        "limit_request_line": MAX_REQUEST_LINE_BYTES,
        "loglevel": "warning",
        "control_socket_disable": True,
        "post_worker_init": lambda worker: worker_parts.begin(worker, f"http://{_in_url(host)}:{port}"),
        "worker_exit": lambda _server, worker: worker_parts.end(worker),
        "child_exit": lambda _server, worker: open_connections.forget(worker.age),
        "on_exit": lambda _server: shutil.rmtree(folder, ignore_errors=True),
    }
    _Server(options, worker_parts.create_app).run()


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn, told by us instead of by its command line."""

    def __init__(self, options: dict[str, Any], create_app: Callable[[], Flask]) -> None:
        self.options = options
        self.create_app = create_app
        super().__init__()

    def load_config(self) -> None:
        """Take the options that we were made with."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the app, in each worker its own: database connections and index files do not survive a fork."""
        return self.create_app()


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
