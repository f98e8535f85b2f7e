"""Articles in and out for programs: ``POST /api/v1/articles`` and ``DELETE /api/v1/articles/<id>``.

Both need the token, and both commit: what is answered with 200 is on the disk, and found by the next search.
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, abort, current_app, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from documents.formats.json_records import read_lines, read_values
from documents.formats.record import Found, Rejected, source_of
from index.engine import open_engine
from searcher.ingest import add_records, delete_articles
from web.errors import RefusedError, Rejection
from web.params import check_names
from web.representation import index_json
from web.tokens import check_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.engine import Engine
    from searcher.report import Report
    from web.representation import Json
    from web.settings import Settings

blueprint = Blueprint("writing", __name__)

MAX_BYTES = 16 * 2**20
"""Of one request: some four thousand articles, which are kept in a few seconds. `bahith add` has no such bound."""

WAIT_SECONDS = 2.0
"""How long a request waits for another writer before it is told to come back."""

JSON = "application/json"
JSON_LINES = ("application/x-ndjson", "application/jsonl")


@blueprint.post("/api/v1/articles")
def add() -> Response:
    """Keep the articles of a JSON object, an array of such, or JSON Lines."""
    check_token()
    check_names(request.args, ())
    records = _records()
    found = [record for record in records if isinstance(record, Found)]
    if not found:
        raise _nothing_kept(records)
    with closing(_writer()) as engine:
        report = add_records(engine, records)
        generation = engine.generation()
    return jsonify({**report_json(report), "ids": [one.article.id for one in found], "index": index_json(generation)})


@blueprint.delete("/api/v1/articles/<plain_id:article_id>")
def delete(article_id: str) -> Response:
    """Take one article out."""
    check_token()
    check_names(request.args, ())
    with closing(_writer()) as engine:
        gone = delete_articles(engine, [article_id])
        generation = engine.generation()
    if not gone:
        abort(404)
    return jsonify({"deleted": article_id, "index": index_json(generation)})


def _writer() -> Engine:
    """Return an engine of this request's own: what it gathers is committed, or forgotten, with nobody else's."""
    settings = cast("Settings", current_app.extensions["settings"])
    return open_engine(settings.index, wait_seconds=WAIT_SECONDS)


def _records() -> Sequence[Found | Rejected]:
    if request.mimetype not in (JSON, *JSON_LINES):
        raise unsupported((JSON, *JSON_LINES))
    source = source_of(body(), "request")
    if request.mimetype == JSON:
        return list(read_values(source, _values(source.whole())))
    return list(read_lines(source))


def body() -> bytes:
    """Return what was sent.

    Raises:
        RequestEntityTooLarge: it is too large; where its length was not told, Werkzeug only cuts it off.
        RefusedError: the client's chunks do not fit together.
    """
    try:
        data = request.get_data()
    except OSError as exc:
        raise RefusedError(400, "the body cannot be read to its end", "لا يُقرأ المحتوى إلى آخره") from exc
    if request.content_length is None and len(data) >= (request.max_content_length or MAX_BYTES):
        raise RequestEntityTooLarge
    return data


def unsupported(allowed: Sequence[str]) -> RefusedError:
    """Return the refusal of a body whose type is none of those allowed."""
    shown, names = request.mimetype or "absent", ", ".join(allowed)
    return RefusedError(
        415,
        f"Content-Type is {shown}; expected one of {names}",
        f"نوع المحتوى (Content-Type) هو {shown}، والمتوقع أحد هذه: " + "، ".join(allowed),
        allowed=f"one of {names}",
    )


def _values(text: bytes) -> Sequence[object]:
    """Return the values of a JSON array, or the one object.

    Raises:
        RefusedError: the body is neither.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise RefusedError(400, f"the body is not JSON: {exc}", f"ليس المحتوى JSON صحيحًا: {exc}") from exc
    if not isinstance(value, (dict, list)):
        kind = type(value).__name__
        raise RefusedError(
            400,
            f"the body is a JSON {kind}; expected an object, or an array of objects",
            f"المحتوى قيمة JSON من نوع {kind}، والمتوقع كائن أو مصفوفة كائنات",
        )
    return value if isinstance(value, list) else [value]


def _nothing_kept(records: Sequence[Found | Rejected]) -> RefusedError:
    rejected = _rejections([record for record in records if isinstance(record, Rejected)])
    if not rejected:
        return RefusedError(400, "there is no record in the body", "لا سجل في المحتوى")
    return RefusedError(
        422,
        f"none of {len(rejected):,} records could be read; the reasons are in rejected",
        f"لم يُقرأ أي سجل من السجلات، وعددها {len(rejected):,}؛ والأسباب في rejected",
        rejected=rejected,
    )


def _rejections(rejected: Sequence[Rejected]) -> tuple[Rejection, ...]:
    return tuple(Rejection(one.line, one.reason) for one in rejected)


def report_json(report: Report) -> Json:
    """Return what became of the records."""
    changes = report.changes
    return {
        "read": report.read,
        "added": changes.added,
        "updated": changes.updated,
        "unchanged": changes.unchanged,
        "rejected": [{"record": one.record, "reason": one.reason} for one in _rejections(report.rejected)],
        "dates_not_understood": report.undated,
        "unknown_keys": dict(report.unknown_keys.most_common()),
    }
