"""A new page that lacks nothing but its words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from string import Template

import yaml

from publishing.articles.ids import MAX_ID_CHARS, id_of_words, is_well_formed
from publishing.errors import HelpCentreError
from publishing.rules.title_plain import tags_as_code
from publishing.source.code_owners import OWNER_HINT, is_owner
from publishing.source.site import ContentSite
from publishing.translations import said

FOLDERS = {"guide": "guides", "video": "videos"}
REVIEW_AFTER_DAYS = 180
_FRONT_MATTER = Template("""\
---
id: $id
${title}summary: "TODO: the answer in one sentence of 50 to 160 characters, as search results show it."
kind: $kind
owner: $owner
review_by: $review_by
support: full
tags: []
keywords: []
answers: []
---

$heading""")
_BODIES = {
    "guide": Template("""\
TODO: the answer, as the first sentence.

## TODO: what the reader does, in a few words {#steps}

1. TODO: the first step.

## $trouble {#trouble}

TODO: what can go wrong, and what helps then.
"""),
    "video": Template("""\
TODO: the answer, as the first sentence.

!video[$title]($id)
"""),
}


class NotNew(HelpCentreError):  # noqa: N818 - named for what is wrong
    """The page cannot be made: its name is taken, none can be made of the title, or its owner is none."""


def file_of_new_page(site: ContentSite, title: str, *, folder: str, article_id: str | None) -> Path:
    """
    Return the file, not yet written, of a page called *title* in *folder*, which may be relative to the site's.

    It is named after the id: the one that is given, else one made of the title.

    Raises:
        NotNew: no id can be made of *title*, the id, the file or its address is taken, or *folder* leads out of the
            site, or is one that no build takes.

    """
    named = article_id is not None
    article_id = article_id or id_of_words(title)
    if not is_well_formed(article_id):
        if named:
            hint = f"Use small letters, digits and single hyphens, at most {MAX_ID_CHARS}, such as 'reset-password'."
            raise NotNew(f"the id '{article_id}' is not well formed.", hint)
        raise NotNew(f"'{title}' makes no id.", "Name one with '--id', such as 'reset-password'.")
    if article_id in {*site.named, *(site.published or {})}:
        taken = site.named.get(article_id)
        raise NotNew(
            f"the id '{article_id}' is already that of {taken.path if taken else 'a page that was published before'}.",
            "Repair that page, or name another id with '--id'.",
        )
    name = f"{article_id}.md"
    asked, root = (site.folder / folder).resolve(), site.folder.resolve()
    if not asked.is_relative_to(root):
        raise NotNew(f"{site.folder / folder / name} is not below {site.folder}.", "Name a folder of the site.")
    path = asked.relative_to(root) / name
    file = site.folder / path
    if file.exists():
        raise NotNew(f"{file} is there already.", "Name another id with '--id'.")
    _refuse_lost_page(site, path.as_posix())
    return file


def _refuse_lost_page(site: ContentSite, path: str) -> None:
    """Refuse a *path* whose address is another page's, now or once, or that no build takes."""
    place = site.languages.place_of(path)
    taken = [f"that of {page.path}" for page in site.address_book.pages_at(place)]
    taken += [f"published as that of '{article_id}'" for article_id in sorted(site.address_book.owners_at(place))]
    if taken:
        raise NotNew(f"the address of {path} is {taken[0]}.", "Name another id with '--id'.")
    if not site.left_out.takes(path):
        raise NotNew(f"no build of this site takes {path}.", "Name another folder with '--folder'.")


def page_text(  # noqa: PLR0913 - each is a fact of its own
    kind: str, title: str, *, article_id: str, owner: str, lang: str, today: date
) -> str:
    """
    Return the words of a new page: those that are known, and in the place of the others what belongs there.

    What readers will see of them is in *lang*.

    Raises:
        NotNew: *owner* is none.

    """
    if not is_owner(owner):
        raise NotNew(f"the owner '{owner}' is no team, account or e-mail address.", OWNER_HINT)
    title = " ".join(title.split())
    heading = tags_as_code(title)
    field = yaml.safe_dump(title, allow_unicode=True, width=10_000).splitlines()[0]
    front_matter = _FRONT_MATTER.substitute(
        id=yaml.safe_dump(article_id).splitlines()[0],
        # Themes would take a tag in the field for one.
        title=f"title: {field}\n" if heading == title else "",
        heading=f"# {heading}\n\n" if heading != title else "",
        kind=kind,
        owner=yaml.safe_dump(owner, allow_unicode=True).splitlines()[0],
        review_by=today + timedelta(days=REVIEW_AFTER_DAYS),
    )
    return front_matter + _BODIES[kind].substitute(
        title=title.replace("[", "(").replace("]", ")"), id=article_id, trouble=said("When it does not work", lang)
    )
