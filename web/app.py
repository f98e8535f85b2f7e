"""What makes up the web application? One function that puts its parts together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.routing import PathConverter

from index.engine import open_engine
from index.errors import EngineError
from searcher.search import Searcher
from web import api, errors, export, feeds, guide, language, opensearch, overview, pages

if TYPE_CHECKING:
    from flask import Response

    from web.settings import Settings

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Sent with every reply: pages need our own style sheet, icon, script and suggestions, and nothing from elsewhere."""


def create_app(settings: Settings, *, patient: bool = False) -> Flask:
    """Return the web application for one index.

    ``patient`` makes one also where the index cannot be opened now; it says so until it can.

    Raises:
        EngineError: the index cannot be opened.
    """
    app = Flask("web")
    app.extensions["open_searcher"] = lambda: Searcher(open_engine(settings.index))
    try:
        app.extensions["searcher"] = app.extensions["open_searcher"]()
    except EngineError:
        if not patient:
            raise
    app.url_map.merge_slashes = False  # an id may be a URL
    app.url_map.converters["id"] = _ArticleId
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(guide.blueprint)
    app.register_blueprint(overview.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(export.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(opensearch.blueprint)
    errors.register(app)
    language.register(app)
    app.after_request(_with_headers)
    return app


class _ArticleId(PathConverter):
    """An article's id in an address: like a path, but it may begin with a slash, and have line breaks."""

    regex = r"(?s:.+?)"
    part_isolating = False


def _with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
