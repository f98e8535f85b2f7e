from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query import And, Everything, Near, Nothing, Or, Phrase, Words
from searcher.describe import describe
from searcher.parser import MAX_QUERY_CHARACTERS, read_any_length

if TYPE_CHECKING:
    from index.query import Need, Query

TODAY = date(2023, 1, 10)

PIECES = (
    *"\"«»“”„‟'-−+=–؟?،()()()*~^:：\\/[]&|!\x00\ud800\u200f\u202e\u0640\u064e\n",
    *" " * 12,
    *("بوتين", "كتاب", "وَزِير", "news", "سعر", "مصر", "و", "أو", "ليس", "في", "3", "2022", "1,234"),
    *(" AND ", " OR ", " NOT ", " و ", " أو ", " ليس ", "AND", "OR", ' -"', " -", " +(", " -(", ' ="', ") OR (", " ("),
    *("~5", "~", "~2", "^2", "^0.5", "^99", "* ", " *", "?", ' "سعر النفط" ', " «أسعار الغاز» ", " «من هو؟» "),
    *("title:", "عنوان:", "title:(", "source:", 'مصدر:"الجزيرة نت" ', "-source:BBC ", "author:x", "قسم:رياضة "),
    *("date:2022-12", "تاريخ:أمس", "from:2022 ", "من:مارس", "إلى:", "to:2021-01-01", 'date:"ديسمبر 2022"', "-5"),
)
"""What queries are made of."""

NEEDS: tuple[Need, ...] = ("any", "most", "all")


def read(text: str, need: Need = "any") -> Query:
    return read_any_length(text, need, TODAY).query


def check(typed: str, canonical: str) -> None:
    assert describe(read(typed)) == canonical


def check_is_read_again(text: str, need: Need) -> None:
    query = read(text, need)
    assert read(describe(query), need) == query


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", "*"),
        ("؟؟", "؟"),
        ("سعر، النفط!", "سعر النفط"),
        ("كتاب AND", "كتاب \\AND"),
        ("كتاب أو (مقال)", "كتاب OR مقال"),
        ("مصر و السودان", "مصر AND السودان"),
        ("مصر، و السودان و", "مصر و السودان \\و"),
        ("«مصر و السودان؟»", "مصر \\و السودان"),
        ("“سعر النفط”", '"سعر النفط"'),
        ('«قال "نعم"»', '"قال نعم"'),
        ('اليوم "سعر النفط"', '"سعر النفط" AND اليوم'),
        ("قال «سعر النفط»", 'قال سعر النفط OR "سعر النفط"'),
        ("((نفط OR (غاز OR فحم)))", "نفط OR غاز OR فحم"),
        ("نفط OR غاز -فحم", "نفط OR غاز -فحم"),
        ("(نفط -فحم) OR غاز", "(نفط -فحم) OR غاز"),
        ("-فحم", "-فحم"),
        ("(-فحم) OR غاز", "(* -فحم) OR غاز"),
        ("-(سوق سوداء)", "-(سوق سوداء)"),
        ("+نفط سعر", "نفط AND سعر"),
        ("(نفط غاز^3)^2", "نفط^2 غاز^6"),
        ('title:(نفط خام "سعر الغاز")', 'title:"سعر الغاز" AND title:(نفط خام)'),
        ("عنوان:نفت~ بوت* =كتاب", "title:نفت~ AND بوت* =كتاب"),
        ('"نفط مصر"~٥', '"نفط مصر"~5'),
        ("مصدر:الجزيرة مصدر:BBC نفط", "source:الجزيرة source:BBC AND نفط"),
        ("source:الجزيرة،", "source:الجزيرة"),
        ("مصدر:اليوم-السابع", 'source:"اليوم-السابع"'),
        ("date:2022-12-01..2022-12-31", "date:2022-12"),
        ("من:2022-12-05 إلى:أمس", "date:2022-12-05..2023-01-09"),
        ("from:2022-12 مصر", "from:2022-12-01 AND مصر"),
    ],
)
def test_a_query_has_one_text(typed: str, canonical: str) -> None:
    check(typed, canonical)
    check(canonical, canonical)


def test_a_quotation_that_only_ranks_stands_beside_everything() -> None:
    query = read("قال «سعر النفط»", "all")
    assert query == And((Words(("قال", "سعر", "النفط"), "all"), Or((Everything(), Phrase("سعر النفط")))))
    assert describe(query) == 'قال سعر النفط AND (* OR "سعر النفط")'
    assert read(describe(query), "all") == query


def test_nothing_is_read_again() -> None:
    assert read(describe(Nothing())) == Nothing()


def test_a_text_is_read_again_though_it_is_too_long_to_be_typed() -> None:
    query = read(f"({'ب ' * 900})^2.25")
    assert len(describe(query)) > MAX_QUERY_CHARACTERS
    assert read(describe(query)) == query


def test_brackets_as_deep_as_allowed_are_read_again() -> None:
    text = "(" * 8 + "ا «ب ج» OR د -ه" + "".join(f" f{n}) OR title:(g{n} x -y) -z{n}" for n in range(8))
    check_is_read_again(text, "any")
    check_is_read_again(text, "all")


def test_as_many_parts_as_allowed_are_read_again() -> None:
    for count in range(28, 38):
        check_is_read_again(" ".join(f'"p{n}"' for n in range(count)), "any")
        check_is_read_again(" ".join(f"(w{n} بوت{n}*) OR" for n in range(count)), "all")
        check_is_read_again(" ".join(f"-w{n} (x AND" for n in range(count)) + ")" * count, "all")
        check_is_read_again(" و ".join(f'"w{n}"' for n in range(count)), "most")


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(NEEDS))
@example("-مصر و -source:BBC", "any")
@example("(و «سعر النفط») أو ب", "all")
def test_every_query_is_read_again(text: str, need: Need) -> None:
    check_is_read_again(text, need)


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=MAX_QUERY_CHARACTERS), st.sampled_from(NEEDS))
def test_any_text_is_read_again(text: str, need: Need) -> None:
    check_is_read_again(text, need)


def test_a_near_of_one_word_is_a_phrase() -> None:
    assert read('"نفط"~3') == Phrase("نفط")
    assert read('"نفط مصر"~3') == Near("نفط مصر", 3)
