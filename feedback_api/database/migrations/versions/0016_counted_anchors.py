"""A rating that came by a link in a reply remembers where it is counted, so that another answer moves that count."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Apply this step; where ratings of before were counted is not known, so their counts stay."""
    op.add_column("ratings", sa.Column("counted_anchor", sa.String(length=200), nullable=True))
