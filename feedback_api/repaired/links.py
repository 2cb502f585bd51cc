"""Links that ask "did it help now?": signed, for a time, and for one answer."""

from __future__ import annotations

import secrets
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


class LinkExpiredError(HelpCentreError):
    """The link is too old."""

    http_status = 410


def sign(connection: Connection, notice_id: int) -> str:
    """Make the token of the link for a notice; the key is made when the first one is needed."""
    return _serializer(_known_key(connection) or _new_key(connection)).dumps(notice_id)


def read_token(connection: Connection, token: str) -> int:
    """
    Read which notice a token is for.

    Raises:
        LinkDamagedError: it was altered, cut off, or never made here.
        LinkExpiredError: it is older than ``VALID_FOR``.

    """
    key = _known_key(connection)
    if key is None:
        raise _damaged()
    try:
        found = _serializer(key).loads(token, max_age=int(VALID_FOR.total_seconds()))
    except SignatureExpired as error:
        raise LinkExpiredError(
            noted("This link is too old to be answered."), noted("Say on the page itself whether it helps now.")
        ) from error
    except BadData as error:
        raise _damaged() from error
    if not isinstance(found, int):
        raise _damaged()
    return found


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
