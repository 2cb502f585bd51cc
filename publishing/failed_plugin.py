"""Which plugin stopped a build: those of others raise whatever they like."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any


def plugin_that_raised(error: Exception, plugins: Mapping[str, Any]) -> str:
    """Return the name of the one of *plugins* in whose package *error* arose, the innermost; empty where in none."""
    names = {_package(type(plugin).__module__): name for name, plugin in plugins.items()}
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    packages = (_package(str(frame.f_globals.get("__name__"))) for frame in reversed(frames))
    return next((names[package] for package in packages if package in names), "")


def _package(module: str) -> str:
    return module.partition(".")[0]
