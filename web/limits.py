"""How much may one client ask for? Rates by Flask-Limiter, counted in each process for itself.

Reading has a generous rate. What was refused, a write without its token above all, has a strict one: a client that
goes on after so many refusals is not listened to for a while, so tokens cannot be guessed by trying.
"""

from __future__ import annotations

import time
from ipaddress import ip_address
from math import ceil
from typing import TYPE_CHECKING

from flask import request
from flask_limiter import ApplicationLimit, Limiter

from web.settings import Settings
from web.turns import UNCOUNTED

if TYPE_CHECKING:
    from flask import Flask, Response

REFUSED = (401, 403)
READING = ("GET", "HEAD", "OPTIONS")


def register(app: Flask, settings: Settings) -> None:
    """Limit the rates of an application's clients."""
    reads = ApplicationLimit(
        settings.read_limit, scope="reads", exempt_when=lambda: _is_own(settings) or request.method == "OPTIONS"
    )
    refusals = ApplicationLimit(
        settings.refused_limit,
        scope="refusals",
        exempt_when=lambda: request.method in READING,
        deduct_when=lambda response: response.status_code in REFUSED,
    )
    limits = [limit for limit in (refusals, reads) if limit.limit_provider]
    limiter = Limiter(_client, app=app, application_limits=[*limits], storage_uri="memory://")
    limiter.request_filter(lambda: request.endpoint in UNCOUNTED)

    @app.after_request
    def tell(response: Response) -> Response:
        """Say what is left, as draft-ietf-httpapi-ratelimit-headers does."""
        if limit := limiter.current_limit:
            seconds = max(ceil(limit.window.reset_time - time.time()), 1)
            name = str(limit.request_args[1])
            response.headers["RateLimit-Policy"] = f'"{name}";q={limit.limit.amount};w={limit.limit.get_expiry()}'
            response.headers["RateLimit"] = f'"{name}";r={limit.remaining};t={seconds}'
            if response.status_code == 429:
                response.headers["Retry-After"] = str(seconds)
        return response


def _client() -> str:
    return request.remote_addr or "nameless"  # by a socket of the file system


def _is_own(settings: Settings) -> bool:
    """Tell whether a client of this machine asks, and the limit is the one that nobody has chosen.

    It may be a proxy without ``--proxies``, which would make all readers one client.
    """
    try:
        return settings.read_limit == Settings().read_limit and ip_address(_client()).is_loopback
    except ValueError:
        return False
