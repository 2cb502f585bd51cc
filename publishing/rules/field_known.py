"""HC024: the fields of the front matter exist."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from publishing.content_site import ContentSite
from publishing.rules.finding import Finding, Fix, shown

CODE = "HC024"
OWN_FIELDS = (
    "id", "title", "summary", "kind", "owner", "review_by", "reviewed", "support", "edit", "tags", "keywords",
    "answers", "updated", "replaced_by", "moved_sections", "gone", "scope", "contact", "video",
)  # fmt: skip
# What MkDocs, Material for MkDocs and their plugins read.
_FIELDS_OF_OTHERS = (
    "description", "template", "hide", "icon", "status", "search", "date", "authors", "author", "categories", "slug",
    "draft", "pin", "readtime", "links", "comments", "subtitle", "social", "image", "nav_title", "weight", "robots",
)  # fmt: skip
_KNOWN = frozenset(OWN_FIELDS + _FIELDS_OF_OTHERS)
_MANY_PAGES = 3
# Shorter names are a letter away from other words: "tile" and "title", "ids" and "id".
_SHORTEST_WITH_PLURAL = 4
_SHORTEST_WITH_SWAP = 5
_SHORTEST_WITH_GAP = 6


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find fields that nothing reads, but for those that are the site's own and do not look like a slip.

    Its own is what several pages use, and on a site of another generator whatever that may read.
    """
    used = Counter(str(name) for page in site.pages for name in page.front_matter)
    for page in site.pages:
        for name in map(str, page.front_matter):
            if name in _KNOWN:
                continue
            meant = _meant(name)
            if not meant and (used[name] >= _MANY_PAGES or not site.built_by_mkdocs):
                continue
            yield Finding(
                page.path,
                page.line_of(name),
                CODE,
                f"the field '{shown(name)}' does not exist.",
                f"Did you mean '{meant}'?" if meant else "Correct its name, or remove it.",
                Fix(f"{name}:", f"{meant}:") if _is_slip(name, meant) and meant not in page.front_matter else None,
            )


@lru_cache(maxsize=1024)
def _meant(name: str) -> str:
    written = name.lower().replace("-", "_")
    return next(iter(difflib.get_close_matches(written, OWN_FIELDS, n=1, cutoff=0.8)), "")


@lru_cache(maxsize=1024)
def _is_slip(name: str, meant: str) -> bool:
    """Tell whether *name* can only be *meant*: not a letter changed or added at an end, which makes other words."""
    written, right = (each.lower().replace("-", "").replace("_", "") for each in (name, meant))
    slips = {right}
    if len(right) >= _SHORTEST_WITH_PLURAL:
        slips |= {f"{right}s", right.removesuffix("s")}
    if len(right) >= _SHORTEST_WITH_SWAP:
        slips |= {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(len(right) - 1)}
        slips |= {right[:at] + right[at] + right[at:] for at in range(len(right))}
    if len(right) >= _SHORTEST_WITH_GAP:
        slips |= {right[:at] + right[at + 1 :] for at in range(1, len(right) - 1)}
    return bool(meant) and written in slips
