"""Front matter that other programs understand, in the words of this one: a pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from publishing.articles.ids import is_well_formed
from publishing.articles.meta import SUPPORT_LEVELS, accepted_id, date_of, edit_of, kind_of, text_of, texts_of
from publishing.rules.values_known import CONTACT_WAYS
from publishing.theme.folders import overrides_folder

# What our own fields are called elsewhere (Hugo, Jekyll, Docusaurus, MkDocs, Hexo), the most telling name first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "slug"),
    "title": ("title", "name"),
    "summary": ("summary", "description", "excerpt", "abstract", "lead", "subtitle"),
    "kind": ("kind",),
    "owner": ("owner", "author", "authors", "maintainer", "team"),
    "review_by": ("review_by", "review_date", "expires", "expirydate"),
    "updated": ("updated", "lastmod", "last_modified_at", "last_update", "modified", "date"),
    "support": ("support",),
    "tags": ("tags", "labels", "categories", "category"),
    "keywords": ("keywords", "search_terms", "synonyms"),
    "answers": ("answers", "questions"),
    # Only pages of a help centre of this kind have these.
    "reviewed": ("reviewed",),
    "edit": ("edit",),
    "replaced_by": ("replaced_by",),
    "moved_sections": ("moved_sections",),
    "gone": ("gone",),
    "scope": ("scope",),
    "contact": ("contact",),
    "video": ("video",),
    # What MkDocs and Material read of a page; in another shape they end a build.
    "hide": ("hide",),
    "search": ("search",),
    "template": ("template",),
}
# Addresses that the page was, or is, found at; they lead to it.
ADDRESS_NAMES = ("aliases", "redirect_from", "permalink", "url", "old_urls", "redirects")
# With the host of another site before it, what these name is no page of the old one: a film, a product, a source.
_MAY_LEAD_ELSEWHERE = frozenset(("permalink", "url"))
OUR_TEMPLATES = "help-centre/"
DRAFT_NAMES = ("draft", "unpublished", "hidden")
_YES = frozenset(("true", "yes", "on", "1"))
_NO = frozenset(("false", "no", "off", "0"))
_UNFINISHED = frozenset(("draft", "unpublished", "hidden", "private", "pending", "archived"))


def _fields(value: Any) -> Any:
    return value if isinstance(value, Mapping) and value else None


def _day(value: Any) -> Any:
    if isinstance(value, Mapping):  # Docusaurus: {date: ..., author: ...}; blogs: {created: ..., updated: ...}
        value = value.get("updated") or value.get("date") or value.get("created")
    return date_of(value)


def _template(value: Any) -> Any:
    """Accept one that every help centre has: a site without the template that a page names is not built at all."""
    named = text_of(value) or ""
    return named if named.startswith(OUR_TEMPLATES) and (overrides_folder() / named).is_file() else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "id": lambda value: value if is_well_formed(text_of(value) or "") else accepted_id(None),
    "title": text_of,
    "summary": text_of,
    "kind": lambda value: kind_of({"kind": value}),
    "owner": lambda value: next(iter(texts_of(value)), None),
    "review_by": _day,
    "updated": _day,
    "support": lambda value: value if value in SUPPORT_LEVELS else None,
    "tags": lambda value: list(texts_of(value)) or None,
    "keywords": lambda value: list(texts_of(value)) or None,
    "answers": lambda value: list(texts_of(value)) or None,
    "reviewed": _day,
    "edit": lambda value: edit_of({"edit": value}),
    "replaced_by": accepted_id,
    "moved_sections": _fields,
    "gone": text_of,
    "scope": _fields,
    "contact": lambda value: value if value in CONTACT_WAYS else None,
    "video": _fields,
    "hide": lambda value: list(texts_of(value)) if isinstance(value, list) else None,
    "search": _fields,
    "template": _template,
}


@dataclass(frozen=True)
class Translated:
    """
    The fields as this program reads them, the page's old addresses, and what became of each foreign field.

    ``mapped`` tells the new name of each field that got one, ``dropped`` names those that nothing here understands.
    """

    fields: Mapping[str, Any]
    old_addresses: tuple[str, ...]
    kept: tuple[str, ...]
    mapped: Mapping[str, str]
    dropped: tuple[str, ...]
    is_draft: bool


def translated(front_matter: Mapping[str, Any], site_url: str = "") -> Translated:
    """
    Read *front_matter* of any program, for a site at *site_url*.

    Of two fields that mean the same, the more telling one counts.
    """
    by_name = {str(name).strip().lower(): (str(name), value) for name, value in front_matter.items()}
    fields: dict[str, Any] = {}
    kept, mapped = [], {}
    used: set[str] = set()
    for ours, names in NAMES.items():
        for name in names:
            value = _READERS[ours](by_name[name][1]) if name in by_name and ours not in fields else None
            if value is not None:
                fields[ours] = value
                used.add(name)
                if name == ours:
                    kept.append(ours)
                else:
                    mapped[by_name[name][0]] = ours
    addresses = []
    for name in ADDRESS_NAMES:
        if name in by_name and (told := _addresses(name, by_name[name][1], site_url)):
            addresses += told
            mapped[by_name[name][0]] = "a redirect"
            used.add(name)
        elif name in by_name and not texts_of(by_name[name][1]):
            used.add(name)
    path = _path_of_slug(by_name)
    if path:
        addresses.append(path)
        mapped[by_name["slug"][0]] = "a redirect"
        used.add("slug")
    used |= set(DRAFT_NAMES)
    return Translated(
        fields,
        tuple(addresses),
        tuple(kept),
        mapped,
        tuple(name for key, (name, _) in by_name.items() if key not in used),
        any(_says(by_name, name, _YES) for name in DRAFT_NAMES)
        or _says(by_name, "published", _NO)
        or _says(by_name, "status", _UNFINISHED),
    )


def _addresses(name: str, value: Any, site_url: str) -> list[str]:
    told = texts_of(value)
    return [each for each in told if name not in _MAY_LEAD_ELSEWHERE or _host(each) in {"", _host(site_url)}]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""  # named later on as an address that no site can have


def _path_of_slug(by_name: Mapping[str, tuple[str, Any]]) -> str | None:
    """Return the whole path that a ``slug`` of Docusaurus with a slash in front names, but for that of the site."""
    slug = text_of(by_name["slug"][1]) if "slug" in by_name else None
    return slug if slug and slug.startswith("/") and slug.strip("/") else None


def _says(by_name: Mapping[str, tuple[str, Any]], name: str, words: frozenset[str]) -> bool:
    """Tell whether the field *name* says one of *words*, as a truth value or as text in quotes."""
    return name in by_name and str(by_name[name][1]).strip().lower() in words
