from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from documents.cleaning import WINDOW_CHARACTERS, WINDOW_RECORDS, clean, source_of_lines, windows
from documents.formats.record import Found, Rejected
from documents.reader import read_file

if TYPE_CHECKING:
    from documents.outline import Sample

ROOT = Path(__file__).resolve().parents[2]
NEWS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "news"

FOLLOW = "تابعونا على صفحاتنا في شبكات التواصل"


def found(number: int, source: str = "صوت المرسى", footer: str = FOLLOW, url: str = "") -> Found:
    body = f"انطلقت الدورة رقم {number} من مهرجان المدينة أمس بحضور جمهور كبير.\n\n{footer}"
    article = Article(f"{source}-{number}", f"مهرجان {number}", body, source=source, url=url)
    return Found(Path("بلا-اسم/page.txt"), 1, article, "json")


def bodies(records: tuple[Found | Rejected, ...]) -> list[str]:
    return [record.article.body for record in records if isinstance(record, Found)]


def test_the_first_articles_of_a_source_are_cleaned_too() -> None:
    cleaned = clean([found(number) for number in range(6)], {})
    assert not any(FOLLOW in body for body in bodies(cleaned.records))
    first = cleaned.records[0]
    assert isinstance(first, Found)
    assert [(one.text, one.articles, one.seen) for one in first.left_out] == [(FOLLOW, 6, 6)]
    assert first.article.whole() == found(0).article


def test_a_source_learns_only_from_its_own_articles() -> None:
    window = [*(found(number) for number in range(6)), *(found(number, "النهار الجديد") for number in range(3))]
    cleaned = clean(window, {})
    assert [FOLLOW in body for body in bodies(cleaned.records)] == [False] * 6 + [True] * 3


def test_one_article_is_cleaned_by_what_those_before_it_taught() -> None:
    samples = clean([found(number) for number in range(6)], {}).samples
    assert bodies(clean([found(7)], samples).records) == [found(7).article.body.split("\n")[0]]
    assert bodies(clean([found(7)], {}).records) == [found(7).article.body]


def test_rejects_and_the_order_stay() -> None:
    rejected = Rejected(Path("a.txt"), 3, "خطأ")
    records = clean([found(1), rejected, found(2)], {}).records
    assert records == (found(1), rejected, found(2))


def test_the_same_articles_again_leave_the_sample_as_it_is() -> None:
    window = [found(number) for number in range(6)]
    samples = clean(window, {}).samples
    assert clean(window, samples).samples == samples


@pytest.mark.parametrize(
    ("source", "url", "whose"),
    [
        ("صوت المرسى ", "https://marsa.example/1", "صوت المرسى"),
        ("", "https://marsa.example/1", "marsa.example"),
        ("", "http://[", "بلا-اسم"),
        ("", "", "بلا-اسم"),
    ],
)
def test_without_a_source_site_or_folder_tell_whose_lines_they_are(source: str, url: str, whose: str) -> None:
    assert source_of_lines(found(1, source, url=url)) == whose


def test_windows_are_bounded_in_records_and_characters() -> None:
    long = found(1, footer="خبر " * (WINDOW_CHARACTERS // 4))
    records: list[Found | Rejected] = [*[found(1)] * (WINDOW_RECORDS + 1), long, found(2)]
    assert [len(window) for window in windows(records)] == [WINDOW_RECORDS, 2, 1]


@pytest.mark.corpus
@pytest.mark.skipif(not NEWS.is_dir(), reason=f"there is no {NEWS}")
def test_exports_with_clean_bodies_lose_next_to_nothing() -> None:
    """Of one article in five hundred at most a line is left out, and of all short ones."""
    records = (record for path in sorted(NEWS.glob("*.jsonl.gz")) for record in read_file(path))
    samples: dict[str, Sample] = {}
    count, lines = 0, Counter[str]()
    for window in windows(records):
        cleaned = clean(window, samples)
        samples.update(cleaned.samples)
        articles = [record.article for record in cleaned.records if isinstance(record, Found) and record.left_out]
        count += len(articles)
        lines.update(line for article in articles for block in article.left_out for line in block.text.split("\n"))
    assert count < 41_191 / 500
    assert 0 < len(lines) < 20
    assert max(map(len, lines)) < 40
