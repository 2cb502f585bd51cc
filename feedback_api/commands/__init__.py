"""The commands of the feedback service."""
