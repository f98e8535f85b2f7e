"""What a copy changed is told in its author's letters."""

from __future__ import annotations

from dataclasses import replace

from documents.article import Article
from documents.duplicates import MOST_SENTENCES, Rewriting, edit

FIRST = Article(
    "a",
    "افتتاح جسر النهر",
    "افتتح المحافظ جسر النهر الجديد صباح اليوم. وبلغت كلفة المشروع تسعين مليون دينار. ويخدم الجسر ثلاثة أحياء.",
)


def test_the_same_text_has_no_edit() -> None:
    assert edit(FIRST, replace(FIRST, id="b")) == Rewriting(headline=False, kept=1.0)


def test_spelling_is_no_edit() -> None:
    other = replace(FIRST, title="إفتتاح جِسر النهر", body=FIRST.body.replace("أحياء", "احياء").replace("كلفة", "كلفه"))
    assert edit(FIRST, other) == Rewriting(headline=False, kept=1.0)


def test_another_headline_is_one() -> None:
    assert edit(FIRST, replace(FIRST, title="المحافظ يفتتح الجسر")).headline


def test_sentences_that_were_added_and_dropped_are_shown() -> None:
    body = "افتتح المحافظ جسر النهر الجديد صباح اليوم. ويخدم الجسر ثلاثة أحياء. وحضر الحفلَ سكان المنطقة!"
    found = edit(FIRST, replace(FIRST, body=body))
    assert found.added == ("وحضر الحفلَ سكان المنطقة!",)
    assert found.dropped == ("وبلغت كلفة المشروع تسعين مليون دينار.",)
    assert 0.6 < found.kept < 1


def test_another_order_is_no_edit() -> None:
    body = " ".join(reversed(FIRST.body.split("\n"))).replace("اليوم. ", "اليوم.\n")
    assert edit(FIRST, replace(FIRST, body="\n".join(reversed(body.split("\n"))))) == Rewriting(
        headline=False, kept=1.0
    )


def test_a_sentence_in_other_words_is_shown_before_and_after() -> None:
    found = edit(FIRST, replace(FIRST, body=FIRST.body.replace("صباح اليوم", "أمس الأحد")))
    before, after = "افتتح المحافظ جسر النهر الجديد صباح اليوم.", "افتتح المحافظ جسر النهر الجديد أمس الأحد."
    assert (found.reworded, found.added, found.dropped) == (((before, after),), (), ())


def test_without_text_nothing_is_lost() -> None:
    assert edit(replace(FIRST, body=""), replace(FIRST, body="")) == Rewriting(headline=False, kept=1.0)


def test_only_so_many_sentences_are_compared() -> None:
    body = "\n".join(f"جملة {number}" for number in range(MOST_SENTENCES + 5))
    assert len(edit(replace(FIRST, body=""), replace(FIRST, body=body)).added) == MOST_SENTENCES
