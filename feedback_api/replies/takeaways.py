"""The line to take away from a section: the sentence that it begins with."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from feedback_api.replies.snippet import MAX_TAKEAWAY_CHARS
from feedback_api.reply_links.links import ArticleLanguage
from publishing.catalogue import Article, ArticleId, Section

LEAST_WORDS = 3
_QUOTES = "\"'“”„\u201a\u2018\u2019«»()¿¡"
_END = re.compile(rf"[.!?][{_QUOTES}]*(?=\s|$)")
# Within a line their dot ends no sentence, nor does that of one letter, as in "e.g.", or of a date, as in "3. Mai".
_SHORTENED = re.compile(
    r"(?:\b[^\W\d_]|(?<![\w.,])\d{1,2}|"
    r"\b(?:approx|bzw|ca|cf|dr|etc|evtl|ggf|inkl|mr|mrs|nr|prof|sog|st|usw|vgl|vs))\.$",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"t=\d+")


class TakeawaysQuery(BaseModel):
    """The article that somebody who is signed in has before them."""

    model_config = ConfigDict(frozen=True)

    article_id: ArticleId
    lang: ArticleLanguage = None


class TakeawaysResponse(BaseModel):
    """What is copied beside links to the sections of an article."""

    model_config = ConfigDict(frozen=True)

    takeaways: Annotated[
        dict[str, str], Field(description="by anchor; of a section that is not here the summary of the article is")
    ]


def takeaways_of(article: Article) -> dict[str, str]:
    """Give the line of each section of *article* that has one, by its anchor; of the others the summary says more."""
    said = {section.anchor: _takeaway(section) for section in article.sections if section.anchor}
    return {anchor: sentence for anchor, sentence in said.items() if sentence}


def _takeaway(section: Section) -> str:
    """Words of one moment of a video are a piece of what is spoken, and say little by themselves."""
    return "" if _MOMENT.fullmatch(section.anchor) else first_sentence(section.text)


def first_sentence(text: str) -> str:
    """
    Give the sentence that *text* begins with, of which each paragraph, item and row of a table is a line.

    A question has what follows it beside it, where there is room: alone it says nothing. Empty where the first line
    begins with no sentence of at most ``MAX_TAKEAWAY_CHARS`` characters, as tables, code and what ends in a colon do.
    """
    line = text.strip().partition("\n")[0].strip()
    if not _may_begin(line):
        return ""
    ends = (end.end() for end in _END.finditer(line) if end.end() <= MAX_TAKEAWAY_CHARS)
    short = [line[:end] for end in ends if _ends_there(line[:end], line[end:])]
    asks = bool(short) and short[0].rstrip(_QUOTES).endswith("?")
    said = "".join(short[:2][-1:] if asks else short[:1])
    return said if len(said.split()) >= LEAST_WORDS else ""


def _ends_there(said: str, following: str) -> bool:
    return not following or (_may_begin(following) and not _SHORTENED.search(said.rstrip(_QUOTES)))


def _may_begin(text: str) -> bool:
    """Say whether a sentence may begin with *text*; code begins with signs and small letters."""
    first = text.strip().lstrip(_QUOTES)[:1]
    return first.isalnum() and not first.islower()
