from documents.article import Article
from index.arabic.relation import Relation
from searcher.highlight import Found
from searcher.results import Result
from web.ladder import MAX_WORDS, REACH_NAMES, RUNG_NAMES, matched_words

RUNGS = [relation for relation in Relation if relation <= Relation.TYPO]


def result(*found: Found) -> Result:
    return Result(Article(id="1", title="خبر", body=""), 1, 1.0, (), found=found)


def test_every_rung_has_its_names() -> None:
    assert list(RUNG_NAMES) == list(REACH_NAMES) == RUNGS
    assert len(set(RUNG_NAMES.values())) == len(set(REACH_NAMES.values())) == len(RUNGS)


def test_words_are_named_by_rungs_the_closest_first() -> None:
    found = [
        Found("للطاقة", "الطاقه", Relation.CLITIC),
        Found("الشمسية", "الشمسيه", Relation.EXACT),
        Found("بالطاقة", "الطاقه", Relation.CLITIC),
    ]
    assert matched_words(result(*found)) == "مطابقة تامة: الشمسية؛ سوابق أخرى: للطاقة، بالطاقة"
    assert matched_words(result()) == ""


def test_a_word_that_answers_two_is_named_on_the_closer_rung() -> None:
    found = (Found("كتاب", "كتب", Relation.PLURAL), Found("كتاب", "كتاب", Relation.EXACT))
    assert matched_words(result(*found)) == "مطابقة تامة: كتاب"


def test_of_many_words_the_closest_are_named() -> None:
    found = [Found("كتاب" + "ا" * number, "كتاب", Relation.STEM) for number in range(1, MAX_WORDS + 1)]
    assert not matched_words(result(*found)).endswith("…")
    more = matched_words(result(*found, Found("كتاب", "كتاب", Relation.EXACT)))
    assert more.startswith("مطابقة تامة: كتاب؛")
    assert more.endswith("…")
