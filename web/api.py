"""The endpoint for programs: ``/api/v1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, abort, current_app, jsonify, request, url_for

from web.params import check_names, read_search, write_cursor, write_search
from web.representation import article_json, results_json

if TYPE_CHECKING:
    from searcher.results import Search
    from searcher.search import Searcher

blueprint = Blueprint("api", __name__)


def searcher() -> Searcher:
    """Return the application's searcher, opened now where it could not be before.

    Raises:
        EngineError: it cannot be opened.
    """
    extensions = current_app.extensions
    if "searcher" not in extensions:
        extensions["searcher"] = extensions["open_searcher"]()
    return cast("Searcher", extensions["searcher"])


@blueprint.get("/api/v1/search")
def search_articles() -> Response:
    """Answer a search; errors are problem documents (RFC 9457)."""
    check_names(request.args)
    results = searcher().search(read_search(request.args))
    reply = results_json(results)
    page = results.search.page
    cursor = None if results.next_start is None else write_cursor(results.next_start)
    following = {"page": page + 1} if results.has_next else {"page": None, "cursor": cursor}
    reply["next"] = _url(results.search, **following) if cursor else None
    reply["previous"] = _url(results.search, page=page - 1) if results.has_previous else None
    reply["cursor"] = cursor
    return jsonify(reply)


def _url(search: Search, **changes: object) -> str:
    return url_for("api.search_articles", **write_search(search, **changes))  # type: ignore[arg-type]


@blueprint.get("/api/v1/articles/<id:article_id>")
def article(article_id: str) -> Response:
    """Return one article."""
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    return jsonify(article_json(found))


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the index answers."""
    return jsonify({"status": "ok", "articles": searcher().count()})
