"""Pages and files that are to come into a help centre, and how they get there without overwriting anything."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count as counted
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

from publishing.articles.ids import id_of_words
from publishing.errors import HelpCentreError
from publishing.importing.report import Report
from publishing.links.published import PublishedArticle, PublishedLinks, together, write_published
from publishing.links.site_paths import is_below_site
from publishing.source.site import ContentSite

OTHER_FOLDER = "Name another folder with '--into', or move what is there."
INDEX_STEMS = frozenset(("index", "README"))


class ImportRefused(HelpCentreError):  # noqa: N818 - named for what happened
    """Nothing was imported."""

    exit_status = 1


@dataclass(frozen=True)
class ArrivingPage:
    """A page on its way in: ``path`` below the folder of pages, its fields, words, and addresses it was found at."""

    path: str
    front_matter: Mapping[str, Any]
    body: str
    old_addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrivals:
    """
    Everything that comes in: pages, files by their path below the folder of pages, and texts to put elsewhere.

    ``home_addresses`` are old ones of what has no page here, such as a section: they lead to the home page.
    """

    pages: tuple[ArrivingPage, ...]
    files: Mapping[str, Path] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    home_addresses: tuple[str, ...] = ()


def bring_in(arrivals: Arrivals, site: ContentSite, top: Path) -> None:
    """
    Write *arrivals* into the folder of *site*, and what lies beside it below *top*; old addresses lead to them then.

    Raises:
        ImportRefused: a file is there already, or an id or an old address is taken; nothing is written.

    """
    _refuse_places([*(page.path for page in arrivals.pages), *arrivals.files], site.folder)
    _refuse_places([*arrivals.beside], top, "Move it elsewhere and import again: an import before this one wrote it.")
    _refuse_taken_ids(arrivals.pages, site)
    _refuse_taken_addresses(arrivals.pages, site)
    for page in arrivals.pages:
        _write(site.folder / page.path, page_source(page))
    for path, source in arrivals.files.items():
        (site.folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, site.folder / path)
    for path, text in arrivals.beside.items():
        _write(top / path, text)
    home = _links_of_home(arrivals.home_addresses, site)
    write_published(together(site.published or {}, home, _links(arrivals.pages, site)), site.folder)


def page_source(page: ArrivingPage) -> str:
    """Return the Markdown of *page* with its front matter, when it has any."""
    if not page.front_matter:
        return f"{page.body.strip()}\n"
    fields = yaml.safe_dump(dict(page.front_matter), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{fields}---\n\n{page.body.strip()}\n"


def old_path(address: str) -> str:
    """
    Return the source path that an *address* of the site, such as ``/hc/en-us/articles/12-reset``, would come from.

    The list of published links knows addresses by their sources; one that ends in ``.html`` is led on from, too.
    """
    path = unquote(urlsplit(address).path).strip("/")
    return f"{path or 'index'}.md"


def kept_addresses(addresses: Iterable[str], path: str, report: Report) -> tuple[str, ...]:
    """Return those of *addresses* that can lead to the page at *path*; the *report* names the others."""
    kept = []
    for address in addresses:
        if is_address(address) and is_below_site(old_path(address)):
            kept.append(address)
        else:
            report.to_do.append(f"{path}: its old address {address[:80]!r} is none that a site can have; left out.")
    return tuple(kept)


def is_address(text: str) -> bool:
    """Tell whether *text* can be read as an address; MkDocs ends with an error over a link to one that cannot."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


def free_id(wanted: str, taken: Iterable[str], otherwise: str) -> str:
    """Return an id made of the words *wanted* that is not *taken*, else *otherwise*, which tells apart."""
    article_id = id_of_words(wanted)
    return article_id if article_id and article_id not in taken else otherwise


def unused_name(folder: Path, name: str) -> str:
    """Return *name*, or that with the next number that no file in *folder* has: an import before this may have it."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = (name if number == 1 else f"{stem}-{number}{suffix}" for number in counted(1))
    return next(each for each in names if not (folder / each).exists())


def _refuse_places(paths: list[str], root: Path, what_helps: str = OTHER_FOLDER) -> None:
    """Refuse *paths* that do not lie below *root*, or at which something is already, for which *what_helps* is said."""
    hint = "Name a folder below that of all pages with '--into'."
    outside = [path for path in paths if not is_below_site(path) or not _is_inside(root / path, root)]
    if outside:
        raise ImportRefused(f"{root / outside[0]} is not below {root.resolve()}, or its name is too long.", hint)
    twice = [path for path, count in Counter(paths).items() if count > 1]
    if twice:
        raise ImportRefused(f"Two pages would both become {twice[0]}.", "Rename one of them, and import again.")
    targets = [root / path for path in paths]
    in_the_way = [above for target in targets for above in target.parents if above.is_file()]
    if in_the_way:
        raise ImportRefused(f"{in_the_way[0]} is a file, not a folder.", "Name another folder with '--into'.")
    there = [target for target in targets if target.exists()]
    if there:
        others = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise ImportRefused(f"{there[0]}{others} would be overwritten.", what_helps)


def _is_inside(target: Path, root: Path) -> bool:
    return target.resolve().is_relative_to(root.resolve())


def _refuse_taken_ids(pages: Iterable[ArrivingPage], site: ContentSite) -> None:
    for page in pages:
        article_id = page.front_matter.get("id")
        if article_id in {*site.named, *(site.published or {})}:
            raise ImportRefused(
                f"{page.path}: the id '{article_id}' is already that of a page of this site.",
                "Change it in one of the two, and import again.",
            )


def _refuse_taken_addresses(pages: Iterable[ArrivingPage], site: ContentSite) -> None:
    """Refuse pages whose address leads to a page already: they were imported before."""
    owners = {path: article_id for article_id, article in (site.published or {}).items() for path in article.paths}
    taken = [(page, address) for page in pages for address in page.old_addresses if old_path(address) in owners]
    if taken:
        page, address = taken[0]
        others = len({page.path for page, _ in taken}) - 1
        more = f", and so are those of {others} more {'page' if others == 1 else 'pages'}" if others else ""
        raise ImportRefused(
            f"{page.path}: its address {address} leads to the page '{owners[old_path(address)]}' already{more}.",
            "It was imported before: leave out what is here, or undo that import first.",
        )


def _links(pages: Iterable[ArrivingPage], site: ContentSite) -> PublishedLinks:
    """
    Note the old addresses of each page that names its id, and then its place, which is the latest.

    A page without a text in the first language has no place that the list could keep.
    """
    found = {}
    for page in pages:
        if page.old_addresses and page.front_matter.get("id"):
            place = () if site.languages.is_translation(page.path) else (site.languages.place_of(page.path),)
            paths = tuple(dict.fromkeys(map(old_path, page.old_addresses)))
            found[page.front_matter["id"]] = PublishedArticle((*paths, *place))
    return found


def _links_of_home(addresses: Iterable[str], site: ContentSite) -> PublishedLinks:
    """Note *addresses* as old ones of the home page, as far as no page has them; nothing where there is none."""
    home = next((path for path in (f"{stem}.md" for stem in sorted(INDEX_STEMS)[::-1]) if path in site.by_place), None)
    owned = {path for article in (site.published or {}).values() for path in article.paths}
    paths = [path for path in map(old_path, addresses) if path not in owned]
    return {site.id_of(site.by_place[home]): PublishedArticle((*paths, home))} if home and paths else {}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
