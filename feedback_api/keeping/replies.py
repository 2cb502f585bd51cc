"""The customer's words beside flags, handed out and erased; ``flag-7`` is the key of the seventh flag."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, or_, select, update

from feedback_api.keeping.messages import LEAST_CHARS_OF_WORDS
from feedback_api.replies.tables import flags

KEY = re.compile(r"flag-(\d{1,9})")


def export_flags(connection: Connection, who: str) -> list[dict[str, Any]]:
    """Give the flags with the key *who*, or whose words hold *who*, oldest first."""
    wanted = [flags.c.id == _number(who)]
    if len(who) >= LEAST_CHARS_OF_WORDS:
        wanted.append(flags.c.words.icontains(who, autoescape=True))
    query = select(flags).where(or_(*wanted)).order_by(flags.c.id)
    return [
        {
            "key": f"flag-{row.id}",
            "article_id": row.article_id,
            "kind": row.kind,
            "words": row.words,
            "flagged_at": row.flagged_at.isoformat(),
        }
        for row in connection.execute(query)
    ]


def erase_flag(connection: Connection, who: str) -> int:
    """Empty the words of the flag with the key *who*; says how many that were."""
    return connection.execute(update(flags).where(flags.c.id == _number(who)).values(words=None)).rowcount


def _number(who: str) -> int:
    """Read the number of a flag's key; 0, which none has, when it is no key."""
    key = KEY.fullmatch(who.lower())
    return int(key[1]) if key else 0
