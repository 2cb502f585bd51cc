"""An OpenID Connect provider on this machine, served by Authlib: it signs in whoever it is told to."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from flask import Flask, Response, jsonify, request
from joserfc.jwk import RSAKey

from tests.web_server import serving_app

CLIENT_ID = "help-centre"
CLIENT_SECRET = "a secret of the provider"


@cache
def _own_key() -> RSAKey:
    """Make the key once: it costs more than all that it signs."""
    return RSAKey.generate_key(2048, {"kid": "1"})


@dataclass
class Provider:
    """The provider: who signs in there, and what is wrong with the claims and answers, if anything."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"email": "agent@example.com", "email_verified": True})
    wrong_claims: dict[str, Any] = field(default_factory=dict)
    signs_with: RSAKey = field(default_factory=_own_key)
    publishes: RSAKey | None = None
    codes: dict[str, _Code] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    says: dict[str, Any] = field(default_factory=dict)


class _Client:
    """The one client that is known."""

    client_id = CLIENT_ID

    def __init__(self, return_address: str) -> None:
        self.return_address = return_address

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return self.return_address

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.return_address

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - Authlib's interface
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class _Code:
    """A code that was given out and not yet used."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@contextmanager
def serve_provider(return_address: str) -> Iterator[Provider]:
    """Serve a provider that sends browsers back to *return_address*."""
    provider = Provider()
    with serving_app(_app(provider, return_address)) as provider.url:
        yield provider


def _app(provider: Provider, return_address: str) -> Flask:
    app = Flask("provider")
    client = _Client(return_address)
    server = AuthorizationServer(
        app,
        query_client=lambda client_id: client if client_id == CLIENT_ID else None,
        save_token=lambda _token, _request: None,
    )
    server.register_grant(_grant(provider), [CodeChallenge(required=True), _openid(provider)])

    @app.before_request
    def answer_otherwise() -> Response | None:
        provider.asked.append(request.path)
        return jsonify(provider.says[request.path]) if request.path in provider.says else None

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(
            issuer=provider.url,
            authorization_endpoint=f"{provider.url}/authorize",
            token_endpoint=f"{provider.url}/token",
            jwks_uri=f"{provider.url}/keys",
        )

    @app.get("/keys")
    def keys() -> Response:
        published = provider.publishes or provider.signs_with
        return jsonify(keys=[published.as_dict(private=False)])

    @app.get("/authorize")
    def authorize() -> Any:
        grant = server.get_consent_grant(end_user=provider.person)
        return server.create_authorization_response(request, grant_user=provider.person, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    return app


def _grant(provider: Provider) -> type:
    class Grant(grants.AuthorizationCodeGrant):  # type: ignore[misc]  # Authlib has no types
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, request: Any) -> None:
            asked = request.payload.data
            fields = ("redirect_uri", "scope", "nonce", "code_challenge", "code_challenge_method")
            provider.codes[code] = _Code(code, *(asked.get(name) for name in fields))

        def query_authorization_code(self, code: str, client: Any) -> _Code | None:  # noqa: ARG002 - Authlib's interface
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: _Code) -> None:
            del provider.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: _Code) -> Any:  # noqa: ARG002 - Authlib's interface
            return provider.person

    return Grant


def _openid(provider: Provider) -> OpenIDCode:
    class OpenID(OpenIDCode):  # type: ignore[misc]  # Authlib has no types
        def exists_nonce(self, nonce: str, request: Any) -> bool:  # noqa: ARG002 - Authlib's interface
            return any(code.nonce == nonce for code in provider.codes.values())

        def resolve_client_private_key(self, client: Any) -> RSAKey:  # noqa: ARG002 - Authlib's interface
            return provider.signs_with

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            now = int(time.time())
            claims = {"iss": provider.url, "aud": [client.get_client_id()], "iat": now, "exp": now + 60}
            return {**claims, **provider.wrong_claims}

        def get_client_algorithm(self, client: Any) -> str:  # noqa: ARG002 - Authlib's interface
            return "RS256"

        def generate_user_info(self, user: Any, scope: str) -> UserInfo:  # noqa: ARG002 - Authlib's interface
            return UserInfo(sub="7", **user)

        def get_encode_header(self, client: Any) -> dict[str, str]:  # noqa: ARG002 - Authlib's interface
            return {"alg": "RS256", "kid": "1"}

    return OpenID()
