"""What is counted for programs? ``/api/v1/facets``, of a search, and ``/api/v1/stats``, of the whole index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, request

from web.api import conditional, searcher
from web.params import FACETS, check_names, read_search
from web.representation import counts_json, statistics_json

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("counts", __name__)


@blueprint.get("/api/v1/facets")
def facets() -> Response:
    """Count what a search finds, as the search itself would: by all facets, where none is named."""
    check_names(request.args)
    asked = read_search(request.args)
    wanted = replace(asked, facets=asked.facets or FACETS)
    return conditional(wanted, lambda: jsonify(counts_json(searcher().counts(wanted))))


@blueprint.get("/api/v1/stats")
def statistics() -> Response:
    """Say what is in the index."""
    check_names(request.args, ())
    reply = jsonify(statistics_json(searcher().statistics()))
    reply.headers["Cache-Control"] = "private, no-cache"
    return reply
