"""Signing in at an OpenID Connect provider: the code flow, with PKCE, state and nonce in a cookie of the browser."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from feedback_api.sign_in.openid_answers import (
    Claims,
    ProviderError,
    Tokens,
    malformed,
    not_signed_in,
    read_answer,
    read_claims,
)
from feedback_api.sign_in.provider import TIMEOUT_SECONDS, Provider
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
        ProviderBusyError, ProviderError: the provider cannot be reached, or names no address to go to.

    """
    metadata = provider.metadata or provider.talk(provider.read_metadata, return_address)
    with provider.session(return_address) as session:
        address, _ = session.create_authorization_url(
            metadata.authorization_endpoint, state=attempt.state, nonce=attempt.nonce, code_verifier=attempt.verifier
        )
    return str(address)


def address_of_person(provider: Provider, attempt: Attempt, return_address: str, code: str) -> str:
    """
    Turn the *code* that the provider gave to this *attempt* into a proven e-mail address.

    Raises:
        ProviderBusyError: as many are talking to it as may.
        ProviderError: the token is not for this attempt, is not signed by the provider, or proves no address.

    """
    claims = provider.talk(lambda session: _claims(provider, session, attempt, code), return_address)
    if not claims.email or claims.email_verified is not True:
        raise ProviderError(
            noted("The provider does not vouch for your e-mail address."),
            noted("It must send the claims email and email_verified with the scope 'email'."),
        )
    return claims.email


def _claims(provider: Provider, session: OAuth2Session, attempt: Attempt, code: str) -> Claims:
    tokens = _exchange(session, provider.read_metadata(session).token_endpoint, attempt, code)
    read = _read_token(provider, session, tokens.id_token)
    said = read_claims(read.claims)
    expected = {
        "iss": {"essential": True, "value": provider.settings.openid_issuer},
        "aud": {"essential": True, "value": provider.settings.openid_client_id},
    }
    proven = {
        "nonce": attempt.nonce,
        "client_id": provider.settings.openid_client_id,
        "access_token": tokens.access_token,
    }
    CodeIDToken(read.claims, read.header, expected, proven).validate(leeway=LEEWAY_SECONDS)
    return said


def _exchange(session: OAuth2Session, token_endpoint: str, attempt: Attempt, code: str) -> Tokens:
    """Give the code away, as a code and nothing else: what came back in an address never says what is asked for."""
    asked = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": session.redirect_uri,
        "code_verifier": attempt.verifier,
    }
    client = session.client_auth(session.token_endpoint_auth_method)
    response = session.post(token_endpoint, data=asked, auth=client, timeout=TIMEOUT_SECONDS)
    if 400 <= response.status_code < 500:  # noqa: PLR2004 - what HTTP calls the fault of who asks
        raise not_signed_in(f"HTTP {response.status_code}")
    response.raise_for_status()
    return read_answer(Tokens, response.content)


def _read_token(provider: Provider, session: OAuth2Session, token: str) -> jwt.Token:
    """Read a signed token; what the known keys did not sign may be signed with newer ones."""
    registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)

    def decode(keys: KeySet) -> jwt.Token:
        try:
            return jwt.decode(token, key=keys, registry=registry)
        except (TypeError, AttributeError) as error:
            raise malformed(error) from error  # the library expects parts of a header or a key to be of their kind

    try:
        return decode(provider.read_keys(session))
    except JoseError:
        return decode(provider.read_keys(session, anew=True))
