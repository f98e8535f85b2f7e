"""Many searches in one request: ``POST /api/v1/batch``, JSON Lines in and out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, stream_with_context
from werkzeug.datastructures import MultiDict

from web.api import search_json
from web.errors import KNOWN, RefusedError, problem_json, problem_of
from web.params import check_names, read_search
from web.values import wrong
from web.writing import JSON_LINES, body, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from web.representation import Json

blueprint = Blueprint("batch", __name__)

MAX_LINES = 1_000
MAX_BYTES = 4 * 2**20
"""Room for `MAX_LINES` queries of 2,000 Arabic letters each."""


@blueprint.post("/api/v1/batch")
def batch() -> Response:
    """Answer a search a line; each reply is sent when it is there, in the order of the lines."""
    check_names(request.args, ())
    if request.mimetype not in JSON_LINES:
        raise unsupported(JSON_LINES)
    request.max_content_length = MAX_BYTES
    lines = [line for line in body().split(b"\n") if line.strip()]
    if len(lines) > MAX_LINES:
        raise _too_many(len(lines))
    return Response(stream_with_context(_answers(lines)), content_type="application/x-ndjson; charset=utf-8")


def _too_many(lines: int) -> RefusedError:
    return RefusedError(
        413,
        f"the batch has {lines:,} searches; at most {MAX_LINES:,} are allowed",
        f"في الدفعة من عمليات البحث {lines:,}، وأقصى ما يُسمح به {MAX_LINES:,}",
        allowed=f"at most {MAX_LINES:,} lines",
    )


def _answers(lines: Sequence[bytes]) -> Iterator[bytes]:
    for line in lines:
        yield json.dumps(_answer(line), ensure_ascii=False).encode() + b"\n"


def _answer(line: bytes) -> Json:
    client_id = None
    try:
        asked = _read(line)
        client_id = _client_id(asked.pop("id", None))
        values = _parameters(asked)
        check_names(values)
        return {"id": client_id, "reply": search_json(read_search(values))}
    except KNOWN as exc:
        return {"id": client_id, "problem": problem_json(problem_of(exc))}


def _read(line: bytes) -> Json:
    """Return the object of a line.

    Raises:
        ParameterError: it is none, or has half characters or NaN in it, which no reply could repeat.
    """
    try:
        asked = json.loads(line)
        json.dumps(asked, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict):
        shown = line.decode(errors="replace").strip()
        expected = 'a JSON object such as {"id": 1, "q": "كأس العالم"}'
        raise wrong("line", shown, expected, 'كائن JSON مثل {"id": 1, "q": "كأس العالم"}')
    return asked


def _client_id(value: object) -> str | int | float | None:
    if value is None or (isinstance(value, (str, int, float)) and not isinstance(value, bool)):
        return value
    raise wrong("id", json.dumps(value, ensure_ascii=False), "a text or a number", "نص أو عدد")


def _parameters(asked: Json) -> MultiDict[str, str]:
    """Return the parameters of a search, as an address would have them; ``null`` is an absent one.

    Raises:
        ParameterError: a value is an object, or a list of more than texts and numbers.
    """
    values: MultiDict[str, str] = MultiDict()
    for name, value in asked.items():
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                values.add(name, _text(name, item))
    return values


def _text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (str, int, float)):
        return str(value)
    expected = "a text, a number, true or false, or a list of such"
    raise wrong(name, json.dumps(value, ensure_ascii=False), expected, "نص أو عدد أو true أو false، أو قائمة منها")
