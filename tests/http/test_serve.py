"""The service as an operator starts it, and the command line beside it."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from feedback_api.database.connections import Database
from tests.feedback_api.publication import FIRST, Publication
from tests.help_centre import command
from tests.readied_program import run_program

pytestmark = pytest.mark.slow

READY = re.compile(r"Help centre ready on (http://127\.0\.0\.1:\d+)\n")
SECONDS_TO_STOP = 60
# Several workers answer: so many in a row come from more than one of them.
SETTLED_SEARCHES = 20
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Serve = Callable[[], tuple["subprocess.Popen[str]", str]]


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """One article that is published, in a folder where the defaults find it."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST)
    return publication


@pytest.fixture
def environment() -> dict[str, str]:
    """Give an environment without settings of the surrounding shell."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HELP_CENTRE_")}


@pytest.fixture
def run(publication: Publication, environment: dict[str, str]) -> Run:
    """Run ``help-centre`` where the site is published."""

    def run(*arguments: str, folder: Path = publication.folder) -> "subprocess.CompletedProcess[str]":
        return run_program(arguments, folder, environment)

    return run


@pytest.fixture
def serve(publication: Publication, environment: dict[str, str]) -> Iterator[Serve]:
    """Start the service on a free port, and give it with its address once it says that it is ready."""
    started: list[subprocess.Popen[str]] = []

    def serve() -> tuple["subprocess.Popen[str]", str]:
        with (publication.folder / "errors.txt").open("w") as errors:
            service = subprocess.Popen(
                [command(), "serve", "--port", "0"],
                cwd=publication.folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        started.append(service)
        assert service.stdout is not None
        ready = READY.fullmatch(service.stdout.readline())
        assert ready, (publication.folder / "errors.txt").read_text()
        return service, ready[1]

    yield serve
    for service in started:
        if service.poll() is None:
            service.terminate()
        service.wait(SECONDS_TO_STOP)
        assert service.stdout is not None
        service.stdout.close()


def test_the_service_answers_once_it_says_that_it_is_ready(serve: Serve) -> None:
    """The first request after the line is answered, and several workers count together."""
    _, address = serve()
    with urllib.request.urlopen(f"{address}/guides/reset/") as answer:
        assert answer.status == 200
    for _ in range(20):
        urllib.request.urlopen(f"{address}/healthz").close()
    with urllib.request.urlopen(f"{address}/metrics") as answer:
        assert 'route="/healthz",status="200"} 20.0' in answer.read().decode()


def test_a_long_query_in_any_script_reaches_the_search(serve: Serve) -> None:
    """4,000 characters are searched for even where each takes twelve bytes; more get a clear error, or a page."""
    _, address = serve()
    with urllib.request.urlopen(f"{address}/api/v1/search?q={'%F0%9F%90%8C' * 4000}") as answer:
        assert answer.status == 200
    for length, status in ((10_000, 400), (600_000, 414)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}/api/v1/search?q={'*' * length}")
        assert refused.value.code == status
        assert set(json.load(refused.value)) == {"error", "hint"}
        refused.value.close()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}/search/?q={'%E5%AF%86' * 10_000}")
    assert refused.value.code == 400
    assert "密" * 10_000 in refused.value.read().decode()
    refused.value.close()


def test_search_follows_what_is_published(serve: Serve, publication: Publication) -> None:
    """Under a running service a site that was published without any command of ours is found within seconds."""
    _, address = serve()
    publication.publish(reset=FIRST, invoices=FIRST)
    deadline = time.monotonic() + 60
    settled = 0
    while settled < SETTLED_SEARCHES:
        with urllib.request.urlopen(f"{address}/api/v1/search?q=invoices") as answer:
            settled = settled + 1 if json.load(answer)["total"] else 0
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_service_stops_cleanly(serve: Serve, publication: Publication, sign: signal.Signals) -> None:
    """Ctrl-C and a supervisor's signal end it with status 0, without a traceback and without leftovers."""
    service, _ = serve()
    service.send_signal(sign)
    assert service.wait(SECONDS_TO_STOP) == 0
    assert "Traceback" not in (publication.folder / "errors.txt").read_text()


