"""The generated search page: an empty page in the site's look that search results are put into."""

from __future__ import annotations

from publishing.theme.folders import SHELL_TEMPLATE
from publishing.translations import said

# A site that has one of these already keeps its own page; ours is found with and without use_directory_urls.
SEARCH_PAGE_PATHS = ("search/index.md", "search/README.md", "search.md")
_SEARCH_PAGE = f"""\
---
title: {{title}}
template: {SHELL_TEMPLATE}
hide: [navigation, toc, path, feedback]
search: {{{{exclude: true}}}}
---
"""


def search_page_address(lang: str) -> str:
    """
    Return what leads to the search page of the language *lang*, which is empty for the first one of a site.

    Later ones have a page of their own, which stands as high as the first: what the service puts into it holds in both.
    """
    return f"search-{lang}/" if lang else "search/"


def search_page(lang: str) -> str:
    """Write the page."""
    return _SEARCH_PAGE.format(title=said("Search", lang or "en"))
