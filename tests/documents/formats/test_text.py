"""The text of a scraped page, one article a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from documents.formats.record import Found, Rejected
from documents.reader import read_file
from documents.walk import input_files

if TYPE_CHECKING:
    from pathlib import Path

BODY = "عاد صيادو المرسى، الجمعة، إلى البحر بعد توقف دام ثلاثة أشهر بسبب أعمال الصيانة في الميناء القديم."
CAPTION = "صيادون يرممون شباكهم على رصيف الميناء القديم - 5 مايو 2023 - REUTERS"
PAGE = f"21 نوفمبر 2024\n5 مايو 2023\nصوت المرسى\nمجتمع\n{CAPTION}\n\u00a0\n\n{BODY}\n\nتويتر\nجميع الحقوق محفوظة\n"


def read(folder: Path, data: bytes, name: str = "page.txt") -> Found | Rejected:
    path = folder / name
    path.write_bytes(data)
    (result,) = read_file(path)
    return result


def found(folder: Path, data: bytes, name: str = "page.txt") -> Found:
    result = read(folder, data, name)
    assert isinstance(result, Found)
    return result


def test_a_page_becomes_one_article_with_every_field(tmp_path: Path) -> None:
    result = found(tmp_path, PAGE.encode())
    assert result.article == Article(
        id=result.article.id,
        title="صيادون يرممون شباكهم على رصيف الميناء القديم",
        body=BODY,
        published=date(2023, 5, 5),
        crawled=date(2024, 11, 21),
        source="صوت المرسى",
        section="مجتمع",
        caption=CAPTION,
        language="ar",
    )


def test_the_id_never_changes_between_versions(tmp_path: Path) -> None:
    assert found(tmp_path, BODY.encode()).article.id == "9acb98ce4cf72c3c"


def test_a_renamed_file_is_the_same_article(tmp_path: Path) -> None:
    first, second = found(tmp_path, PAGE.encode(), "a.txt"), found(tmp_path, PAGE.encode(), "b.text")
    assert first.article == second.article


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_the_same_text_in_another_encoding_is_the_same_article(tmp_path: Path, encoding: str) -> None:
    assert found(tmp_path, PAGE.encode(encoding)).article == found(tmp_path, PAGE.encode()).article


def test_blank_lines_around_the_text_do_not_change_the_id(tmp_path: Path) -> None:
    assert found(tmp_path, f"\n\n{PAGE}\n".encode()).article.id == found(tmp_path, PAGE.encode()).article.id


def test_a_page_that_has_its_address_is_told_by_it(tmp_path: Path) -> None:
    address = "https://marsa.example/2023/05/05/17"
    first, second = (
        found(tmp_path, f"{address}\n{page}".encode()).article for page in (PAGE, PAGE.replace("ثلاثة", "أربعة"))
    )
    assert (first.id, first.url) == (second.id, address)
    assert first.id != found(tmp_path, PAGE.encode()).article.id


def test_another_text_is_another_article(tmp_path: Path) -> None:
    other = found(tmp_path, PAGE.replace("ثلاثة", "أربعة").encode())
    assert other.article.id != found(tmp_path, PAGE.encode()).article.id


def test_the_notes_say_the_encoding_and_what_was_left_out(tmp_path: Path) -> None:
    assert found(tmp_path, PAGE.encode()).notes == (
        "left out: تويتر",
        "left out: جميع الحقوق محفوظة",
        "encoding: utf-8 (every byte sequence is valid)",
    )


def test_what_was_repaired_in_the_whole_file_is_in_the_articles_log_and_a_loss_in_the_notes(tmp_path: Path) -> None:
    result = found(tmp_path, PAGE.encode().decode("windows-1252", "replace").encode())
    assert [note.split(":")[0] for note in result.notes[-2:]] == ["encoding", "loss"]
    assert [(one.field, one.kind) for one in result.article.repairs] == [("file", "mojibake")]


@pytest.mark.parametrize("text", ["تويتر\nجميع الحقوق محفوظة\n", "21 نوفمبر 2024\n5 مايو 2023\n\nتويتر\n"])
def test_a_file_of_dates_and_footer_is_rejected(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, text.encode())
    assert isinstance(result, Rejected)
    assert result.reason == "no article text is left after dates, share buttons and copyright lines"


def test_an_unknown_encoding_rejects_the_file(tmp_path: Path) -> None:
    result = read(tmp_path, "Рыбаки вернулись в порт".encode("koi8-r"))
    assert isinstance(result, Rejected)
    assert "unknown encoding" in result.reason


TITLED = f"عودة الصيادين إلى ميناء المرسى\n\n{BODY}\n\nالمصدر: وكالات\n"


def told(folder: Path, text: str, name: str, format_name: str | None = None) -> Found:
    """Read a text that lies in the folders of a site and its section."""
    inside = folder / "Marsa" / "مجتمع"
    inside.mkdir(parents=True)
    (inside / name).write_text(text, "utf-8")
    (result,) = (r for file in input_files([folder / "Marsa"]) for r in read_file(file, format_name))
    assert isinstance(result, Found)
    return result


def test_a_titled_text_has_its_source_and_section_from_its_folders(tmp_path: Path) -> None:
    result = told(tmp_path, TITLED, "1.txt")
    assert result.article == Article(
        id=result.article.id,
        title="عودة الصيادين إلى ميناء المرسى",
        body=f"{BODY}\n\nالمصدر: وكالات",
        source="Marsa",
        section="مجتمع",
        author="وكالات",
        language="ar",
    )
    assert (result.format, result.why[:10]) == ("titled", "a headline")


def test_a_titled_text_without_folders_has_the_source_that_its_last_line_names(tmp_path: Path) -> None:
    assert found(tmp_path, TITLED.encode()).article.source == "وكالات"


def test_a_pages_text_has_from_its_folders_what_it_does_not_say(tmp_path: Path) -> None:
    result = told(tmp_path, f"{BODY}\n\n{BODY}", "1.txt")
    assert (result.format, result.article.source, result.article.section) == ("scraped", "Marsa", "مجتمع")


@pytest.mark.parametrize(("format_name", "author"), [("titled", ""), ("scraped", "ليلى حداد"), ("text", "ليلى حداد")])
def test_titled_and_scraped_can_be_asked_for(tmp_path: Path, format_name: str, author: str) -> None:
    result = told(tmp_path, f"ليلى حداد\n\n{BODY}", "1.txt", format_name)
    assert (result.article.author, result.why) == (author, "as asked for")
    assert (result.format == "titled") == (format_name == "titled")


def test_a_title_without_text_is_an_article_and_is_told(tmp_path: Path) -> None:
    result = found(tmp_path, "عودة الصيادين إلى ميناء المرسى\n\n".encode())
    assert (result.article.title, result.article.body) == ("عودة الصيادين إلى ميناء المرسى", "")
    assert result.notes[0] == "there is no text below the title"


def test_the_notes_tell_what_is_doubtful_in_a_date(tmp_path: Path) -> None:
    page = PAGE.replace("5 مايو 2023\n", "السبت 5 مايو 2023\n", 1)
    assert "published: 2023-05-05 was a Friday; the text has another weekday" in found(tmp_path, page.encode()).notes