def test_a_search_is_written_down_by_itself(serve: Serve, run: Run) -> None:
    """A search, its click and ratings become a work item that names the search, with nobody asking for a review."""
    _, address = serve()
    with urllib.request.urlopen(f"{address}/api/v1/search?q=reset+words") as answer:
        found = json.load(answer)

    def post(path: str, body: dict[str, object]) -> None:
        request = urllib.request.Request(
            f"{address}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request).close()

    post("/api/v1/clicks", {"search_id": found["search_id"], "article_id": "reset", "rank": 1})
    for number in range(12):
        key = f"00000000-0000-4000-8000-{number:012}"
        post("/api/v1/ratings", {"key": key, "article_id": "reset", "revision": FIRST, "helpful": False})
    token = run("staff", "add", "forge", "--app").stdout.split()[-1]
    look = urllib.request.Request(f"{address}/api/v1/work-items", headers={"Authorization": f"Bearer {token}"})
    deadline = time.monotonic() + 200
    searches: list[object] = []
    while not searches:  # a review may come before the search is written down: the next one tells of it
        assert time.monotonic() < deadline
        time.sleep(0.5)
        with urllib.request.urlopen(look) as answer:
            searches = [search for item in json.load(answer)["items"] for search in item["evidence"]["searches"]]
    assert searches == [{"query": "reset words", "searches": 1}]


def test_a_worker_that_dies_while_the_catalogue_is_damaged_is_replaced(serve: Serve, publication: Publication) -> None:
    """The service goes on with the articles that it knew, and a worker that starts anew says so."""
    service, address = serve()
    (publication.site / "catalogue.json").write_text("{", encoding="utf-8")
    children = Path(f"/proc/{service.pid}/task/{service.pid}/children")
    first, *_ = children.read_text().split()
    os.kill(int(first), signal.SIGKILL)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while "What was known of it goes on." not in (publication.folder / "errors.txt").read_text():
        assert service.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.1)
    with urllib.request.urlopen(f"{address}/a/reset") as answer:
        assert answer.status == 200
    assert service.poll() is None


