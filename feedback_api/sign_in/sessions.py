"""Who is signed in: a random token in the browser's cookie, its hash in the database."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from feedback_api.sign_in.accounts import Account, account, hash_of
from feedback_api.sign_in.tables import staff_accounts, staff_sessions

SESSION_LASTS = timedelta(hours=12)


class Way(StrEnum):
    """How a session was begun."""

    PASSWORD = "password"  # noqa: S105 - the name of a way, no secret
    OPENID = "openid"
    PROXY = "proxy"


def begin_session(connection: Connection, who: Account, way: Way, token: str, *, now: datetime) -> None:
    """Sign *who* in for ``SESSION_LASTS`` under *token*; sessions that are over are forgotten."""
    connection.execute(delete(staff_sessions).where(staff_sessions.c.ends_at <= now))
    values = {"token_hash": hash_of(token), "account_id": who.id, "way": way.value, "ends_at": now + SESSION_LASTS}
    connection.execute(insert(staff_sessions).values(values))


def find_session(connection: Connection, token: str, *, now: datetime) -> tuple[Account, Way] | None:
    """Say who is signed in under *token* and how; None when nobody is, any more."""
    joined = staff_accounts.join(staff_sessions, staff_sessions.c.account_id == staff_accounts.c.id)
    here = (staff_sessions.c.token_hash == hash_of(token), staff_sessions.c.ends_at > now)
    query = select(staff_accounts, staff_sessions.c.way).select_from(joined).where(*here)
    row = connection.execute(query).one_or_none()
    return None if row is None else (account(row), Way(row.way))


def end_session(connection: Connection, token: str) -> None:
    """Sign out."""
    connection.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == hash_of(token)))


def form_token(session_token: str) -> str:
    """Make what every form of a session carries: another site can neither read nor guess it."""
    return hmac.new(session_token.encode(), b"staff form", hashlib.sha256).hexdigest()
