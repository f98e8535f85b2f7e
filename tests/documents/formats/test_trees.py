"""Which records are in a JSON value?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from documents.formats import json_document, json_records
from documents.formats.record import Found, Rejected
from documents.formats.trees import records
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

SEA = {"title": "بحر", "text": "موج"}
LAND = {"title": "بر", "text": "رمل"}


def titles(value: object) -> list[str]:
    return [f"{nested.trail}: {nested.record.get('title')}" for nested in records(value)]


def read(folder: Path, text: str, name: str = "a.json") -> list[Found | Rejected]:
    path = folder / name
    path.write_text(text, "utf-8")
    return list(read_file(path))


@pytest.mark.parametrize(
    ("value", "trails"),
    [
        (SEA, [""]),
        ({"articles": [SEA, LAND], "total": 2}, ["articles[0]", "articles[1]"]),
        ({"title": "أخبار", "items": [SEA, LAND]}, ["items[0]", "items[1]"]),
        ({"response": {"docs": [SEA]}}, ["response.docs[0]"]),
        ({"items": [{"title": ["بحر"], "text": ["موج"]}]}, ["items[0]"]),
        ({name: {"0": SEA[name], "1": LAND[name]} for name in SEA}, ["row 0", "row 1"]),
        ({"title": {"rendered": "بحر"}, "text": {"rendered": "موج"}}, [""]),
        ({"hits": {"hits": [{"_source": SEA}, {"_source": LAND}]}}, ["hits.hits[0]._source", "hits.hits[1]._source"]),
        ({"data": [{"id": "1", "attributes": SEA}]}, ["data[0].attributes"]),
        ({"n1": SEA, "n2": LAND}, ["n1", "n2"]),
        ([[SEA], [LAND]], ["[0][0]", "[1][0]"]),
    ],
    ids=["itself", "list", "titled", "solr", "crawler", "pandas", "wordpress", "elastic", "api", "keyed", "pages"],
)
def test_wrapped_records_are_found(value: object, trails: list[str]) -> None:
    assert [nested.trail for nested in records(value)] == trails


def test_a_record_with_a_text_is_not_taken_apart() -> None:
    assert titles({**SEA, "related": [LAND]}) == [": بحر"]


def test_an_object_that_wraps_nothing_is_a_record_itself() -> None:
    assert titles({"title": "بحر", "meta": {"lang": "ar"}}) == [": بحر"]


def test_what_is_no_record_in_a_list_of_records_is_kept_to_be_rejected() -> None:
    assert titles({"articles": [SEA, 17]}) == ["articles[0]: بحر", "articles[1]: None"]


def test_records_far_down_are_not_searched_for() -> None:
    value: object = SEA
    for _ in range(50):
        value = {"x": value}
    assert [nested.trail for nested in records(value)] == [""]


def test_a_wrapper_gives_its_id() -> None:
    assert [n.record["id"] for n in records({"_id": "e1", "_source": SEA})] == ["e1"]


def test_a_key_with_a_digit_is_an_id_and_a_word_is_none() -> None:
    assert [n.record.get("id") for n in records({"n1": SEA, "n2": LAND})] == ["n1", "n2"]
    assert [n.record.get("id") for n in records({"first": SEA, "second": LAND})] == [None, None]


def test_what_was_unwrapped_is_noted(tmp_path: Path) -> None:
    (found,) = read(tmp_path, json.dumps({"articles": [SEA]}))
    assert isinstance(found, Found)
    assert "taken out of articles[0]" in found.notes


def test_a_fault_in_a_wrapped_record_says_where(tmp_path: Path) -> None:
    _, bad = read(tmp_path, json.dumps({"articles": [SEA, {}]}))
    assert isinstance(bad, Rejected)
    assert bad.reason.startswith("articles[1]: neither a title nor a body")


def test_json_lines_are_unwrapped_too(tmp_path: Path) -> None:
    (found,) = read(tmp_path, json.dumps({"_id": "e1", "_source": SEA}), "a.jsonl")
    assert isinstance(found, Found)
    assert found.article.id == "e1"


def test_posts_of_wordpress_are_read(tmp_path: Path) -> None:
    post = {
        "id": 5,
        "date": "2022-12-30T10:00:00",
        "link": "https://marsa.example/5",
        "title": {"rendered": "بحر &#8211; هادئ"},
        "content": {"rendered": "<p>موج</p>\n<p>عال</p>", "protected": False},
        "author": 3,
    }
    (found,) = read(tmp_path, json.dumps([post]))
    assert isinstance(found, Found)
    article = found.article
    assert (article.id, article.title, article.body) == ("5", "بحر – هادئ", "موج\n\nعال")
    assert (article.url, article.author) == ("https://marsa.example/5", "")


def test_values_of_mongodb_are_read(tmp_path: Path) -> None:
    value = {**SEA, "_id": {"$oid": "abc"}, "date": {"$date": {"$numberLong": "1670000000000"}}}
    (found,) = read(tmp_path, json.dumps(value))
    assert isinstance(found, Found)
    assert found.article.id == "abc"
    assert found.article.published == datetime(2022, 12, 2, 16, 53, 20, tzinfo=UTC)


def test_an_object_with_a_name_is_that_name(tmp_path: Path) -> None:
    (found,) = read(tmp_path, json.dumps({**SEA, "source": {"id": None, "name": "صوت المرسى"}}))
    assert isinstance(found, Found)
    assert found.article.source == "صوت المرسى"


def test_an_array_of_arrays_has_its_names_in_the_first(tmp_path: Path) -> None:
    (found,) = read(tmp_path, json.dumps([["title", "text"], ["بحر", "موج"]]))
    assert isinstance(found, Found)
    assert (found.article.title, found.article.body) == ("بحر", "موج")


@pytest.fixture
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "WHOLE_BYTES", 64)
    monkeypatch.setattr(json_document, "CHUNK_BYTES", 16)


@pytest.mark.usefixtures("small_windows")
def test_a_large_array_is_read_piece_by_piece_with_the_same_result(tmp_path: Path) -> None:
    array = [{"id": n, "title": "بحر" * n, "text": "موج\n" * (n % 7)} for n in range(40)]
    results = read(tmp_path, json.dumps(array, ensure_ascii=False, indent=1))
    assert [r.article.title for r in results if isinstance(r, Found)] == ["بحر" * n or "موج" for n in range(40)][1:]
    lines = [r.line for r in results]
    assert lines == [2 + 5 * n for n in range(40)]


@pytest.mark.usefixtures("small_windows")
def test_a_large_array_may_be_in_windows_1256(tmp_path: Path) -> None:
    array = [{"title": "عاد الصيادون إلى البحر", "text": "عاد صيادو المرسى إلى البحر"}] * 5
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps(array, ensure_ascii=False).encode("windows-1256"))
    bodies = [r.article.body for r in read_file(path) if isinstance(r, Found)]
    assert bodies == ["عاد صيادو المرسى إلى البحر"] * 5


@pytest.mark.usefixtures("small_windows")
@pytest.mark.parametrize("end", ["", ", {", "] x", ", بحر"])
def test_a_fault_in_a_large_array_keeps_what_stands_before(tmp_path: Path, end: str) -> None:
    results = read(tmp_path, json.dumps([SEA] * 9)[:-1] + end)
    assert [type(r) for r in results] == [Found] * 9 + [Rejected]


@pytest.mark.usefixtures("small_windows")
def test_a_record_over_the_limit_ends_a_large_array(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_document, "MAX_LINE_BYTES", 200)
    assert json_records.MAX_LINE_BYTES > 200
    found, rejected = read(tmp_path, json.dumps([SEA, {"title": "a" * 1000}, SEA]))
    assert isinstance(found, Found)
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "a record of more than 200 bytes; the file is not read beyond this"


def test_tags_that_are_numbers_are_not_kept(tmp_path: Path) -> None:
    (result,) = read(tmp_path, json.dumps({**SEA, "tags": [5, 17]}))
    assert isinstance(result, Found)
    assert result.article.tags == ()
