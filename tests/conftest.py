"""What every test may use."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine, event
from werkzeug.routing import Rule

from tests.browser.shipped import ShippedHelpCentre, built_once
from tests.feedback_api.publication import FIRST, Publication
from tests.feedback_api.trackers.tracker_server import TrackerServer, serve_tracker
from tests.help_centre import HelpCentre
from tests.postgres import postgres_server, postgres_url
from tests.shares import Shares, longest_first

# How long an example takes says how busy the machine is.
settings.register_profile("help-centre", deadline=None)
settings.load_profile("help-centre")

# Each test has a service of its own, whose routes are the same; to compile them is most of what making it takes.
_compile = Rule._compile_builder  # noqa: SLF001
_compiled: dict[object, Any] = {}


def _compile_once(rule: Rule, append_unknown: bool = True) -> Any:
    if rule.defaults:  # which are compiled in
        return _compile(rule, append_unknown)
    key = (rule.rule, *rule._trace, append_unknown)  # noqa: SLF001
    if key not in _compiled:
        _compiled[key] = _compile(rule, append_unknown)
    return _compiled[key]


Rule._compile_builder = _compile_once  # type: ignore[assignment, method-assign]  # noqa: SLF001


class _CompiledStatements(dict[Any, Any]):
    """What SQLAlchemy compiled for one database serves all of its kind: each test has one, and all do the same."""

    def get(self, key: Any, default: Any = None) -> Any:
        dialect, *statement = key
        return super().get((dialect.name, *statement), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        dialect, *statement = key
        super().__setitem__((dialect.name, *statement), compiled)


_statements = _CompiledStatements()


@event.listens_for(Engine, "engine_connect")
def _share_compiled_statements(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_statements)


__all__ = ["postgres_server", "postgres_url"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shares:
    """Share the tests out among several workers as `tests.shares` says."""
    return Shares(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers run them, begin with the tests that take longest."""
    if hasattr(config, "workerinput"):
        items[:] = longest_first(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays to the end, modules and tests: it went through all of it every second."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def help_centre(tmp_path: Path) -> Iterator[HelpCentre]:
    """Give a help centre without content; it is stopped when the test ends."""
    centre = HelpCentre(tmp_path)
    yield centre
    centre.stop()


@pytest.fixture(scope="session")
def shipped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ShippedHelpCentre:
    """Give the help centre that this project ships, built once for all workers; nobody serves or changes it."""
    folder = tmp_path_factory.getbasetemp()
    return built_once((folder.parent if hasattr(request.config, "workerinput") else folder) / "shipped")


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    """Two articles, reset and export, each in its first revision."""
    publication = Publication(tmp_path)
    publication.publish(reset=FIRST, export=FIRST)
    return publication


@pytest.fixture
def tracker() -> Iterator[TrackerServer]:
    """Give an issue tracker on this machine, without issues."""
    yield from serve_tracker(lambda: datetime.now(UTC))
