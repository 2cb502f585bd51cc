"""How the content is found: index, query, suggestions, and the search HTTP interface."""

from search_service.app import create_app, register_search

__all__ = ["create_app", "register_search"]
