"""Which articles are in a table?"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats import table
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "title,text,date,label"
ROW = 'عاد الصيادون,"عاد صيادو المرسى، إلى البحر",2023-05-05,اقتصاد'


def read(folder: Path, text: str | bytes, name: str = "table.csv") -> list[Found | Rejected]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read_file(path))


def article(folder: Path, text: str | bytes, name: str = "table.csv") -> Found:
    (result,) = read(folder, text, name)
    assert isinstance(result, Found), result
    return result


def outcomes(results: list[Found | Rejected]) -> list[str]:
    """Return, of each, its line with its title or its reason."""
    return [f"{r.line} {r.article.title if isinstance(r, Found) else r.reason}" for r in results]


def test_a_row_is_an_article(tmp_path: Path) -> None:
    found = article(tmp_path, f"{HEADER}\n{ROW}\n")
    assert (found.format, found.line) == ("csv", 2)
    assert found.article.title == "عاد الصيادون"
    assert found.article.body == "عاد صيادو المرسى، إلى البحر"
    assert (found.article.published, found.article.section) == (date(2023, 5, 5), "اقتصاد")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_told_by_content(tmp_path: Path, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(cells) for cells in (["title", "text"], ["بحر", "موج، عال"])) + end
    found = article(tmp_path, text, "table.bin")
    assert (found.format, found.article.title, found.article.body) == ("csv", "بحر", "موج، عال")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_arabic_names_are_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    row = "عاد الصيادون إلى البحر;عاد صيادو المرسى إلى البحر اليوم;5 مايو 2023;رياضة"
    text = f"العنوان;نص الخبر;تاريخ النشر;القسم\n{row}\n"
    found = article(tmp_path, text.encode(encoding), "table.txt")
    assert found.article.title == "عاد الصيادون إلى البحر"
    assert (found.article.published, found.article.section) == (date(2023, 5, 5), "رياضة")


def test_a_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    assert article(tmp_path, "sep=;\ntitle;text\nبحر;موج\n").line == 3


@pytest.mark.parametrize("empty", ["", " ", "nan", "NaT", "None", "NULL", "N/A"])
def test_an_empty_date_is_no_error_but_noted(tmp_path: Path, empty: str) -> None:
    found = article(tmp_path, f"title,text,date\nبحر,موج,{empty}\n")
    assert found.article.published is None
    assert found.notes == ("published: empty",)


def test_a_table_without_dates_has_no_note_about_them(tmp_path: Path) -> None:
    assert article(tmp_path, "title,text\nبحر,موج\n").notes == ()


def test_a_quoted_cell_may_have_lines_and_quotation_marks(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'title,text\nبحر,"قال ""نعم"",\n\nثم سكت"\nبر,رمل\n')
    assert isinstance(first, Found)
    assert first.article.body == 'قال "نعم",\n\nثم سكت'
    assert second.line == 5


def test_quotation_marks_may_be_escaped_with_a_backslash(tmp_path: Path) -> None:
    assert article(tmp_path, 'title,text\nبحر,"قال \\"نعم\\" ثم, سكت"\n').article.body == 'قال "نعم" ثم, سكت'


def test_a_cell_may_have_megabytes(tmp_path: Path) -> None:
    assert len(article(tmp_path, f"title,text\nبحر,{'موج ' * 700_000}\n").article.body) == 2_800_000


def test_a_row_with_fewer_cells_is_kept_with_a_note(tmp_path: Path) -> None:
    assert "2 cells under 4 names; the last ones are missing" in article(tmp_path, f"{HEADER}\nبحر,موج\n").notes


def test_a_row_with_more_cells_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, "title,text\nبحر,موج,عال\nبر,رمل,,\n"))
    assert results == ["2 3 cells under 2 names; is a cell with the separator in it not quoted?", "3 بر"]


def test_empty_rows_and_the_header_again_are_passed_over(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, "title,text\n\n,,\nبحر,موج\ntitle,text\nبر,رمل\n")) == ["4 بحر", "6 بر"]


def test_a_row_without_title_and_text_is_rejected_with_its_line(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, f"{HEADER}\n,,2023-05-05,x\n{ROW}\n"))
    assert results[0].startswith("2 neither a title nor a body")
    assert results[1] == "3 عاد الصيادون"


def test_a_table_without_names_says_what_is_expected(tmp_path: Path) -> None:
    (message,) = outcomes(read(tmp_path, "بحر,موج\nبر,رمل\n"))
    assert message.startswith("1 the first row names neither a title nor a body: found 'بحر', 'موج'; expected")


@pytest.mark.parametrize("text", ["title,text\n", "\n title,text\n"])
def test_a_table_without_rows_is_rejected(tmp_path: Path, text: str) -> None:
    assert outcomes(read(tmp_path, text)) == ["0 a table without a row under its names"]


def test_a_quotation_mark_that_is_never_closed_costs_its_row(tmp_path: Path) -> None:
    results = outcomes(read(tmp_path, 'title,text\nبحر,موج\nبر,"رمل\nوحصى\n'))
    assert results == ["2 بحر", "3 a quotation mark in this row is not closed before the end of the file"]


def test_a_cell_over_the_limit_is_rejected_and_reading_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_CELL_CHARACTERS", 100)
    results = outcomes(read(tmp_path, f'title,text\nبحر,"{"موج" * 100}\nبر,رمل\n'))
    assert results == ["2 not CSV: field larger than field limit (100); read on from line 3", "3 بر"]


def test_a_line_over_the_limit_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_LINE_BYTES", 64)
    results = outcomes(read(tmp_path, f"title,text\nبحر,{'موج' * 100}\nبر,رمل\n"))
    assert results == ["2 not CSV: the line is longer than 64 bytes; read on from line 3", "3 بر"]


def test_a_row_in_another_encoding_is_read_by_itself(tmp_path: Path) -> None:
    other = "عاد الصيادون إلى البحر,عاد صيادو المرسى إلى البحر اليوم".encode("windows-1256")
    first, second = read(tmp_path, b"title,text\n" + other + "\nبحر,موج\n".encode())
    assert isinstance(first, Found)
    assert first.article.body == "عاد صيادو المرسى إلى البحر اليوم"
    assert any("windows-1256" in note for note in first.notes)
    assert isinstance(second, Found)
    assert second.article.title == "بحر"


def test_nul_bytes_are_taken_out(tmp_path: Path) -> None:
    assert article(tmp_path, "title,text\nبح\0ر,موج عال في البحر اليوم\n").article.title == "بحر"


def test_columns_that_are_not_known_are_named(tmp_path: Path) -> None:
    assert article(tmp_path, "Unnamed: 0,title,text,\n0,بحر,موج,x\n").unknown_keys == ("Unnamed: 0",)


def test_of_two_columns_of_one_name_the_first_that_says_something_counts(tmp_path: Path) -> None:
    assert article(tmp_path, "title,text,text\nبحر,,موج\n").article.body == "موج"


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        ("title,text\nبحر,موج\n", True),
        ("العنوان\tالنص\nبحر\tموج\n", True),
        ("title,text", False),
        ("الرابط، النص\nبحر\n", False),
        ("url,date\nx,y\n", False),
        ("عاد صيادو المرسى إلى البحر، وقال أحدهم: النص, العنوان\nبحر\n", False),
    ],
)
def test_a_table_is_told_by_names_of_which_one_is_title_or_text(head: str, answer: bool) -> None:
    assert table.is_table(head.encode()) is answer


CELLS = st.text("بحر موج,;|\"' abc 12", min_size=1).filter(lambda text: text.strip())


@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), delimiter=st.sampled_from(",;\t|"))
def test_what_is_written_by_the_csv_module_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], delimiter: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "text"), *(("t" + title, "b" + body) for title, body in rows)])
    results = read(tmp_path_factory.getbasetemp(), text.getvalue())
    assert [r.article.body for r in results if isinstance(r, Found)] == ["b" + body for _, body in rows]
