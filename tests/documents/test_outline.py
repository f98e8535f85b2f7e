from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.outline import SAMPLE_ARTICLES, outline, pack, remembered, unpack


def own(number: int) -> str:
    return f"افتتحت البلدية أمس المكتبة العامة رقم {number}، وحضر الافتتاح عدد كبير من أهل المدينة وطلابها."


@given(st.lists(st.text()))
def test_a_sample_is_packed_and_unpacked(bodies: list[str]) -> None:
    sample = remembered((), map(outline, bodies))
    assert unpack(pack(sample)) == sample


def test_the_sample_has_the_newest_different_articles() -> None:
    outlines = [outline(own(n)) for n in range(SAMPLE_ARTICLES + 20)]
    sample = remembered(tuple(outlines[:50]), outlines[40:])
    assert sample == tuple(outlines[20:])


def test_of_a_very_long_body_beginning_and_end_are_remembered() -> None:
    lines = [f"{own(n)}" for n in range(1000)]
    found = outline("\n".join(lines))
    assert len(found) < 60
    assert (found[0], found[-1]) == (outline(lines[0])[0], outline(lines[-1])[0])
    assert sum(line.characters for line in found) >= sum(map(len, lines))


@pytest.mark.parametrize("line", ["12:30", "***", "", "«قول»", "أ"])
def test_what_has_no_words_or_is_quoted_is_no_candidate(line: str) -> None:
    assert not any(one.is_candidate for one in outline(line))


@pytest.mark.parametrize("space", [" ", "  ", "\t", "\xa0", "\u2003", "\u3000", " \r", "\u2028", "\x1f"])
def test_lines_that_differ_only_in_white_space_are_the_same(space: str) -> None:
    line = own(1)
    assert outline(space + line.replace(" ", space) + space) == outline(line)


def test_a_space_without_width_is_no_white_space() -> None:
    assert outline("تابعونا\u200bهنا") != outline("تابعونا هنا")
