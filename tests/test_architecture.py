"""The house stands as its plan says."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UPSTREAM = {
    "publishing": {"publishing"},
    "search_service": {"publishing", "search_service"},
    "feedback_api": {"publishing", "search_service", "feedback_api"},
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


def imported_packages(module: Path) -> set[str]:
    """Name the top-level packages that *module* imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
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


def test_only_the_plugin_touches_mkdocs() -> None:
    """Whatever knows MkDocs is in the plugin and in the builder that starts MkDocs, so that it can be replaced."""
    touching = {
        str(module.relative_to(ROOT))
        for module in tracked("publishing/*.py", "search_service/*.py", "feedback_api/*.py")
        if "mkdocs" in imported_packages(module)
    }
    assert touching == {"publishing/plugin.py", "publishing/build.py"}


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
