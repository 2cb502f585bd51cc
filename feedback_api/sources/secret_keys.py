"""Secrets of this installation, each made when it is first needed and kept in its database."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from feedback_api.sources.tables import signing_keys

_KEY = select(signing_keys.c.key).where(signing_keys.c.name == bindparam("called"))


def known_key(connection: Connection, name: str) -> str | None:
    """Give the key of that *name* as 64 hexadecimal digits, or None before it was made."""
    return connection.execute(_KEY, {"called": name}).scalar()


def made_key(connection: Connection, name: str) -> str:
    """Give the key of that *name* as 64 hexadecimal digits, made when it is first asked for."""
    key = known_key(connection, name)
    if key is None:
        key = secrets.token_hex(32)
        try:
            with connection.begin_nested():
                connection.execute(insert(signing_keys).values(name=name, key=key))
        except IntegrityError:
            key = known_key(connection, name) or key  # another process was first, with another key
    return key
