"""Links that ask "did it help now?": signed, for a time, and for one answer."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from feedback_api.repaired.tables import signing_keys
from publishing.errors import HelpCentreError
from publishing.translations import noted

VALID_FOR = timedelta(days=60)
NAME = "did it help now"


class LinkDamagedError(HelpCentreError):
    """The link was not made by us, or is not whole."""

    http_status = 404


@dataclass(frozen=True)
class Link:
    """Which notice a link was made for, and whether it is too old to be answered."""

    notice_id: int
    is_too_old: bool


def sign(connection: Connection, notice_id: int) -> str:
    """Make the token of the link for a notice; the key is made when the first one is needed."""
    return _serializer(_known_key(connection) or _new_key(connection)).dumps(notice_id)


def read_token(connection: Connection, token: str) -> Link:
    """
    Read which notice a token is for; it is too old once it is older than ``VALID_FOR``.

    Raises:
        LinkDamagedError: it was altered, cut off, or never made here.

    """
    key = _known_key(connection)
    if key is None:
        raise _damaged()
    serializer = _serializer(key)
    try:
        found, is_too_old = serializer.loads(token, max_age=int(VALID_FOR.total_seconds())), False
    except SignatureExpired:
        found, is_too_old = serializer.loads(token), True  # it is whole, and still says what it was made for
    except BadData as error:
        raise _damaged() from error
    if not isinstance(found, int):
        raise _damaged()
    return Link(found, is_too_old)


def _damaged() -> LinkDamagedError:
    return LinkDamagedError(noted("This link is not whole."), noted("Open it from the mail again, or copy all of it."))


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=NAME)


def _known_key(connection: Connection) -> str | None:
    return connection.execute(select(signing_keys.c.key).where(signing_keys.c.name == NAME)).scalar()


def _new_key(connection: Connection) -> str:
    key = secrets.token_hex(32)
    try:
        with connection.begin_nested():
            connection.execute(insert(signing_keys).values(name=NAME, key=key))
    except IntegrityError:
        return _known_key(connection) or key  # another process was first, with another key
    return key
