"""Who obeys the check about sections that changed places has all published links lead where they led."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest

from publishing.checking.checks import broken_rules
from publishing.links.published import PublishedArticle, PublishedLinks
from publishing.rules.finding import Finding
from publishing.source.headings import section_anchors
from publishing.source.page import SourcePage, parse_source
from publishing.source.site import ContentSite
from publishing.source.twin_headings import has_twins

FRONT = "---\nid: moon\ntitle: Moon\nsummary: Open the sign-in page, press Forgot password and follow the link.\n"
NAMES = ("Steps", "Example", "Note")
Part = tuple[str, str, str]  # the heading above, the heading with its id, if any, and the words below


def text_of(parts: list[Part], fields: str = "") -> str:
    """Write a page of these parts; those with no heading above stand beside one another."""
    bodies = [
        f"## {above}\n\n### {heading}\n\n{words}\n\n" if above else f"## {heading}\n\n{words}\n\n"
        for above, heading, words in parts
    ]
    return f"{FRONT}{fields}---\n\n" + "".join(bodies)


def page_of(text: str) -> SourcePage:
    """Read the page."""
    return parse_source(text, path="moon.md", folder=Path())


def owners_of(page: SourcePage) -> dict[str, str]:
    """Return the words that each link to a section leads to, by anchor."""
    lines = page.body.split("\n")
    return {
        heading.anchor: lines[heading.line + 1]
        for heading in reversed(page.headings)
        if lines[heading.line + 1 : heading.line + 2] and not lines[heading.line + 1].startswith("#")
    }


def found(text: str, before: SourcePage, published: PublishedLinks) -> list[Finding]:
    """Check the page as a branch made it, but for new sections that the list does not hold yet."""
    page = page_of(text)
    site = ContentSite(
        Path(), (page,), date(2026, 11, 23), published=published, published_before=published,
        pages_before={"moon": before},
    )  # fmt: skip
    return [each for each in broken_rules(site, leave_out=["HC017"]) if "does not list" not in each.message]


def obeyed(text: str, findings: list[Finding]) -> str:
    """Write the ids that the hints ask for, in the place of those there."""
    lines = text.split("\n")
    for anchor, line in re.findall(r"'\{#([^}]+)\}' in line (\d+)", " ".join(each.hint for each in findings)):
        heading = re.sub(r" \{#[^}]*\}$", "", lines[int(line) - 1])
        assert heading.startswith("#")
        lines[int(line) - 1] = f"{heading} {{#{anchor}}}"
    return "\n".join(lines)


def parts_of(random: Random, count: int) -> list[Part]:
    """Make sections that each say something of their own, some below headings of their own."""
    made = []
    for _ in range(count):
        name = random.choice(NAMES[: random.randint(1, 3)])
        number = random.randrange(10**9)
        above = random.choice(["", f"Part {number}"])
        made.append((above, name, f"Words{number} of{number} this{number} alone{number}."))
    return made


def with_subsection(random: Random, part: Part) -> Part:
    """Let a section grow by a subsection, which says more than itself does."""
    above, heading, words = part
    name = random.choice(["On a phone", *NAMES])
    number = random.randrange(10**9)
    more = " ".join(f"more{number + count}" for count in range(random.choice([3, 30])))
    return above, heading, f"{words}\n\n{'####' if above else '###'} {name}\n\n{more}"


def changed(random: Random, before: list[Part], anchors: list[str], grows: float = 0) -> list[Part]:
    """
    Put sections in another order, take some out, put new ones in, and write ids that others have.

    A share of them *grows* by a subsection.
    """
    now = [part for part in before if random.random() > 0.15]
    if random.random() < 0.6:
        random.shuffle(now)
    for part in parts_of(random, random.randint(0, 2)):
        now.insert(random.randint(0, len(now)), part)
    now = [with_subsection(random, part) if random.random() < grows else part for part in now]
    names = [name for _, name, _ in before]
    for place, (above, name, words) in enumerate(now):
        if names.count(name) > 1 and random.random() < 0.2:
            anchor = random.choice([*anchors, f"chosen-{place}"])
            anchors = [each for each in anchors if each != anchor]
            now[place] = (above, f"{name} {{#{anchor}}}", words)
    return now


def published_of(page: SourcePage, random: Random) -> PublishedLinks:
    """Publish most of the links to its sections."""
    anchors = tuple(anchor for anchor in section_anchors(page.headings) if random.random() < 0.9)
    return {"moon": PublishedArticle(("moon.md",), anchors)}


def astray(random: Random, grows: float = 0) -> tuple[SourcePage, PublishedLinks, str]:
    """Make a page, its links, and what a branch makes of it that leads some of them astray."""
    while True:
        parts = parts_of(random, random.randint(2, 5))
        parts = [with_subsection(random, part) if random.random() < grows / 2 else part for part in parts]
        before = page_of(text_of(parts))
        published = published_of(before, random)
        text = text_of(changed(random, parts, [*published["moon"].anchors], grows))
        if of_sections(found(text, before, published)):
            return before, published, text


def of_sections(findings: list[Finding]) -> list[Finding]:
    """Return those about links that lead to other sections."""
    return [each for each in findings if each.code == "HC055"]


@pytest.mark.parametrize("grows", [0, 0.4])
@pytest.mark.parametrize("seed", range(300))
def test_who_writes_the_ids_that_are_asked_for_is_asked_for_nothing_else(seed: int, grows: float) -> None:
    """All links lead to their sections then; of those that are gone the check asks where they are."""
    before, published, text = astray(Random(seed), grows)
    text = obeyed(text, of_sections(found(text, before, published)))
    owners, now = owners_of(before), owners_of(page_of(text))
    kept = [anchor for anchor in published["moon"].anchors if owners.get(anchor) in now.values()]

    assert [each for each in found(text, before, published) if each.code != "HC015"] == []
    assert {anchor: now.get(anchor) for anchor in kept} == {anchor: owners[anchor] for anchor in kept}


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("NBA", {"A": "steps", "B": "steps_1"}),
        ("NAB", {"N": "new-steps"}),
        ("ACNB", {"C": "steps_2", "N": "new-steps", "B": "steps_1"}),
        ("AC", {"C": "steps_2"}),
    ],
)
def test_the_fewest_ids_are_asked_for(order: str, ids: dict[str, str]) -> None:
    """All at once, also of a section whose link is right until others have theirs, and of a new one in doubt."""
    parts = {name: ("", "Steps", f"{name}one {name}two {name}three.") for name in "ABCN"}
    before = page_of(text_of([parts[name] for name in ("ABC" if "C" in order else "AB")]))
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(before.headings))}
    (finding,) = of_sections(found(text_of([parts[name] for name in order]), before, published))

    asked = re.findall(r"'\{#([^}]+)\}' in line (\d+)", finding.hint)
    assert {order[(int(line) - 7) // 4]: anchor for anchor, line in asked} == ids


A, B, X = (
    f"## Steps\n\n{words}\n\n" for words in ("Press the large button.", "Drag the picture out.", "Ask for a code.")
)
ON_PHONE = (
    "### On a phone\n\nTap the picture for longer than usual until it moves, then let it go above the folder.\n\n"
)
ON_WATCH = "### On a watch\n\nTurn the crown twice, look at what it shows, and say aloud where you want to have it.\n\n"
AS_BEFORE = "### On a desk\n\nClick it.\n\n"


@pytest.mark.parametrize(
    ("before", "now", "ids"),
    [
        (A + B, X + A + ON_PHONE + B, {X: "new-steps"}),
        (A + B, X + A + B + ON_PHONE, {X: "new-steps"}),
        (A + B, B + ON_PHONE + A + ON_WATCH, {B: "steps_1", A: "steps"}),
        (A + ON_PHONE + B + ON_WATCH, B + A, {B: "steps_1", A: "steps"}),
        (A + AS_BEFORE + B, X + A + AS_BEFORE + ON_PHONE + B, {X: "new-steps"}),
    ],
)
def test_a_section_that_grew_by_a_subsection_is_the_one_it_was(before: str, now: str, ids: dict[str, str]) -> None:
    """However long the subsection is, which came or went."""
    page = page_of(f"{FRONT}---\n\n{before}")
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(page.headings))}
    text = f"{FRONT}---\n\n{now}"
    (finding,) = of_sections(found(text, page, published))

    asked = re.findall(r"'\{#([^}]+)\}' in line (\d+)", finding.hint)
    lines = text.split("\n")
    assert {lines[int(line) + 1]: anchor for anchor, line in asked} == {
        part.split("\n")[2]: anchor for part, anchor in ids.items()
    }


def test_two_sections_that_became_one_are_asked_for_once() -> None:
    """The link of the first leads right; the other's leads there as soon as the page says so."""
    page = page_of(f"{FRONT}---\n\n{A}{B.replace('out.', 'out, and let it go above the folder on the left.')}")
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(page.headings))}
    merged = page.source.split("---\n\n")[1].replace("## Steps\n\nDrag", "Drag")
    (lost,) = found(f"{FRONT}---\n\n{merged}", page, published)

    assert (lost.code, "'#steps_1' was published" in lost.message) == ("HC015", True)
    assert found(f"{FRONT}moved_sections: {{steps_1: moon#steps}}\n---\n\n{merged}", page, published) == []


