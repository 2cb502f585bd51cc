"""Why a site was not built, in a sentence: plugins and hooks of others raise whatever they like."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from publishing.errors import HelpCentreError
from publishing.source.unreadable_addresses import UNREADABLE_HINT, is_about_an_address, where_unreadable

OWN_PLUGIN = "help-centre"


class BuildFailed(HelpCentreError):  # noqa: N818 - named for what happened
    """The site was not built, and the old one stays."""

    exit_status = 1


def refused(config_file: Path, error: Exception) -> BuildFailed:
    """Say that MkDocs refused, in its own words."""
    return BuildFailed(
        f"{config_file}: the site was not built ({str(error).rstrip('.') or 'see above'}).",
        "Repair what is listed above and build again; the site that was built before is unchanged.",
    )


def why_not_loaded(config_file: Path, error: Exception) -> BuildFailed:
    """Say what *error* kept the configuration from being read, or a plugin or hook from being loaded."""
    if _is_of_an_address(error):
        return _of_an_address(config_file, error)
    return refused(config_file, error) if isinstance(error, OSError) else _not_loaded(config_file, error)


def why_not_built(config_file: Path, error: Exception, plugins: Mapping[str, Any]) -> BuildFailed | None:
    """Say what *error* stopped the build; None where it is a mistake of ours."""
    if _is_of_an_address(error):
        return _of_an_address(config_file, error)
    name = _plugin_that_raised(error, plugins)
    if name not in {"", OWN_PLUGIN}:
        return _of_a_plugin(config_file, name, error)
    return refused(config_file, error) if isinstance(error, (OSError, UnicodeError)) else None


def _not_loaded(config_file: Path, error: Exception) -> BuildFailed:
    what = f"{_place_of_loading(error)}: {type(error).__name__}: {error}"
    return BuildFailed(
        f"{config_file}: a plugin or hook cannot be loaded ({what}).",
        "Repair that file, or leave out what 'plugins' or 'hooks' names.",
    )


def _of_a_plugin(config_file: Path, name: str, error: Exception) -> BuildFailed:
    return BuildFailed(
        f"{config_file}: the plugin '{name}' stopped the build ({type(error).__name__}: {error}).",
        "Run 'mkdocs build' for its whole report; leave it out, update it, or change its options.",
    )


def _of_an_address(config_file: Path, error: Exception) -> BuildFailed:
    """Name the place of the address that MkDocs stumbled over; where it is not seen, what MkDocs says."""
    place, text = next(where_unreadable(config_file), (str(config_file), ""))
    which = f"the address '{text}'" if text else "an address"
    return BuildFailed(f"{place}: {which} cannot be read, so the site was not built ({error}).", UNREADABLE_HINT)


def _is_of_an_address(error: Exception) -> bool:
    return isinstance(error, ValueError) and is_about_an_address(error)


def _plugin_that_raised(error: Exception, plugins: Mapping[str, Any]) -> str:
    """
    Return the name of the one of *plugins* in whose package *error* arose, the innermost; empty where in none.

    A hook is a plugin that is a module itself.
    """
    names = {_package(_module_of(plugin)): name for name, plugin in plugins.items()}
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = (_package(str(frame.f_globals.get("__name__"))) for frame in reversed(frames))
    return next((names[package] for package in packages if package in names), "")


def _place_of_loading(error: Exception) -> str:
    """Return file and line where *error* stopped a module from being loaded; of a slip in Python those of the slip."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _module_of(plugin: Any) -> str:
    return plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__


def _package(module: str) -> str:
    return module.partition(".")[0]
