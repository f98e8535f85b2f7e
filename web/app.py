"""What makes up the web application? One function that puts its parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import PathConverter

from index.engine import open_engine
from index.errors import EngineError
from web import (
    api,
    batch_api,
    cors,
    counts,
    errors,
    export,
    feeds,
    guide,
    language,
    limits,
    logs,
    manual,
    metrics,
    openapi,
    opensearch,
    operations,
    overview,
    pages,
    turns,
    writing,
)
from web.turns import SharedSearcher

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Response

    from web.settings import Settings

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with every reply: pages need our own style sheet, icon, script and suggestions, and nothing from elsewhere."""

OWN_NAMES = ("localhost", "127.0.0.1")
"""Names by which programs of this machine ask, whatever names others may use."""


def create_app(settings: Settings, *, patient: bool = False) -> Flask:
    """Return the web application for one index.

    ``patient`` makes one also where the index cannot be opened now; it says so until it can.

    Raises:
        EngineError: the index cannot be opened.
    """
    app = Flask("web")
    app.extensions["settings"] = settings
    app.extensions["open_searcher"] = lambda: SharedSearcher(open_engine(settings.index), settings.time_limit_seconds)
    try:
        app.extensions["searcher"] = app.extensions["open_searcher"]()
    except EngineError:
        if not patient:
            raise
    app.config["MAX_CONTENT_LENGTH"] = writing.MAX_BYTES  # what no view reads is bounded, too
    app.url_map.merge_slashes = False  # an id may be a URL
    app.url_map.converters["id"] = _ArticleId
    app.url_map.converters["plain_id"] = _PlainArticleId
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(guide.blueprint)
    app.register_blueprint(overview.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(batch_api.blueprint)
    app.register_blueprint(counts.blueprint)
    app.register_blueprint(writing.blueprint)
    app.register_blueprint(export.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(opensearch.blueprint)
    app.register_blueprint(openapi.blueprint)
    app.register_blueprint(operations.blueprint)
    app.register_blueprint(manual.blueprint)
    errors.register(app)
    language.register(app)
    _let_in(app, settings)
    app.after_request(_with_headers)
    return app


def _let_in(app: Flask, settings: Settings) -> None:
    """Say who may ask, and how much; what comes first here sees every request, also one that is refused."""
    logs.register(app, settings)
    metrics.register(app, api.searcher)
    limits.register(app, settings)
    turns.register(app, settings)
    cors.register(app, settings.cors)
    if settings.host_names:
        app.config["TRUSTED_HOSTS"] = [*map(str.lower, settings.host_names), *OWN_NAMES]
        app.wsgi_app = _with_small_host(app.wsgi_app)  # type: ignore[method-assign, assignment]
    if settings.proxies:  # the name of the host they hand on as it is
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0, x_port=0, x_prefix=0
        )


def _with_small_host(application: WSGIApplication) -> WSGIApplication:
    """Let an application see names of hosts in small letters: they are the same in capitals (RFC 9110)."""

    def small(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if name := environ.get("HTTP_HOST"):
            environ["HTTP_HOST"] = name.lower()
        return application(environ, start_response)

    return small


class _ArticleId(PathConverter):
    """An article's id in an address: like a path, but it may begin with a slash, and have line breaks."""

    regex = r"(?s:.+?)"
    part_isolating = False

    def to_url(self, value: str) -> str:
        """Return the id as it stands in an address: in one piece where browsers would take a part of it for a step."""
        if {".", ".."}.isdisjoint(value.split("/")):
            return super().to_url(value)
        return quote(value, safe="")


class _PlainArticleId(_ArticleId):
    """An article's id, unless its address is that of what belongs to another one: similar articles, history, story."""

    regex = r".+?(?<!/similar)(?<!/history)(?<!/story)"


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
