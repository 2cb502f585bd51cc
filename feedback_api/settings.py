"""What the feedback service is told by its environment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from limits import parse_many

from feedback_api.sources.networks import Network, read_networks
from publishing.settings import count, origins, positive_count, setting

NO_RATE_LIMIT = "off"


def _rate_limit(text: str) -> str:
    """Accept 'off', or whatever the rate limiter can read."""
    if text.lower() == NO_RATE_LIMIT:
        return NO_RATE_LIMIT
    parse_many(text)
    return text


@dataclass(frozen=True)
class Retention:
    """How long each is kept; the yes or no of a rating tells nothing about anybody and stays."""

    comments: timedelta
    addresses: timedelta
    searches: timedelta


@dataclass(frozen=True)
class FeedbackSettings:
    """Where feedback is kept, and how the service is run."""

    database_url: str = setting(
        "sqlite:///.help-centre/feedback.db",
        "SQLAlchemy URL of the database that keeps ratings and work items: SQLite, or PostgreSQL",
    )
    rate_limit: str = setting(
        "600 per minute",
        "requests to the API that one address may make in each worker process; "
        "sending feedback counts as five; 'off' to measure",
        _rate_limit,
    )
    trusted_proxies: int = setting(
        0,
        "number of reverse proxies in front of the service, whose X-Forwarded-For and X-Forwarded-Proto are believed",
        count,
    )
    shared_addresses: tuple[Network, ...] = setting(
        (),
        "public addresses and networks behind which many people sit, such as offices, apart by commas, like "
        "198.51.100.7, 203.0.113.0/28; networks of at most /16, or /32 in IPv6",
        read_networks,
    )
    keep_comments_days: int = setting(
        365, "days until what readers wrote beside a rating is emptied; the yes or no stays", positive_count
    )
    keep_addresses_days: int = setting(
        180, "days until an e-mail address that a reader left is deleted", positive_count
    )
    keep_searches_days: int = setting(90, "days until searches and opened results are deleted", positive_count)
    page_origins: tuple[str, ...] = setting(
        (),
        "origins that the pages of the site may load scripts, styles, fonts, pictures, videos and frames from and send "
        "to, apart by blanks, such as https://fonts.googleapis.com https://fonts.gstatic.com",
        origins,
    )
    workers: int = setting(2, "number of worker processes", positive_count)

    @property
    def retention(self) -> Retention:
        """How long what people typed is kept."""
        return Retention(
            comments=timedelta(days=self.keep_comments_days),
            addresses=timedelta(days=self.keep_addresses_days),
            searches=timedelta(days=self.keep_searches_days),
        )
