"""A running help centre in a folder of its own: real build, real service, real HTTP."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.readied_program import run_program

START_TIMEOUT_SECONDS = 120
FIRST_PORT, PORTS = 12_000, 20_000
# Tests that run at the same time, in processes of their own, begin far from each other.
_numbers = itertools.count(os.getpid() * 1_009)
COOKIE = "help-centre-staff"
MKDOCS_YML = """\
site_name: Help
site_url: http://127.0.0.1:{port}/
docs_dir: content
theme: {{name: material, font: false}}
plugins:
  - help-centre
"""


@dataclass
class Answer:
    """What the service answered: HTTP status and the decoded JSON."""

    status: int
    json: Any


@dataclass
class HelpCentre:
    """A help centre in *folder*, with verbs for what its people do."""

    folder: Path
    port: int = field(default_factory=lambda: free_port())  # noqa: PLW0108 - defined below
    service: subprocess.Popen[bytes] | None = None
    session: Cookie | None = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address that site and API answer on."""
        return f"http://127.0.0.1:{self.port}/"

    def write(self, path: str, markdown: str) -> None:
        """Put one page of Markdown into the content folder."""
        page = self.folder / "content" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(markdown, encoding="utf-8")

    def publish(self) -> None:
        """Build site, catalogue and index, as a merged pull request would."""
        (self.folder / "mkdocs.yml").write_text(MKDOCS_YML.format(port=self.port), encoding="utf-8")
        self.run("build")

    def run(self, *arguments: str) -> str:
        """Run ``help-centre`` with *arguments* and return what it printed; a failure fails the test."""
        finished = self.attempt(*arguments)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def attempt(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``help-centre`` with *arguments*, whatever comes of it."""
        return run_program(arguments, self.folder, self.environment())

    def environment(self) -> dict[str, str]:
        """Give the environment of the service: no setting of the surrounding shell leaks in."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("HELP_CENTRE_")}
        return {**inherited, "HELP_CENTRE_RATE_LIMIT": "off", **self.settings}

    def start(self) -> None:
        """Start the service and wait until it is ready."""
        with (self.folder / "service.log").open("wb") as log:
            self.service = subprocess.Popen(
                [command(), "serve", "--port", str(self.port)],
                cwd=self.folder,
                env=self.environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while not self.is_ready():
            assert self.service.poll() is None, (self.folder / "service.log").read_text()
            assert time.monotonic() < deadline, "the service did not become ready"
            time.sleep(0.05)

    def serve(self) -> None:
        """Start the service, unless it runs."""
        if self.service is None:
            self.start()

    def stop(self) -> None:
        """Stop the service, when it runs."""
        if self.service is not None:
            self.service.terminate()
            self.service.wait(timeout=120)
            self.service = None

    def is_ready(self) -> bool:
        """Ask whether the service can answer."""
        try:
            return self.get("readyz").status == 200
        except OSError:
            return False

    def get(self, path: str, **query: object) -> Answer:
        """GET *path* with *query*; the body is decoded when it is JSON."""
        return self._ask(urllib.request.Request(f"{self.url}{path}" + (f"?{urlencode(query)}" if query else "")))

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        """POST *body* as JSON."""
        content = json.dumps(body).encode()
        return self._ask(
            urllib.request.Request(f"{self.url}{path}", content, headers={"Content-Type": "application/json"})
        )

    def search(self, query: str) -> dict[str, Any]:
        """Search as a customer who pressed Enter."""
        answer = self.get("api/v1/search", q=query)
        assert answer.status == 200, answer
        found: dict[str, Any] = answer.json
        return found

    def rate(self, article: dict[str, Any], *, helpful: bool, **detail: str) -> Answer:
        """Say whether *article*, a search result or a catalogue entry, helped."""
        rating = {
            "key": str(uuid.uuid4()),
            "article_id": article.get("article_id", article.get("id")),
            "revision": article["revision"],
            "helpful": helpful,
            **detail,
        }
        return self.post("api/v1/ratings", rating)

    def staff_cookie(self) -> dict[str, str]:
        """Sign an agent in, once, by a one-time link; gives the session's cookie as a browser takes it."""
        if self.session is None:
            link = self.run("staff", "add", "agent@example.com").splitlines()[-1]
            page = f"{self.url}staff/welcome/{link.rpartition('/')[2]}"
            form = urlencode({"password": "correct horse battery staple"}).encode()
            jar = CookieJar()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
            browser.open(page, form, timeout=120).close()
            (self.session,) = (cookie for cookie in jar if cookie.name == COOKIE)
        return {"name": self.session.name, "value": self.session.value or "", "url": self.url}

    def catalogue(self) -> dict[str, dict[str, Any]]:
        """Read the published articles by id, in the first language of the site."""
        articles = json.loads((self.folder / "site" / "catalogue.json").read_text(encoding="utf-8"))["articles"]
        return {article["id"]: article for article in reversed(articles)}

    def work_items(self) -> list[dict[str, Any]]:
        """Review the evidence, then list the work items, closed ones too, as a writer's script would."""
        self.run("work-items", "review")
        listed: list[dict[str, Any]] = json.loads(self.run("work-items", "list", "--state", "all", "--json"))
        return listed

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return Answer(response.status, _decode(response))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _decode(error))


def _decode(response: Any) -> Any:
    content = response.read()
    return json.loads(content) if "json" in response.headers.get("Content-Type", "") else content.decode()


def command() -> str:
    """Name the console script that was installed beside this Python."""
    return str(Path(sys.executable).parent / "help-centre")


def free_port() -> int:
    """Find a TCP port that nothing listens on, nor will: it is none that the system gives to whoever connects."""
    while True:
        port = FIRST_PORT + next(_numbers) % PORTS
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
