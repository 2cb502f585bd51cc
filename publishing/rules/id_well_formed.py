"""HC005: the id can stand in a link and be read out."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.ids import MAX_ID_CHARS, is_well_formed
from publishing.articles.meta import text_of
from publishing.rules.finding import Finding, shown
from publishing.rules.unquoted import in_quotes, unquoted
from publishing.source.site import ContentSite

CODE = "HC005"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find an ``id`` with other signs than small letters, digits and single hyphens, or a very long one.

    One that was published is left in peace, however it looks: links to it lead on.
    """
    published = (site.published if site.published_before is None else site.published_before) or {}
    for page in site.texts:
        no_text = unquoted(page, "id")
        written = no_text or shown(page.front_matter.get("id"))
        was_published = text_of(page.front_matter.get("id")) in published
        if "id" in page.front_matter and not was_published and (no_text or not is_well_formed(written)):
            hint = f"Use small letters, digits and single hyphens, at most {MAX_ID_CHARS}, such as 'reset-password'."
            yield Finding(
                page.path,
                page.line_of("id"),
                CODE,
                f"the id '{written}' is not well formed.",
                in_quotes("id", written) if is_well_formed(no_text) else hint,
            )
