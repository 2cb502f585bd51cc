"""Links that stay: ``a/<id>/`` leads to wherever the article is now."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from string import Template

from publishing.catalogue import UNKNOWN_SITE_URL, Article, Catalogue

PERMALINK_FOLDER = "a"
# json.dumps leaves these as they are; in a script element they could end it or open a comment.
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_PAGE = Template("""\
<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>$title</title>
<link rel="canonical" href="$canonical">
<meta name="robots" content="noindex">
<script>location.replace($script_target + location.search + location.hash)</script>
<noscript><meta http-equiv="refresh" content="0; url=$target"></noscript>
</head>
<body>
<p><a href="$target">$title</a></p>
</body>
</html>
""")


def permalink_path(article_id: str) -> str:
    """Return the path of an article's permalink below the site."""
    return f"{PERMALINK_FOLDER}/{article_id}/"


def permalink_page(article: Article, site_url: str) -> str:
    """Return the HTML page that leads on to *article*, with query and fragment where scripts run."""
    target = f"../../{article.url}"
    return _PAGE.substitute(
        lang=escape(article.lang),
        title=escape(article.title),
        canonical=escape(target if site_url == UNKNOWN_SITE_URL else site_url + article.url),
        target=escape(target),
        script_target=json.dumps(target).translate(_SCRIPT_ESCAPES),
    )


def write_permalinks(catalogue: Catalogue, site_folder: Path) -> None:
    """Write one page an article below *site_folder*; of several languages the first of the catalogue is led to."""
    written = set()
    for article in catalogue.articles:
        if article.id not in written:
            written.add(article.id)
            folder = site_folder / PERMALINK_FOLDER / article.id
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "index.html").write_text(permalink_page(article, catalogue.site_url), encoding="utf-8")
