"""The commands of building, checking and searching."""
