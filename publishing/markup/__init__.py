"""Markdown and YAML as people write them, with the lines of the file."""
