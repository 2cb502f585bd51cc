"""HC023: an article promises what the scope page does."""

from __future__ import annotations

from collections.abc import Iterator

from publishing.articles.meta import SUPPORT_LEVELS, texts_of
from publishing.rules.finding import Finding
from publishing.source.site import ContentSite

CODE = "HC023"


def check_site(site: ContentSite) -> Iterator[Finding]:
    """
    Find articles whose support level is another than the scope page gives to one of their tags.

    The scope page carries ``scope:``, which names tags below each level.
    """
    level_of_tag: dict[str, tuple[str, str]] = {}
    for page in site.pages:
        scope = page.front_matter.get("scope")
        for level, tags in scope.items() if isinstance(scope, dict) else ():
            if level in SUPPORT_LEVELS:
                level_of_tag |= dict.fromkeys(texts_of(tags), (level, page.path))
    for page in site.texts:
        support = page.front_matter.get("support")
        for tag in texts_of(page.front_matter.get("tags")) if support in SUPPORT_LEVELS else ():
            level, scope_path = level_of_tag.get(tag, (support, ""))
            if level != support:
                yield Finding(
                    page.path,
                    page.line_of("support"),
                    CODE,
                    f"the article says 'support: {support}', but {scope_path} gives '{tag}' the level '{level}'.",
                    f"Write 'support: {level}', or correct the scope page.",
                )
