"""How Alembic runs the steps: over the connection that it was given."""

from alembic import context

# The metadata of all tables: those of the trackers stand beside the others.
from feedback_api.trackers.tables import trackers

context.configure(
    connection=context.config.attributes["connection"], target_metadata=trackers.metadata, render_as_batch=True
)
context.run_migrations()
