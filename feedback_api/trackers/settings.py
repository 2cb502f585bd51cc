"""What the environment says about the tracker that work items are sent to."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from publishing.settings import setting, yes_or_no


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no address")
    return text


@dataclass(frozen=True)
class TrackerSettings:
    """Where work items are sent; without a tracker the staff pages and the command line are the queue."""

    tracker: str = setting(
        "",
        "where work items are sent: github:OWNER/REPOSITORY, gitlab:GROUP/PROJECT or webhook:URL; empty for nowhere",
    )
    tracker_token: str = setting(
        "", "access token of GitHub or GitLab, or the secret that the webhook is signed with (whsec_...)"
    )
    tracker_api: str = setting(
        "", "address of the tracker's API when it is your own, such as https://gitlab.example.com/api/v4"
    )
    tracker_private: bool = setting(
        False, "yes, when the tracker has a private address or no HTTPS; else neither is ever asked", yes_or_no
    )
    service_url: str = setting(
        "", "address of the service, for links to the staff pages; else the address of the catalogue's site", _address
    )
    edit_url: str = setting(
        "",
        "address that a source's path is put behind to edit it, "
        "such as https://github.com/OWNER/REPOSITORY/edit/main/content/",
    )
