"""Which characters did somebody write as numbers of HTML, in a text that is not HTML?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.encodings.entities import entities
from documents.repair.doctor import ENTITIES, repair

TEXT = "قالت «نسيم»: عادت القوارب"


@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&#X{:X};", "&#0{};", "&amp;#{};", "&amp;amp;#x{:x};"])
def test_the_numbers_of_characters_become_characters(form: str) -> None:
    written = "".join(form.format(ord(c)) if c > "\x7f" else c for c in TEXT)
    assert entities(written) == (TEXT, sum(c > "\x7f" for c in TEXT))


@pytest.mark.parametrize("written", ["&#34;", "&#x26;", "&#38;#1576;", "&quot;", "&#;", "&#99999999999;", "#1576;"])
def test_what_is_ascii_or_no_number_stays(written: str) -> None:
    assert entities(written) == (written, 0)


def test_128_to_159_mean_windows_1252() -> None:
    assert entities("&#147;نسيم&#148;") == ("“نسيم”", 2)


@pytest.mark.parametrize("written", ["&#55296;", "&#x110000;"])
def test_the_number_of_no_character_is_a_lost_one(written: str) -> None:
    assert entities(written) == ("\ufffd", 1)


def test_the_doctor_logs_them() -> None:
    text, faults = repair("&#1576;&#1581;&#1585; هادئ")
    assert (text, [(fault.kind, fault.count) for fault in faults]) == ("بحر هادئ", [(ENTITIES, 3)])


@given(st.text())
def test_any_text_comes_out_and_can_be_stored(text: str) -> None:
    assert len(entities(text)[0]) <= len(text)
