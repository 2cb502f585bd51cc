"""What a check could not look at, for whoever reads its findings."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.source.site import ContentSite

_LOOK = "Look at them in the preview."


def notices(site: ContentSite) -> Iterator[str]:
    """
    Say once which pages only a whole build can read, and why: an id in braces that gives none is not found there.

    An extension is lacking where it is not installed, or is told to run what the check does not: code of others.
    """
    half_read = [page for page in site.texts if page.is_half_read]
    if not half_read:
        return
    count = "1 page" if len(half_read) == 1 else f"{len(half_read)} pages"
    markdown = half_read[0].markdown
    why = "an extension of Markdown needs the rest of a build there."
    if markdown.lacking:
        names = " and ".join(f"'{name}'" for name in markdown.lacking)
        why = f"{names} of {markdown.config_name} cannot be used here: not installed, or told to run code of others."
    yield (
        f"notice: ids and sections of {count} are told from the file alone, as in {half_read[0].path}: {why} "
        f"What looks like an id there and is none stays unseen (HC048). {_LOOK}"
    )
