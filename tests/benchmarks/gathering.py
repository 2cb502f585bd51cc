"""
Are searches that ask the same gathered, and others kept apart? Measured on labelled logs.

Run ``python -m tests.benchmarks.gathering``; it prints the table and fails when a floor is missed. The log is made of
the questions, titles and headings of this help centre's own pages: each is a cause, searched for as it stands, with
filler words, in another order, misspelled, and unfinished, as people leave searches while they type.

``--queries FOLDER ...`` measures folders with ``queries.jsonl`` (``query``, ``meant``, ``article_ids``) and
``catalogue.json.gz`` instead, each with the words of its own help centre, and all of them together. There, wordings
that lead to the same article although they are worded otherwise may ask the same or not; pairs of those count neither
way.

Precision is the part of the pairs that were gathered which ask the same, recall the part of the pairs that ask the same
which were gathered.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import yaml

from feedback_api.search_causes.asked_words import count_words
from feedback_api.search_causes.gathering import Wording, gather
from publishing.catalogue import read_catalogue
from publishing.source.synonyms import read_synonyms
from search_service.words.synonyms import lines_of, read_lines
from tests.benchmarks.report import Floor, at_least, percent, say_table, verdict

CONTENT = Path(__file__).parents[2] / "content"
TRANSLATED = re.compile(r"\.[a-z]{2}\.md$")
SEED = 7
MIN_PRECISION = 0.90
MIN_RECALL = 0.75
MIN_SEARCHES = 2000
MIN_CAUSES = 200
SLIPS_A_CAUSE = 5
MIN_CHARS_TO_SLIP = 5
# Neighbours on a keyboard: what a finger hits instead.
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FILLERS = ("how do I {}", "{} please", "I want to {}", "where is {}", "help with {}", "what about {}")
UNTELLING = """
a an the this that these those of for to in on at by with from and or is are be was do does did how what when where
which who why can i you my your it its me as not no if into out up there here will
"""


@dataclass(frozen=True)
class LabelledSearch:
    """A search, what it asks for, and the articles that answer it, if they are known."""

    text: str
    cause: str
    article_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Log:
    """Labelled searches, and the words and synonyms of the help centre that they were made in."""

    name: str
    searches: tuple[LabelledSearch, ...]
    known_words: dict[str, int]
    synonyms: tuple[tuple[str, ...], ...] = ()

    @property
    def causes(self) -> int:
        """How many different things are asked for."""
        return len({search.cause for search in self.searches})


@dataclass(frozen=True)
class Gathered:
    """How a log was gathered: pairs put together rightly and wrongly, and the pairs that ask the same."""

    right: int
    wrong: int
    pairs: int
    causes: int

    @property
    def precision(self) -> float:
        """The part of the pairs put together that ask the same."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The part of the pairs that ask the same that were put together."""
        return self.right / self.pairs


def shipped_log(seed: int = SEED) -> Log:
    """Make the log of this help centre's own questions."""
    pages = (page for page in sorted(CONTENT.rglob("*.md")) if not TRANSLATED.search(page.name))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    asked: dict[frozenset[str], str] = {}
    for text in texts:
        for question in _questions(text):
            asked.setdefault(_telling(question), question)
    dice = random.Random(seed)
    searches: dict[str, LabelledSearch] = {}
    for telling, question in asked.items():
        if len(telling) > 1:
            for text in _wordings(question, dice):
                searches.setdefault(text, LabelledSearch(text, question))
    known = count_words((line, 1) for text in texts for line in text.splitlines())
    groups = tuple(group.words for group in read_synonyms(CONTENT))
    return Log("this help centre", tuple(searches.values()), known, groups)


def corpus_log(folder: Path) -> Log:
    """Read the log of a corpus: real queries, each with its misspellings and beginnings."""
    rows = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    searches = {
        row["query"]: LabelledSearch(
            row["query"], _plain(row.get("meant") or row["query"]), frozenset(row["article_ids"])
        )
        for row in rows
    }
    catalogue = read_catalogue(folder / "catalogue.json.gz")
    sections = (section for article in catalogue.articles for section in article.sections)
    known = count_words((text, 1) for section in sections for text in (section.title, section.text))
    return Log(folder.name, tuple(searches.values()), known, catalogue.synonyms)


