"""Links that never break: what was published, where it is now, and what leads there."""
