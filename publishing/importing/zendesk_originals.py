"""Which text of an article is the page, and which ones translate it: a pure function over a whole export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from publishing.importing.zendesk_export import ARTICLE, Export, GuideArticle, Translation
from publishing.importing.zendesk_languages import language, plain

_OTHER = 2


def in_first_language(export: Export, first: str) -> tuple[Export, tuple[str, ...]]:
    """
    Return *export* with each article in the language *first* of a site, its own text among its translations then.

    Of two texts in that language the one of the same region is the article. Also returned is what to say of articles
    that have no text in it: they stay as they are. Where *first* is empty, nobody knows, and all of them do.
    """
    texts: dict[int, list[Translation]] = defaultdict(list)
    for translation in export.translations:
        if translation.source_type == ARTICLE and not translation.draft:
            texts[translation.source_id].append(translation)
    articles, moved, lacking = [], [], []
    for article in export.articles:
        chosen = _nearest(article, texts[article.id], first)
        if chosen is not None:
            articles.append(_told_by(chosen, article))
            if all(plain(text.locale) != plain(article.locale) for text in texts[article.id]):
                moved.append(_as_translation(article))
            continue
        articles.append(article)
        comes_in = not article.draft and article.user_segment_id is None
        if first and article.locale and _distance(article.locale, first) == _OTHER and comes_in:
            lacking.append(
                f"{article.called}: it has no text in '{first}', the first language here; "
                f"its page is in '{article.locale}'."
            )
    translations = (*export.translations, *moved)
    return export.model_copy(update={"articles": tuple(articles), "translations": translations}), tuple(lacking)


def _nearest(article: GuideArticle, texts: Iterable[Translation], first: str) -> Translation | None:
    """Return the one of *texts* that is nearer to the language *first* than the text of *article* itself, if any."""
    if not first or not article.locale or article.draft:
        return None
    nearest = min(texts, key=lambda text: _distance(text.locale, first), default=None)
    if nearest is None or _distance(nearest.locale, first) >= _distance(article.locale, first):
        return None
    return nearest


def _distance(locale: str, first: str) -> int:
    """Tell how far *locale* is from the language *first*: 0 the same, 1 another region of it, 2 another language."""
    if plain(locale) == plain(first):
        return 0
    return 1 if language(locale) == language(first) else _OTHER


def _told_by(text: Translation, article: GuideArticle) -> GuideArticle:
    fields = {"title": text.title, "body": text.body, "html_url": text.html_url, "locale": text.locale}
    return article.model_copy(update=fields)


def _as_translation(article: GuideArticle) -> Translation:
    return Translation(
        id=article.id,
        source_id=article.id,
        locale=article.locale,
        title=article.title,
        body=article.body,
        html_url=article.html_url,
        updated_at=article.updated_at,
    )
