"""
What earlier searches taught: which articles helped those who asked the same, and what others searched with success.

Whoever keeps the searches writes it as one file beside the versions of the index; a service that finds no such file
knows nothing, and ranks by the content alone.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

from publishing.files.atomic import write_atomically
from search_service.words.analysis import words_of
from search_service.words.languages import base_language, stem, stop_words

VERSION = 1
DEFAULT_LANGUAGE = "en"
MAX_KEY_WORDS = 20

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """Words that others searched for, and the article that helped them most often."""

    text: str
    article_id: str


@dataclass(frozen=True)
class Experience:
    """
    What was learned, all of it about questions that many asked and none about who asked.

    ``raised`` gives by `question_key` the articles that helped, each with its share (0 to 1); ``asked`` comes with the
    most frequent first.
    """

    raised: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    def raised_for(self, query: str, lang: str | None) -> Mapping[str, float]:
        """Give the articles that helped those who asked *query*, by id, with their shares."""
        return self.raised.get(question_key(query, lang), {}) if self.raised else {}

    def begun_with(self, typed: str) -> Iterator[Asked]:
        """Yield what others searched for that begins with what was *typed* and goes on."""
        begun = " ".join(typed.split()).casefold()
        if begun:
            yield from (one for one in self.asked if one.text.startswith(begun) and len(one.text) > len(begun))


NOTHING_LEARNED = Experience()


def question_key(query: str, lang: str | None) -> str:
    """Bring *query* to the form in which two questions are the same: the stems of its telling words, in any order."""
    return _key(query, base_language(lang) if lang else DEFAULT_LANGUAGE)


@lru_cache(maxsize=10_000)
def _key(query: str, language: str) -> str:
    words = words_of(query)[:MAX_KEY_WORDS]
    telling = [word for word in words if word not in stop_words(language)] or words
    return " ".join(sorted({stem(word, language) for word in telling}))


def write_experience(experience: Experience, path: Path) -> None:
    """Write *experience* to *path*, replacing the old file in one step."""
    write_atomically(path, json.dumps({"version": VERSION, **asdict(experience)}).encode())


def read_experience(path: Path) -> Experience:
    """Read what `write_experience` wrote; a file that is missing or damaged teaches nothing."""
    try:
        content = json.loads(path.read_bytes())
        if content["version"] != VERSION:
            return NOTHING_LEARNED
        raised = {
            str(key): {str(name): min(max(float(share), 0.0), 1.0) for name, share in articles.items()}
            for key, articles in content["raised"].items()
        }
        return Experience(raised, tuple(Asked(one["text"], one["article_id"]) for one in content["asked"]))
    except FileNotFoundError:
        return NOTHING_LEARNED
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        log.warning("%s cannot be read: search ranks by the content alone until it is written again.", path)
        return NOTHING_LEARNED


class CurrentExperience:
    """Gives what the file says now; asking costs one ``stat``. Without a path, nothing is ever learned."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._read: tuple[tuple[int, int] | None, Experience] = (None, NOTHING_LEARNED)

    def get(self) -> Experience:
        """Read the file when it changed; two threads that do so at once read the same."""
        mark = self._mark()
        if self._path is not None and mark != self._read[0]:
            self._read = (mark, read_experience(self._path))
        return self._read[1]

    def _mark(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat() if self._path else None
        except OSError:
            return None
        return (status.st_ino, status.st_mtime_ns) if status else None
