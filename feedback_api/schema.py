"""Every table of the feedback database: those of each room, in one collection."""

from __future__ import annotations

from feedback_api.contact import tables as contact
from feedback_api.database.metadata import metadata
from feedback_api.missing_pages import tables as missing_pages
from feedback_api.outbox import tables as outbox
from feedback_api.playback import tables as playback
from feedback_api.ratings import tables as ratings
from feedback_api.receivers import tables as receivers
from feedback_api.repaired import tables as repaired
from feedback_api.replies import tables as replies
from feedback_api.reply_links import tables as reply_links
from feedback_api.revisions import tables as revisions
from feedback_api.search_causes import tables as search_causes
from feedback_api.searches import tables as searches
from feedback_api.sign_in import tables as sign_in
from feedback_api.sources import tables as sources
from feedback_api.trackers import tables as trackers
from feedback_api.turns import tables as turns
from feedback_api.work_items import tables as work_items

ROOMS = (
    *(contact, missing_pages, outbox, playback, ratings, receivers, repaired, replies, reply_links, revisions),
    *(search_causes, searches, sign_in, sources, trackers, turns, work_items),
)

__all__ = ["ROOMS", "metadata"]
