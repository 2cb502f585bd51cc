"""The articles whose links their order of headings decides, as a branch found them."""

from __future__ import annotations

from dataclasses import replace

from publishing.links.published import PublishedArticle
from publishing.source.changed_pages import NoComparison, changed_since, files_at, texts_of
from publishing.source.page import SourcePage, parse_source
from publishing.source.site import ContentSite
from publishing.source.twin_headings import has_twins, is_numbered


def pages_before(site: ContentSite, ref: str) -> dict[str, SourcePage]:
    """
    Return those articles of *site*, by id, that changed and have or had headings of the same words, as *ref* has them.

    One that moved since is found where it was published from. Where Git cannot tell, and where no link was published,
    there are none.
    """
    if not site.published_before:
        return {}
    try:
        changed = changed_since(site.folder, ref)
        twins = {
            article_id: page
            for article_id, page in site.present.items()
            if page.path in changed and _may_have_moved(page, _listed(site, article_id))
        }
        names = files_at(site.folder, ref) if twins else {}
        then = {
            article_id: path
            for article_id, page in twins.items()
            if (path := next((path for path in _places(site, article_id, page) if path in names), None))
        }
        texts = [
            text.decode(errors="replace") for text in texts_of(site.folder, (names[path] for path in then.values()))
        ]
    except NoComparison:
        return {}
    return {
        article_id: replace(
            parse_source(text, path=path, folder=site.folder), markdown=twins[article_id].markdown,
            built_by_mkdocs=site.built_by_mkdocs,
        )
        for (article_id, path), text in zip(then.items(), texts, strict=True)
    }  # fmt: skip


def _may_have_moved(page: SourcePage, listed: PublishedArticle) -> bool:
    """
    Tell whether published links to the page hang on the order of its headings, or did: the last twin may be gone.

    So does a heading that a number tells from what has its words as a written id.
    """
    anchors = (*listed.anchors, *(each.anchor for each in page.headings if not each.is_written))
    return bool(listed.anchors) and (any(map(is_numbered, anchors)) or has_twins(page))


def _listed(site: ContentSite, article_id: str) -> PublishedArticle:
    return (site.published_before or {}).get(article_id, PublishedArticle())


def _places(site: ContentSite, article_id: str, page: SourcePage) -> list[str]:
    """Return where the article may have been: where it is, and the files it was published from, the last one first."""
    listed = _listed(site, article_id).paths
    return [page.path, *(site.languages.path_in(site.languages.first, place) for place in reversed(listed))]
