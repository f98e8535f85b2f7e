"""What do the folders of a file say about its article?"""

from __future__ import annotations

import pytest

from documents.scraped.folders import NOWHERE, Place, place_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Hespres/رياضة", Place("Hespres", "رياضة")),
        ("هسبريس/رياضة", Place("هسبريس", "رياضة")),
        ("news/jazeera/science", Place("jazeera", "science")),
        ("data/Voice of morocco/سياسة", Place("Voice of morocco", "سياسة")),
        ("crawl/agadir24/الاقتصاد والمال", Place("agadir24", "الاقتصاد والمال")),
        ("Medi1TV/اخبار/إفريقيا", Place("Medi1TV", "إفريقيا")),
        ("site/ثقافة_وفنون/عالم الكتاب", Place("site", "عالم الكتاب")),
    ],
)
def test_the_innermost_is_the_section_and_the_one_around_it_the_source(path: str, expected: Place) -> None:
    assert place_of(tuple(path.split("/"))) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("رياضة", Place("", "رياضة")),
        ("data/مجتمع", Place("", "مجتمع")),
        ("هسبريس", Place("هسبريس", "")),
        ("marsa.example", Place("marsa.example", "")),
    ],
)
def test_one_of_them_may_be_missing(path: str, expected: Place) -> None:
    assert place_of(tuple(path.split("/"))) == expected


@pytest.mark.parametrize(
    "path", ["data/tmp", "page1", "2025/10", "نصوص", "x/files", "pytest-of-me/test_a0", "My Folder"]
)
def test_names_of_heaps_of_files_say_nothing(path: str) -> None:
    assert place_of(tuple(path.split("/"))) == NOWHERE


def test_no_folder_says_nothing() -> None:
    assert place_of(()) == NOWHERE


def test_a_name_that_is_no_text_can_be_kept() -> None:
    assert place_of(("caf\udce9", "رياضة")) == Place("caf\ufffd", "رياضة")
