"""Pages that lead on: ``a/<id>/`` to wherever the article is now, and every old address to its answer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote, unquote

from publishing.catalogue import UNKNOWN_SITE_URL, Article, Catalogue
from publishing.errors import HelpCentreError
from publishing.files.atomic import write_atomically
from publishing.links.redirects import Redirect, permalink_path
from publishing.links.site_paths import is_below_site

REDIRECTS_FILE = "help-centre/redirects.json"
# json.dumps leaves these as they are; in a script element they could end it or open a comment.
_SCRIPT_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
# What begins the script of such a page here, and what other programs write into theirs.
_LEADS_ON = (b'<meta name="robots" content="noindex">\n<script>', b'<noscript><meta http-equiv="refresh"')
_PAGE = Template("""\
<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>$title</title>
<link rel="canonical" href="$canonical">
<meta name="robots" content="noindex">
<script>$script</script>
$refresh</head>
<body>
<p><a href="$target">$title</a></p>
$sections</body>
</html>
""")
# Without scripts nobody knows which section was asked for: where some went elsewhere, readers choose.
_REFRESH = Template('<noscript><meta http-equiv="refresh" content="0; url=$target"></noscript>\n')
_TO_PAGE = Template("location.replace($target + location.search + location.hash)")
_TO_LANGUAGES = Template(
    "const pages=new Map($pages),page=pages.get(new URLSearchParams(location.search).get('lang'));"
    "if(page)location.replace(page+location.search+location.hash);else{$otherwise}"
)
_TO_SECTIONS = Template(
    "const sections=new Map($sections),[page,anchor]=(sections.get(location.hash.slice(1))??$target).split('#');"
    "location.replace(page+location.search+(anchor?'#'+anchor:location.hash))"
)


class PermalinkTaken(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A page of the site stands where the permanent link of an article would be."""

    exit_status = 1


