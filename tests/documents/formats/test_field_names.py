"""Which field does a name in a record mean?"""

from __future__ import annotations

from documents.formats.field_names import MAX_NAME_CHARACTERS, MAX_NAMES_CHARACTERS, name_key, names_of


def test_names_are_compared_without_case_signs_and_marks() -> None:
    assert name_key("Published-At") == name_key("publishedAt") == name_key("published at")
    assert name_key("عُنوان_المقال") == name_key("عنوان المقال")


def test_the_names_of_a_field_stand_in_the_order_in_which_they_win() -> None:
    names = names_of(["views", "summary", "Text", "content", "headline"])
    assert names.ranked == {"title": ("headline",), "body": ("content", "Text", "summary")}
    assert names.fields == {"summary": "body", "Text": "body", "content": "body", "headline": "title"}


def test_of_two_spellings_of_one_name_the_first_in_the_record_wins() -> None:
    assert names_of(["pub_date", "pubDate"]).ranked == {"published": ("pub_date", "pubDate")}
    assert names_of(["pubDate", "pub_date"]).ranked == {"published": ("pubDate", "pub_date")}


def test_long_names_mean_nothing_and_change_nothing() -> None:
    long = ["x" * MAX_NAMES_CHARACTERS, "title" + " " * MAX_NAME_CHARACTERS]
    assert names_of(["title", *long]) == names_of(["title"])
