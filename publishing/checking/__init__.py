"""The content rules put to all pages, and what is told and repaired."""
