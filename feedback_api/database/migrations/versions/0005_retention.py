"""What is to be forgotten after its time is found without looking at every rating."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WITH_WORDS = sa.text("goal IS NOT NULL OR comment IS NOT NULL")
WITH_ADDRESS = sa.text("email IS NOT NULL")


def upgrade() -> None:
    """Apply this step."""
    for name, some in (("ratings_with_words", WITH_WORDS), ("ratings_with_an_address", WITH_ADDRESS)):
        op.create_index(name, "ratings", ["rated_at"], sqlite_where=some, postgresql_where=some)
