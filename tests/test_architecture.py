"""The house stands as its plan says."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UPSTREAM = {
    "publishing": {"publishing"},
    "search_service": {"publishing", "search_service"},
    "feedback_api": {"publishing", "search_service", "feedback_api"},
}
LAYERS_OF_PUBLISHING: dict[str, tuple[str, ...]] = {
    "Whoever reads us has a language,": ("translations", "errors"),
    "files change in one step, where settings say.": ("files", "settings", "settings_file"),
    "The catalogue is what everybody agrees on, and what a word in it counts.": ("catalogue", "bm25"),
    "A theme shows videos and articles,": ("theme", "videos", "articles"),
    "which people write in Markdown,": ("markup", "video"),
    "with links that never break.": ("links",),
    "All pages together": ("source",),
    "are checked,": ("rules", "checking"),
    "and built into a site that can be searched alone:": ("fallback", "site"),
    "a new one, one that comes from elsewhere, or one that is there.": ("starter", "importing", "commands", "plugin"),
    "Programs get its words.": ("translating",),
}
LAYERS_OF_SEARCH: dict[str, tuple[str, ...]] = {
    "What all of it shares": ("settings", "schemas", "signals"),
    "is asked of words": ("words",),
    "in an index,": ("index",),
    "by queries that are ranked": ("queries", "ranking"),
    "into answers,": ("answers",),
    "on the web and on the command line.": ("web", "checks", "commands", "app"),
}
LAYERS_OF_THE_SERVICE: dict[str, tuple[str, ...]] = {
    "Something is kept,": ("database",),
    "and counts tell what to believe.": ("evidence",),
    "Somebody sends something, in words that may tell who it is;": ("sources", "personal", "mails"),
    "workers take turns, and others elsewhere answer.": ("turns", "receivers"),
    "Articles are published,": ("settings", "revisions", "service"),
    "shown on the web, and to staff what staff may see.": ("web", "sign_in"),
    "A cause that leaves people unhelped has an item with a life;": ("work_items",),
    "readers watch, miss pages, follow links, rate and search, which makes causes;": (
        *("playback", "missing_pages", "reply_links", "ratings", "searches", "search_causes"),
    ),
    "they ask a person, are told of repairs, and get replies.": ("outbox", "contact", "repaired", "replies"),
    "All that is judged in the queue, where writers work on it, week after week.": (
        *("queue", "trackers", "staff", "week"),
    ),
    "What is kept is forgotten in time.": ("schema", "keeping"),
    "One app serves it all, and runs,": ("about", "preparation", "app", "running"),
    "beside what people start by hand.": ("preview", "commands", "cli"),
}
TOP_LEVEL = {
    *("content", "publishing", "search_service", "feedback_api", "overrides", "tests"),
    *("mkdocs.yml", "pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "LICENSE"),
    *("requirements.txt", "requirements-dev.txt"),
}
MAX_MODULE_LINES = 300


def tracked(*patterns: str) -> list[Path]:
    """List the files of the repository that match *patterns*, without build output."""
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@cache
def imports_of(module: Path) -> list[ast.Import | ast.ImportFrom]:
    """List what *module* imports, wherever in the file."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def imported_packages(module: Path) -> set[str]:
    """Name the top-level packages that *module* imports."""
    names: set[str] = set()
    for node in imports_of(module):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", UPSTREAM)
def test_imports_go_one_way(package: str) -> None:
    """Nothing upstream imports anything downstream."""
    modules = tracked(f"{package}/*.py")
    assert modules, f"{package} has no modules"
    strays = {
        str(module.relative_to(ROOT)): stray
        for module in modules
        if (stray := (imported_packages(module) & set(UPSTREAM)) - UPSTREAM[package])
    }
    assert strays == {}


def imported_rooms(module: Path, package: str) -> set[str]:
    """Name the rooms of *package*, and the modules beside them, that *module* imports from."""
    nodes = [node for node in imports_of(module) if isinstance(node, ast.ImportFrom) and node.module]
    named = [f"{node.module}.{alias.name}" for node in nodes for alias in node.names]
    return {name.split(".")[1] for name in named if name.startswith(f"{package}.")}


@pytest.mark.parametrize(
    ("package", "layers"),
    [
        ("publishing", LAYERS_OF_PUBLISHING),
        ("search_service", LAYERS_OF_SEARCH),
        ("feedback_api", LAYERS_OF_THE_SERVICE),
    ],
)
def test_a_package_is_built_as_its_story_is_told(package: str, layers: dict[str, tuple[str, ...]]) -> None:
    """Each room of a package, and each module beside them, stands on none that comes later in its story."""
    story = [room for rooms in layers.values() for room in rooms]
    front = ROOT / package / "__init__.py"
    placed = {module: _room_of(module, package) for module in tracked(f"{package}/*.py") if module != front}
    assert set(story) == set(placed.values())
    strays = {
        str(module.relative_to(ROOT)): stray
        for module, room in placed.items()
        if (stray := imported_rooms(module, package) - set(story[: story.index(room) + 1]))
    }
    assert strays == {}


def _room_of(module: Path, package: str) -> str:
    """Name the room of *package* that *module* stands in, or itself when it stands beside them."""
    return module.relative_to(ROOT / package).parts[0].removesuffix(".py")


@pytest.mark.parametrize("package", UPSTREAM)
def test_every_room_is_on_the_plan(package: str) -> None:
    """The page on the architecture says what stands in each room."""
    plan = (ROOT / "content" / "contribute" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+/`[, ]*)+)\|", plan, re.MULTILINE)
    rooms = {module.parent.name for module in tracked(f"{package}/*/*.py") if module.parent.parent.name == package}
    assert rooms - {room for row in rows for room in re.findall(r"\w+", row)} == set()


def test_only_the_plugin_touches_mkdocs() -> None:
    """Whatever knows MkDocs is in the plugin and in the builder that starts MkDocs, so that it can be replaced."""
    touching = {
        str(module.relative_to(ROOT))
        for module in tracked("publishing/*.py", "search_service/*.py", "feedback_api/*.py")
        if "mkdocs" in imported_packages(module)
    }
    assert touching == {"publishing/plugin.py", "publishing/site/build.py"}


def test_top_level_holds_what_the_plan_names() -> None:
    """The top level has the planned entries, hidden ones, and no others."""
    entries = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {entry for entry in entries if not entry.startswith(".")} == TOP_LEVEL


def test_a_module_is_one_room() -> None:
    """No module, script or style sheet of the product is longer than 300 lines."""
    crowded = {
        str(module.relative_to(ROOT)): lines
        for module in tracked("*.py", "*.js", "*.css")
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > MAX_MODULE_LINES
        and module.relative_to(ROOT).parts[0] != "tests"
    }
    assert crowded == {}


def test_the_navigation_stays_fit_for_thousands_of_pages() -> None:
    """Every page carries its own part of the navigation only, which sections in the sidebar would undo."""
    theme = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    features = {line.strip().removeprefix("- ") for line in theme.splitlines()}
    assert "navigation.prune" in features
    assert not features & {"navigation.sections", "navigation.expand"}
