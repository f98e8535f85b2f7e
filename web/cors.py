"""Which scripts of other sites may read our replies? Those of the origins that the operator names (Fetch standard)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from flask import Flask, Response

PATHS = ("/api/", "/search.", "/suggest.json")
"""Beginnings of the addresses that programs read."""

EXPOSED = "Content-Disposition, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID"
KEPT_SECONDS = 3600
"""So long a browser remembers what we allow."""


def register(app: Flask, origins: tuple[str, ...]) -> None:
    """Let scripts of some origins read an application's replies; ``*`` is all of them, for reading only."""
    if origins:
        app.after_request(lambda response: _allow(response, origins))


def _allow(response: Response, origins: tuple[str, ...]) -> Response:
    if not request.path.startswith(PATHS):
        return response
    origin, headers = request.headers.get("Origin", ""), response.headers
    named = origin in origins and origin != "*"
    if origins != ("*",):  # the reply depends on who asks
        response.vary.add("Origin")
    if not named and "*" not in origins:
        return response
    headers["Access-Control-Allow-Origin"] = origin if named else "*"
    headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, DELETE" if named else "GET, HEAD"
        headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-None-Match, X-Request-ID"
        headers["Access-Control-Max-Age"] = str(KEPT_SECONDS)
    return response