def test_a_link_whose_section_got_an_id_of_its_own_is_taken_by_a_new_one() -> None:
    """With the words of its heading, and no number in any: who compares the pages asks for such headings, too."""
    page = page_of(f"{FRONT}---\n\n{A}")
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(page.headings))}
    text = f"{FRONT}---\n\n{A.replace('Steps', 'Steps {#by-key}')}{X}"
    (finding,) = of_sections(found(text, page, published))

    assert "'#steps' leads to line 11 now, and its section stands in line 7" in finding.message
    assert of_sections(found(obeyed(text, [finding]), page, published)) == []
    assert has_twins(page_of(text))


def test_a_new_section_is_not_taken_for_one_that_begins_like_it() -> None:
    """Where one went and another came, most of what they say is below: few words of an introduction tell nothing."""
    page = page_of(f"{FRONT}---\n\n" + "".join(f"## Steps\n\nDo this:\n\n{more}" for more in (ON_PHONE, ON_WATCH)))
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(page.headings))}
    new = AS_BEFORE.replace("Click it", "Press the key, and wait until the light is green")
    text = f"{FRONT}---\n\n" + "".join(f"## Steps\n\nDo this:\n\n{more}" for more in (new, ON_PHONE))

    (finding,) = of_sections(found(text, page, published))

    assert "'{#new-steps}' in line 7" in finding.hint


def test_ids_that_were_asked_for_are_none_of_the_words_of_a_section() -> None:
    """Behind the headings of subsections they would make it less like what it was, and the check ask again."""
    note = "Open it, then press the key and wait until a light, not the one above, is on for more than two seconds."
    steps = "Turn and hold that wheel, what stands behind goes down by itself, then."
    phone = "Take press out with those, tap press there, close here until."
    new = "Nobody knows this so far, which may change as soon as somebody asks us."
    page = page_of(f"{FRONT}---\n\n## Note\n\n{note}\n\n## Steps\n\n{steps}\n\n### Steps\n\n{phone}\n\n")
    published = {"moon": PublishedArticle(("moon.md",), section_anchors(page.headings))}
    below = f"### Steps\n\n{steps}\n\n### Steps\n\n{phone}\n\n"
    text = f"{FRONT}---\n\n## Steps\n\n{note}\n\n{below}## Steps\n\n{new}\n\n"

    obeying = obeyed(text, of_sections(found(text, page, published)))
    assert of_sections(found(obeying, page, published)) == []
