"""Signing in at an OpenID Connect provider: the code flow, with PKCE, state and nonce in a cookie of the browser."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from feedback_api.sign_in.settings import StaffSettings
from publishing.errors import HelpCentreError

SCOPE = "openid email"
DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = 10
LEEWAY_SECONDS = 60
# A signature with a secret that both know, or none at all, is not taken.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


class ProviderError(HelpCentreError):
    """The provider did not sign anybody in."""

    http_status = 403


@dataclass(frozen=True)
class Attempt:
    """One way to the provider and back, kept in the browser that began it."""

    state: str
    nonce: str
    verifier: str
    next: str

    def to_text(self) -> str:
        """Write it for a cookie."""
        return json.dumps([self.state, self.nonce, self.verifier, self.next])

    @classmethod
    def from_text(cls, text: str) -> Attempt | None:
        """Read it from a cookie; None when it is none."""
        try:
            parts = json.loads(text)
        except ValueError:
            return None
        whole = isinstance(parts, list) and len(parts) == 4 and all(isinstance(part, str) for part in parts)  # noqa: PLR2004 - its fields
        return cls(*parts) if whole else None


def new_attempt(wanted: str) -> Attempt:
    """Begin an attempt that leads to the page *wanted*."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Attempt(state, nonce, verifier, wanted)


def address_to_ask(settings: StaffSettings, attempt: Attempt, return_address: str) -> str:
    """
    Give the provider's address where the person signs in.

    Raises:
        ProviderError: the provider cannot be reached.

    """
    with _session(settings, return_address) as session:
        metadata = _explained(lambda: _metadata(session, settings))
        address, _ = session.create_authorization_url(
            metadata["authorization_endpoint"], state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
        )
    return str(address)


def address_of_person(settings: StaffSettings, attempt: Attempt, return_address: str, answer: str) -> str:
    """
    Turn the provider's *answer*, the address that it sent the browser to, into a proven e-mail address.

    Raises:
        ProviderError: the answer is not to this attempt, is not signed by the provider, or proves no address.

    """
    with _session(settings, return_address) as session:
        claims = _explained(lambda: _claims(session, settings, attempt, answer))
    if not claims.get("email") or claims.get("email_verified") is not True:
        raise ProviderError(
            "The provider does not vouch for your e-mail address.",
            "It must send the claims email and email_verified with the scope 'email'.",
        )
    return str(claims["email"])


def _claims(session: OAuth2Session, settings: StaffSettings, attempt: Attempt, answer: str) -> dict[str, Any]:
    metadata = _metadata(session, settings)
    token = session.fetch_token(
        metadata["token_endpoint"],
        authorization_response=answer,
        state=attempt.state,
        code_verifier=attempt.verifier,
        timeout=TIMEOUT_SECONDS,
    )
    keys = session.get(metadata["jwks_uri"], withhold_token=True, timeout=TIMEOUT_SECONDS)
    keys.raise_for_status()
    read = jwt.decode(
        token["id_token"],
        key=KeySet.import_key_set(keys.json()),
        registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False),
    )
    expected = {
        "iss": {"essential": True, "value": settings.openid_issuer},
        "aud": {"essential": True, "value": settings.openid_client_id},
    }
    proven = {"nonce": attempt.nonce, "client_id": settings.openid_client_id, "access_token": token["access_token"]}
    claims = CodeIDToken(read.claims, read.header, expected, proven)
    claims.validate(leeway=LEEWAY_SECONDS)
    return dict(claims)


def _metadata(session: OAuth2Session, settings: StaffSettings) -> dict[str, Any]:
    """Ask the provider for its addresses (OpenID Connect Discovery 1.0, section 4)."""
    address = settings.openid_issuer.rstrip("/") + DISCOVERY
    response = session.get(address, withhold_token=True, timeout=TIMEOUT_SECONDS)
    response.raise_for_status()
    metadata: dict[str, Any] = response.json()
    if metadata["issuer"] != settings.openid_issuer:
        raise ProviderError(
            f"The provider calls itself '{metadata['issuer']}'.", "Set HELP_CENTRE_OPENID_ISSUER to exactly that."
        )
    return metadata


def _session(settings: StaffSettings, return_address: str) -> OAuth2Session:
    return OAuth2Session(
        settings.openid_client_id,
        settings.openid_client_secret,
        scope=SCOPE,
        redirect_uri=return_address,
        code_challenge_method="S256",
    )


def _explained(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return ask()
    except (requests.RequestException, AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        raise ProviderError(
            f"The provider did not sign you in ({type(error).__name__}).",
            "Try again; if it happens again, tell whoever runs this help centre.",
        ) from error
