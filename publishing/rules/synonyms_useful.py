"""HC050: every group of synonyms leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.articles.meta import text_of, texts_of
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite
from publishing.source.synonyms import SYNONYMS_FILE, SynonymGroup

CODE = "HC050"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find phrases without a word, groups of fewer than two, words in two groups, and groups that no article uses."""
    texts = (*site.articles.values(), *site.translations) if site.synonyms else ()
    written = " ".join(["", *(_folded(_text(page)) for page in texts)])
    first_line: dict[str, int] = {}
    for group in site.synonyms:
        for phrase in group.written:
            if phrase not in group.words:
                yield _finding(group, f"'{phrase}' holds no word.", "Write a word in its place, or take it out.")
        words = tuple(dict.fromkeys(_folded(word) for word in group.words))
        for word in words:
            if first_line.setdefault(word, group.line) != group.line:
                problem = f"'{word}' also stands in line {first_line[word]}."
                yield _finding(group, problem, "Make one group of both, or leave the word in one of them.")
        if len(words) < 2:  # noqa: PLR2004 - one word means the same as nothing else
            yield _finding(group, "the group has fewer than two different words.", "Add one, or remove the line.")
        elif not any(f" {word}" in written for word in words):
            yield _finding(
                group, f"no article uses any of: {', '.join(group.words)}.", "Add the word that your articles use."
            )


def _text(page: SourcePage) -> str:
    fields = [text_of(page.front_matter.get(name)) or "" for name in ("title", "summary")]
    lists = [word for name in ("keywords", "answers", "tags") for word in texts_of(page.front_matter.get(name))]
    return " ".join([*fields, *lists, page.body])


def _folded(text: str) -> str:
    """Leave letters and digits in lower case, one space between words."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _finding(group: SynonymGroup, problem: str, hint: str) -> Finding:
    return Finding(SYNONYMS_FILE, group.line, CODE, problem, hint)
