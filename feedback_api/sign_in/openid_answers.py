"""What an OpenID Connect provider answers, and what the browser brings back from there: taken in these shapes alone."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr, ValidationError
from werkzeug.datastructures import MultiDict

from publishing.errors import HelpCentreError
from publishing.translations import noted

# What a provider sends along when the person or a rule of theirs says no (RFC 6749, 4.1.2.1).
DENIED = "access_denied"


class ProviderError(HelpCentreError):
    """The provider did not sign anybody in."""

    http_status = 403


def _safe(address: str) -> str:
    """Let an *address* pass that a browser and this service may go to; what is secret goes unencrypted nowhere."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_this_machine(parts.hostname or "")):
        raise ValueError("is not an address with https://")
    if not parts.hostname or any(char.isspace() for char in address):
        raise ValueError("is not an address")
    return address


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


Address = Annotated[StrictStr, Field(max_length=2000), AfterValidator(_safe)]
Moment = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=0, le=1e12)]
"""Seconds since 1970, as numbers in JSON."""


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Discovery(_Answer):
    """What it says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: StrictStr
    authorization_endpoint: Address
    token_endpoint: Address
    jwks_uri: Address


class Keys(_Answer):
    """The keys that it signs with (RFC 7517, 5)."""

    keys: list[dict[str, Any]]


class Tokens(_Answer):
    """What it gives for a code (OpenID Connect Core 1.0, 3.1.3.3)."""

    id_token: StrictStr
    access_token: StrictStr


class Claims(_Answer):
    """What the signed token says about the person; whether it is true is another question."""

    iss: StrictStr
    sub: StrictStr
    aud: StrictStr | list[StrictStr]
    exp: Moment
    iat: Moment
    nbf: Moment | None = None
    email: StrictStr | None = None
    email_verified: Any = None


Shape = TypeVar("Shape", bound=_Answer)


def read_answer(shape: type[Shape], answer: bytes) -> Shape:
    """
    Read an *answer* in JSON.

    Raises:
        ProviderError: it is not of that *shape*.

    """
    try:
        return shape.model_validate_json(answer)
    except ValidationError as error:
        raise malformed(error) from error


def read_claims(claims: dict[str, Any]) -> Claims:
    """
    Read the *claims* of a token.

    Raises:
        ProviderError: one is missing, or not of its kind.

    """
    try:
        return Claims.model_validate(claims)
    except ValidationError as error:
        raise malformed(error) from error


def malformed(error: Exception) -> ProviderError:
    """Say that the provider's answer cannot be read, and where that was seen."""
    where = error.errors()[0]["loc"][:1] if isinstance(error, ValidationError) else ()
    return not_signed_in(".".join(map(str, where)) or type(error).__name__)


def not_signed_in(reason: str) -> ProviderError:
    """Say that it did not work for a *reason* that tells more to whoever runs the help centre than to the person."""
    return ProviderError(
        noted("The provider did not sign you in ({reason})."),
        noted("Try again; if it happens again, tell whoever runs this help centre."),
        reason=reason,
    )


def code_in(answer: MultiDict[str, str], state: str) -> str:
    """
    Give the code in the *answer* that the browser brought back, if it is one to the attempt with that *state*.

    Raises:
        ProviderError: it is an answer to something else, the provider refused, or there is not exactly one code.

    """
    if not _is_only(answer.getlist("state"), state):
        raise ProviderError(
            noted("What came back from the provider does not belong to the sign-in that you began here."),
            noted("Begin once more on this page."),
        )
    if DENIED in answer.getlist("error"):
        raise ProviderError(
            noted("You were not signed in at the provider: it refused, or you went back."),
            noted("Try again, or sign in with a password."),
        )
    codes = answer.getlist("code")
    if "error" in answer or len(codes) != 1 or not codes[0]:
        raise not_signed_in("error" if "error" in answer else "code")
    return codes[0]


def _is_only(given: Sequence[str], expected: str) -> bool:
    return len(given) == 1 and hmac.compare_digest(given[0].encode(errors="replace"), expected.encode())
