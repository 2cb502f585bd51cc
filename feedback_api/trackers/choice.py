"""The tracker that the settings name."""

from __future__ import annotations

from feedback_api.trackers import github, gitlab
from feedback_api.trackers.settings import TrackerSettings
from feedback_api.trackers.tracker import Tracker
from feedback_api.trackers.webhook import Webhook
from publishing.settings import SettingError

PATIENCE_SECONDS = 15.0
_FORGES = {"github": github, "gitlab": gitlab}
TOKEN_HINTS = {
    "github": "Make a fine-grained token that reads and writes issues and reads pull requests, "
    "and put it into HELP_CENTRE_TRACKER_TOKEN.",
    "gitlab": "Make a project access token with the scope 'api' and the role Reporter or above, "
    "and put it into HELP_CENTRE_TRACKER_TOKEN.",
    "webhook": 'Make a secret with: echo "whsec_$(openssl rand -base64 32)", '
    "and put it into HELP_CENTRE_TRACKER_TOKEN.",
}


def chosen_tracker(settings: TrackerSettings, *, patience_seconds: float = PATIENCE_SECONDS) -> Tracker | None:
    """
    Make the tracker that *settings* name; None when they name none. Nothing is asked yet.

    Raises:
        SettingError: the tracker, its token or its address is missing or cannot be understood.

    """
    if not settings.tracker:
        return None
    refuse_unknown_tracker(settings.tracker)
    kind, _, place = settings.tracker.partition(":")
    if not settings.tracker_token:
        raise SettingError(f"HELP_CENTRE_TRACKER is '{settings.tracker}', but there is no token.", TOKEN_HINTS[kind])
    if not settings.tracker_token.isascii() or not settings.tracker_token.isprintable():
        raise SettingError("HELP_CENTRE_TRACKER_TOKEN has characters that no token has.", TOKEN_HINTS[kind])
    private, token = settings.tracker_private, settings.tracker_token
    if kind == "webhook":
        return Webhook(place, token, private=private, patience_seconds=patience_seconds)
    module = _FORGES[kind]
    api = settings.tracker_api.rstrip("/") or module.PUBLIC_API
    make = github.GitHub if kind == "github" else gitlab.GitLab
    return make(place, token, api, private=private, patience_seconds=patience_seconds)


def refuse_unknown_tracker(text: str) -> None:
    """
    Check what is said of the tracker itself; an empty text is none.

    Raises:
        SettingError: *text* names no kind of tracker, or no place there.

    """
    kind, _, place = text.partition(":")
    known = kind in TOKEN_HINTS and place and (kind == "webhook" or _FORGES[kind].PLACE.fullmatch(place))
    if text and not known:
        raise SettingError(
            f"HELP_CENTRE_TRACKER: '{text}' cannot be understood.",
            "Write github:OWNER/REPOSITORY, gitlab:GROUP/PROJECT or webhook:URL.",
        )
