"""Saved pages and feeds that nobody here wrote, where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from documents.formats.record import Found
from documents.reader import read_file

ROOT = Path(__file__).resolve().parents[3]
FORMATS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "formats"
EXPECTED = FORMATS / "html" / "expected.json"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not EXPECTED.exists(), reason=f"{EXPECTED} is not there"),
]


def test_day_and_language_of_real_pages_are_as_expected() -> None:
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    for name, told in expected.items():
        (result,) = read_file(EXPECTED.parent / name)
        assert isinstance(result, Found), name
        published = result.article.published
        assert published is not None, name
        assert (published.isoformat()[:10], result.article.language) == (told["date"], told["lang"]), name
        assert len(result.article.body) > 500, name


def test_each_item_of_real_feeds_is_one_article_without_markup() -> None:
    for path in sorted((FORMATS / "feeds").glob("*.xml")):
        results = list(read_file(path))
        articles = [result.article for result in results if isinstance(result, Found)]
        items = path.read_bytes().count(b"<item>")
        assert (len(results), len({article.id for article in articles})) == (items, items), path.name
        assert not [article.body for article in articles if "<" in article.body or "&lt;" in article.body], path.name
        assert all(article.published and article.body for article in articles), path.name
