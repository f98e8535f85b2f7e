from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from web import batch_api

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

LINES = "application/x-ndjson"


def post(client: FlaskClient, *lines: object, content_type: str = LINES) -> TestResponse:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return client.post("/api/v1/batch", data="\n".join(texts).encode(), content_type=content_type)


def answers(client: FlaskClient, *lines: object) -> list[Any]:
    reply = post(client, *lines)
    assert reply.status_code == 200, reply.text
    assert reply.mimetype == LINES
    return [json.loads(line) for line in reply.text.splitlines()]


def without_time(reply: Any) -> Any:
    return {**reply, "took_ms": 0}


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "محطة الطاقة"},
        {},
        {"q": "كرة", "per_page": 3, "page": 2, "explain": True, "facet": ["source", "month"], "match": None},
        {"q": "كرة", "per_page": "3", "explain": 1, "facet": "source,month", "half_life": 30.5},
        {"source": ["وكالة نسيم (نموذج)", "x"], "exclude.section": "رياضة", "from": 2023},
    ],
)
def test_a_line_is_answered_as_the_search_is(client: FlaskClient, asked: dict[str, Any]) -> None:
    (answer,) = answers(client, {"id": "أ", **asked})
    given = {name: int(value) if isinstance(value, bool) else value for name, value in asked.items()}
    expected = client.get("/api/v1/search", query_string={k: v for k, v in given.items() if v is not None}).json
    assert answer["id"] == "أ"
    assert without_time(answer["reply"]) == without_time(expected)


def test_answers_come_in_the_order_of_the_lines_and_blank_lines_get_none(client: FlaskClient) -> None:
    found = answers(client, {"id": 1, "q": "كرة"}, "", {"q": "الطاقة"}, "  ", {"id": 2.5, "q": "x"}, "")
    assert [one["id"] for one in found] == [1, None, 2.5]


@pytest.mark.parametrize(
    ("line", "parameter", "client_id"),
    [
        ({"id": 1, "sort": "best"}, "sort", 1),
        ({"id": 1, "form": "2022"}, "form", 1),
        ({"id": 1, "q": "ش" * 2001}, "q", 1),
        ({"id": 1, "per_page": 101}, "per_page", 1),
        ({"id": 1, "q": {"x": 1}}, "q", 1),
        ({"id": 1, "source": [["x"]]}, "source", 1),
        ({"id": [1]}, "id", None),
        ({"id": True}, "id", None),
        ("[]", "line", None),
        ("{", "line", None),
        ("null", "line", None),
        ('{"q": "\\ud800"}', "line", None),
        ('{"id": NaN}', "line", None),
        ('{"id": 1e999}', "line", None),
        ('{"id": ' + "9" * 5000 + "}", "line", None),
        ("[" * 100_000, "line", None),
    ],
)
def test_a_bad_line_is_a_problem_and_stops_no_other(
    client: FlaskClient, line: object, parameter: str, client_id: int | None
) -> None:
    bad, good = answers(client, line, {"id": "next", "q": "كرة"})
    assert set(bad) == {"id", "problem"}
    assert (bad["id"], bad["problem"]["status"], bad["problem"]["parameter"]) == (client_id, 400, parameter)
    assert bad["problem"]["detail_ar"]
    assert good["reply"]["total"] > 0


def test_no_line_gets_no_answer(client: FlaskClient) -> None:
    assert answers(client) == []


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
def test_another_kind_of_content_is_refused(client: FlaskClient, content_type: str) -> None:
    reply = post(client, {"q": "x"}, content_type=content_type)
    assert reply.status_code == 415
    assert reply.json is not None
    assert LINES in reply.json["allowed"]


def test_lines_and_bytes_are_bounded(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_api, "MAX_LINES", 2)
    assert post(client, {}, {}).status_code == 200
    assert post(client, {}, {}, {}).status_code == 413
    monkeypatch.setattr(batch_api, "MAX_BYTES", 10)
    reply = post(client, {"q": "a long query"})
    assert (reply.status_code, reply.content_type) == (413, "application/problem+json")
    assert reply.json is not None
    assert "10" in reply.json["detail"]


def test_a_batch_takes_no_parameters_in_its_address(client: FlaskClient) -> None:
    assert client.post("/api/v1/batch?q=x", data=b"{}", content_type=LINES).status_code == 400


def test_the_endpoint_of_batches_is_for_posting(client: FlaskClient) -> None:
    reply = client.get("/api/v1/batch")
    assert (reply.status_code, set(reply.headers["Allow"].split(", "))) == (405, {"OPTIONS", "POST"})
