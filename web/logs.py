"""What is written about each request, and how? A line for each, as logfmt or JSON; without what was searched.

Queries are their readers' own business: the address is logged without its parameters unless the operator wants them.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from flask import g, has_request_context, request

if TYPE_CHECKING:
    from flask import Flask, Response

    from web.settings import Settings

HEADER = "X-Request-ID"

_SANE = re.compile(r"[\w.:/+=@-]{1,128}", re.ASCII)
_PLAIN = re.compile(r'[^\s"=\x00-\x1f]+')
_requests = logging.getLogger("bahith.requests")


class LineFormatter(logging.Formatter):
    """Writes each record as one line of ``json`` or ``logfmt``."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._write = _json if form == "json" else _logfmt

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if "request_id" not in fields and has_request_context() and "request_id" in g:
            fields["request_id"] = g.request_id
        if record.exc_info:
            fields["trace"] = self.formatException(record.exc_info)
        return self._write(fields)


def _json(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _logfmt(fields: dict[str, object]) -> str:
    texts = ((name, str(value)) for name, value in fields.items())
    return " ".join(
        f"{name}={text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)}" for name, text in texts
    )


def configure(form: str) -> None:
    """Write this process's log to standard error in a form; ``off`` leaves requests out, and warnings as they are."""
    if form == "off":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(form))
    logging.basicConfig(handlers=[handler], force=True)
    _requests.setLevel(logging.INFO)


def register(app: Flask, settings: Settings) -> None:
    """Give every request of an application an id, its own where that is sane, and write a line when it is answered."""

    @app.before_request
    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _SANE.fullmatch(given) else uuid4().hex
        g.logged_from = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        if "request_id" not in g:
            return response
        response.headers[HEADER] = g.request_id
        began, fields = g.logged_from, _fields(response.status_code, with_query=settings.log_queries)

        def write() -> None:
            fields["ms"] = round((time.perf_counter() - began) * 1000, 1)
            _requests.info("request", extra={"fields": fields})

        if response.is_streamed:  # a download ends later
            response.call_on_close(write)
        else:
            write()
        return response


def _fields(status: int, *, with_query: bool) -> dict[str, object]:
    fields: dict[str, object] = {"request_id": g.request_id, "method": request.method, "path": request.path}
    if with_query:
        fields["query"] = request.query_string.decode(errors="replace")
    fields["status"] = status
    if "total" in g:
        fields["total"] = g.total
    return fields
