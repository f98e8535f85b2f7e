from __future__ import annotations

from typing import get_args

import pytest

from documents.article import Article
from index.engine import Evidence, Kind
from index.story import LEAD_WORDS
from searcher.results import Result
from web.explanation import reasons, reasons_by_kind

KINDS: tuple[Kind, ...] = get_args(Kind)
ARTICLE = Article(id="1", title="عنوان", body="نص")


def result(*evidence: Evidence) -> Result:
    return Result(ARTICLE, 1, sum(one.amount for one in evidence), (), evidence)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_one_sentence_in_each_language(kind: Kind) -> None:
    (reason,) = reasons(result(Evidence(kind, ("بوتين",), 1.5)))
    assert reason.text.endswith(".")
    assert reason.text_ar.endswith(".")
    assert reason.text[0].isupper()
    assert not any("a" <= letter <= "z" for letter in reason.text_ar)
    assert (reason.kind, reason.words, reason.amount) == (kind, ("بوتين",), 1.5)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "recency"])
def test_the_words_are_quoted_as_typed(kind: Kind) -> None:
    (reason,) = reasons(result(Evidence(kind, ("{بوتين}", "والصين"), 1.0)))
    assert "«{بوتين}», «والصين»" in reason.text
    assert "«{بوتين}»، «والصين»" in reason.text_ar


def test_age_has_no_words() -> None:
    (reason,) = reasons(result(Evidence("recency", (), -0.5)))
    assert "«" not in reason.text + reason.text_ar


def test_the_largest_amount_stands_first_and_what_age_took_last() -> None:
    amounts = [1.0, -2.0, 3.0, 0.5]
    kinds: list[Kind] = ["form", "recency", "spelling", "near"]
    shown = reasons(result(*(Evidence(kind, ("أ", "ب"), amount) for kind, amount in zip(kinds, amounts, strict=True))))
    assert [reason.kind for reason in shown] == ["spelling", "form", "near", "recency"]


def test_by_kind_the_amounts_of_several_words_are_one() -> None:
    found = result(
        Evidence("near", ("أ", "ب"), 2.5),
        Evidence("spelling", ("أ",), 1.0),
        Evidence("spelling", ("ب",), 2.0),
        Evidence("recency", (), -1.0),
    )
    shown = [(reason.kind, reason.words, reason.amount) for reason in reasons_by_kind(found)]
    assert shown == [("spelling", ("ب", "أ"), 3.0), ("near", ("أ", "ب"), 2.5), ("recency", (), -1.0)]


def test_the_opening_has_as_many_words_as_the_engine_looks_at() -> None:
    (reason,) = reasons(result(Evidence("lead", ("أ",), 1.0)))
    assert f" {LEAD_WORDS} words" in reason.text
    assert f" {LEAD_WORDS} كلمة" in reason.text_ar


def test_without_evidence_there_is_no_reason() -> None:
    assert reasons(result()) == reasons_by_kind(result()) == []
