"""Is the server well? ``/healthz``, ``/readyz`` and ``/metrics``, for those who run it."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Blueprint, Response, abort, current_app, jsonify, request

from index.errors import EngineError
from web.api import searcher

blueprint = Blueprint("operations", __name__)

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
"""Headers by which a proxy names its client."""


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that this process lives, and how many articles it has if it has an index."""
    try:
        return jsonify({"status": "ok", "articles": searcher().count()})
    except EngineError:  # a new process would not have it either
        return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def readyz() -> Response:
    """Say that the index answers."""
    articles = searcher().count()
    return jsonify({"status": "ready", "articles": articles, "generation": searcher().generation()})


@blueprint.get("/metrics")
def metrics() -> Response:
    """Tell a monitor the counts, where the settings let it know them."""
    settings = current_app.extensions["settings"]
    if settings.metrics == "off" or (settings.metrics == "local" and not is_local(behind_proxies=settings.proxies > 0)):
        abort(404)
    content_type = "text/plain; version=0.0.4; charset=utf-8"
    return Response(current_app.extensions["metrics"](), content_type=content_type)


def is_local(*, behind_proxies: bool) -> bool:
    """Tell whether the client is a program of this machine, and no proxy that hides its own."""
    if not behind_proxies and any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:  # a socket of the file system has no address
        return False
