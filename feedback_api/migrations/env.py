"""How Alembic runs the steps: over the connection that it was given."""

from alembic import context

# The metadata of all tables: those of each part stand beside the others.
from feedback_api.cause_tables import search_causes
from feedback_api.contact.tables import questions
from feedback_api.outbox.tables import outbox
from feedback_api.repaired.tables import notices
from feedback_api.replies.tables import link_days
from feedback_api.sign_in.tables import staff_accounts
from feedback_api.trackers.tables import trackers

parts = (search_causes, questions, outbox, notices, link_days, staff_accounts, trackers)
assert len({part.metadata for part in parts}) == 1
context.configure(
    connection=context.config.attributes["connection"], target_metadata=trackers.metadata, render_as_batch=True
)
context.run_migrations()
