"""A small help centre whose site and service are two hosts, so that the service can fail alone, or one."""

from __future__ import annotations

import functools
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.help_centre import HelpCentre, free_port
from tests.web_server import POLL_SECONDS

MKDOCS_YML = """\
site_name: Help
site_url: {site_url}
docs_dir: content
theme: {{name: material, font: false, features: [navigation.instant]}}
plugins:
  - help-centre: {{service_url: "{service_url}"}}
"""
PAGES = {
    "index.md": "# Start\n\nWelcome to the help.\n",
    "contact.md": "# Contact\n\nWrite to us.\n",
    "export.md": "# Export your reports\n\nChoose the period first.\n\n## As a spreadsheet\n\nPress Download.\n",
    "invoices.md": "# Change an invoice\n\nOpen it and press Edit.\n\n## After it was paid\n\nAsk for a credit note.\n",
    "password.md": "# Reset your password\n\nUse the link on the sign-in page.\n",
}


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output readable."""


@dataclass
class WholeHelpCentre(HelpCentre):
    """Five pages and the service on one port."""

    def publish(self) -> None:
        """Build the five pages."""
        for path, markdown in PAGES.items():
            self.write(path, markdown)
        super().publish()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Stop the processes where they are: the system goes on taking connections for them, and nobody answers."""
        assert self.service is not None
        children = Path(f"/proc/{self.service.pid}/task/{self.service.pid}/children").read_text(encoding="ascii")
        processes = [self.service.pid, *map(int, children.split())]
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)


@dataclass
class SplitHelpCentre(HelpCentre):
    """Five pages on a plain web server, and the service on another port."""

    site_port: int = field(default_factory=free_port)
    web_server: ThreadingHTTPServer | None = None

    @property
    def site_url(self) -> str:
        """The address that the site answers on."""
        return f"http://127.0.0.1:{self.site_port}/"

    def publish(self) -> None:
        """Build the five pages for their own address and the service's."""
        for path, markdown in PAGES.items():
            self.write(path, markdown)
        configuration = MKDOCS_YML.format(site_url=self.site_url, service_url=self.url)
        (self.folder / "mkdocs.yml").write_text(configuration, encoding="utf-8")
        self.run("build")

    def start_site(self) -> None:
        """Serve the built site without the service, unless it is served."""
        if self.web_server is None:
            handler = functools.partial(_QuietHandler, directory=str(self.folder / "site"))
            self.web_server = ThreadingHTTPServer(("127.0.0.1", self.site_port), handler)
            threading.Thread(target=self.web_server.serve_forever, args=(POLL_SECONDS,), daemon=True).start()

    def stop_site(self) -> None:
        """Stop serving the site, when it is served."""
        if self.web_server is not None:
            self.web_server.shutdown()
            self.web_server.server_close()
            self.web_server = None

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Put in the service's place something that takes connections and never answers."""
        self.stop()
        with socket.create_server(("127.0.0.1", self.port)):
            yield
