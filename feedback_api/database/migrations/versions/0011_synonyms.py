"""Words that mean the same, as the site's writers say: searches for them are gathered."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("catalogues", sa.Column("synonyms", sa.Text(), nullable=False, server_default=""))
    # The catalogue is read again, so that they are known.
    op.execute("DELETE FROM catalogues")
