"""How we learn which articles do not help: ratings, evidence, work items, staff pages, and the whole service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedback_api.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Import the service when it is asked for: commands that do not serve start faster without it."""
    if name != "create_app":
        raise AttributeError(name)
    from feedback_api.app import create_app  # noqa: PLC0415 - see above

    return create_app
