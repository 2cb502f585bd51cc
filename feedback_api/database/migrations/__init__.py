"""The history of the database's schema, one Alembic script a step."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection


class UnknownStepError(Exception):
    """The database is at a step that these scripts do not know."""


def alembic_config() -> Config:
    """Say where the scripts are, without a file of settings."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(connection: Connection) -> None:
    """
    Bring the schema behind *connection* to its latest step, inside the transaction that is open.

    Raises:
        UnknownStepError: a newer version of these scripts was here before.

    """
    config = alembic_config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UnknownStepError from error
