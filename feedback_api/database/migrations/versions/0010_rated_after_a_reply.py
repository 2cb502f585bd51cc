"""How readers rated what was linked in a reply, by section."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Apply this step."""
    for name in ("helped", "unhelped"):
        op.add_column("link_days", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
