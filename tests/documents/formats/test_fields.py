"""Which of a record's fields means what?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from documents.article import MAX_ID_CHARACTERS
from documents.formats.field_names import ALIASES
from documents.formats.fields import RecordError, to_article

TITLE, BODY = "عودة الصيادين", "عاد الصيادون إلى البحر. وكان البحر هادئاً."
TEXTS = ("source", "section", "author", "url", "caption", "id", "title", "body")


@pytest.mark.parametrize(("name", "alias"), [(name, alias) for name in TEXTS for alias in ALIASES[name]])
def test_a_text_is_read_under_each_of_its_names(name: str, alias: str) -> None:
    needed = {"title": "body", "body": "title"}.get(name, "title")  # a record needs one of the two
    assert getattr(to_article({needed: TITLE, alias: "المرسى"}).article, name) == "المرسى"


@pytest.mark.parametrize("alias", ALIASES["published"])
def test_the_publication_date_is_read_under_each_of_its_names(alias: str) -> None:
    assert to_article({"title": TITLE, alias: "2023-05-05"}).article.published == date(2023, 5, 5)


def test_the_crawl_date_is_read() -> None:
    assert to_article({"title": TITLE, "crawled": "21 نوفمبر 2024"}).article.crawled == date(2024, 11, 21)


def test_the_zone_of_a_date_is_kept() -> None:
    mapped = to_article({"title": TITLE, "date": "2023-05-05T10:00:00+03:00"})
    assert mapped.article.published == datetime(2023, 5, 5, 7, tzinfo=UTC)


def test_the_case_of_a_name_does_not_matter() -> None:
    assert to_article({"Title": TITLE, "pubDate": "2023-05-05"}).article.published == date(2023, 5, 5)


def test_the_first_name_of_a_field_wins() -> None:
    assert to_article({"text": "الثاني", "body": "الأول"}).article.body == "الأول"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_field_leaves_room_for_its_next_name(nothing: str | None) -> None:
    assert to_article({"body": nothing, "text": BODY}).article.body == BODY


def test_a_key_that_is_not_taken_is_named_as_it_was_written() -> None:
    assert to_article({"title": TITLE, "Views": 7, "desk": "ar"}).unknown_keys == ("Views", "desk")


def test_an_unknown_key_can_be_told() -> None:
    assert to_article({"title": TITLE, "\ud801x": 7}).unknown_keys == ("\ufffdx",)


def test_a_key_that_is_taken_is_not_unknown() -> None:
    assert to_article({"HEADLINE": TITLE, "content": BODY}).unknown_keys == ()


@pytest.mark.parametrize(("written", "kept"), [(17, "17"), ("017", "017"), (1.5, "1.5")])
def test_a_number_may_be_an_id(written: object, kept: str) -> None:
    assert to_article({"id": written, "title": TITLE}).article.id == kept


@pytest.mark.parametrize(
    ("article_id", "fault"),
    [
        ("خبر\n17", "control characters"),
        ("خبر\ud800", "half characters"),
        ("خبر\x00", "control characters"),
        ("   ", "the id is empty"),
        ("س" * (MAX_ID_CHARACTERS + 1), "2049 characters"),
    ],
)
def test_an_id_that_cannot_be_kept_rejects_the_record(article_id: str, fault: str) -> None:
    with pytest.raises(RecordError, match=fault):
        to_article({"id": article_id, "title": TITLE})


@pytest.mark.parametrize(
    "record", [{}, {"title": "", "body": None}, {"title": " ", "body": "\n"}, {"source": "المرسى"}]
)
def test_a_record_needs_a_title_or_a_body(record: dict[str, object]) -> None:
    with pytest.raises(RecordError, match="expected one of title, headline, or expected one of body, content, text"):
        to_article(record)


def test_without_a_title_the_lead_of_the_body_is_the_title() -> None:
    assert to_article({"body": BODY}).article.title == "عاد الصيادون إلى البحر"


def test_without_a_body_the_title_is_enough() -> None:
    assert (to_article({"title": TITLE}).article.title, to_article({"title": TITLE}).article.body) == (TITLE, "")


@pytest.mark.parametrize(
    ("value", "found"),
    [([{"أ": 1}], "a list"), ({"أ": 1}, "an object"), (True, "true or false")],
    ids=["list", "dict", "bool"],
)
@pytest.mark.parametrize("name", [*TEXTS, "published", "crawled"])
def test_a_value_that_is_no_text_rejects_the_record(name: str, value: object, found: str) -> None:
    with pytest.raises(RecordError, match=f"{name} is {found}; expected a text"):
        to_article({"title": TITLE, name: value})


def test_a_list_of_texts_is_a_text() -> None:
    record = {"title": ["\n ", TITLE], "body": [BODY, " ", BODY], "author": ["ليلى حداد", "كريم الوالي"], "url": ["/a"]}
    article = to_article({**record, "date": ["22 أكتوبر 2025", "12:34"]}).article
    assert (article.title, article.body, article.url) == (TITLE, f"{BODY}\n\n{BODY}", "/a")
    assert (article.author, str(article.published)) == ("ليلى حداد، كريم الوالي", "2025-10-22 12:34:00")


@pytest.mark.parametrize("name", ["id", "url"])
def test_two_ids_or_addresses_reject_the_record(name: str) -> None:
    with pytest.raises(RecordError, match=f"{name} is a list"):
        to_article({"title": TITLE, name: ["a", "b"]})


@pytest.mark.parametrize("name", ["published", "crawled"])
def test_a_date_that_says_nothing_is_noted(name: str) -> None:
    mapped = to_article({"title": TITLE, name: "قريباً"})
    assert mapped.notes == (f"{name}: no date could be read from 'قريباً'",)


def test_a_date_that_says_nothing_leaves_the_article() -> None:
    mapped = to_article({"title": TITLE, "date": "قريباً"})
    assert (mapped.article.title, mapped.article.published) == (TITLE, None)


def test_what_is_doubtful_in_a_date_is_noted() -> None:
    remark = "published: day and month could be exchanged in '03/04/2020'; read day first, 3 April"
    assert to_article({"title": TITLE, "date": "03/04/2020"}).notes == (remark,)


def test_a_day_that_no_calendar_has_is_noted_with_its_reason() -> None:
    (note,) = to_article({"title": TITLE, "date": "31 فبراير 2022"}).notes
    assert note.startswith("published: no date could be read from '31 فبراير 2022'; no day of the calendar")


def test_seconds_since_1970_are_a_date() -> None:
    assert to_article({"title": TITLE, "date": 1672419900}).article.published == datetime(
        2022, 12, 30, 17, 5, tzinfo=UTC
    )


def test_hours_ago_are_counted_back_from_the_crawl() -> None:
    mapped = to_article({"title": TITLE, "date": "أمس", "crawled": "2023-05-05"})
    assert mapped.article.published == date(2023, 5, 4)


@pytest.mark.parametrize(("when", "why"), [("", ""), ("قريباً", ", as 'قريباً' is no date")])
def test_the_date_of_the_address_stands_in_for_a_missing_one(when: str, why: str) -> None:
    mapped = to_article({"title": TITLE, "date": when, "url": "https://marsa.example/2023/05/05/17"})
    assert (mapped.article.published, mapped.notes) == (date(2023, 5, 5), (f"published: read from the address{why}",))


def test_the_date_of_the_record_comes_before_that_of_the_address() -> None:
    mapped = to_article({"title": TITLE, "date": "2023-05-04", "url": "https://marsa.example/2023/05/05/17"})
    assert mapped.article.published == date(2023, 5, 4)


def test_an_article_that_is_newer_than_its_crawl_is_noted() -> None:
    (note,) = to_article({"title": TITLE, "date": "2023-05-06", "crawled": "2023-05-05"}).notes
    assert note == "published: 2023-05-06 is after the day of the crawl, 2023-05-05"


@pytest.mark.parametrize("when", ["2023-05-05", "", None])
def test_a_good_or_absent_date_is_not_noted(when: str | None) -> None:
    assert to_article({"title": TITLE, "date": when}).notes == ()


@pytest.mark.parametrize("tags", [["بحر", "صيد"], "بحر، صيد", "بحر,صيد", ["بحر ", "", " صيد"]])
def test_tags_are_a_list_or_a_text_with_commas(tags: object) -> None:
    assert to_article({"title": TITLE, "tags": tags}).article.tags == ("بحر", "صيد")


@pytest.mark.parametrize("tags", [{"بحر": 1}, True])
def test_tags_of_another_kind_reject_the_record(tags: object) -> None:
    with pytest.raises(RecordError, match=r"tags is .*; expected a list of texts, or a text with commas"):
        to_article({"title": TITLE, "tags": tags})


@pytest.mark.parametrize("name", ["title", "body", "source", "section", "author", "url", "caption"])
def test_texts_are_made_storable(name: str) -> None:
    assert getattr(to_article({"title": TITLE, name: "بحر\x00ية\ud800"}).article, name) == "بحرية\ufffd"


def test_tags_are_made_storable() -> None:
    assert to_article({"title": TITLE, "tags": ["بحر\x00\ud800"]}).article.tags == ("بحر\ufffd",)


def test_without_an_id_the_url_names_the_article() -> None:
    first = to_article({"url": "https://marsa.example/17", "title": TITLE})
    second = to_article({"url": "https://marsa.example/17", "title": "عنوان مصحح"})
    assert first.article.id == second.article.id


def test_the_same_url_in_other_spelling_gives_the_same_id() -> None:
    first = to_article({"url": "https://marsa.example/خبر/17", "title": TITLE})
    other = "http://www.marsa.example/%D8%AE%D8%A8%D8%B1/17/?utm_source=rss"
    second = to_article({"url": other, "title": TITLE})
    assert first.article.id == second.article.id
    assert second.article.url == other  # it is shown, and opened, as it came


def test_records_that_all_name_the_site_are_told_apart_by_their_content() -> None:
    records = [{"url": "https://marsa.example/", "title": TITLE, "body": body} for body in ("عاد", "سافر")]
    assert len({to_article(record).article.id for record in records}) == 2


def test_without_an_id_or_url_the_text_names_the_article() -> None:
    first, second = to_article({"title": TITLE, "body": BODY}), to_article({"content": BODY, "headline": TITLE})
    assert first.article.id == second.article.id


def test_other_text_without_an_id_is_another_article() -> None:
    assert to_article({"title": TITLE}).article.id != to_article({"title": TITLE, "body": BODY}).article.id


def test_an_empty_tag_is_passed_over_and_an_object_refused() -> None:
    assert to_article({"title": "مطر", "tags": ["طقس", None, ""]}).article.tags == ("طقس",)
    with pytest.raises(RecordError, match="a tag is an object"):
        to_article({"title": "مطر", "tags": [{"name": "طقس"}]})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_json_has_not_are_missing_values(number: float) -> None:
    """Two records with such an id are two articles: each gets an id from its content."""
    first, second = (
        to_article({"id": number, "title": title, "source": number, "tags": ["فن", number]}).article
        for title in ("قرنفل أول", "قرنفل ثان")
    )
    assert first.id != second.id
    assert (first.source, first.tags) == ("", ("فن",))


def test_the_language_is_that_of_the_text_and_a_wrong_declaration_is_noted() -> None:
    mapped = to_article(
        {"title": "ماهیگیران به دریا بازگشتند و قیمت ماهی پایین آمد که برای مردم این شهر است", "lang": "ar-SA"}
    )
    assert mapped.article.language == "fa"
    assert mapped.notes == ("language: fa by its words and letters, though 'ar-SA' is declared",)


def test_the_declared_language_counts_where_the_text_does_not_tell() -> None:
    mapped = to_article({"title": "Les pêcheurs sont rentrés", "language": "fr"})
    assert (mapped.article.language, mapped.notes) == ("fr", ("language: fr, as declared",))


def test_arabic_is_not_worth_a_note() -> None:
    mapped = to_article({"title": "عاد الصيادون إلى البحر"})
    assert (mapped.article.language, mapped.notes) == ("ar", ())


@pytest.mark.parametrize(
    "name", ["publishedAt", "Published-At", "PUBLISHED_AT", "published at", "تَاريخ النَّشر", "تاريخ_النشر"]
)
def test_names_are_compared_without_case_spaces_signs_and_marks(name: str) -> None:
    assert to_article({"title": "بحر", name: "2022-12-30"}).article.published == date(2022, 12, 30)


def test_of_a_fields_names_a_text_goes_before_an_object() -> None:
    assert to_article({"title": "بحر", "content": {"blocks": 3}, "text": "موج"}).article.body == "موج"


def test_markup_is_taken_out_and_noted() -> None:
    mapped = to_article({"title": "<h1>بحر <b>هادئ</b></h1>", "body": "<p>موج</p><p>عال &amp; بارد</p>"})
    assert (mapped.article.title, mapped.article.body) == ("بحر هادئ", "موج\n\nعال & بارد")
    assert mapped.notes == ("title: markup of HTML taken out", "body: markup of HTML taken out")


def test_a_less_than_sign_is_no_markup() -> None:
    assert to_article({"title": "بحر", "body": "3 < 5 و <b>"}).article.body == "3 < 5 و <b>"
