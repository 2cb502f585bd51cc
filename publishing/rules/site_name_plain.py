"""HC054: the name of the site is words, since themes write it into the code of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.rules.finding import Finding
from publishing.source.site import ContentSite

CODE = "HC054"
# What ends the words of an attribute, or begins a tag.
SIGNS_OF_CODE = re.compile(r'[<>"]')


def check_site(site: ContentSite) -> Iterator[Finding]:
    """Find a name with a sign of code: browsers read what follows as a tag, in the title of every page as well."""
    for place, line, name in site.names:
        sign = SIGNS_OF_CODE.search(name)
        if sign:
            problem = f"the name of the site, '{name}', has a sign that themes write into the code of every page."
            yield Finding(place, line, CODE, problem, f"Leave out {sign[0]}.")
