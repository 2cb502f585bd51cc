"""Reading the catalogue from a folder of built pages, whichever generator built them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote

from selectolax.lexbor import LexborHTMLParser

from publishing.built_page import read_page
from publishing.catalogue import Catalogue
from publishing.errors import HelpCentreError
from publishing.page_meta import META_PREFIX
from publishing.site_output import new_catalogue

_INDEX = "index.html"
_ARTICLE_MARK = f"{META_PREFIX}id"


class SiteMissing(HelpCentreError):  # noqa: N818 - named for what is wrong
    """There is no folder of built pages."""


def read_site(folder: Path, *, built_at: datetime) -> Catalogue:
    """
    Read every article below *folder*: the pages whose head carries ``<meta name="help-centre:id">``.

    Addresses follow each page's canonical link, which also tells where the site is published; without one, a folder's
    ``index.html`` goes by the folder's name. *built_at* stands in the catalogue, and for dates that pages do not tell.

    Raises:
        SiteMissing: *folder* is no folder.
        CatalogueError: a page tells a wrong field, or two articles have one id; the message names them.

    """
    if not folder.is_dir():
        raise SiteMissing(f"{folder}: there is no built site.", "Build it first, or name the folder it was built to.")
    articles = []
    site_url = None
    for file in sorted(folder.rglob("*.html")):
        html = file.read_text(encoding="utf-8", errors="replace")
        if _ARTICLE_MARK not in html:
            continue
        published_at, url = address_of(html, file.relative_to(folder).as_posix())
        article = read_page(html, url, built_on=built_at.date())
        if article is not None:
            site_url = site_url or published_at
            articles.append(article)
    return new_catalogue(articles, site_url=site_url, built_at=built_at)


def address_of(html: str, path: str) -> tuple[str | None, str]:
    """Return where the site is published, when the page tells, and the page's address relative to that."""
    short = path.removesuffix(_INDEX) if path == _INDEX or path.endswith(f"/{_INDEX}") else path
    link = LexborHTMLParser(html).css_first('head > link[rel="canonical"]')
    canonical = (link.attributes.get("href") if link else None) or ""
    if canonical.startswith(("https://", "http://")):
        for candidate in (path, short):
            site_url = unquote(canonical).removesuffix(candidate)
            if unquote(canonical).endswith(candidate) and site_url.endswith("/"):
                return site_url, quote(candidate)
    return None, quote(short)
