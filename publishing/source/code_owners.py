"""Who is asked to review a page, in the words of GitHub and GitLab."""

from __future__ import annotations

import re
from collections import Counter

from publishing.articles.meta import text_of
from publishing.errors import HelpCentreError
from publishing.source.site import ContentSite

_HEADING = "# Made by 'help-centre codeowners' from the field 'owner' of the pages. The last line that fits counts.\n"

OWNER_HINT = "Write a team such as 'docs', an account such as '\"@ada\"', or an e-mail address."
_NAME = r"[^\W_][\w.-]*"
_TEAM = rf"{_NAME}(?:[ /]{_NAME})*"
_ACCOUNT = rf"@{_NAME}(?:/{_NAME})*"
_ORGANISATION = re.compile(rf"@?{_NAME}(?:/{_NAME})*")  # on GitLab a group may stand in others
_ESCAPED = frozenset(" #\\*?")
_ONE_OF_MANY = frozenset("[]!")
_OWNER = re.compile(rf"{_TEAM}|{_ACCOUNT}|[^@\s]+@[^@\s]+\.[^@\s]+")


class NoOrganisation(HelpCentreError):  # noqa: N818 - named for what is wrong
    """A name that no organisation or group of a forge can have."""


def is_owner(name: str) -> bool:
    """Tell whether a forge can ask *name*: a team, an account with an @ before it, or an e-mail address."""
    return _OWNER.fullmatch(name) is not None


def code_owners(site: ContentSite, folder: str, organisation: str) -> str:
    """
    Return a CODEOWNERS file for the pages of *site* below *folder*, a path of the repository.

    Owners are teams of *organisation*, but for those with an @, which are what forges take: an account or an e-mail
    address. The owner of most pages stands first, for all; lines for the other pages follow.

    Raises:
        NoOrganisation: no forge can have *organisation*.

    """
    if not _ORGANISATION.fullmatch(organisation):
        raise NoOrganisation(
            f"'{organisation}' is no organisation or group of a forge.", "Write its name as in addresses, such as acme."
        )
    owners = {page.path: owner for page in site.texts if (owner := text_of(page.front_matter.get("owner")))}
    usual = next((owner for owner, _ in Counter(owners.values()).most_common(1)), None)
    if usual is None:
        return _HEADING
    lines = [f"/{_pattern(folder)}/ {_asked(organisation, usual)}\n"]
    lines += [
        f"/{_pattern(f'{folder}/{path}')} {_asked(organisation, owner)}\n"
        for path, owner in sorted(owners.items())
        if owner != usual
    ]
    return _HEADING + "".join(lines)


def _pattern(path: str) -> str:
    """Return *path* as a pattern that fits it alone; what GitHub has no sign for fits any one sign."""
    return "".join("?" if sign in _ONE_OF_MANY else f"\\{sign}" if sign in _ESCAPED else sign for sign in path)


def _asked(organisation: str, owner: str) -> str:
    name = "-".join(owner.split())
    return name if "@" in name else f"@{organisation.lstrip('@')}/{name.lower()}"
