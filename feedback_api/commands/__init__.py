"""The commands of the feedback service."""

from __future__ import annotations

from feedback_api.commands.personal_data import personal_data
from feedback_api.commands.ratings import ratings
from feedback_api.commands.serve import serve
from feedback_api.commands.work_items import work_items

COMMANDS = (serve, ratings, personal_data, work_items)
