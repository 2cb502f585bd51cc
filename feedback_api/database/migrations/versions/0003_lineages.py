"""Revisions that only correct another share its evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("revisions") as batch:
        batch.add_column(sa.Column("lineage", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("follows", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("edit", sa.String(length=30), nullable=True))
    op.execute("UPDATE revisions SET lineage = revision")
    with op.batch_alter_table("revisions") as batch:
        batch.alter_column("lineage", existing_type=sa.String(length=64), nullable=False)
    op.create_table(
        "wordings",
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("lineage", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", "lineage"),
    )
    # The catalogue is read again, for the wording of what is published.
    op.execute("DELETE FROM catalogues")
