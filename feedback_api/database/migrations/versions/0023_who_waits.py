"""Who waits for a word is found without those who said yes, so that the week's page reads a third of the addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Apply this step."""
    op.drop_index("ratings_waiting_for_a_word", "ratings")
    op.create_index(
        "ratings_waiting_for_a_word",
        "ratings",
        ["article_id", "revision", "rated_at"],
        sqlite_where=sa.text("email IS NOT NULL AND helpful IS 0"),
        postgresql_where=sa.text("email IS NOT NULL AND helpful IS false"),
    )
