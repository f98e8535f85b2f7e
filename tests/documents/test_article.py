"""The one record that every layer reads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import (
    MAX_ID_CHARACTERS,
    TITLE_WORDS,
    Article,
    LeftOut,
    Repair,
    derived_id,
    fingerprint,
    id_fault,
    lead,
    moment,
    storable,
    version_of,
)

ARTICLE = Article(
    id="marsa-17",
    title="افتتاح مكتبة عامة في المرسى",
    body="افتتحت بلدية المرسى مكتبة عامة.",
    published=date(2023, 5, 5),
    crawled=datetime(2024, 11, 21, 9, 30, tzinfo=UTC),
    source="صوت المرسى",
    section="ثقافة",
    author="ليلى حداد",
    url="https://marsa.example/17",
    caption="قارئة في القاعة الجديدة",
    tags=("كتب", "بلدية"),
    language="ar",
    repairs=(Repair("title", "tatweel", 1, "مكتبـــة", "مكتبة"),),
    original=(("title", "افتتاح مكتبـــة عامة في المرسى"),),
    left_out=(LeftOut(1, "\nتابعونا على صفحاتنا"),),
)

ZONES = st.one_of(st.none(), st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))))
MOMENTS = st.one_of(st.none(), st.dates(), ZONES.flatmap(lambda zone: st.datetimes(timezones=st.just(zone))))
ARTICLES = st.builds(
    Article,
    **{name: st.text() for name in ("id", "title", "body", "source", "section", "author", "url", "caption")},
    published=MOMENTS,
    crawled=MOMENTS,
    tags=st.lists(st.text()).map(tuple),
    language=st.sampled_from(["", "ar", "fa"]),
    repairs=st.lists(st.builds(Repair, st.text(), st.text(), st.integers(1), st.text(), st.text())).map(tuple),
    original=st.dictionaries(st.sampled_from(["title", "body"]), st.text()).map(lambda texts: tuple(texts.items())),
    left_out=st.lists(st.builds(LeftOut, st.integers(0), st.text())).map(tuple),
)
ANY_TEXT = st.text(st.characters())  # with lone surrogates and control characters, unlike st.text()


@given(ARTICLES)
def test_from_json_undoes_to_json(article: Article) -> None:
    assert Article.from_json(json.loads(json.dumps(article.to_json()))) == article


@given(ARTICLES)
def test_what_is_encoded_is_the_whole_article(article: Article) -> None:
    assert Article.from_json(json.loads(article.encoded())) == article


def test_what_is_unknown_takes_no_room() -> None:
    assert json.loads(Article("1", "", "").encoded()) == {"id": "1", "title": "", "body": ""}


def test_dates_become_iso_8601() -> None:
    assert ARTICLE.to_json()["published"] == "2023-05-05"
    assert ARTICLE.to_json()["crawled"] == "2024-11-21T09:30:00+00:00"


def test_an_unknown_date_becomes_none() -> None:
    assert replace(ARTICLE, published=None).to_json()["published"] is None


def test_a_day_without_a_time_stays_a_day() -> None:
    assert type(Article.from_json(ARTICLE.to_json()).published) is date


@pytest.mark.parametrize("name", sorted(ARTICLE.to_json()))
def test_every_field_changes_the_fingerprint(name: str) -> None:
    none: dict[str, object] = {"published": None, "crawled": None, "repairs": [], "original": {}, "left_out": []}
    changed = {**none, "tags": ["كتب"]}
    other = Article.from_json({**ARTICLE.to_json(), name: changed.get(name, "غيره")})
    assert fingerprint(other.encoded()) != fingerprint(ARTICLE.encoded())


def test_leaving_lines_out_makes_no_other_version() -> None:
    whole = ARTICLE.whole()
    assert whole.body == "افتتحت بلدية المرسى مكتبة عامة.\n\nتابعونا على صفحاتنا"
    assert whole.left_out == ()
    assert version_of(ARTICLE, ARTICLE.encoded()) == version_of(whole, whole.encoded()) == fingerprint(whole.encoded())
    other = replace(ARTICLE, left_out=(LeftOut(1, "\nتابعوا صفحاتنا"),))
    assert version_of(other, other.encoded()) != version_of(ARTICLE, ARTICLE.encoded())


def test_equal_articles_have_equal_fingerprints() -> None:
    assert fingerprint(replace(ARTICLE).encoded()) == fingerprint(ARTICLE.encoded())


def test_the_fingerprint_is_16_bytes() -> None:
    assert len(fingerprint(ARTICLE.encoded())) == 16


def test_moment_reads_a_day() -> None:
    assert moment("2022-12-30") == date(2022, 12, 30)


def test_moment_reads_a_day_and_time_with_its_zone() -> None:
    assert moment("2022-12-30T08:00:00+03:00") == datetime(2022, 12, 30, 5, tzinfo=UTC)


def test_moment_refuses_what_is_not_iso_8601() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        moment("30 ديسمبر 2022")


@given(ANY_TEXT)
def test_storable_text_can_always_be_encoded_in_utf_8(text: str) -> None:
    assert storable(text).encode("utf-8").decode("utf-8") == storable(text)


@given(ANY_TEXT)
def test_making_text_storable_twice_is_making_it_once(text: str) -> None:
    assert storable(storable(text)) == storable(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بحر\x00ية", "بحرية"),
        ("بحر\x1b\x7fية", "بحرية"),
        ("بحر\ud83d", "بحر\ufffd"),
        ("سطر\tوسطر\r\nثالث", "سطر\tوسطر\r\nثالث"),
        ("مُوَقَّعٌ 🌊 «بحر»", "مُوَقَّعٌ 🌊 «بحر»"),
    ],
)
def test_storable_drops_controls_and_marks_half_characters(text: str, expected: str) -> None:
    assert storable(text) == expected


def test_a_derived_id_never_changes_between_versions() -> None:
    assert derived_id("https://marsa.example/17") == "340612ff8e86a45f"


def test_a_derived_id_is_16_hexadecimal_digits() -> None:
    assert len(bytes.fromhex(derived_id("بحر"))) == 8


def test_other_content_gives_another_derived_id() -> None:
    assert derived_id("بحر") != derived_id("بحار")


def test_where_one_part_ends_counts_in_a_derived_id() -> None:
    assert derived_id("بحر", "ية") != derived_id("بحرية")


def test_half_a_character_does_not_stop_a_derived_id() -> None:
    assert derived_id("بحر\ud83d")


@pytest.mark.parametrize(
    ("article_id", "fault"),
    [
        ("", "empty"),
        (" \u00a0", "empty"),
        ("س" * (MAX_ID_CHARACTERS + 1), "2049 characters; at most 2048"),
        ("خبر\n17", "control characters"),
        ("خبر\x7f", "control characters"),
        ("خبر\udc00", "half characters"),
    ],
)
def test_an_id_that_cannot_be_kept_is_named_with_its_fault(article_id: str, fault: str) -> None:
    assert fault in (id_fault(article_id) or "")


@pytest.mark.parametrize(
    "article_id", ["17", "خبر عاجل 17", "https://marsa.example/بحر?a=1#b", "س" * MAX_ID_CHARACTERS]
)
def test_any_other_text_is_an_id(article_id: str) -> None:
    assert id_fault(article_id) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("وصلت السفينة. وأفرغت حمولتها.", "وصلت السفينة"),
        ("هل وصلت السفينة؟ نعم.", "هل وصلت السفينة"),
        ("  وصلت\u00a0السفينة\nثم غادرت", "وصلت السفينة"),
        ("قال: «وصلت السفينة.» ثم سكت.", "قال: «وصلت السفينة"),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_sentence(body: str, expected: str) -> None:
    assert lead(body) == expected


@pytest.mark.parametrize(
    "sentence",
    ["بلغت الكلفة 6.5 مليون جنيه", "نقلت أ.ف.ب عن الصيادين", "قال د. سامي إن البحر هادئ", "صدر على marsa.example أمس"],
)
def test_a_full_stop_inside_a_number_or_a_name_does_not_end_the_lead(sentence: str) -> None:
    assert lead(sentence + ". ثم كلام آخر.") == sentence


def test_a_long_lead_is_cut_after_fourteen_words() -> None:
    assert lead("كلمة " * 30) == " ".join(["كلمة"] * TITLE_WORDS) + "…"


def test_a_lead_of_fourteen_words_is_not_cut() -> None:
    assert lead("كلمة " * TITLE_WORDS) == " ".join(["كلمة"] * TITLE_WORDS)


def test_a_comma_does_not_stand_before_the_cut() -> None:
    assert lead("كلمة " * 13 + "ختام، " + "كلمة " * 9).endswith("ختام…")
