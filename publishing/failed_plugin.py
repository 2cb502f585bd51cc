"""Which plugin or hook stopped a build: those of others raise whatever they like."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from types import ModuleType
from typing import Any


def plugin_that_raised(error: Exception, plugins: Mapping[str, Any]) -> str:
    """
    Return the name of the one of *plugins* in whose package *error* arose, the innermost; empty where in none.

    A hook is a plugin that is a module itself.
    """
    names = {_package(_module_of(plugin)): name for name, plugin in plugins.items()}
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = (_package(str(frame.f_globals.get("__name__"))) for frame in reversed(frames))
    return next((names[package] for package in packages if package in names), "")


def place_of_loading(error: Exception) -> str:
    """Return file and line where *error* stopped a module from being loaded; of a slip in Python those of the slip."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{error.filename}:{error.lineno}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"


def _module_of(plugin: Any) -> str:
    return plugin.__name__ if isinstance(plugin, ModuleType) else type(plugin).__module__


def _package(module: str) -> str:
    return module.partition(".")[0]
