"""
The OpenID Connect provider as it is reached over the network.

A provider that hangs must not hold the threads that serve readers: few talk to it at once, each for a short time in
all, and what it says of itself is kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet

from feedback_api.sign_in.openid_answers import Discovery, Keys, ProviderError, not_signed_in, read_answer
from feedback_api.sign_in.settings import StaffSettings
from feedback_api.sign_in.time_limit import LimitedAdapter, time_limit
from publishing.errors import HelpCentreError
from publishing.translations import noted

SCOPE = "openid email"
DISCOVERY = "/.well-known/openid-configuration"
MOST_AT_ONCE = 3
TALK_SECONDS = 8.0
TIMEOUT_SECONDS = 5.0
KEPT_SECONDS = 3600.0
# A provider that changes its keys signs with one that is not known; so does whoever forges.
RENEWED_EVERY_SECONDS = 30.0
# What tells when a token was made, and until when it holds.
TIMES = frozenset({"exp", "iat", "nbf"})

Result = TypeVar("Result")


class ProviderBusyError(HelpCentreError):
    """As many are talking to the provider as may."""

    http_status = 503


class Provider:
    """One provider, and what it said of itself lately."""

    def __init__(self, settings: StaffSettings, *, talk_seconds: float = TALK_SECONDS) -> None:
        """Reach the provider of *settings*; a talk takes *talk_seconds* at most."""
        self.settings = settings
        self._talk_seconds = talk_seconds
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._kept: dict[str, tuple[float, Any]] = {}

    def talk(self, ask: Callable[[OAuth2Session], Result], return_address: str) -> Result:
        """
        Ask the provider something, within the time that there is for all of it.

        Raises:
            ProviderBusyError: ``MOST_AT_ONCE`` others do.
            ProviderError: it does not answer, or not as it should.

        """
        if not self._places.acquire(blocking=False):
            raise ProviderBusyError(
                noted("Too many people are signing in at the provider just now."), noted("Try again in a few seconds.")
            )
        try:
            with time_limit(self._talk_seconds), self.session(return_address) as session:
                return ask(session)
        except (requests.RequestException, AuthlibBaseError, JoseError, TimeoutError, ValueError) as error:
            raise _what_happened(error) from error
        finally:
            self._places.release()

    def session(self, return_address: str) -> OAuth2Session:
        """Make a session of this service with the provider; nothing is sent yet."""
        session = OAuth2Session(
            self.settings.openid_client_id,
            self.settings.openid_client_secret,
            scope=SCOPE,
            redirect_uri=return_address,
            code_challenge_method="S256",
        )
        for scheme in ("https://", "http://"):
            session.mount(scheme, LimitedAdapter())
        return session

    @property
    def metadata(self) -> Discovery | None:
        """Its addresses, if it named them within ``KEPT_SECONDS``."""
        known: Discovery | None = self._known("metadata", KEPT_SECONDS)
        return known

    def read_metadata(self, session: OAuth2Session) -> Discovery:
        """
        Give its addresses (OpenID Connect Discovery 1.0, section 4).

        Raises:
            ProviderError: it calls itself otherwise, or names addresses that nobody should go to.

        """
        if self.metadata is not None:
            return self.metadata
        said = read_answer(Discovery, _fetch(session, self.settings.openid_issuer.rstrip("/") + DISCOVERY))
        if said.issuer != self.settings.openid_issuer:
            raise ProviderError(
                noted("The provider calls itself '{issuer}'."),
                noted("Set HELP_CENTRE_OPENID_ISSUER to exactly that."),
                issuer=said.issuer,
            )
        self._keep("metadata", said)
        return said

    def read_keys(self, session: OAuth2Session, *, anew: bool = False) -> KeySet:
        """Give the keys that it signs with; *anew* asks again, but not for every slip."""
        known = self._known("keys", KEPT_SECONDS)
        if anew and self._known("newer keys", RENEWED_EVERY_SECONDS) is None:
            known = None
            self._keep("newer keys", True)
        if known is None:
            known = read_answer(Keys, _fetch(session, self.read_metadata(session).jwks_uri)).model_dump()
            self._keep("keys", known)
        return KeySet.import_key_set(known)

    def _known(self, name: str, seconds: float) -> Any:
        at, said = self._kept.get(name, (0.0, None))
        return said if said is not None and time.monotonic() - at < seconds else None

    def _keep(self, name: str, said: object) -> None:
        self._kept[name] = (time.monotonic(), said)


def _what_happened(error: Exception) -> ProviderError:
    """Say what somebody can do about *error*; its own words are for programmers, and may name addresses."""
    if isinstance(error, ClaimError) and error.claim in TIMES:
        return ProviderError(
            noted("The provider's clock and the clock of this help centre differ by more than a minute."),
            noted("Tell whoever runs this help centre: both must be set by the time of the network."),
        )
    if isinstance(error, (requests.RequestException, TimeoutError)):
        return ProviderError(
            noted("The provider cannot be reached just now."),
            noted("Try again in a minute, or sign in with a password."),
        )
    return not_signed_in(type(error).__name__)


def _fetch(session: OAuth2Session, address: str) -> bytes:
    response = session.get(address, withhold_token=True, timeout=TIMEOUT_SECONDS)
    response.raise_for_status()
    return bytes(response.content)
