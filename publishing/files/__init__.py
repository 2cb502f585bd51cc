"""Files that are replaced in one step, by one process at a time."""
