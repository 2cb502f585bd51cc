"""What the search service announces to whoever listens in the same process."""

from __future__ import annotations

from blinker import Namespace

_namespace = Namespace()

searched = _namespace.signal("searched")
"""
Sent after each answered search, by the Flask app, with the keyword arguments ``search_id`` (str), ``query`` (str),
``total`` (int), ``partial`` (bool), ``lang`` (str or None) and ``article_ids`` (list of str, best first).
"""
