"""
Accounts of staff, the links that let them choose a password, who is signed in, and how often that was tried lately.

No other table names an account: what an agent links, flags or asks leads to nobody.
Of links, sessions and the tokens of programs only hashes are kept, so that reading the database signs nobody in.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from feedback_api.database.metadata import UtcDateTime, metadata

MAX_NAME_CHARS = 254
HASH_HEX_DIGITS = 64

staff_accounts = Table(
    "staff_accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    # An e-mail address in lower case, or the name of a program.
    Column("name", String(MAX_NAME_CHARS), nullable=False, unique=True),
    Column("role", String(10), nullable=False),
    # Of a password (Argon2id), or of the token of a program (SHA-256).
    Column("secret_hash", Text),
    Column("added_at", UtcDateTime, nullable=False),
    # A page that was open when an account was removed must not mean the next one.
    sqlite_autoincrement=True,
)

staff_links = Table(
    "staff_links",
    metadata,
    Column("token_hash", String(HASH_HEX_DIGITS), primary_key=True),
    Column("account_id", Integer, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(HASH_HEX_DIGITS), primary_key=True),
    Column("account_id", Integer, nullable=False),
    # Begun by a password, a provider, or a proxy, without which it then does not hold.
    Column("way", String(10), nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
)

# Keyed hashes of an account, of an address, and of both together, for as long as they count.
sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mark", String(24), nullable=False),
    Column("tried_at", UtcDateTime, nullable=False),
    Index("tries_of_a_mark", "mark"),
    Index("tries_by_time", "tried_at"),
)
