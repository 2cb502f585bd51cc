"""Old addresses in the other languages of a site, whose pages stand below a folder of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from publishing.catalogue import Article
from publishing.links.redirects import PERMALINK_FOLDER, ListingPage, Redirect

# An old address of a translation is listed with its language behind it, as its file has: ``old/page.de.md``.
_LANGUAGE = re.compile(r"\.([a-z]{2}(?:-[A-Z][a-z]{3})?(?:[-_][A-Z]{2})?)(/|\.html)$")


def language_folders(articles: Iterable[Article]) -> dict[str, str]:
    """
    Return the folder that the pages of each later language stand below, such as ``de/``.

    *articles* come with those of the first language first: a translation has the address of its original behind it.
    """
    first: dict[str, Article] = {}
    folders: dict[str, str] = {}
    for article in articles:
        original = first.setdefault(article.id, article)
        if article.lang != original.lang and article.url.endswith(original.url):
            folders.setdefault(article.lang, article.url.removesuffix(original.url))
    return {lang: folder for lang, folder in folders.items() if folder}


def in_other_languages(
    redirects: Iterable[Redirect], folders: Mapping[str, str], is_there: Callable[[str], bool]
) -> Iterator[Redirect]:
    """
    Yield each of *redirects* once more below each of *folders*.

    It leads to the page in its language, which *is_there* tells by the address, else to that in the first one.
    """
    for redirect in redirects:
        if redirect.path.startswith(f"{PERMALINK_FOLDER}/"):
            continue
        for lang, folder in folders.items():

            def led(target: str, folder: str = folder) -> str:
                return f"{folder}{target}" if is_there(f"{folder}{target.partition('#')[0]}") else target

            yield replace(
                redirect,
                path=f"{folder}{redirect.path}",
                target=led(redirect.target),
                lang=lang if led(redirect.target) != redirect.target else redirect.lang,
                sections={anchor: led(target) for anchor, target in redirect.sections.items()},
            )


def of_translations(
    redirects: Iterable[Redirect], folders: Mapping[str, str], is_there: Callable[[str], bool]
) -> Iterator[Redirect]:
    """Yield where each of *redirects* listed for a language leads: to the page in it, which *is_there* tells."""
    # A theme may say less of a language than its folder does: the pages below ``pt-BR/`` are in ``pt``.
    known = {**folders, **{folder.rstrip("/"): folder for folder in folders.values()}}
    for redirect in redirects:
        if found := _LANGUAGE.search(redirect.path):
            path = f"{redirect.path[: found.start()]}{found[2]}"
            target = f"{known.get(found[1], '')}{redirect.target}"
            if found[1] in known and is_there(target.partition("#")[0]):
                yield replace(redirect, path=path, target=target, lang=found[1])
            else:
                yield replace(redirect, path=path)


def without_translation(pages: Iterable[Article | ListingPage], folders: Iterable[str]) -> Iterator[Redirect]:
    """
    Yield where a translation of each of *pages* would stand below each of *folders*, leading to the page itself.

    What is there is never overwritten: these serve who kept the address of a translation that was deleted.
    """
    for folder in folders:
        for page in pages:
            if not page.url.startswith(folder):
                yield Redirect(f"{folder}{page.url}", page.url, page.title, page.lang)
