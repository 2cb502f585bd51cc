"""Translations that are older than their original become work items."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("articles", sa.Column("original_changed", sa.Date(), nullable=True))
    # The catalogue is read again, so that it is known.
    op.execute("DELETE FROM catalogues")
