from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

CHIP = re.compile(r'<a href="([^"]+)" title="أزل هذا القيد"><bdi>([^<]+)</bdi>')


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"source": "خليج اليوم (نموذج)"}, "المصدر: خليج اليوم (نموذج)"),
        ({"exclude.source": "خليج اليوم (نموذج)"}, "من دون المصدر: خليج اليوم (نموذج)"),
        ({"section": "رياضة"}, "القسم: رياضة"),
        ({"author": "هديل الخزاعلة"}, "الكاتب: هديل الخزاعلة"),
        ({"from": "2022"}, "من 1 يناير 2022"),
        ({"to": "2024"}, "إلى 31 ديسمبر 2024"),
        ({"words": "all"}, "الكلمات المطلوبة: كل الكلمات"),
        ({"words": "most"}, "الكلمات المطلوبة: معظم الكلمات"),
        ({"match": "exact"}, "مدى المطابقة: كما كُتبت تمامًا"),
        ({"half_life": "30"}, "تنتصف الدرجة كل 30 يومًا"),
    ],
)
def test_everything_that_is_asked_for_has_a_chip_that_takes_it_back(
    client: FlaskClient, values: dict[str, Any], label: str
) -> None:
    text = client.get("/search", query_string={"q": "مدينة", "sort": "newest", "per_page": "20", **values}).text
    ((address, shown),) = CHIP.findall(text)
    assert shown == label
    rest = client.get(unescape(address))
    assert CHIP.findall(rest.text) == []
    assert "sort=newest" in address
    assert "per_page=20" in address
    assert next(iter(values)) not in address


def test_a_search_without_choices_has_no_chips(client: FlaskClient) -> None:
    assert CHIP.findall(client.get("/search?q=مدينة").text) == []
