"""How the content is found: index, query, suggestions, and the search HTTP interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search_service.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Import the service when it is asked for: building an index starts faster without it."""
    if name != "create_app":
        raise AttributeError(name)
    from search_service.app import create_app  # noqa: PLC0415 - see above

    return create_app
