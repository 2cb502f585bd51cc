"""An issue that is not found may come back: it is given up when that stays so."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("tracker_outbox", sa.Column("away_since", sa.DateTime(), nullable=True))