def test_a_port_in_use_is_said_in_a_sentence(run: Run) -> None:
    """Another program on the port is an error with a hint and status 2."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        failed = run("serve", "--port", str(port))
    assert failed.returncode == 2
    assert f"error: http://127.0.0.1:{port} cannot be served (Address already in use)." in failed.stderr
    assert f"--port {port + 1}" in failed.stderr
    assert "Traceback" not in failed.stderr


def test_a_host_that_is_not_this_machine_s_is_said_in_a_sentence(run: Run) -> None:
    """Another port would be of no help."""
    for host in ("nohost.invalid", "192.0.2.1"):
        failed = run("serve", "--host", host, "--port", "0")
        assert failed.returncode == 2
        assert f"error: http://{host}:0 cannot be served (" in failed.stderr
        assert "hint: Name an address of this machine with --host, such as 127.0.0.1" in failed.stderr


def test_a_wrong_setting_is_said_in_two_lines(run: Run, environment: dict[str, str]) -> None:
    """No worker is started that could only die of it, with a page of traceback."""
    environment["HELP_CENTRE_CONTACT_HOURS"] = "Mo-Fr 9-17"
    failed = run("serve", "--port", "0")
    assert failed.returncode == 2
    assert [line.split(":")[0] for line in failed.stderr.splitlines()] == ["error", "hint"]


def test_a_missing_site_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    """Without a site the operator is told to build it."""
    empty = tmp_path / "empty"
    empty.mkdir()
    failed = run("serve", "--port", "0", folder=empty)
    assert failed.returncode == 2
    assert "site/catalogue.json" in failed.stderr
    assert "help-centre build" in failed.stderr


@pytest.mark.parametrize(
    "arguments",
    [["serve"], ["ratings", "import"], ["ratings", "export"], ["work-items", "review"], ["work-items", "list"], []],
    ids=" ".join,
)
def test_every_command_explains_itself(run: Run, arguments: list[str]) -> None:
    """Every command has its help."""
    helped = run(*arguments, "--help")
    assert helped.returncode == 0
    assert "Usage: help-centre" in helped.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["serve", "--port", "99999"],
        ["work-items", "review", "--as-of", "soon"],
        ["work-items", "review", "--as-of", "0001-01-01"],
        ["work-items", "review", "--as-of", "0001-01-01T00:00:00+14:00"],
        ["work-items", "review", "--as-of", "9999-12-31"],
        ["ratings", "import", "no.csv"],
    ],
    ids=" ".join,
)
def test_wrong_use_has_status_2(run: Run, arguments: list[str]) -> None:
    """A command that is used wrongly says how it is used."""
    failed = run(*arguments)
    assert failed.returncode == 2
    assert "Usage:" in failed.stderr


def test_ratings_go_in_and_out_and_become_work_items(run: Run, publication: Publication) -> None:
    """A CSV of poor ratings opens an item as of its days; the export can be imported again."""
    lines = [f"reset,{FIRST},no,2026-05-{day:02}T08:00:00Z" for day in range(1, 13)]
    (publication.folder / "ratings.csv").write_text("\n".join(["article_id,revision,helpful,rated_at", *lines]))
    assert run("ratings", "import", "ratings.csv").stdout == "12 ratings imported.\n"
    assert "nothing has changed" in run("work-items", "review", "--as-of", "2026-04-30").stdout
    assert run("work-items", "review", "--as-of", "20260512").stdout == "Reviewed: 1 open.\n"
    assert "12 of 12 readers said no (share helped" in run("work-items", "list").stdout
    (publication.folder / "export.csv").write_text(run("ratings", "export").stdout)
    assert run("ratings", "import", "export.csv").stdout == "0 ratings imported, 12 known already.\n"


def test_a_review_that_fails_is_said_and_hides_no_item(run: Run, publication: Publication) -> None:
    """The command names the part that failed and why, reviews the rest, and lists the queue as it last stood."""
    lines = [f"reset,{FIRST},no,2026-05-{day:02}T08:00:00Z" for day in range(1, 13)]
    (publication.folder / "ratings.csv").write_text("\n".join(["article_id,revision,helpful,rated_at", *lines]))
    run("ratings", "import", "ratings.csv")
    database = Database(f"sqlite:///{publication.folder / '.help-centre' / 'feedback.db'}")
    with database.writing() as connection:
        connection.execute(text("INSERT INTO missing_pages VALUES ('x', '2026-05-0x', '', 1, 0)"))
    database.close()
    failed = run("work-items", "review", "--as-of", "2026-05-12")
    assert failed.returncode == 1
    assert "error: Reviewing broken-link failed (ValueError: " in failed.stderr
    assert "Traceback" not in failed.stderr
    listed = run("work-items", "list")
    assert "cannot be reviewed just now" in listed.stderr
    assert "12 of 12 readers said no (share helped" in listed.stdout


def test_a_bad_line_of_ratings_is_named(run: Run, publication: Publication) -> None:
    """The command names the line, imports nothing, and ends with status 1."""
    csv = f"article_id,revision,helpful,rated_at\nreset,{FIRST},no,2026-05-01\nreset,{FIRST},maybe,2026-05-01\n"
    (publication.folder / "ratings.csv").write_text(csv)
    failed = run("ratings", "import", "ratings.csv")
    assert failed.returncode == 1
    assert "error: Line 3: helpful is 'maybe', not yes or no." in failed.stderr
    assert run("ratings", "export").stdout.count("\n") == 1


def test_an_empty_queue_explains_itself(run: Run) -> None:
    """Without items the list says when one appears."""
    assert "One appears when" in run("work-items", "list").stdout
    assert json.loads(run("work-items", "list", "--json").stdout) == []
