"""The web server of the preview: one process, so that what the workshop knows is at hand."""

from __future__ import annotations

import signal
import socket
import threading
from types import FrameType
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


def serve(listener: socket.socket, app: Flask) -> None:
    """Serve *app* at *listener* until Ctrl-C or SIGTERM."""
    host, port = listener.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, request_handler=_Quiet, fd=listener.fileno())

    def stop(_signal: int, _frame: FrameType | None) -> None:
        threading.Thread(target=server.shutdown).start()  # it waits for the loop that this interrupts

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, stop)
    listener.listen()
    server.serve_forever()
    server.server_close()


class _Quiet(WSGIRequestHandler):
    """Says nothing of single requests: the panel alone makes one a second."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        pass
