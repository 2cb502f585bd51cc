"""The table of addresses that lead nowhere."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from feedback_api.database.metadata import metadata

MAX_PATH_CHARS = 180

# How often people met an address of the site that leads nowhere, by day and by the page of the site with the link.
missing_pages = Table(
    "missing_pages",
    metadata,
    Column("path", String(MAX_PATH_CHARS), primary_key=True),
    Column("day", Date, primary_key=True),
    # Empty when the link stands elsewhere.
    Column("from_path", String(MAX_PATH_CHARS), primary_key=True),
    Column("visits", Integer, nullable=False),
    # Visits of somebody who was counted on that day already: they count when a person puts them back.
    Column("set_aside", Integer, nullable=False, server_default="0"),
)
