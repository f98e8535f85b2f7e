"""Which fields does the index have, and what does an article put into them?"""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.schema import (
    CODE,
    GAP,
    PARTS,
    TITLE_WEIGHT,
    Terms,
    family_prefix,
    label,
    schema,
    to_fields,
    to_minute,
    version_key,
    word_code,
    word_term,
    written_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def analyzer() -> Analyzer:
    return Analyzer()


def test_every_field_of_an_article_is_in_the_schema(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    names = {name for name in to_fields(article("1"), analyzer) if not name.startswith("_")}
    assert names == set(schema().names())


def test_text_holds_the_written_words_of_title_caption_and_body(
    analyzer: Analyzer, article: Callable[..., Article]
) -> None:
    whole = article("1", "وَالمهندسون", title="مدرسة", caption="كتابها", source="الميزان", section="ثقافة")
    written = [written_of(term.encode()) for term in to_fields(whole, analyzer)["text"]]
    assert written == ["مدرسة", "كتابها", "والمهندسون"]


def test_terms_of_one_family_begin_alike(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    terms = to_fields(article("1", "كتاب والكتاب كتابهم قلم"), analyzer)["text"]
    (book,) = analyzer.words("كتاب")
    prefix = family_prefix(book.key)
    assert [term.encode().startswith(prefix) for term in terms] == [True, True, True, False]


def test_a_term_is_of_no_family_whose_key_only_begins_its_own() -> None:
    assert not word_term("كتبه", "كتبة").encode().startswith(family_prefix("كتب"))


def test_a_term_gives_its_written_word_back() -> None:
    assert written_of(word_term("جتب", "والكتاب").encode()) == "والكتاب"


def test_weights_count_occurrences_and_the_title_more(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    whole = article("1", "قلم حبر قلم", title="قلم كتاب", caption="قلم")
    weights = {written_of(term.encode()): weight for term, weight in to_fields(whole, analyzer)["text"].items()}
    assert weights == {"قلم": TITLE_WEIGHT + 3, "كتاب": TITLE_WEIGHT, "حبر": 1.0}


def test_words_are_the_parts_in_order_with_a_gap_between(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    whole = article("1", "جسم الخبر", title="عُنوان", caption="صورة", section="الرياضة", source="الميزان")
    codes = np.frombuffer(to_fields(whole, analyzer)["words"], CODE).tolist()
    words = ["عنوان", None, "صورة", None, "جسم", "الخبر", None, "رياضه", "ميزان"]
    assert codes == [GAP if word is None else word_code(word) for word in words]


def test_words_of_an_article_without_text_are_its_gaps(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    codes = np.frombuffer(to_fields(article("1", ""), analyzer)["words"], CODE).tolist()
    assert codes == [GAP] * (len(PARTS) - 1)


def test_a_code_is_the_crc_32_in_four_bytes_whatever_the_machine() -> None:
    assert word_code("كتاب") == crc32("كتاب".encode())
    assert np.array([1], CODE).tobytes() == b"\x01\x00\x00\x00"


def test_a_word_whose_crc_is_that_of_a_gap_has_another_code() -> None:
    assert crc32(b"") == GAP
    assert word_code("") != GAP


@given(st.text(st.characters(codec="utf-8")))
def test_no_word_has_the_code_of_a_gap(word: str) -> None:
    assert GAP < word_code(word) < 1 << 32


def test_labels_are_folded_and_the_column_keeps_the_spelling(
    analyzer: Analyzer, article: Callable[..., Article]
) -> None:
    values = to_fields(article("1", source="وكالة الأنباء"), analyzer)
    assert (values["source"], values["_stored_source"]) == ("وكاله الانبا", "وكالة الأنباء")


@pytest.mark.parametrize("text", ["", "  ", "\u200f"])
def test_a_label_without_letters_is_unknown(text: str) -> None:
    assert label(text) is None


def test_the_stored_article_is_the_article(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    whole = article(
        "ع/1",
        "نصٌّ",
        title="عنوان",
        published=datetime(2024, 5, 1, 23, 59, tzinfo=UTC),
        crawled=date(2024, 5, 2),
        tags=("أ", "ب"),
    )
    assert Article.from_json(json.loads(to_fields(whole, analyzer)["article"])) == whole


def test_a_day_counts_from_its_midnight() -> None:
    assert to_minute(date(2024, 5, 1)) == to_minute(datetime(2024, 5, 1))


def test_minutes_follow_the_clock_as_written() -> None:
    riyadh = timezone(timedelta(hours=3))
    assert to_minute(datetime(2024, 5, 1, 23, 30, tzinfo=riyadh)) == to_minute(datetime(2024, 5, 1, 23, 30))


def test_a_day_has_1440_minutes() -> None:
    assert to_minute(date(2024, 3, 1)) - to_minute(date(2024, 2, 29)) == 1440


def test_the_first_day_of_all_is_not_before_zero() -> None:
    assert to_minute(date.min) == 0


def test_version_key_changes_with_the_content(article: Callable[..., Article]) -> None:
    assert version_key(article("1", "قديم")) != version_key(article("1", "جديد"))


def test_version_key_of_the_same_content_is_the_same(article: Callable[..., Article]) -> None:
    assert version_key(article("1", "قديم")) == version_key(article("1", "قديم"))


def test_a_field_of_terms_takes_their_weights_as_they_are() -> None:
    postings = Terms().index({"قلم": 4.0, "حبر": 1.0})
    assert [(term.decode(), weight) for term, _, weight, _ in postings] == [("قلم", 4.0), ("حبر", 1.0)]


def test_the_schema_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()
