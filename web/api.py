"""The endpoint for programs: ``/api/v1``."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from time import perf_counter
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, abort, current_app, jsonify, request, url_for

from searcher.suggest import DEFAULT_SUGGESTED, MAX_SUGGESTED
from web.params import check_names, read_search, write_search
from web.representation import (
    article_json,
    history_json,
    results_json,
    similar_json,
    story_json,
    suggestions_json,
)
from web.values import read_limit, write_cursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from searcher.results import Search
    from searcher.search import Searcher
    from web.representation import Json

blueprint = Blueprint("api", __name__)

DEFAULT_SIMILAR, MAX_SIMILAR = 6, 20

SUGGESTIONS_KEPT_SECONDS = 60
"""So long a browser may show the same suggestions again: what is typed, deleted and typed again costs nothing."""


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
    wanted = read_search(request.args)
    return conditional(wanted, lambda: _results(wanted))


def _results(wanted: Search) -> Response:
    return jsonify(search_json(wanted))


def search_json(wanted: Search) -> Json:
    """Return the reply to a search, with the addresses of the pages beside it."""
    results = searcher().search(wanted)
    reply = results_json(results, _url)
    page = results.search.page
    cursor = None if results.next_start is None else write_cursor(results.next_start)
    following = {"page": page + 1} if results.has_next else {"page": None, "cursor": cursor}
    reply["next"] = _url(results.search, **following) if cursor else None
    reply["previous"] = _url(results.search, page=page - 1) if results.has_previous else None
    reply["cursor"] = cursor
    return reply


def _url(search: Search, **changes: object) -> str:
    return url_for("api.search_articles", **write_search(search, **changes))  # type: ignore[arg-type]


def conditional(wanted: Search, make: Callable[[], Response], *choices: object) -> Response:
    """Return a reply with its weak ETag (RFC 9110), or 304 to a client that has it already: then nothing is searched.

    ``choices`` are what was asked for beside the search.
    """
    tag = _tag(wanted, choices)
    reply = Response(status=304) if request.if_none_match.contains_weak(tag) else make()
    reply.set_etag(tag, weak=True)
    reply.headers["Cache-Control"] = "private, no-cache"
    return reply


def _tag(wanted: Search, choices: tuple[object, ...]) -> str:
    """Return a text that is another one when the reply may be: with the index, the search, our version and the day.

    The day is that which «أمس» (yesterday) counts from.
    """
    asked = sorted(write_search(wanted).items())
    made_of = (_version(), searcher().generation(), date.today().isoformat(), request.path, asked, choices)
    return blake2b(json.dumps(made_of).encode(), digest_size=12).hexdigest()


@cache
def _version() -> str:
    return version("bahith")


@blueprint.get("/api/v1/suggest")
def suggest() -> Response:
    """Say how what is typed may go on."""
    check_names(request.args, ("q", "limit"))
    limit = read_limit(request.args, DEFAULT_SUGGESTED, MAX_SUGGESTED)
    typed = request.args.get("q", "")
    started = perf_counter()
    suggestions = searcher().suggest(typed, limit)
    reply = jsonify(suggestions_json(typed, suggestions, (perf_counter() - started) * 1000))
    reply.headers["Cache-Control"] = f"private, max-age={SUGGESTIONS_KEPT_SECONDS}"
    return reply


@blueprint.get("/api/v1/articles/<id:article_id>")
def article(article_id: str) -> Response:
    """Return one article."""
    check_names(request.args, ())
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    return jsonify(article_json(found))


@blueprint.get("/api/v1/articles/<id:article_id>/similar")
def similar(article_id: str) -> Response:
    """Return the articles that are most like one, or the article whose id goes on with ``/similar``."""
    if other := searcher().article(f"{article_id}/similar"):
        return jsonify(article_json(other))
    check_names(request.args, ("limit",))
    limit = read_limit(request.args, DEFAULT_SIMILAR, MAX_SIMILAR)
    if searcher().article(article_id) is None:
        abort(404)
    return jsonify(similar_json(article_id, searcher().similar(article_id, limit)))


@blueprint.get("/api/v1/articles/<id:article_id>/story")
def story(article_id: str) -> Response:
    """Return who tells the story of an article, or the article whose id goes on with ``/story``."""
    if other := searcher().article(f"{article_id}/story"):
        return jsonify(article_json(other))
    check_names(request.args, ())
    tellings = searcher().story(article_id)
    if not tellings:
        abort(404)
    return jsonify(story_json(article_id, tellings))


@blueprint.get("/api/v1/articles/<id:article_id>/history")
def history(article_id: str) -> Response:
    """Return the versions of one article and what changed, or the article whose id goes on with ``/history``."""
    if other := searcher().article(f"{article_id}/history"):
        return jsonify(article_json(other))
    check_names(request.args, ())
    found = searcher().history(article_id)
    if found is None:
        abort(404)
    return jsonify(history_json(found))
