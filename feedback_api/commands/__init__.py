"""The commands of the feedback service."""

from __future__ import annotations

from feedback_api.commands.serve import serve

COMMANDS = (serve,)
