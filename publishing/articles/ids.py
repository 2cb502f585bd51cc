"""The permanent ids of articles: the front matter's, else one derived from the source path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from publishing.errors import HelpCentreError

WELL_FORMED_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID_CHARS = 100
HOME_ID = "home"
_INDEX_NAMES = {"index", "readme"}
_TELLING_APART_HEX_DIGITS = 6
# Letters that Unicode does not take apart into a Latin one and a mark, or that are written out without their mark.
_WRITTEN_OUT = str.maketrans({
    "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
    "þ": "th", "\u0131": "i", "'": "", "\u2019": "",
})  # fmt: skip


class DuplicateId(HelpCentreError):  # noqa: N818 - named for what a person did
    """Two source files claim one id in their front matter."""


@dataclass(frozen=True)
class ArticleIds:
    """
    The id of every source path.

    ``told_apart`` names the paths whose derived id was already taken, so that theirs carries a suffix.
    """

    of_path: Mapping[str, str]
    told_apart: tuple[str, ...]


def derive_id(source_path: str) -> str:
    """
    Derive an id from a path: ``guides/reset-password.md`` is ``guides-reset-password``.

    The index of a folder is named after the folder, and the one at the top is ``home``.
    Letters of every script stay; all else becomes a hyphen.
    """
    path = PurePosixPath(unicodedata.normalize("NFC", source_path).lower()).with_suffix("")
    parts = path.parts[:-1] if path.name in _INDEX_NAMES else path.parts
    slug = re.sub(r"[^\w.]+", "-", "-".join(parts)).strip("-.")
    if len(slug) > MAX_ID_CHARS:
        return next(_suffixed(slug[: MAX_ID_CHARS - _TELLING_APART_HEX_DIGITS - 1], source_path))
    return slug or HOME_ID


def id_of_words(words: str) -> str:
    """
    Make an id of *words*: ``Straße ändern`` is ``strasse-aendern``, ``Café`` is ``cafe``; all else becomes a hyphen.

    Words with a letter that is not Latin make none, which is empty: what is left of them would name something else.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", words).lower().translate(_WRITTEN_OUT))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if any(letter.isalnum() and not letter.isascii() for letter in plain):
        return ""
    return re.sub(r"[^a-z0-9]+", "-", plain)[:MAX_ID_CHARS].strip("-")


def is_well_formed(article_id: str) -> bool:
    """Tell whether *article_id* can stand in a link, a file name and a sentence on the phone."""
    return len(article_id) <= MAX_ID_CHARS and WELL_FORMED_ID.fullmatch(article_id) is not None


def kept_ids(recorded: Mapping[str, Iterable[str]], explicit_ids: Mapping[str, str | None]) -> dict[str, str]:
    """
    Return the id that each path without an explicit one was published under, as far as no other page claims it.

    *recorded* maps each published id to the paths it was published from, *explicit_ids* each path as for `assign_ids`.
    """
    claimed = set(explicit_ids.values())
    kept: dict[str, str] = {}
    for article_id, paths in recorded.items():
        path = next((path for path in paths if explicit_ids.get(path, "") is None and path not in kept), None)
        if path is not None and article_id not in claimed:
            kept[path] = article_id
    return kept


def assign_ids(
    explicit_ids: Mapping[str, str | None],
    recorded: Mapping[str, Iterable[str]] = MappingProxyType({}),
    files: Mapping[str, str] = MappingProxyType({}),
) -> ArticleIds:
    """
    Give every source path its id: *explicit_ids* maps each path to the id of its front matter, or None.

    An explicit id always wins, then the one that *recorded* says the path was published under. Of other paths that
    derive one id, the first in alphabetical order keeps it; each other gets a suffix made of its own path alone, which
    therefore stays the same from build to build. *files* are those of paths that are called otherwise than these.

    Raises:
        DuplicateId: two front matters claim one id; the message names both files.

    """
    ids = _explicit(explicit_ids, files)
    ids |= kept_ids(recorded, explicit_ids)
    taken = set(ids.values())
    told_apart = []
    for path in sorted(explicit_ids.keys() - ids.keys()):
        article_id = derive_id(path)
        if article_id in taken:
            article_id = next(name for name in _suffixed(article_id, path) if name not in taken)
            told_apart.append(path)
        taken.add(article_id)
        ids[path] = article_id
    return ArticleIds(ids, tuple(told_apart))


def _explicit(explicit_ids: Mapping[str, str | None], files: Mapping[str, str]) -> dict[str, str]:
    owners: dict[str, str] = {}
    for path, article_id in sorted(explicit_ids.items()):
        if article_id is None:
            continue
        if article_id in owners:
            file, owner = (files.get(each, each) for each in (path, owners[article_id]))
            raise DuplicateId(
                f"{file}: the id '{article_id}' is already that of {owner}.",
                "Give one of the two files another 'id:' in its front matter.",
            )
        owners[article_id] = path
    return {path: article_id for article_id, path in owners.items()}


def _suffixed(slug: str, path: str) -> Iterator[str]:
    """Yield *slug* with more and more of the hash of *path*, which is unlike every other path's."""
    digest = hashlib.sha256(path.encode()).hexdigest()
    for digits in range(_TELLING_APART_HEX_DIGITS, len(digest)):
        yield f"{slug}-{digest[:digits]}"