class OutsideSite(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A page was to be written where no page of the site can be."""

    exit_status = 1


def redirect_page(redirect: Redirect, site_url: str) -> str:
    """
    Return the HTML page that leads on, with query and fragment where scripts run.

    Where they do not, it goes on to the page, or stays and names each section that moved elsewhere.
    """
    up = "../" * redirect.path.count("/")
    target = (up + redirect.target) or "./"
    return _PAGE.substitute(
        lang=escape(redirect.lang),
        title=escape(redirect.title),
        canonical=escape(target if site_url == UNKNOWN_SITE_URL else site_url + redirect.target),
        target=escape(target),
        script=_script(redirect, target, up),
        refresh="" if redirect.sections else _REFRESH.substitute(target=escape(target)),
        sections=_choices(redirect, up),
    )


def _choices(redirect: Redirect, up: str) -> str:
    """Write a line for each place that sections went to, with the anchors of those that did."""
    anchors = defaultdict(list)
    for anchor, to in redirect.sections.items():
        anchors[to].append(f'<span id="{escape(anchor)}"></span>')
    return "".join(
        f'<p>{"".join(ids)}<a href="{escape(up + to)}">{escape(redirect.names.get(to, redirect.title))}</a></p>\n'
        for to, ids in anchors.items()
    )


def _script(redirect: Redirect, target: str, up: str) -> str:
    otherwise = _script_to_first(redirect, target, up)
    if not redirect.languages:
        return otherwise
    pages = [[lang, up + url] for lang, url in redirect.languages.items()]
    return _TO_LANGUAGES.substitute(pages=_script_text(pages), otherwise=otherwise)


def _script_to_first(redirect: Redirect, target: str, up: str) -> str:
    if not redirect.sections and "#" not in target:
        return _TO_PAGE.substitute(target=_script_text(target))
    # A browser may give an anchor of other scripts as it is, or percent-encoded.
    pairs = [[form, up + to] for anchor, to in redirect.sections.items() for form in {anchor, quote(anchor)}]
    return _TO_SECTIONS.substitute(sections=_script_text(sorted(pairs)), target=_script_text(target))


def _script_text(value: object) -> str:
    return json.dumps(value).translate(_SCRIPT_ESCAPES)


def permalink_page(article: Article, site_url: str, languages: Mapping[str, str] | None = None) -> str:
    """Return the HTML page of an article's permalink; *languages* are the addresses of its translations."""
    path = permalink_path(article.id)
    return redirect_page(Redirect(path, article.url, article.title, article.lang, languages=languages or {}), site_url)


def write_permalinks(catalogue: Catalogue, site_folder: Path) -> None:
    """
    Write one page an article below *site_folder*.

    Of several languages the first of the catalogue is led to, unless the query asks for another, as in ``?lang=de``.

    Raises:
        PermalinkTaken: a page of the site would be overwritten.

    """
    translations = translated(catalogue.articles)
    for article in reversed({article.id: article for article in reversed(catalogue.articles)}.values()):
        page = permalink_page(article, catalogue.site_url, translations.get(article.id))
        file = file_of(site_folder, permalink_path(article.id))
        if is_page_of_site(file):
            raise PermalinkTaken(
                f"{permalink_path(article.id)} is a page of this site, and the permanent link of '{article.id}', too.",
                f"Give {article.source_path or 'that article'} another 'id:', or move the page out of that folder.",
            )
        _write(file, page)


def translated(articles: Iterable[Article]) -> dict[str, dict[str, str]]:
    """Give the address of each article that is a translation, by its id and its language."""
    first: dict[str, str] = {}
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for article in articles:
        if first.setdefault(article.id, article.lang) != article.lang:
            found[article.id][article.lang] = article.url
    return dict(found)


def write_redirects(
    redirects: Iterable[Redirect], site_url: str, site_folder: Path, translations: Mapping[str, Mapping[str, str]]
) -> None:
    """
    Write a page for each of *redirects*, and those a service can answer itself, without script, as JSON.

    A page of the site is never overwritten, pages that lead on are: these know the sections and *translations* of
    permalinks, and of a site that is built once for each of its languages, the last one knows all.

    Raises:
        OutsideSite: one of the addresses cannot be a file below *site_folder*.

    """
    languages = {permalink_path(article_id): pages for article_id, pages in translations.items()}
    plain: dict[str, str] = {}
    written: set[Path] = set()
    for redirect in redirects:
        path = unquote(redirect.path)
        file = file_of(site_folder, redirect.path)
        if file in written or _is_below_file(file, site_folder) or is_page_of_site(file):
            continue
        written.add(file)
        _write(file, redirect_page(replace(redirect, languages=languages.get(path, {})), site_url))
        if not redirect.sections:
            plain[path] = redirect.target
    write_atomically(site_folder / REDIRECTS_FILE, (json.dumps(plain, ensure_ascii=False) + "\n").encode())


def file_of(site_folder: Path, url: str) -> Path:
    """
    Return the file below *site_folder* that a host of files serves at *url*, which is relative to the site.

    Raises:
        OutsideSite: *url* leads out of the site, or cannot be the name of a file.

    """
    path = unquote(url)
    if not is_below_site(path):
        raise OutsideSite(
            f"the old address {path[:80]!r} cannot be a page of the site.",
            "Take it out of 'published.yml', or give the page that it belongs to another name.",
        )
    return site_folder / (f"{path}index.html" if path.endswith("/") or not path else path)


def _is_below_file(file: Path, site_folder: Path) -> bool:
    """Tell whether a file of the site stands where a folder would have to be, as for ``index.html/``."""
    return any(above.is_file() for above in file.parents if above.is_relative_to(site_folder))


def is_page_of_site(file: Path) -> bool:
    """Tell whether *file* is there and none of the pages that only lead on; a folder is what nothing may overwrite."""
    return file.is_dir() or (file.exists() and not any(map(file.read_bytes().__contains__, _LEADS_ON)))


def _write(file: Path, html: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
