"""HC052: a page is in a language of its site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.site import ContentSite

CODE = "HC052"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find pages that no build takes, since their names tell a language that the site does not have."""
    paths = defaultdict(list)
    for path in site.without_language:
        paths[site.languages.lacking_language_of(path)].append(path)
    for lang, (first, *others) in paths.items():
        place = f"the folder '{lang}/'" if site.languages.in_folders else f"'.{lang}'"
        more = f", and {len(others)} more {'page' if len(others) == 1 else 'pages'}" if others else ""
        problem = f"no reader sees this page{more}: {place} stands for a language that the site does not have."
        hint = f"Add '{lang}' to the languages of 'i18n'; or use another name, or write it into 'exclude_docs'."
        yield Finding(first, 1, CODE, problem, hint)
