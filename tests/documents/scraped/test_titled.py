"""Is this text a headline with an article below it?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats.record import Found
from documents.reader import read_file
from documents.repair.doctor import repair
from documents.scraped.titled import is_titled, read_titled
from documents.walk import input_files

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared"))
TEXTS = SHARED / "data" / "formats" / "titled-text"

TITLE = "عودة الصيادين إلى ميناء المرسى"
BODY = "عاد صيادو المرسى إلى البحر بعد ثلاثة أشهر. وقال أحدهم: «انتظرنا طويلاً»."
SECOND = "وكان البحر هادئاً."


def test_a_headline_a_blank_line_and_text_is_titled() -> None:
    assert is_titled(f"{TITLE} \n\n {BODY}\n")
    assert is_titled(f"\ufeff{TITLE}\r\n\r\n{BODY}\r\n{SECOND}")


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\n{SECOND}",
        f"{TITLE}\n{BODY}",
        TITLE,
        f"ليلى حداد\n\n{BODY}\n\n{SECOND}",
        f"في ما يلي نص البلاغ:\n\n{BODY}",
        f"{TITLE}\n\n22 أكتوبر 2025\n{BODY}\n\n{BODY}",
        f"{TITLE}\n\nرياضة\n\n{BODY}",
        f"{TITLE}\n\n{BODY}\n\nتويتر\nجميع الحقوق محفوظة",
        "",
    ],
    ids=["text", "no blank line", "one line", "author", "colon", "date", "section", "buttons", "empty"],
)
def test_another_text_is_not_titled(text: str) -> None:
    assert not is_titled(text)


def test_the_first_line_is_the_title_and_all_else_the_body() -> None:
    text = read_titled(f"{TITLE} \n\n {BODY} \n\nتويتر\nفيسبوك\n\n{SECOND}\n")
    assert (text.title, text.body) == (TITLE, f"{BODY}\n\nتويتر\nفيسبوك\n\n{SECOND}")


def test_lines_of_a_poem_stay_lines() -> None:
    assert read_titled(f"{TITLE}\n\nيا بحر\nيا بحر\n\n…\n\nعد بنا").body == "يا بحر\nيا بحر\n\n…\n\nعد بنا"


def test_a_source_in_the_last_line_is_read_and_stays() -> None:
    text = read_titled(f"{TITLE}\n\n{BODY}\n\nالمصدر : وكالات")
    assert (text.credit, text.body) == ("وكالات", f"{BODY}\n\nالمصدر : وكالات")


def test_a_title_alone_has_no_body() -> None:
    assert (read_titled(f"{TITLE}\n\n").title, read_titled(f"{TITLE}\n\n").body) == (TITLE, "")


@given(st.text())
def test_no_word_of_any_text_is_lost(text: str) -> None:
    titled = read_titled(text)
    letters = [c for c in f"{titled.title} {titled.body}" if c.isalnum()]
    assert letters == [c for c in text if c.isalnum() and c != "\ufeff"]
    assert isinstance(is_titled(text), bool)


@pytest.fixture(scope="module")
def texts() -> list[Found]:
    if not TEXTS.exists():
        pytest.skip(f"titled texts of real sites are not part of the project, and {TEXTS} is absent")
    return [r for file in input_files([TEXTS]) for r in read_file(file) if isinstance(r, Found)]


@pytest.mark.corpus
def test_every_real_text_is_titled_with_source_and_section_from_its_folders(texts: list[Found]) -> None:
    assert len(texts) > 250
    assert [text.path.name for text in texts if text.format != "titled"] == []
    assert [t.path for t in texts if (t.article.source, t.article.section) != t.path.parts[-3:-1]] == []


@pytest.mark.corpus
def test_no_real_text_loses_a_word(texts: list[Found]) -> None:
    for text in texts:
        repaired, _ = repair(text.path.read_text("utf-8"))
        assert f"{text.article.title} {text.article.body}".split() == repaired.split(), text.path
