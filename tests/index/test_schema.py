"""Which fields does the index have, and what does an article put into them?"""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.schema import LEAD_WEIGHT, LEAD_WORDS, TITLE_WEIGHT, Terms, label, schema, to_fields, to_minute, version_key

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def analyzer() -> Analyzer:
    return Analyzer()


def test_every_field_of_an_article_is_in_the_schema(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    names = {name for name in to_fields(article("1"), analyzer) if not name.startswith("_")}
    assert names == set(schema().names())


def test_text_holds_the_stems_of_title_caption_and_body(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    values = to_fields(article("1", "المهندسون", title="مدرسة", caption="كتابها"), analyzer)
    assert [stem for stem, _ in values["text"]] == ["مدرس", "كتاب", "مهندس"]


def test_exact_has_gaps_around_title_and_caption(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    values = to_fields(article("1", "جسم", title="عنوان", caption="صورة"), analyzer)
    assert [term for term, _ in values["exact"]] == ["عنوان", None, "صوره", None, "جسم"]


def test_exact_has_no_gap_between_lead_and_rest(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    values = to_fields(article("1", "خبر " * (LEAD_WORDS + 5)), analyzer)
    assert [term for term, _ in values["exact"]][2:] == ["خبر"] * (LEAD_WORDS + 5)


def test_title_and_lead_weigh_more(analyzer: Analyzer, article: Callable[..., Article]) -> None:
    values = to_fields(article("1", "خبر " * LEAD_WORDS + "ذيل", title="عنوان", caption="صورة"), analyzer)
    weights = dict(values["exact"])
    assert (weights["عنوان"], weights["صوره"], weights["خبر"], weights["ذيل"]) == (TITLE_WEIGHT, 1.0, LEAD_WEIGHT, 1.0)


def test_labels_are_folded_and_the_column_keeps_the_spelling(
    analyzer: Analyzer, article: Callable[..., Article]
) -> None:
    values = to_fields(article("1", source="وكالة الأنباء"), analyzer)
    assert (values["source"], values["_stored_source"]) == ("وكاله الانباء", "وكالة الأنباء")


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


def test_weights_of_a_term_are_summed_and_its_places_counted() -> None:
    postings = Terms(positions=False).index([("قلم", 3.0), (None, 0.0), ("حبر", 1.0), ("قلم", 1.5)])
    assert [(term.decode(), count, weight) for term, count, weight, _ in postings] == [("قلم", 2, 4.5), ("حبر", 1, 1.0)]


def test_a_gap_takes_a_place_of_its_own() -> None:
    field = Terms(positions=True)
    ((_, _, _, first), (_, _, _, second)) = field.index([("قلم", 1.0), (None, 0.0), ("حبر", 1.0)])
    assert (field.format.decode_positions(first), field.format.decode_positions(second)) == ([0], [2])


def test_the_schema_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(schema())).names() == schema().names()
