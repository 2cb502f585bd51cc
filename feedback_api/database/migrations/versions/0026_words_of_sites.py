"""The words of the published articles are read once a publication, and not by every process that counts searches."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "words_of_sites",
        sa.Column("lang", sa.String(40), primary_key=True),
        sa.Column("fingerprint", sa.String(200), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
    )
