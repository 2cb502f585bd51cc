"""What the help centre tells templates of the page that they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publishing.site.languages import Translation
from publishing.theme.folders import REVISION_TOKEN


@dataclass(frozen=True)
class TemplateFacts:
    """
    What templates see as ``help_centre``.

    ``article_id`` and ``kind`` are empty on pages that are not articles; ``contact_url`` is empty on sites without a
    contact page; ``checked_on`` is the day somebody last did what the article says, None when nobody said;
    ``lang`` is empty on pages in the first language of the site, ``page_lang`` where it has one; ``translations`` is
    empty where the theme links to them by itself.
    """

    article_id: str
    kind: str
    service_url: str
    contact_url: str
    checked_on: date | None = None
    revision_token: str = REVISION_TOKEN
    lang: str = ""
    search_url: str = "search/"
    page_lang: str = ""
    translations: tuple[Translation, ...] = ()
