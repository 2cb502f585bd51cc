"""The generated search page: an empty page in the site's look that search results are put into."""

from __future__ import annotations

from publishing.theme_files import SHELL_TEMPLATE

# Becomes search/index.html, which forms lead to, with and without use_directory_urls.
SEARCH_PAGE_PATH = "search/index.md"
# A site that has one of these already keeps its own page.
SEARCH_PAGE_PATHS = (SEARCH_PAGE_PATH, "search/README.md", "search.md")
SEARCH_PAGE = f"""\
---
title: Search
template: {SHELL_TEMPLATE}
hide: [navigation, toc, path, feedback]
search: {{exclude: true}}
---
"""
