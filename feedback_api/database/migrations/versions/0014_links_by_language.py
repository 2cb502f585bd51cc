"""Links in replies are counted by language; who asked again is told from who came back; sections are known."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Apply this step."""
    op.add_column("articles", sa.Column("anchors", sa.Text(), nullable=False, server_default=""))
    # The catalogue is read again, so that they are known.
    op.execute("DELETE FROM catalogues")
    op.create_table(
        "link_days_by_language",
        sa.Column("article_id", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=40), nullable=False),
        sa.Column("anchor", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("linked", sa.Integer(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("came_back", sa.Integer(), nullable=False),
        sa.Column("asked_again", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("helped", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unhelped", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("article_id", "lang", "anchor", "day"),
    )
    # Until now links led to the first language alone.
    op.execute(
        "INSERT INTO link_days_by_language "
        "(article_id, lang, anchor, day, linked, opened, came_back, helped, unhelped) "
        "SELECT article_id, COALESCE("
        "(SELECT lang FROM articles WHERE articles.id = link_days.article_id ORDER BY position LIMIT 1), "
        "(SELECT MIN(lang) FROM revisions WHERE revisions.article_id = link_days.article_id), ''), "
        "anchor, day, linked, opened, came_back, helped, unhelped FROM link_days"
    )
    op.drop_table("link_days")
    op.rename_table("link_days_by_language", "link_days")
