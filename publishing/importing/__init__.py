"""Bringing in what stands elsewhere: Markdown with unknown front matter, and exports of other help centres."""
