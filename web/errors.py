"""Which status, and which words, does a failure get? The only place that decides."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import IO, TYPE_CHECKING, cast

from flask import Flask, Response, current_app, json, make_response, render_template, request
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.wsgi import get_input_stream

from index.errors import EngineError, IndexLockedError, OutOfTimeError
from searcher.errors import SearchError
from web.turns import BusyError
from web.values import ParameterError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response as AnyResponse

_log = logging.getLogger("bahith")

TITLES = {
    400: ("Bad request", "طلب غير صحيح"),
    401: ("A token is wanted", "يلزم إرسال رمز الكتابة"),
    403: ("Not allowed", "غير مسموح به"),
    404: ("Not found", "لم نعثر على ما طلبت"),
    405: ("Method not allowed", "طريقة الطلب غير مسموح بها"),
    413: ("Request too large", "الطلب أكبر مما يُسمح به"),
    414: ("Address too long", "العنوان أطول مما يُسمح به"),
    415: ("Kind of content not supported", "نوع المحتوى غير مقبول"),
    422: ("No article could be kept", "لم يُحفظ أي مقال"),
    429: ("Too many requests", "طلبات أكثر مما يُسمح به"),
    500: ("Internal error", "خطأ في الخادم"),
    503: ("The index is not available", "الفهرس غير متاح الآن"),
}
_DETAILS = {
    404: ("There is no article and no page at this address.", "ليس في هذا العنوان مقال ولا صفحة."),
    405: ("This address does not know that method.", "لا يقبل هذا العنوان هذه الطريقة."),
    429: ("Wait for as long as Retry-After says, then ask again.", "انتظر قليلًا ثم أعد المحاولة."),
    500: ("The error has been logged.", "سُجِّل الخطأ لدى مشغّل الموقع."),
    503: (
        "The operator can see the reason in the log. Try again later.",
        "يجد مشغّل الموقع السبب في السجل. حاول لاحقًا.",
    ),
}

_LOCKED = (
    "Somebody else is writing the index. Try again in a few seconds.",
    "الفهرس يُكتب الآن. حاول بعد ثوانٍ قليلة.",
)

_OUT_OF_TIME, _BUSY = ("Out of time", "انتهى وقت البحث"), ("Busy", "الخادم مشغول")
_ASK_FOR_LESS = "استغرق البحث وقتًا أطول مما يُسمح به؛ اكتب كلمات أقل، أو اقتباسات وأحرف بدل (*) أقل."
_ASK_LATER = "الخادم مشغول الآن بطلبات كثيرة؛ أعد المحاولة بعد ثوانٍ."

KNOWN = (ParameterError, SearchError, EngineError, BusyError)
"""What goes wrong with a search for reasons that can be told."""

LOCKED_SECONDS = 5
"""After so long somebody who found the index being written may try again; most additions are over by then."""

PASSED_OVER_BYTES = 64 * 2**20
"""Of the body of a refused request; who sends more learns nothing but that the connection ends."""

FOR_PROGRAMS = ("/api/", "/search.", "/healthz", "/readyz", "/metrics", "/opensearch.xml", "/suggest.json")
"""Beginnings of the addresses whose failures are problem documents; elsewhere they are pages."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record of a request that could not be read: its number, or its line in JSON Lines, from 1, and why."""

    record: int
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure in the form of RFC 9457, with an Arabic title and detail beside the English ones."""

    type: str
    title: str
    title_ar: str
    status: int
    detail: str
    detail_ar: str
    parameter: str | None = None
    allowed: str | None = None
    rejected: tuple[Rejection, ...] | None = None


@dataclass(eq=False)
class RefusedError(Exception):
    """A request that is refused with a status, and why; ``headers`` are sent with the problem."""

    status: int
    english: str
    arabic: str
    allowed: str | None = None
    rejected: tuple[Rejection, ...] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def register(app: Flask) -> None:
    """Let every failure of an application end as a problem document or an error page."""
    app.register_error_handler(RefusedError, _refused)
    for kind in KNOWN:
        app.register_error_handler(kind, _failed)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _strange_name)


def _problem(
    status: int, detail: str = "", arabic: str = "", parameter: str | None = None, allowed: str | None = None
) -> Problem:
    title, title_ar = TITLES.get(status, ("Error", "خطأ"))
    default, default_ar = _DETAILS.get(status, (title, title_ar))
    return Problem("about:blank", title, title_ar, status, detail or default, arabic or default_ar, parameter, allowed)


def problem_of(error: Exception) -> Problem:
    """Return what is told of one of `KNOWN` errors; the index's own are logged, and their reasons stay here."""
    if isinstance(error, ParameterError):
        return _problem(400, str(error), error.arabic, error.name, error.allowed)
    if isinstance(error, SearchError):
        return _problem(400, str(error), error.arabic, error.parameter)
    if isinstance(error, OutOfTimeError):
        return Problem("about:blank", *_OUT_OF_TIME, 503, str(error), _ASK_FOR_LESS)
    if isinstance(error, BusyError):
        return Problem("about:blank", *_BUSY, 503, str(error), _ASK_LATER)
    if isinstance(error, IndexLockedError):
        _log.warning("%s", str(error))
        return _problem(503, *_LOCKED)
    _log.error("the index failed: %s", str(error))
    return _problem(503)


