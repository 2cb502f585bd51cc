"""The people and programs that may see staff pages, and the one-time links by which people choose a password."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, delete, insert, select, update

from feedback_api.sign_in.tables import MAX_NAME_CHARS, staff_accounts, staff_links, staff_sessions
from publishing.errors import HelpCentreError
from publishing.translations import noted

LINK_LASTS = timedelta(hours=24)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
PROGRAM = re.compile(r"[\w.-]+")


class Role(StrEnum):
    """What an account may do: staff works, an admin adds and removes accounts too, an app is a program with a token."""

    STAFF = "staff"
    ADMIN = "admin"
    APP = "app"


@dataclass(frozen=True)
class Account:
    """Who may sign in; ``secret_hash`` is None until a password was chosen."""

    id: int
    name: str
    role: Role
    secret_hash: str | None
    added_at: datetime


class AccountNameError(HelpCentreError):
    """What was given is not an e-mail address, or not the name of a program."""

    http_status = 422


class UnknownAccountError(HelpCentreError):
    """There is no such account."""

    http_status = 404


class LastAdminError(HelpCentreError):
    """Without this account nobody could add or remove accounts on the staff pages."""

    http_status = 409


class LinkSpentError(HelpCentreError):
    """The link was used before, is too old, or never was one."""

    http_status = 410


def add_account(
    connection: Connection, name: str, role: Role, *, now: datetime, secret_hash: str | None = None
) -> Account:
    """
    Add an account, or give the one of that name its new *role*; a program's gets its new secret.

    Raises:
        AccountNameError: see there.

    """
    name = account_name(name, role)
    known = find_account(connection, name)
    values = {"role": role.value, **({} if secret_hash is None else {"secret_hash": secret_hash})}
    if known is None:
        connection.execute(insert(staff_accounts).values(name=name, added_at=now, **values))
    else:
        connection.execute(update(staff_accounts).where(staff_accounts.c.id == known.id).values(values))
    added = find_account(connection, name)
    assert added is not None
    return added


def account_name(name: str, role: Role) -> str:
    """
    Write the name of an account as it is kept: addresses without regard to case.

    Raises:
        AccountNameError: see there.

    """
    name = name.strip().lower()
    form = PROGRAM if role is Role.APP else EMAIL
    if not form.fullmatch(name) or len(name) > MAX_NAME_CHARS:
        if role is Role.APP:
            wrong, hint = noted("'{name}' is not the name of a program."), noted("Write it like help-desk.")
        else:
            wrong, hint = noted("'{name}' is not an e-mail address."), noted("Write it like agent@example.com.")
        raise AccountNameError(wrong, hint, name=name[:80])
    return name


def find_account(connection: Connection, name: str) -> Account | None:
    """Find the account called *name*, whatever its case."""
    row = connection.execute(select(staff_accounts).where(staff_accounts.c.name == name.strip().lower())).one_or_none()
    return None if row is None else account(row)


def list_accounts(connection: Connection) -> list[Account]:
    """List all accounts by name."""
    return [account(row) for row in connection.execute(select(staff_accounts).order_by(staff_accounts.c.name))]


def check_an_admin_stays(connection: Connection, name: str) -> None:
    """
    Refuse to take the role of admin from *name* when nobody else has it; others wait who ask the same.

    Raises:
        LastAdminError: see there.

    """
    query = select(staff_accounts.c.name).where(staff_accounts.c.role == Role.ADMIN.value).with_for_update()
    if connection.execute(query).scalars().all() == [name.strip().lower()]:
        raise LastAdminError(noted("{name} is the only admin."), noted("Make somebody else an admin first."), name=name)


def remove_account(connection: Connection, name: str) -> None:
    """
    Remove an account: whoever is signed in with it is signed out, and its links end.

    Raises:
        UnknownAccountError: there is none.

    """
    known = find_account(connection, name)
    if known is None:
        raise UnknownAccountError(
            noted("There is no account '{name}'."), noted("'help-centre staff list' names all of them."), name=name
        )
    for table in (staff_sessions, staff_links):
        connection.execute(delete(table).where(table.c.account_id == known.id))
    connection.execute(delete(staff_accounts).where(staff_accounts.c.id == known.id))


def make_link(connection: Connection, known: Account, token: str, *, now: datetime) -> None:
    """Let who holds *token* choose the account's password once, within ``LINK_LASTS``; earlier links end."""
    connection.execute(delete(staff_links).where(staff_links.c.account_id == known.id))
    values = {"token_hash": hash_of(token), "account_id": known.id, "ends_at": now + LINK_LASTS}
    connection.execute(insert(staff_links).values(values))


def account_of_link(connection: Connection, token: str, *, now: datetime) -> Account:
    """
    Find whose link it is; looking does not use it up, as mail scanners look too.

    Raises:
        LinkSpentError: see there.

    """
    joined = staff_accounts.join(staff_links, staff_links.c.account_id == staff_accounts.c.id)
    here = (staff_links.c.token_hash == hash_of(token), staff_links.c.ends_at > now)
    row = connection.execute(select(staff_accounts).select_from(joined).where(*here)).one_or_none()
    if row is None:
        raise LinkSpentError(
            noted("This link was used already, or is older than a day."),
            noted("Ask who runs the help centre for a new one: help-centre staff add, with your address."),
        )
    return account(row)


def choose_password(connection: Connection, token: str, secret_hash: str, *, now: datetime) -> Account:
    """
    Use up the link: keep the password, and sign out whoever was signed in with the one before.

    Raises:
        LinkSpentError: see there.

    """
    known = account_of_link(connection, token, now=now)
    used = connection.execute(delete(staff_links).where(staff_links.c.token_hash == hash_of(token))).rowcount
    if not used:
        return account_of_link(connection, token, now=now)
    connection.execute(update(staff_accounts).where(staff_accounts.c.id == known.id).values(secret_hash=secret_hash))
    connection.execute(delete(staff_sessions).where(staff_sessions.c.account_id == known.id))
    return known


def app_of_token(connection: Connection, token: str) -> Account | None:
    """Find the program that *token* was made for."""
    here = (staff_accounts.c.role == Role.APP.value, staff_accounts.c.secret_hash == hash_of(token))
    row = connection.execute(select(staff_accounts).where(*here)).one_or_none()
    return None if row is None else account(row)


def account(row: Row[tuple[object, ...]]) -> Account:
    """Turn a row of the table into what it stands for."""
    return Account(row.id, row.name, Role(row.role), row.secret_hash, row.added_at)


def hash_of(token: str) -> str:
    """Give what is kept of a token: it is random and long, so a fast hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()
