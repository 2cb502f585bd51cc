"""HC024: the fields of the front matter exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publishing.rules.finding import Finding, Fix, shown
from publishing.rules.slips import is_slip, meant_by
from publishing.source.site import ContentSite

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


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find fields that nothing reads, but for those that are the site's own and do not look like a slip.

    Its own is what several pages use, and on a site of another generator whatever that may read.
    """
    used = Counter(str(name) for page in site.texts for name in page.front_matter)
    for page in site.texts:
        for name in map(str, page.front_matter):
            if name in _KNOWN:
                continue
            meant = meant_by(name, OWN_FIELDS)
            if not meant and (used[name] >= _MANY_PAGES or not site.built_by_mkdocs):
                continue
            yield Finding(
                page.path,
                page.line_of(name),
                CODE,
                f"the field '{shown(name)}' does not exist.",
                f"Did you mean '{meant}'?" if meant else "Correct its name, or remove it.",
                Fix(f"{name}:", f"{meant}:") if is_slip(name, meant) and meant not in page.front_matter else None,
            )