def _retry_after(error: Exception) -> float | None:
    """Return after how many seconds an error may be over; None where nobody knows."""
    if isinstance(error, OutOfTimeError):
        return float(current_app.extensions["settings"].time_limit_seconds)
    if isinstance(error, BusyError):
        return error.seconds
    return LOCKED_SECONDS if isinstance(error, IndexLockedError) else None


def problem_json(problem: Problem) -> dict[str, object]:
    """Return the members of a problem that say something."""
    return {name: value for name, value in asdict(problem).items() if value is not None}


def _failed(error: Exception) -> Response:
    reply = _reply(problem_of(error))
    if seconds := _retry_after(error):
        reply.headers["Retry-After"] = str(max(round(seconds), 1))
    return reply


def _refused(error: RefusedError) -> Response:
    problem = _problem(error.status, error.english, error.arabic, allowed=error.allowed)
    reply = _reply(replace(problem, rejected=error.rejected))
    reply.headers.update(error.headers)
    return reply


def _strange_name(error: SecurityError) -> Response:
    return _reply(_problem(400, str(error.description), "لا نجيب تحت هذا الاسم؛ اكتب عنوان الموقع كما هو."))


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400:  # a redirect
        return error.get_response()
    known = status in _DETAILS or not error.description
    problem = _problem(status) if known else _problem(status, str(error.description))
    reply = _reply(_too_large() if status == 413 else problem)
    if status == 405 and (allow := error.get_response().headers.get("Allow")):
        reply.headers["Allow"] = allow
    return reply


def _too_large() -> Problem:
    most = f"{request.max_content_length:,}"
    return _problem(413, f"At most {most} bytes are allowed.", f"أقصى ما يُسمح به بالبايت {most}.", allowed=most)


def _pass_over_body() -> None:
    """Read what was sent and not looked at: a connection that is closed on it would take the reply along."""
    stream, left = _unread(), PASSED_OVER_BYTES
    with suppress(OSError, ClientDisconnected):
        while left > 0 and (part := stream.read(min(left, 2**16))):
            left -= len(part)


def _unread() -> IO[bytes]:
    """Return what is left of the body; to read beyond its end would wait for bytes that never come."""
    if request.environ.get("wsgi.input_terminated"):
        return cast("IO[bytes]", request.environ["wsgi.input"])
    try:
        return request.stream
    except RequestEntityTooLarge:  # then nothing of it was read
        return get_input_stream(request.environ)


def _reply(problem: Problem) -> Response:
    _pass_over_body()
    is_stranger = isinstance(request.routing_exception, SecurityError)  # a page has links; they need a name for us
    if is_stranger or request.path.startswith(FOR_PROGRAMS):
        body = json.dumps(problem_json(problem))
        return Response(body, problem.status, content_type="application/problem+json")
    return make_response(render_template("error.html", problem=problem), problem.status)
