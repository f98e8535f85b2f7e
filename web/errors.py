"""Which status, and which words, does a failure get? The only place that decides."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response, current_app, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from index.errors import EngineError, OutOfTimeError
from searcher.errors import SearchError
from web.turns import BusyError
from web.values import ParameterError

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

_log = logging.getLogger("bahith")

_TITLES = {
    400: ("Bad request", "طلب غير صحيح"),
    404: ("Not found", "لم نعثر على ما طلبت"),
    405: ("Method not allowed", "طريقة الطلب غير مسموح بها"),
    413: ("Request too large", "الطلب أكبر مما يُسمح به"),
    414: ("Address too long", "العنوان أطول مما يُسمح به"),
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


FOR_PROGRAMS = ("/api/", "/search.", "/healthz", "/readyz", "/metrics", "/opensearch.xml", "/suggest.json")
"""Beginnings of the addresses whose failures are problem documents; elsewhere they are pages."""


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


def register(app: Flask) -> None:
    """Let every failure of an application end as a problem document or an error page."""
    app.register_error_handler(ParameterError, _parameter)
    app.register_error_handler(SearchError, _search)
    app.register_error_handler(EngineError, _engine)
    app.register_error_handler(OutOfTimeError, _out_of_time)
    app.register_error_handler(BusyError, _busy)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _strange_name)


def _problem(
    status: int, detail: str = "", arabic: str = "", parameter: str | None = None, allowed: str | None = None
) -> Problem:
    title, title_ar = _TITLES.get(status, ("Error", "خطأ"))
    default, default_ar = _DETAILS.get(status, (title, title_ar))
    return Problem("about:blank", title, title_ar, status, detail or default, arabic or default_ar, parameter, allowed)


def _parameter(error: ParameterError) -> Response:
    return _reply(_problem(400, str(error), error.arabic, error.name, error.allowed))


def _search(error: SearchError) -> Response:
    return _reply(_problem(400, str(error), error.arabic, error.parameter))


def _engine(error: EngineError) -> Response:
    _log.error("the index failed: %s", str(error))
    return _reply(_problem(503))


def _out_of_time(error: OutOfTimeError) -> Response:
    arabic = "استغرق البحث وقتًا أطول مما يُسمح به؛ اكتب كلمات أقل، أو اقتباسات وأحرف بدل (*) أقل."
    problem = Problem("about:blank", "Out of time", "انتهى وقت البحث", 503, str(error), arabic)
    return _later(problem, current_app.extensions["settings"].time_limit_seconds)


def _busy(error: BusyError) -> Response:
    arabic = "الخادم مشغول الآن بطلبات كثيرة؛ أعد المحاولة بعد ثوانٍ."
    return _later(Problem("about:blank", "Busy", "الخادم مشغول", 503, str(error), arabic), error.seconds)


def _later(problem: Problem, seconds: float) -> Response:
    reply = _reply(problem)
    reply.headers["Retry-After"] = str(max(round(seconds), 1))
    return reply


def _strange_name(error: SecurityError) -> Response:
    return _reply(_problem(400, str(error.description), "لا نجيب تحت هذا الاسم؛ اكتب عنوان الموقع كما هو."))


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400:  # a redirect
        return error.get_response()
    known = status in _DETAILS or not error.description
    reply = _reply(_problem(status) if known else _problem(status, str(error.description)))
    if status == 405 and (allow := error.get_response().headers.get("Allow")):
        reply.headers["Allow"] = allow
    return reply


def _reply(problem: Problem) -> Response:
    is_stranger = isinstance(request.routing_exception, SecurityError)  # a page has links; they need a name for us
    if is_stranger or request.path.startswith(FOR_PROGRAMS):
        body = {name: value for name, value in asdict(problem).items() if value is not None}
        return Response(json.dumps(body), problem.status, content_type="application/problem+json")
    return make_response(render_template("error.html", problem=problem), problem.status)