def measure(log: Log) -> Gathered:
    """Gather *log* and compare every pair of its searches with their labels."""
    synonyms = read_lines(lines_of(log.synonyms), ["en"])
    wordings = [Wording(search.text) for search in log.searches]
    found = gather(wordings, "en", known_words=log.known_words, synonyms=synonyms)
    labels = {search.text: search for search in log.searches}
    right = wrong = 0
    for cause in found:
        for one, other in combinations([labels[wording.text] for wording in cause.wordings], 2):
            right += one.cause == other.cause
            wrong += one.cause != other.cause and not one.article_ids & other.article_ids
    alike: defaultdict[str, int] = defaultdict(int)
    for search in log.searches:
        alike[search.cause] += 1
    pairs = sum(count * (count - 1) // 2 for count in alike.values())
    return Gathered(right, wrong, pairs, len(found))


def together(measured: Sequence[Gathered]) -> Gathered:
    """Add up the pairs of several logs."""
    return Gathered(*(sum(getattr(one, field) for one in measured) for field in ("right", "wrong", "pairs", "causes")))


def _questions(page: str) -> Iterator[str]:
    """Yield what a page of Markdown says that it answers: its title, its questions, its headings."""
    _, front_matter, body = page.split("---\n", 2)
    fields = yaml.safe_load(front_matter)
    yield str(fields["title"])
    yield from map(str, fields.get("answers") or [])
    for heading in re.findall(r"^#{2,3} (.+)$", body, flags=re.MULTILINE):
        yield re.sub(r"\s*\{#.*\}\s*$|[`*]", "", heading)


def _wordings(question: str, dice: random.Random) -> Iterator[str]:
    """Word a question as people do; the first is the question itself."""
    words = _plain(question).split()
    bare = [word for word in words if word not in UNTELLING.split()]
    yield question
    yield " ".join(bare)
    for filler in dice.sample(FILLERS, 2):
        yield filler.format(" ".join(bare))
    shuffled = bare.copy()
    dice.shuffle(shuffled)
    yield " ".join(shuffled)
    for _ in range(SLIPS_A_CAUSE):
        yield _misspelled(bare, dice)
    yield _unfinished(bare, dice)


def _misspelled(words: list[str], dice: random.Random) -> str:
    """Change one letter of a long word: left out, doubled, hit beside, or swapped with the next."""
    places = [place for place, word in enumerate(words) if len(word) >= MIN_CHARS_TO_SLIP]
    if not places:
        return " ".join(words)
    place = dice.choice(places)
    word = words[place]
    at = dice.randrange(1, len(word) - 1)
    slip = dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + _beside(word[at], dice) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join([*words[:place], slip, *words[place + 1 :]])


def _beside(letter: str, dice: random.Random) -> str:
    row = next((row for row in KEYS if letter in row), letter)
    at = row.index(letter)
    return dice.choice([row[max(0, at - 1)], row[min(len(row) - 1, at + 1)]])


def _unfinished(words: list[str], dice: random.Random) -> str:
    """Leave out the end of the last word."""
    last = words[-1]
    return " ".join([*words[:-1], last[: dice.randrange(2, len(last))] if len(last) > 2 else last])


def _telling(question: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _plain(question).split()) - set(UNTELLING.split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def report(logs: Sequence[Log]) -> list[Floor]:
    """Print the table; the floors are those of all logs together."""
    measured = [measure(log) for log in logs]
    rows = [_row(log.name, len(log.searches), log.causes, found) for log, found in zip(logs, measured, strict=True)]
    searches, causes = sum(len(log.searches) for log in logs), sum(log.causes for log in logs)
    found = together(measured)
    if len(logs) > 1:
        rows.append(_row("together", searches, causes, found))
    say_table(("Log", "Searches", "Causes", "Gathered", "Precision", "Recall"), rows)
    return [
        at_least("Searches in the log", MIN_SEARCHES, searches, "searches"),
        at_least("Causes in the log", MIN_CAUSES, causes, "causes"),
        at_least("Precision of pairs gathered", MIN_PRECISION, found.precision),
        at_least("Recall of pairs gathered", MIN_RECALL, found.recall),
    ]


def _row(name: str, searches: int, causes: int, found: Gathered) -> tuple[str, ...]:
    return (name, f"{searches:,}", f"{causes:,}", f"{found.causes:,}", percent(found.precision), percent(found.recall))


def logs_named(arguments: Sequence[str]) -> list[Log]:
    """Read the logs of the folders that are named after ``--queries``, or make the one of the shipped pages."""
    return [corpus_log(Path(folder)) for folder in arguments if folder != "--queries"] or [shipped_log()]


if __name__ == "__main__":
    sys.exit(verdict(report(logs_named(sys.argv[1:]))))
