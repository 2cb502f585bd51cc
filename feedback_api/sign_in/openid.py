"""Signing in at an OpenID Connect provider: the code flow, with PKCE, state and nonce in a cookie of the browser."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import JWSRegistry

from feedback_api.sign_in.provider import TIMEOUT_SECONDS, Provider, ProviderError, Said
from publishing.translations import noted

LEEWAY_SECONDS = 60
# A signature with a secret that both know, or none at all, is not taken.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


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


def address_to_ask(provider: Provider, attempt: Attempt, return_address: str) -> str:
    """
    Give the provider's address where the person signs in.

    Raises:
        ProviderBusyError, ProviderError: the provider cannot be reached.

    """
    metadata = provider.metadata or provider.talk(provider.read_metadata, return_address)
    with provider.session(return_address) as session:
        address, _ = session.create_authorization_url(
            metadata["authorization_endpoint"], state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
        )
    return str(address)


def address_of_person(provider: Provider, attempt: Attempt, return_address: str, answer: str) -> str:
    """
    Turn the provider's *answer*, the address that it sent the browser to, into a proven e-mail address.

    Raises:
        ProviderBusyError: as many are talking to it as may.
        ProviderError: the answer is not to this attempt, is not signed by the provider, or proves no address.

    """
    claims = provider.talk(lambda session: _claims(provider, session, attempt, answer), return_address)
    if not claims.get("email") or claims.get("email_verified") is not True:
        raise ProviderError(
            noted("The provider does not vouch for your e-mail address."),
            noted("It must send the claims email and email_verified with the scope 'email'."),
        )
    return str(claims["email"])


def _claims(provider: Provider, session: OAuth2Session, attempt: Attempt, answer: str) -> Said:
    token = session.fetch_token(
        provider.read_metadata(session)["token_endpoint"],
        authorization_response=answer,
        state=attempt.state,
        code_verifier=attempt.verifier,
        timeout=TIMEOUT_SECONDS,
    )
    read = _read_token(provider, session, token["id_token"])
    expected = {
        "iss": {"essential": True, "value": provider.settings.openid_issuer},
        "aud": {"essential": True, "value": provider.settings.openid_client_id},
    }
    proven = {
        "nonce": attempt.nonce,
        "client_id": provider.settings.openid_client_id,
        "access_token": token["access_token"],
    }
    claims = CodeIDToken(read.claims, read.header, expected, proven)
    claims.validate(leeway=LEEWAY_SECONDS)
    return dict(claims)


def _read_token(provider: Provider, session: OAuth2Session, token: str) -> jwt.Token:
    """Read a signed token; what the known keys did not sign may be signed with newer ones."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(token, key=provider.read_keys(session), registry=registry)
    except JoseError:
        return jwt.decode(token, key=provider.read_keys(session, anew=True), registry=registry)
