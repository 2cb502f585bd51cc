"""One visitor cannot keep the service from the others."""

from __future__ import annotations

import math
import time

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from feedback_api.settings import NO_RATE_LIMIT

LIMITED_PATHS = ("/api/", "/search/", "/rated/", "/ask/", "/asked/", "/helped/")
FEEDBACK_COST = 5
# Many agents share the address of an office, and search while they type; who is not signed in is refused at once.
FOR_STAFF = frozenset({"replies_api"})
TOO_MANY = 429


def init_app(app: Flask, rate_limit: str) -> None:
    """
    Limit what one address may ask of the API to *rate_limit*, counted in this process's memory and nowhere else.

    Above it the service answers 429 and says in Retry-After when to come back.
    Pages and their files are not limited.
    """
    if rate_limit == NO_RATE_LIMIT:
        return
    limiter = Limiter(
        get_remote_address,
        application_limits=[rate_limit],
        application_limits_cost=_cost,
        application_limits_exempt_when=_unlimited,
        storage_uri="memory://",
        strategy="moving-window",
    )
    limiter.init_app(app)

    @app.after_request
    def say_when_to_return(response: Response) -> Response:
        limit = limiter.current_limit
        # What is refused for another reason, such as too many questions in an hour, says itself when to come back.
        if response.status_code == TOO_MANY and limit is not None and limit.breached:
            wait_seconds = max(1, math.ceil(limit.reset_at - time.time()))
            response.headers["Retry-After"] = str(wait_seconds)
        return response


def _cost() -> int:
    return 1 if request.method in {"GET", "HEAD", "OPTIONS"} else FEEDBACK_COST


def _unlimited() -> bool:
    return request.blueprint in FOR_STAFF or not request.path.startswith(LIMITED_PATHS)
