"""JSON and JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.encodings.code_pages import PAGES
from documents.formats import json_records
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = '{"id": "1", "title": "بحر هادئ"}', '{"id": "2", "title": "موج عالٍ"}'
LONG = "عادت القوارب إلى الميناء قبل غروب الشمس بحمولة من السردين"
HUGE_NUMBER = '{"title": "بحر", "id": ' + "1" * 5000 + "}"  # Python refuses to read more than 4,300 digits
DEEP = '{"title": ' + "[" * 100_000 + "]" * 100_000 + "}"

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters())),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)
NAMES = st.one_of(st.sampled_from(["id", "title", "body", "date", "tags", "url"]), st.text(st.characters()))
RECORDS = st.lists(st.dictionaries(NAMES, VALUES, max_size=4), max_size=3)


def read(folder: Path, text: str | bytes, name: str = "records.jsonl") -> list[Found | Rejected]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_file(path))


def outcomes(results: list[Found | Rejected]) -> list[str]:
    """Return each record's id, or the reason it was rejected for, with its line before it."""
    return [f"{r.line} {r.article.id if isinstance(r, Found) else r.reason}" for r in results]


def test_each_line_is_a_record(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\n{TWO}\n")) == ["1 1", "2 2"]


def test_the_last_line_needs_no_line_end(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\n{TWO}")) == ["1 1", "2 2"]


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\r\n{TWO}\r\n")) == ["1 1", "2 2"]


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"\n{ONE}\n  \n\n{TWO}\n")) == ["2 1", "5 2"]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"\ufeff{ONE}\n")) == ["1 1"]


def test_half_a_line_is_rejected_with_its_line_number(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\n{TWO[:-5]}\n"))[1].startswith("2 not JSON: ")


def test_a_bad_line_does_not_stop_the_next(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\nليس سجلاً\n{TWO}\n"))[::2] == ["1 1", "3 2"]


@pytest.mark.parametrize(("line", "kind"), [("[1]", "list"), ('"نص"', "str"), ("17", "int"), ("null", "NoneType")])
def test_a_line_that_is_no_object_is_rejected(tmp_path: Path, line: str, kind: str) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\n{line}\n"))[1] == f"2 a record must be a JSON object; found {kind}"


@pytest.mark.parametrize("page", PAGES)
def test_lines_in_a_code_page_are_read(tmp_path: Path, page: str) -> None:
    line = json.dumps({"title": LONG}, ensure_ascii=False) + "\n"
    short = '{"title": "نمر"}\n'  # which is read as the lines before it
    results = read(tmp_path, (line + short).encode(PAGES[page]) + line.encode())
    assert [r.article.title for r in results if isinstance(r, Found)] == [LONG, "نمر", LONG]
    assert [len(r.notes) for r in results if isinstance(r, Found)] == [1, 1, 0]


def test_a_character_that_is_cut_costs_itself_and_is_told(tmp_path: Path) -> None:
    (result, _) = read(tmp_path, '{"title": "بحر هادئ"}\n'.encode().replace("ئ".encode(), b"\xd8") + ONE.encode())
    assert isinstance(result, Found)
    assert result.article.title == "بحر هاد\ufffd"
    assert result.notes[-1].startswith("loss: lost characters (U+FFFD): 1")


@pytest.mark.parametrize("lost", ["\ufffd", "\\ufffd", "\\ud800"])
def test_a_character_that_was_lost_before_is_told(tmp_path: Path, lost: str) -> None:
    (result,) = read(tmp_path, f'{{"title": "بحر هاد{lost}"}}\n')
    assert isinstance(result, Found)
    assert result.notes == ("loss: lost characters (U+FFFD): 1",)


def test_a_line_of_no_text_does_not_stop_the_next(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, f"{ONE}\n".encode() + bytes(range(1, 9)) + b"\xff\n" + TWO.encode()))
    assert results[::2] == ["1 1", "3 2"]
    assert "not a text file" in results[1]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_lines_of_wide_characters_are_read(tmp_path: Path, encoding: str) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\nلا\n{TWO}\n".encode(encoding)))[::2] == ["1 1", "3 2"]


@pytest.mark.parametrize("line", [HUGE_NUMBER, DEEP], ids=["huge-number", "deep"])
def test_a_line_that_python_will_not_read_is_rejected(tmp_path: Path, line: str) -> None:
    results = read(tmp_path, f"{line}\n{TWO}\n")
    assert [type(r) for r in results] == [Rejected, Found]


def test_a_line_over_the_limit_is_rejected_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "MAX_LINE_BYTES", 64)
    long = json.dumps({"title": "ب" * 200}, ensure_ascii=False)
    assert outcomes(read(tmp_path, f"{long}\n{TWO}\n")) == ["1 the line is longer than 64 bytes", "2 2"]


def test_the_offset_of_the_last_record_is_the_size_of_the_file(tmp_path: Path) -> None:
    text = f"{ONE}\n{TWO}\n"
    offsets = [r.offset_bytes for r in read(tmp_path, text) if isinstance(r, Found)]
    assert offsets == [len(f"{ONE}\n".encode()), len(text.encode())]


@pytest.mark.parametrize("name", ["records.jsonl", "records.json"])
def test_nul_and_half_characters_that_json_escapes_are_made_storable(tmp_path: Path, name: str) -> None:
    (result,) = read(tmp_path, r'{"title": "بحر\u0000ية \ud83d", "body": "موج"}', name)
    assert isinstance(result, Found)
    assert result.article.title == "بحرية \ufffd"


