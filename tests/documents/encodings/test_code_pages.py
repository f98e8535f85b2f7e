"""In which Arabic code page do these bytes give Arabic?"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.code_pages import PAGES, SAMPLE_BYTES, odds, readings, sample_of

ROOT = Path(__file__).parents[2]
NEWS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "news" / "tunisia-2015-2017.jsonl.gz"

TEXT = "تراجعت أسعار الخضر في أسواق الجملة بعد موسم ممطر على غير العادة"
VERSE = "قِفَا نَبْكِ مِنْ ذِكْرَى حَبِيبٍ وَمَنْزِلِ"
"""The first half of the first line of Imru' al-Qais's ode: a mark on nearly every letter."""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("text", [TEXT, VERSE], ids=["news", "verse"])
def test_the_page_of_a_line_is_the_likeliest(text: str, page: str) -> None:
    found = readings(text.encode(PAGES[page]))
    assert found[0].is_arabic
    assert text.encode(PAGES[page]).decode(PAGES[found[0].page]) == text
    assert odds(found) > 20


def test_mac_arabic_and_iso_8859_6_are_told_by_the_space() -> None:
    assert readings(TEXT.replace(" ", "\xa0 ").encode("iso-8859-6"))[0].page == "iso-8859-6"
    assert readings(TEXT.encode("mac-arabic"))[0].page == "x-mac-arabic"


def test_a_single_word_may_be_doubtful() -> None:
    assert odds(readings("نمر".encode("iso-8859-6"))) < 8


def test_markup_is_not_looked_at() -> None:
    marked = f'<p class="lead">{TEXT}</p>'.encode("cp1256")
    assert readings(marked)[0].letters == readings(TEXT.encode("cp1256"))[0].letters


def test_a_long_text_is_judged_by_its_first_letters_beyond_ascii() -> None:
    data = b"A" * 10 * SAMPLE_BYTES + TEXT.encode("cp1256") * 2000
    assert len(sample_of(data)) == SAMPLE_BYTES
    assert readings(data)[0].page == "windows-1256"


@given(st.binary())
def test_any_bytes_have_a_reading_in_every_page(data: bytes) -> None:
    assert {reading.page for reading in readings(data)} == set(PAGES)


@pytest.mark.corpus
@pytest.mark.skipif(not NEWS.exists(), reason="../shared is absent")
@pytest.mark.parametrize("page", PAGES)
def test_a_hundred_characters_of_news_are_enough(page: str) -> None:
    codec = PAGES[page]
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(next(lines))["content"][:100].encode(codec, "ignore") for _ in range(500)]
    wrong = [text for text in texts if text.decode(PAGES[readings(text)[0].page], "replace") != text.decode(codec)]
    assert not wrong
