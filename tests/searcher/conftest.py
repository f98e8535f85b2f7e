from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.engine import open_engine
from searcher.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.engine import Engine

NEWS = (
    Article(
        id="solar",
        title="افتتاح محطة للطاقة الشمسية في أسوان",
        body="افتتحت وزارة الكهرباء محطة جديدة للطاقة الشمسية قرب مدينة أسوان. وقال الوزير إنها تكفي آلاف المنازل.",
        published=date(2023, 3, 5),
        source="صحيفة النيل",
        section="اقتصاد",
        author="منى سالم",
    ),
    Article(
        id="wind",
        title="مزرعة رياح على ساحل البحر الأحمر",
        body="تبدأ الشهر المقبل أعمال مزرعة رياح كبيرة، وتقول وزارة الكهرباء إن طاقة الرياح أرخص من الغاز.",
        published=date(2023, 4, 17),
        source="صحيفة النيل",
        section="اقتصاد",
    ),
    Article(
        id="match",
        title="تعادل مثير في مباراة القمة",
        body="انتهت مباراة القمة بالتعادل بعد وقت إضافي، وسجل المهاجم هدفين في الشوط الثاني من المباراة.",
        published=date(2024, 1, 9),
        source="أخبار الملعب",
        section="رياضة",
        author="كريم حداد",
    ),
    Article(
        id="film",
        title="فيلم مغربي يفوز بجائزة المهرجان",
        body="فاز فيلم مغربي قصير بجائزة لجنة التحكيم، وقالت المخرجة إن الفيلم يحكي عن قرية في جبال الأطلس.",
        published=date(2024, 6, 30),
        source="مجلة الفنون",
        section="ثقافة",
    ),
    Article(
        id="undated",
        title="وصفة الخبز في القرية القديمة",
        body="تخبز نساء القرية الخبز في فرن من طين، وتحتاج العجينة إلى ساعة من الوقت.",
        source="مجلة الفنون",
    ),
)

BULLETINS = 23
"""Bulletins of the same words: enough for three pages of ten, with equal scores among them."""


def bulletin(number: int) -> Article:
    """A weather bulletin; every fourth is longer, so that some scores differ and most are equal."""
    rest = " وتنشط الرياح مساء على المرتفعات" * (number % 4 == 0)
    return Article(
        id=f"weather-{number:02}",
        title="نشرة الطقس",
        body=f"يتوقع خبراء الأرصاد أمطارا خفيفة{rest}.",
        published=date(2022, 5, 1) + timedelta(days=number * 7 % BULLETINS),
        source="مرصد الطقس",
    )


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    """The analyzer that engines use."""
    return Analyzer()


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """A searcher over `NEWS` and the bulletins, kept in several commits; tests only read it."""
    engine = open_engine(tmp_path_factory.mktemp("news") / "index", create=True)
    engine.add(NEWS)
    engine.commit()
    for first in range(0, BULLETINS, 8):
        engine.add(bulletin(number) for number in range(first, min(first + 8, BULLETINS)))
        engine.commit()
    yield Searcher(engine)
    engine.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test's own index is."""
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[Engine]:
    """An empty index of the test's own."""
    opened = open_engine(folder, create=True)
    yield opened
    opened.close()
