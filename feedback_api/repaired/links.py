"""Links that ask "did it help now?": signed, for a time, and for one answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import Connection

from feedback_api.sources.secret_keys import known_key, made_key
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
    return _serializer(made_key(connection, NAME)).dumps(notice_id)


def read_token(connection: Connection, token: str) -> Link:
    """
    Read which notice a token is for; it is too old once it is older than ``VALID_FOR``.

    Raises:
        LinkDamagedError: it was altered, cut off, or never made here.

    """
    key = known_key(connection, NAME)
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
