from __future__ import annotations

from datetime import date, datetime

from benchmarks.terms import Document, analysed, day_number
from documents.article import Article
from index.arabic.analyzer import Analyzer


def test_every_engine_gets_the_stems_in_their_order() -> None:
    article = Article("a", "المدينة", "والمدينة في 2015")
    assert analysed(article, Analyzer()) == Document("a", 0, "مدينه", "مدينه في 2015", "المدينة", "والمدينة في 2015")


def test_days_are_in_order_as_numbers() -> None:
    assert day_number(date(2015, 7, 31)) == 20150731 < day_number(datetime(2015, 8, 1, 12)) == 20150801
    assert day_number(None) == 0
