"""Which language in Arabic letters is a text in?"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.language import SAMPLE_CHARACTERS, declared_language, language_of

ROOT = Path(__file__).resolve().parents[2]
NEWS = Path(os.environ.get("BAHITH_SHARED", ROOT.parent / "shared")) / "data" / "news" / "saudi-2015.jsonl.gz"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("عاد صيادو المرسى إلى البحر بعد توقف دام ثلاثة أشهر.", "ar"),
        ("ماهیگیران پس از سه ماه به دریا بازگشتند و قیمت ماهی در بازار شهر پایین آمد.", "fa"),
        ("ماہی گیر تین ماہ کے بعد سمندر میں واپس آ گئے ہیں اور بازار میں مچھلی سستی ہو گئی ہے۔", "ur"),
        ("کب نیوان له درې میاشتو وروسته بېرته سمندر ته ولاړل او په بازار کې د کبانو بیه ټیټه شوه.", "ps"),
        ("ماسیگرەکان دوای سێ مانگ گەڕانەوە بۆ دەریا و نرخی ماسی لە بازاڕی شار دابەزی.", "ckb"),
    ],
)
def test_a_sentence_of_news_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_persian_typed_with_arabic_letters_is_persian() -> None:
    assert language_of("ماهيگيران پس از سه ماه به دريا برگشتند و گفتند كه قيمت ماهي در بازار پايين مي آيد.") == "fa"


def test_arabic_typed_with_persian_letters_is_arabic() -> None:
    assert language_of("قال الصیادون إن الأسعار فی سوق المرسی ستعود إلی ما کانت علیه") == "ar"


@pytest.mark.parametrize(
    "text", ["گوگل تفتح مكتباً في المرسى", "شركة پيجو تعلن أرباحها عن الربع الثاني", "ڤيينا تستقبل الوفد"]
)
def test_a_foreign_name_with_its_letter_leaves_an_arabic_headline_arabic(text: str) -> None:
    assert language_of(text) == "ar"


def test_a_persian_quotation_leaves_an_arabic_article_arabic() -> None:
    arabic = "وصل الوفد إلى المرسى بعد أن زار الميناء القديم، وقال رئيسه إن العمل في الرصيف يتقدم. "
    assert language_of(arabic * 3 + "«این بازار برای همه است و ما در آن هستیم»") == "ar"


@pytest.mark.parametrize("text", ["", "Les pêcheurs sont rentrés", "12:30", "Рыбаки вернулись"])
def test_a_text_without_arabic_letters_is_not_judged(text: str) -> None:
    assert language_of(text) == ""


def test_a_short_text_that_could_be_in_several_languages_is_not_judged() -> None:
    assert language_of("هوای شهر") == ""


def test_only_the_beginning_is_looked_at() -> None:
    assert language_of("بحر " * SAMPLE_CHARACTERS + "این است که می گوید و برای آن") == "ar"


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert language_of(text) in {"", "ar", "fa", "ur", "ps", "ckb", "ug"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ar", "ar"),
        ("ar-EG", "ar"),
        ("fa_IR", "fa"),
        ("Arabic", "ar"),
        (" AR ", "ar"),
        ("", ""),
        ("عربي", ""),
        ("x", ""),
    ],
)
def test_the_code_is_taken_from_what_is_declared(said: str, code: str) -> None:
    assert declared_language(said) == code


@pytest.mark.corpus
@pytest.mark.skipif(not NEWS.exists(), reason=f"{NEWS} is not there")
def test_real_arabic_articles_are_arabic() -> None:
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [record["title"] + "\n" + record["content"] for record in records if record["content"]]
    assert {language_of(text) for text in texts if any("ء" <= letter <= "ي" for letter in text)} == {"ar"}
