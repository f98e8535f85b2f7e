"""What is written about a request, and what is not?"""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest

from web.app import create_app
from web.logs import HEADER, LineFormatter, configure
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """The log, with the lines of requests in it."""
    caplog.set_level(logging.INFO, "bahith.requests")
    return caplog


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The logger of everything, which is as it was afterwards."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logging.getLogger("bahith.requests").level
    yield logger
    logger.handlers[:] = handlers
    logging.getLogger("bahith.requests").setLevel(level)


def line(caplog: pytest.LogCaptureFixture, form: str = "json") -> str:
    """Return the last line of the log."""
    return LineFormatter(form).format(caplog.records[-1])


def test_a_line_says_what_was_asked_and_answered(client: FlaskClient, logged: pytest.LogCaptureFixture) -> None:
    reply = client.get("/api/v1/search?q=الطاقة الشمسية", headers={HEADER: "abc-1"})
    fields = json.loads(line(logged))
    assert fields.pop("ms") > 0
    assert fields.pop("time").endswith("+00:00")
    assert fields == {
        "level": "info", "message": "request", "request_id": "abc-1", "method": "GET", "path": "/api/v1/search",
        "status": 200, "total": reply.get_json()["total"],
    }  # fmt: skip


def test_what_was_searched_is_private(client: FlaskClient, logged: pytest.LogCaptureFixture) -> None:
    client.get("/search?q=سري")
    client.get("/api/v1/search?q=" + "سري" * 1000)
    assert "سري" not in logged.text
    assert all("سري" not in LineFormatter("json").format(record) for record in logged.records)


def test_the_operator_may_log_what_was_searched(samples_index: Path, logged: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(samples_index, log_queries=True))
    app.test_client().get("/api/v1/search", query_string={"q": "a b"})
    assert json.loads(line(logged))["query"] == "q=a+b"
    app.extensions["searcher"].close()


def test_a_download_is_logged_when_it_is_sent(client: FlaskClient, logged: pytest.LogCaptureFixture) -> None:
    reply = client.get("/search.jsonl?q=الطاقة")
    assert not logged.records
    reply.close()
    assert json.loads(line(logged))["path"] == "/search.jsonl"


@pytest.mark.parametrize(
    "given", ["abc", "a" * 128, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "x@y:1/2+3="]
)
def test_a_sane_id_is_kept_and_sent_back(client: FlaskClient, given: str) -> None:
    assert client.get("/healthz", headers={HEADER: given}).headers[HEADER] == given


@pytest.mark.parametrize("given", ["", "a" * 129, "a b", 'a"b', "<script>", "a;b", "\u00e9"])
def test_another_id_is_replaced_by_a_new_one(client: FlaskClient, given: str) -> None:
    first, second = (client.get("/healthz", headers={HEADER: given}).headers[HEADER] for _ in range(2))
    assert len(first) == 32
    assert first != given
    assert first != second


@pytest.mark.parametrize("path", ["/nothing", "/api/v1/search?sort=best", "/articles/none"])
def test_failures_have_an_id_too(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers[HEADER]


def test_what_is_logged_during_a_request_has_its_id(client: FlaskClient) -> None:
    record = logging.LogRecord("bahith", logging.WARNING, "", 1, "hm", (), None)
    with client.application.test_request_context("/", headers={HEADER: "abc"}):
        client.application.preprocess_request()
        assert json.loads(LineFormatter("json").format(record))["request_id"] == "abc"


def test_logfmt_quotes_what_has_spaces_quotes_or_line_ends() -> None:
    fields = {"a": 1, "b": "two words", "c": 'x"y', "d": "", "e": "ش", "f": "a\nb=c"}
    record = logging.makeLogRecord({"msg": "hello", "levelname": "INFO", "created": 0.0, "fields": fields})
    expected = (
        'time=1970-01-01T00:00:00.000+00:00 level=info message=hello a=1 b="two words" c="x\\"y" d="" e=ش f="a\\nb=c"'
    )
    assert LineFormatter("logfmt").format(record) == expected


def test_a_trace_is_one_line() -> None:
    try:
        raise ValueError("no")
    except ValueError:
        record = logging.makeLogRecord({"msg": "failed", "levelname": "ERROR", "exc_info": sys.exc_info()})
    for form in ("json", "logfmt"):
        written = LineFormatter(form).format(record)
        assert "ValueError: no" in written
        assert "\n" not in written


def test_a_form_is_chosen_for_the_whole_process(root: logging.Logger) -> None:
    configure("json")
    assert isinstance(root.handlers[0].formatter, LineFormatter)
    assert logging.getLogger("bahith.requests").isEnabledFor(logging.INFO)


def test_off_leaves_the_log_as_it_is(root: logging.Logger) -> None:
    before = root.handlers[:]
    configure("off")
    assert root.handlers == before
