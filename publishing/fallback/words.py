"""The words of a site as the static index tells of them: in stems, with the forms that they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from publishing.bm25 import (
    ADDRESS_WEIGHT,
    ANSWER_WEIGHT,
    BREADCRUMB_WEIGHT,
    HEADING_WEIGHT,
    KEYWORD_WEIGHT,
    TAG_WEIGHT,
    TITLE_WEIGHT,
)
from publishing.catalogue import Article, Catalogue, Section
from publishing.fallback.analysis import word_analysis

Stem = tuple[str, str]
"""A language, and what the forms of a word of it share."""

# How many letters a word may take over from the one before: one letter from A tells it.
MOST_SHARED = 25


def base_language(tag: str) -> str:
    """Give the language of the BCP 47 *tag*: ``de`` for ``de-AT``."""
    return tag.split("-", maxsplit=1)[0].lower()


def sections_of(article: Article) -> list[Section]:
    """Give the sections of *article*, each text as one line; an article without any is found by its summary."""
    sections = article.sections or (Section(anchor="", title="", text=article.summary),)
    return [one.model_copy(update={"text": " ".join(one.text.split())}) for one in sections]


def merged(sections: list[Section], headings: int) -> list[Section]:
    """Put what stands under no heading, or under one of too many, and a video's moments into the first section."""
    places = [at for at, one in enumerate(sections) if one.anchor and not one.anchor.startswith("t=")][:headings]
    kept = [sections[at] for at in places]
    rest = " ".join(sections[at].text for at in sorted({*range(len(sections))} - {*places}))
    return [Section(anchor="", title="", text=rest), *kept] if rest or not kept else kept


class StaticWords:
    """The words of all articles, by section: those of texts, and what else the section is found by."""

    def __init__(self, catalogue: Catalogue, sections: list[list[Section]]) -> None:
        self.texts: list[Counter[Stem]] = []
        self.named: list[Counter[Stem]] = []
        self.topics: Counter[Stem] = Counter()
        """How many titles and headings name a word."""
        self._forms: dict[Stem, set[str]] = defaultdict(set)
        self._known: dict[str, dict[str, Stem]] = defaultdict(dict)
        self._synonyms = catalogue.synonyms
        self._same: set[frozenset[Stem]] = set()
        for article, parts in zip(catalogue.articles, sections, strict=True):
            self._add(article, parts)
        self.spread = Counter(
            stem for text, named in zip(self.texts, self.named, strict=True) for stem in text.keys() | named.keys()
        )
        """How many sections have a word."""
        self._add_other_forms()

    def alike(self, among: Iterable[Stem] | None = None) -> dict[str, str]:
        """Write for each language the groups of forms, of all words or *among* some, that stand in several forms."""
        groups: dict[str, list[list[str]]] = defaultdict(list)
        for stem in self._forms if among is None else among:
            if len(forms := self.forms(stem)) > 1:
                groups[stem[0]].append(forms)
        return {lang: written(sorted(found)) for lang, found in sorted(groups.items())}

    def same(self) -> list[list[str]]:
        """Give the groups of phrases that mean the same: synonyms, and forms of a word that share no stem."""
        forms = (sorted(self.forms(stem)[0] for stem in stems) for stems in self._same)
        return [*map(list, self._synonyms), *sorted(forms)]

    def forms(self, stem: Stem) -> list[str]:
        """Give the forms that *stem* stands in, and others that nobody writes."""
        return sorted(self._forms[stem])

    def _add(self, article: Article, sections: list[Section]) -> None:
        lang = base_language(article.lang)
        *folders, page = ["", *article.url.strip("/").split("/")]
        shared: Counter[Stem] = Counter()
        title = self._stems(article.title, lang)
        self.topics.update(set(title))
        for stems, weight in (
            (title, TITLE_WEIGHT),
            (self._stems(page.replace("_", " ").replace("-", " "), lang), ADDRESS_WEIGHT),
            (self._stems(" ".join(folders), lang), BREADCRUMB_WEIGHT),
            (self._stems("\n".join(article.keywords), lang), KEYWORD_WEIGHT),
            (self._stems("\n".join(article.tags), lang), TAG_WEIGHT),
            (self._stems("\n".join(article.answers), lang), ANSWER_WEIGHT),
        ):
            for stem in stems:
                shared[stem] += weight  # type: ignore[assignment] # weights are whole numbers
        for number, section in enumerate(sections):
            named = Counter(shared)
            heading = self._stems(section.title, lang)
            self.topics.update(set(heading))
            for stem in heading:
                named[stem] += HEADING_WEIGHT  # type: ignore[assignment] # see above
            if number == 0:
                named.update(self._stems(article.summary, lang))
            self.named.append(named)
            self.texts.append(Counter(self._stems(section.text, lang)))

    def _add_other_forms(self) -> None:
        """Let a form that nobody writes, nor any with its stem, stand for the commonest of the words that it is of."""
        analysis, stems_of = word_analysis(), defaultdict[Stem, list[Stem]](list)
        for lang, known in self._known.items():
            for word, stem in known.items():
                for form in analysis.other_forms(word, lang):
                    other = (lang, analysis.stem(form, lang))
                    if other not in self._forms:
                        stems_of[lang, form].append(stem)
                    elif other != stem and form in analysis.same_words(word, lang):
                        self._same.add(frozenset((stem, other)))
        for (_, form), stems in stems_of.items():
            self._forms[max(stems, key=lambda stem: (self.spread[stem], stem))].add(form)

    def _stems(self, text: str, lang: str) -> list[Stem]:
        known, analysis = self._known[lang], word_analysis()
        stems = []
        for word in analysis.words_of(text):
            stem = known.get(word)
            if stem is None:
                stem = known[word] = (lang, analysis.stem(word, lang))
                self._forms[stem].add(word)
            stems.append(stem)
        return stems


def written(groups: Iterable[Iterable[str]]) -> str:
    """
    Write *groups* of words in lower case, with spaces between them.

    Each word is a letter that tells how much of the word before it begins with, and the rest: ``Ding`` after ``act``.
    """
    before = ""
    lines = []
    for group in groups:
        line = ""
        for word in group:
            shared = 0
            # Browsers count a character beyond 16 bits twice: none is shared.
            while shared < min(len(before), len(word), MOST_SHARED) and before[shared] == word[shared] < "\U00010000":
                shared += 1
            line += chr(ord("A") + shared) + word[shared:]
            before = word
        lines.append(line)
    return " ".join(lines)
