"""``help-centre staff``: who may open the staff pages."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

import click

OF_THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


@click.group("staff")
def staff() -> None:
    """Say who may open the staff pages."""


@staff.command()
@click.argument("email")
@click.option("--admin", is_flag=True, help="Let them add and remove accounts on the staff pages too.")
@click.option("--app", is_flag=True, help="EMAIL is the name of a program; prints the token for its requests.")
def add(email: str, admin: bool, app: bool) -> None:
    """
    Add an account, and print a link by which its owner chooses a password.

    The link works once, within 24 hours. For an account that is there already, it lets its owner choose a new one;
    an admin stays an admin.
    """
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - help is shown without the database
    from feedback_api.sign_in.accounts import (  # noqa: PLC0415 - see above
        Role,
        add_account,
        find_account,
        hash_of,
        make_link,
    )

    if admin and app:
        raise click.UsageError("A program is no admin.")
    feedback = open_feedback()
    token, now = secrets.token_urlsafe(32), feedback.clock()
    with feedback.database.writing() as connection:
        known = find_account(connection, email)
        stays_admin = known is not None and known.role is Role.ADMIN
        role = Role.APP if app else Role.ADMIN if admin or stays_admin else Role.STAFF
        who = add_account(connection, email, role, now=now, secret_hash=hash_of(token) if app else None)
        if not app:
            make_link(connection, who, token, now=now)
    if app:
        click.echo(f"Send this header with its requests; it is shown only now:\nAuthorization: Bearer {token}")
    else:
        address = _address()
        click.echo(f"Send this link to {who.name}; it works once, within a day:\n{address}staff/welcome/{token}")
        if urlsplit(address).hostname not in OF_THIS_MACHINE:
            click.echo(f"hint: Where the service answers elsewhere, put that in the place of {address}", err=True)


@staff.command("list")
def list_() -> None:
    """List the accounts."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see add
    from feedback_api.sign_in.accounts import list_accounts  # noqa: PLC0415 - see add

    with open_feedback().database.reading() as connection:
        for who in list_accounts(connection):
            click.echo(f"{who.name}\t{who.role}\t{_waits(who.secret_hash)}".rstrip())


@staff.command()
@click.argument("email")
def remove(email: str) -> None:
    """Remove an account; whoever is signed in with it is signed out at once."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see add
    from feedback_api.sign_in.accounts import remove_account  # noqa: PLC0415 - see add

    with open_feedback().database.writing() as connection:
        remove_account(connection, email)
    click.echo(f"{email} is removed.")


def _waits(secret_hash: str | None) -> str:
    return "" if secret_hash else "no password yet"


def _address() -> str:
    """Give the address of the service with a slash at its end: as it is set, else where the site says it is."""
    from feedback_api.commands.opened import open_feedback  # noqa: PLC0415 - see add
    from feedback_api.trackers.settings import TrackerSettings  # noqa: PLC0415 - see add
    from publishing.settings import read_settings  # noqa: PLC0415 - see add

    address = read_settings(TrackerSettings).service_url or open_feedback().published.site_url() or ""
    return address.rstrip("/") + "/"
