"""The text of a scraped page, one article a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from documents.formats.record import Found, Rejected
from documents.reader import read_file

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


def test_another_text_is_another_article(tmp_path: Path) -> None:
    other = found(tmp_path, PAGE.replace("ثلاثة", "أربعة").encode())
    assert other.article.id != found(tmp_path, PAGE.encode()).article.id


def test_the_notes_say_the_encoding_and_what_was_left_out(tmp_path: Path) -> None:
    assert found(tmp_path, PAGE.encode()).notes == (
        "left out: تويتر",
        "left out: جميع الحقوق محفوظة",
        "encoding: utf-8 (every byte sequence is valid)",
    )


def test_the_notes_say_what_was_repaired_and_what_is_lost(tmp_path: Path) -> None:
    notes = found(tmp_path, PAGE.encode().decode("windows-1252", "replace").encode()).notes
    assert [note.split(":")[0] for note in notes[-3:]] == ["encoding", "repaired", "loss"]


@pytest.mark.parametrize("text", ["تويتر\nجميع الحقوق محفوظة\n", "21 نوفمبر 2024\n5 مايو 2023\n\nتويتر\n"])
def test_a_file_of_dates_and_footer_is_rejected(tmp_path: Path, text: str) -> None:
    result = read(tmp_path, text.encode())
    assert isinstance(result, Rejected)
    assert result.reason == "no article text is left after dates, share buttons and copyright lines"


def test_an_unknown_encoding_rejects_the_file(tmp_path: Path) -> None:
    result = read(tmp_path, "Рыбаки вернулись в порт".encode("koi8-r"))
    assert isinstance(result, Rejected)
    assert "unknown encoding" in result.reason
