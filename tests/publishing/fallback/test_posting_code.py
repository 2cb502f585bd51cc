"""Where words stand, as it is written for browsers; the browser's script reads it back here, in Node."""

from __future__ import annotations

import json
import math
import random
import subprocess

import pytest

from publishing.fallback.posting_code import CLASSES, PostingCode, WordPostings
from publishing.fallback.range_encoder import OddsCounter, RangeEncoder
from publishing.theme.folders import ASSETS, overrides_folder
from tests.benchmarks.fallback import NODE

SCRIPT = """
const { Postings } = await import(process.argv[1]);
const { written, lengths, named, missing } = JSON.parse(await new Response(process.stdin).text());
const naming = (word) => named[word].slice(0, named[word].length - missing);
const postings = new Postings(...written, lengths, named.length, naming);
const backwards = named.map((_, word) => named.length - 1 - word);
console.log(JSON.stringify(backwards.map((word) => postings.of(word)).reverse()));
"""
WEIGHTS = {1: 1, 2: 2, 3: 2, 4: 5, 700: 5}


def read_back(words: list[WordPostings], lengths: str, missing: int = 0) -> list[list[int]]:
    """
    Give what the browser reads of each of *words*: section, weight, section, weight ...

    It does not know the last *missing* sections that name each.
    """
    message = {
        "written": PostingCode(lengths).written(words),
        "lengths": lengths,
        "named": [[section for section, _ in word.named] for word in words],
        "missing": missing,
    }
    script = (overrides_folder() / ASSETS / "static-postings.js").as_uri()
    command = [str(NODE), "--input-type=module", "-e", SCRIPT, script]
    answer = subprocess.run(command, input=json.dumps(message), capture_output=True, text=True, check=True)
    read: list[list[int]] = json.loads(answer.stdout)
    return read


def random_words(chance: random.Random, count: int, sections: int) -> list[WordPostings]:
    """Give words that stand in any number of sections, some of which name them."""

    def some(among: list[int], times: list[int]) -> tuple[tuple[int, int], ...]:
        return tuple((section, chance.choice(times)) for section in sorted(among))

    words = []
    for _ in range(count):
        among = chance.sample(range(sections), chance.choice([0, 1, 2, 40, sections // 2]))
        cut = chance.randrange(len(among) + 1)
        words.append(WordPostings(some(among[:cut], [0, *WEIGHTS]), some(among[cut:], [*WEIGHTS])))
    return words


@pytest.mark.parametrize(("count", "sections"), [(0, 3), (1, 3), (33, 500), (100, 32_767)])
@pytest.mark.slow
def test_browsers_read_what_was_written(count: int, sections: int) -> None:
    """Every posting comes back, whatever block is read first."""
    chance = random.Random(count)
    words = random_words(chance, count, sections)
    lengths = "".join(chance.choices([chr(code) for code in range(ord("0"), ord("0") + 60)], k=sections))
    expected = [
        [part for section, times in (*word.told, *word.named) if times for part in (section, WEIGHTS[times])]
        for word in words
    ]
    assert read_back(words, lengths) == expected


def test_browsers_that_read_titles_differently_know_all_other_places() -> None:
    """Where a word of a rare script is another one for a browser, what texts alone have is told all the same."""
    words = random_words(random.Random(7), 100, 500)
    told = [[part for section, times in word.told for part in (section, WEIGHTS[times])] for word in words]
    assert read_back(words, "9" * 500, missing=1) == told


def test_bits_take_little_more_room_than_they_tell() -> None:
    """Ten thousand bits of which a twentieth are ones take what Shannon says, and a percent."""
    chance = random.Random(1)
    bits = [int(chance.random() < 0.05) for _ in range(10_000)]
    counter = OddsCounter(1)
    for bit in bits:
        counter.bit(0, bit)
    encoder = RangeEncoder(counter.odds())
    for bit in bits:
        encoder.bit(0, bit)
    share = sum(bits) / len(bits)
    told = -len(bits) * (share * math.log2(share) + (1 - share) * math.log2(1 - share)) / 8
    assert told <= len(encoder.finished()) <= told * 1.01 + 3


def test_there_are_three_classes_of_how_often() -> None:
    """The browser's script has a weight for each."""
    assert len({*WEIGHTS.values()}) == CLASSES