def test_whole_pairs_that_json_escapes_are_one_character(tmp_path: Path) -> None:
    (result,) = read(tmp_path, r'{"title": "بحر \ud83c\udf0a"}')
    assert isinstance(result, Found)
    assert result.article.title == "بحر 🌊"


def test_a_number_is_an_id(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, '{"id": 17, "title": "بحر"}')) == ["1 17"]


def test_a_wrong_type_is_rejected_with_its_line(tmp_path: Path) -> None:
    results = read(tmp_path, f'{ONE}\n{{"title": [["بحر"]]}}\n')
    assert outcomes(results)[1] == "2 title is a list; expected a text"


def test_unknown_keys_and_bad_dates_are_reported_with_the_record(tmp_path: Path) -> None:
    (result,) = read(tmp_path, '{"title": "بحر", "mood": "ar", "date": "قريباً"}')
    assert isinstance(result, Found)
    assert (result.unknown_keys, len(result.notes)) == (("mood",), 1)


def test_an_array_holds_records(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"[\n{ONE},\n{TWO}\n]\n", "a.json")) == ["2 1", "3 2"]


def test_an_object_is_one_record(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, json.dumps(json.loads(ONE), indent=2), "a.json")) == ["1 1"]


def test_an_empty_array_has_no_records(tmp_path: Path) -> None:
    assert read(tmp_path, "[]", "a.json") == []


def test_half_an_array_gives_its_whole_records_and_says_that_it_is_not_closed(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, f"[\n{ONE},\n{TWO}\n", "a.json"))
    assert results == ["2 1", "3 2", "4 the array is not closed: the file ends without ]"]


def test_an_array_cut_inside_a_record_gives_the_records_before_it(tmp_path: Path) -> None:
    whole, half = outcomes(read(tmp_path, f"[\n{ONE},\n{TWO[:-5]}", "a.json"))
    assert whole == "2 1"
    assert half.startswith("3 not JSON: ")


def test_what_follows_a_fault_in_an_array_is_said_to_be_lost(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, f"[{ONE}, بحر, {TWO}]", "a.json"))
    assert results[1:] == ["1 not JSON: Expecting value at column 36; the file is not read beyond this"]


def test_an_item_that_is_no_object_does_not_stop_the_next(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"[{ONE}, 17, {TWO}]", "a.json"))[1:] == [
        "1 a record must be a JSON object; found int",
        "1 2",
    ]


@pytest.mark.parametrize("rest", [f"[{TWO}]", "]", "بحر"])
def test_text_after_the_end_of_an_array_is_said_to_be_lost(tmp_path: Path, rest: str) -> None:
    results = outcomes(read(tmp_path, f"[{ONE}]\n{rest}", "a.json"))
    assert results == ["1 1", "2 text follows the end of the array; the file is not read beyond this"]


def test_spaces_after_the_end_of_an_array_are_nothing(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"[{ONE}] \r\n\n", "a.json")) == ["1 1"]


@pytest.mark.parametrize("record", [HUGE_NUMBER, DEEP], ids=["huge-number", "deep"])
def test_an_array_with_what_python_will_not_read_ends_there(tmp_path: Path, record: str) -> None:
    results = read(tmp_path, f"[{ONE}, {record}, {TWO}]", "a.json")
    assert [type(r) for r in results] == [Found, Rejected]


def test_an_array_may_be_in_windows_1256(tmp_path: Path) -> None:
    (result,) = read(tmp_path, f"[{ONE}]".encode("windows-1256"), "a.json")
    assert isinstance(result, Found)
    assert result.article.title == "بحر هادئ"


def test_objects_without_an_array_are_all_read(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, f"{ONE}\n\n{TWO}", "a.json")) == ["1 1", "3 2"]


@pytest.mark.parametrize(
    ("start", "answer"),
    [
        (f"{ONE}\n{TWO}\n", True),
        (f"{ONE}\n\n{TWO}\n", True),
        (f"{ONE}\n", False),
        (ONE, False),
        ('{\n"title": "بحر"\n}', False),
        (f"[{ONE},\n{TWO}]", False),
        ('{"title": ' + "[" * 200_000 + "]" * 200_000 + "}\n{}", False),
    ],
    ids=["two", "blank-between", "one", "no-line-end", "indented", "array", "deep"],
)
def test_json_lines_are_a_whole_object_and_the_start_of_another(start: str, answer: bool) -> None:
    assert json_records.is_lines(start.encode()) is answer


@settings(max_examples=40)
@given(records=RECORDS)
def test_any_list_of_objects_gives_one_answer_each(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    results = read(folder, "".join(json.dumps(r) + "\n" for r in records) or "\n", "any.jsonl")
    assert [r.line for r in results] == (list(range(1, len(records) + 1)) or [0])


@settings(max_examples=40)
@given(records=RECORDS)
def test_an_array_and_its_lines_give_the_same_articles(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    lines = read(folder, "".join(json.dumps(r) + "\n" for r in records) or "\n", "any.jsonl")
    array = read(folder, json.dumps(records), "any.json")
    articles = [[r.article for r in results if isinstance(r, Found)] for results in (lines, array)]
    assert articles[0] == articles[1]
