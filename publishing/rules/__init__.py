"""The content rules: one a file, each with a code that never changes its meaning."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from publishing.rules import (
    address_once,
    alternative_named,
    anchor_once,
    captions_within_video,
    chapters_name_cues,
    dates_readable,
    draft_left,
    edit_known,
    field_known,
    file_sizes,
    files_present,
    front_matter_parses,
    heading_levels,
    headings_built,
    id_unique,
    id_well_formed,
    ids_built,
    image_alt_text,
    kind_known,
    language_known,
    link_anchors,
    link_targets,
    link_text,
    links_as_paths,
    links_kept,
    links_lead_on,
    links_listed,
    lists_of_text,
    merge_markers,
    one_film,
    pages_in_nav,
    question_claimed_once,
    recording_current,
    review_due,
    sections_in_place,
    silences,
    site_name_plain,
    summary_length,
    summary_present,
    support_in_scope,
    support_known,
    synonyms_useful,
    title_plain,
    title_present,
    translation_has_original,
    values_known,
    video_captions,
    video_playable,
    video_poster,
)
from publishing.rules.finding import Finding
from publishing.source.page import SourcePage
from publishing.source.site import ContentSite

UNREADABLE_CODE = "HC001"
PAGE_RULES: dict[str, Callable[[SourcePage], Iterator[Finding]]] = {
    rule.CODE: rule.check
    for rule in (
        front_matter_parses,
        title_present,
        title_plain,
        summary_present,
        kind_known,
        support_known,
        dates_readable,
        image_alt_text,
        video_captions,
        video_poster,
        lists_of_text,
        video_playable,
        heading_levels,
        link_text,
        merge_markers,
        draft_left,
        files_present,
        summary_length,
        captions_within_video,
        chapters_name_cues,
        recording_current,
        one_film,
        edit_known,
        alternative_named,
        anchor_once,
        headings_built,
        ids_built,
    )
}
SITE_RULES: dict[str, Callable[[ContentSite], Iterator[Finding]]] = {
    rule.CODE: rule.check_site
    for rule in (
        id_unique,
        id_well_formed,
        file_sizes,
        links_kept,
        links_listed,
        links_lead_on,
        link_targets,
        links_as_paths,
        link_anchors,
        review_due,
        support_in_scope,
        field_known,
        question_claimed_once,
        synonyms_useful,
        translation_has_original,
        values_known,
        address_once,
        language_known,
        site_name_plain,
        sections_in_place,
        pages_in_nav,
    )
}
CODES = frozenset({UNREADABLE_CODE, silences.CODE, *PAGE_RULES, *SITE_RULES})
# Rules of the search service, which a comment may silence as well.
CODES_OF_SEARCH = frozenset(("HC032", "HC034"))
# What a build leaves to the check: MkDocs itself reports links, our plugin addresses that are taken, and neither a day
# that passes nor a list that is not complete yet must stop a publication.
LEFT_TO_THE_CHECK = frozenset({
    link_targets.CODE, link_anchors.CODE, files_present.CODE, review_due.CODE, links_listed.CODE, address_once.CODE,
    links_as_paths.CODE, pages_in_nav.CODE,
})  # fmt: skip
# A change of one page can break these on any other.
OF_THE_WHOLE_SITE = frozenset({
    id_unique.CODE, links_kept.CODE, links_listed.CODE, links_lead_on.CODE, link_targets.CODE, link_anchors.CODE,
    question_claimed_once.CODE, support_in_scope.CODE, synonyms_useful.CODE, translation_has_original.CODE,
    address_once.CODE, language_known.CODE, links_as_paths.CODE, site_name_plain.CODE, pages_in_nav.CODE,
})  # fmt: skip
_NEEDS_FIELDS = frozenset((title_present.CODE, summary_present.CODE))
# A page that only says where it went has nothing to read.
_OF_DEPARTED_PAGES = frozenset((front_matter_parses.CODE, merge_markers.CODE))


def check_page(page: SourcePage, *, leave_out: Collection[str] = ()) -> Iterator[Finding]:
    """Check one page by every rule for pages but some; what cannot be read is not called missing as well."""
    departed = bool(page.front_matter.keys() & {"replaced_by", "gone"})
    left_out = {*leave_out, *(_NEEDS_FIELDS if page.front_matter_problem else ())}
    for code, check in PAGE_RULES.items():
        if code not in left_out and (code in _OF_DEPARTED_PAGES or not departed):
            yield from check(page)
