"""A mail that the server of its address puts off is tried for some days and then given up."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Apply this step; since when mails of before are put off is not known, so their days begin with the next try."""
    op.add_column("outbox", sa.Column("put_off_since", sa.DateTime(), nullable=True))
