"""Tries to sign in are counted for all workers; numbers of accounts are given once."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "sign_in_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=24), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("tries_of_a_mark", "sign_in_tries", ["mark"])
    op.create_index("tries_by_time", "sign_in_tries", ["tried_at"])
    if op.get_bind().dialect.name == "sqlite":
        _number_accounts_once()


def _number_accounts_once() -> None:
    """SQLite alone gives the number of the last row again; it can be told not to only where a table begins."""
    op.create_table(
        "staff_accounts_numbered_once",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO staff_accounts_numbered_once (id, name, role, secret_hash, added_at) "
        "SELECT id, name, role, secret_hash, added_at FROM staff_accounts"
    )
    op.drop_table("staff_accounts")
    op.rename_table("staff_accounts_numbered_once", "staff_accounts")
