from __future__ import annotations

import io
import json
import os
from typing import IO, TYPE_CHECKING, Any

import httpx
import pytest

from documents.article import Article
from index.engine import open_engine
from web import writing
from web.app import create_app
from web.settings import Settings
from web.tokens import read_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Protocol

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    class Writable(Protocol):
        """A served index that may be written: see conftest.py."""

        address: str
        token: str


TOKEN = "rain-in-the-desert-0123456789"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
CLOUD = {"id": "1", "title": "غيمة فوق المدينة", "body": "نص", "published": "2024-05-01", "source": "الميزان"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index with one article."""
    engine = open_engine(tmp_path / "index", create=True)
    engine.add([Article(id="old", title="خبر قديم", body="نص")])
    engine.commit()
    engine.close()
    return tmp_path / "index"


@pytest.fixture
def writer(folder: Path) -> Iterator[FlaskClient]:
    """A client of an application that has a token."""
    application = create_app(Settings(index=folder, write_token=TOKEN))
    yield application.test_client()
    application.extensions["searcher"].close()


def post(client: FlaskClient, value: object, content_type: str = "application/json") -> TestResponse:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return client.post("/api/v1/articles", data=data, content_type=content_type, headers=BEARER)


def problem(reply: TestResponse, status: int) -> Any:
    assert (reply.status_code, reply.content_type) == (status, "application/problem+json"), reply.text
    content: Any = reply.json
    assert content["title_ar"]
    assert content["detail_ar"] != content["detail"]
    return content


def total(client: FlaskClient, query: str) -> int:
    reply = client.get("/api/v1/search", query_string={"q": query}).json
    assert reply is not None
    return int(reply["total"])


def test_a_record_is_kept_and_found_at_once(writer: FlaskClient) -> None:
    before = writer.get("/api/v1/stats").get_json()["generation"]
    reply = post(writer, CLOUD)
    assert reply.status_code == 200
    content: Any = reply.json
    assert content["index"].pop("generation") > before
    assert content["index"].keys() == {"analyzer"}
    assert {**content, "index": {}} == {
        "read": 1,
        "added": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": [],
        "dates_not_understood": 0,
        "unknown_keys": {},
        "ids": ["1"],
        "index": {},
    }
    assert total(writer, "غيمة") == 1


def test_what_is_sent_is_how_the_article_is_now_even_with_an_earlier_text(writer: FlaskClient) -> None:
    for title in ("غيمة", "سحابة", "غيمة"):
        assert post(writer, {**CLOUD, "title": title}).get_json()["unchanged"] == 0
    assert (total(writer, "غيمة"), total(writer, "سحابة")) == (1, 0)
    assert len(writer.get("/api/v1/articles/1/history").get_json()["versions"]) == 3


@pytest.mark.parametrize(
    "content_type", ["application/x-ndjson", "application/jsonl", "application/jsonl; charset=utf-8"]
)
def test_json_lines_are_read_as_from_a_file(writer: FlaskClient, content_type: str) -> None:
    lines = [
        json.dumps(CLOUD),
        "",
        '{"headline": "عنوان", "text": "نص", "date": "كتاب", "x": 1}',
        "[]",
        "{",
        json.dumps(CLOUD),
    ]
    content: Any = post(writer, "\n".join(lines).encode(), content_type).json
    counts = [content[name] for name in ("read", "added", "unchanged", "dates_not_understood")]
    assert counts == [3, 2, 1, 1]
    assert [one["record"] for one in content["rejected"]] == [4, 5]
    assert content["unknown_keys"] == {"x": 1}
    assert len(content["ids"]) == 3


def test_records_of_an_array_are_counted(writer: FlaskClient) -> None:
    content: Any = post(writer, [CLOUD, {"id": "2"}, {**CLOUD, "body": "نص آخر"}]).json
    assert (content["added"], content["updated"]) == (1, 1)
    (rejected,) = content["rejected"]
    assert rejected["record"] == 2
    assert "neither a title nor a body" in rejected["reason"]


def test_where_no_record_can_be_kept_each_has_its_reason(writer: FlaskClient) -> None:
    content = problem(post(writer, [{"id": "2"}, 7]), 422)
    assert [one["record"] for one in content["rejected"]] == [1, 2]


@pytest.mark.parametrize("body", [b"", b"{", b"7", b"null", b'"x"', b"[]", b"\xff\xfe\xff", b"[" * 100_000])
def test_what_has_no_records_is_refused(writer: FlaskClient, body: bytes) -> None:
    problem(post(writer, body), 400)
    assert total(writer, "") == 1


def test_half_characters_and_control_characters_do_no_harm(writer: FlaskClient) -> None:
    body = b'{"title": "\\ud800\\u0000 \\u063a\\u064a\\u0645\\u0629", "body": "x", "\\ud801": 1}'
    assert post(writer, body).status_code == 200
    assert total(writer, "غيمة") == 1
    problem(post(writer, b'{"id": "\\ud800", "title": "x"}'), 422)


@pytest.mark.parametrize("content_type", ["text/plain", "", "application/x-www-form-urlencoded"])
def test_another_kind_of_content_is_refused(writer: FlaskClient, content_type: str) -> None:
    assert "application/json" in problem(post(writer, CLOUD, content_type), 415)["allowed"]


def test_a_body_beyond_the_bound_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MAX_BYTES", 100)
    application = create_app(Settings(index=folder, write_token=TOKEN))
    assert "100" in problem(post(application.test_client(), {**CLOUD, "body": "ش" * 100}), 413)["detail"]
    application.extensions["searcher"].close()


class Broken(io.BytesIO):
    """A body whose chunks do not fit together, as gunicorn tells it."""

    def read(self, _size: int | None = -1) -> bytes:
        raise OSError("a chunk has no size")

    def readinto(self, _buffer: object) -> int:
        raise OSError("a chunk has no size")


@pytest.mark.parametrize(
    ("sent", "status"), [(io.BytesIO(b" " * 101), 413), (io.BytesIO(b" " * 9), 400), (Broken(), 400)]
)
def test_a_body_of_untold_length_is_bounded_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, sent: IO[bytes], status: int
) -> None:
    monkeypatch.setattr(writing, "MAX_BYTES", 100)
    application = create_app(Settings(index=folder, write_token=TOKEN))
    reply = application.test_client().post(
        "/api/v1/articles",
        input_stream=sent,
        content_type="application/jsonl",
        headers=BEARER,
        environ_overrides={"wsgi.input_terminated": True},
    )
    problem(reply, status)
    application.extensions["searcher"].close()


def test_an_article_is_deleted(writer: FlaskClient) -> None:
    reply = writer.delete("/api/v1/articles/old", headers=BEARER)
    assert (reply.status_code, reply.get_json()["deleted"]) == (200, "old")
    assert writer.get("/api/v1/articles/old").status_code == 404
    problem(writer.delete("/api/v1/articles/old", headers=BEARER), 404)


@pytest.mark.parametrize("name", ["similar", "history", "story"])
def test_what_belongs_to_an_article_cannot_be_deleted(writer: FlaskClient, name: str) -> None:
    reply = writer.delete(f"/api/v1/articles/old/{name}", headers=BEARER)
    problem(reply, 405)
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("article_id", ["https://a.example/x?y=1", "//a", "مقال"])
def test_any_other_id_can_be_deleted(writer: FlaskClient, article_id: str) -> None:
    post(writer, {**CLOUD, "id": article_id})
    with writer.application.test_request_context():
        path = writer.application.url_for("writing.delete", article_id=article_id)
    assert writer.delete(path, headers=BEARER).get_json()["deleted"] == article_id


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer wrong-wrong-wrong-wrong"}, {"Authorization": TOKEN},
     {"Authorization": f"Basic {TOKEN}"}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Bearer مطر"}],
)  # fmt: skip
def test_without_the_token_nothing_is_written(writer: FlaskClient, headers: dict[str, str]) -> None:
    for reply in (
        writer.post("/api/v1/articles", json=CLOUD, headers=headers),
        writer.delete("/api/v1/articles/old", headers=headers),
    ):
        problem(reply, 401)
        assert reply.headers["WWW-Authenticate"].startswith("Bearer ")
    assert total(writer, "") == 1


def test_the_scheme_is_read_in_any_case(writer: FlaskClient) -> None:
    headers = {"Authorization": f"bearer {TOKEN}"}
    assert writer.post("/api/v1/articles", json=CLOUD, headers=headers).status_code == 200


def test_without_a_token_set_writing_is_off(client: FlaskClient) -> None:
    problem(client.post("/api/v1/articles", json=CLOUD, headers=BEARER), 403)
    problem(client.delete("/api/v1/articles/nasim-2024-001", headers=BEARER), 403)


def test_an_index_that_is_being_written_says_when_to_come_back(
    writer: FlaskClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "WAIT_SECONDS", 0.01)
    other = open_engine(folder)
    other.add([Article(id="2", title="خبر", body="نص")])
    for reply in (post(writer, CLOUD), writer.delete("/api/v1/articles/old", headers=BEARER)):
        assert "writing" in problem(reply, 503)["detail"]
        assert int(reply.headers["Retry-After"]) > 0
    other.close()
    assert post(writer, CLOUD).status_code == 200


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_problem(writer: FlaskClient, folder: Path) -> None:
    folder.chmod(0o500)
    problem(post(writer, CLOUD), 503)
    folder.chmod(0o700)


def test_the_token_is_not_shown_with_the_settings() -> None:
    assert TOKEN not in repr(Settings(write_token=TOKEN))


def test_a_token_is_read_from_a_file_or_else_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert read_token(file, "another-token-of-the-environment") == TOKEN
    assert read_token(None, TOKEN) == TOKEN
    assert read_token(None, None) is read_token(None, "") is None


@pytest.mark.parametrize("text", ["", "short", "with space in the middle", "ـ" * 20])
def test_what_is_no_token_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_text(text)
    with pytest.raises(ValueError, match="token"):
        read_token(file, None)
    if text:
        with pytest.raises(ValueError, match="BAHITH_TOKEN"):
            read_token(None, text)


@pytest.mark.parametrize("body", [b"{", b"{}", b" " * 17_000_000])
@pytest.mark.parametrize("authorized", [True, False])
def test_a_server_that_keeps_connections_open_is_not_waited_for(
    writable: Writable, body: bytes, authorized: bool
) -> None:
    """What was read already is not read again: a socket would wait for more."""
    headers = {"Authorization": f"Bearer {writable.token if authorized else 'x'}"}
    for content_type in ("application/json", "application/jsonl", "text/plain"):
        reply = httpx.post(
            f"{writable.address}/api/v1/articles", content=body, headers={**headers, "Content-Type": content_type}
        )
        assert reply.status_code in (400, 401, 413, 415, 422)
        assert reply.json()["status"] == reply.status_code
