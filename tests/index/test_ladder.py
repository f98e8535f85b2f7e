"""At which rung of the match ladder does a word answer another? The engine finds it there, and not one rung earlier."""

from __future__ import annotations

import pytest

from documents.article import Article
from index.arabic.relation import Relation
from index.engine import Engine, Filters, Plan, open_engine
from index.query import InTitle, Near, Phrase, Query, Term, Words


def split(pair: str) -> tuple[str, str]:
    asked, written = pair.split(":")
    return asked, written


LADDER = {
    Relation.EXACT: """
        كُتُب:كُتُب كتاب:كتاب ٢٠٢٤:٢٠٢٤ Reuters:Reuters مـدرسة:مـدرسة هؤلاء:هؤلاء قلمٌ:قلمٌ مسئول:مسئول إلى:إلى پاريس:پاريس
        ﻛﺘﺎﺏ:كتاب
    """,
    Relation.MARKS: """
        كُتُب:كتب كتب:كُتُب مدرسة:مدرسةً مـدرسة:مدرسة مُدَرِّس:مدرس قلم:قلـــم عِلم:عُلم رئيسٌ:رئيس البيت:البَيت شكرًا:شكرا
        رحمٰن:رحمن
    """,
    Relation.SPELLING: """
        مسئول:مسؤول مدرسة:مدرسه مستشفى:مستشفي 2024:٢٠٢٤ Reuters:reuters أحمد:احمد 7850:٧٬٨٥٠ إلى:الى کتاب:كتاب آثار:اثار
        شؤون:شئون پاريس:باريس ۱۸:18 03:3 ٣٫٥:3.5
    """,
    Relation.CLITIC: """
        كتاب:والكتاب كتاب:بالكتاب البحر:للبحر مدرسة:وبالمدرسة لبنان:ولبنان وزير:الوزير حكومة:فالحكومة رئيس:ورئيس
        يكون:سيكون باريس:بباريس هامبورغ:بهامبورغ والكتاب:كتاب كُتُب:الكتب
    """,
    Relation.STEM: """
        كتاب:كتابهم معلم:معلمون مهندسين:مهندسون سيارة:السيارات مدرسة:مدرستنا قال:قالوا لاعب:للاعبين قرار:قراراته
        لبناني:اللبنانيين حكومة:حكومات أعلن:أعلنت صحيفة:صحيفتهم كتابهم:كتاب
    """,
    Relation.PLURAL: """
        كتاب:كتب كتب:كتاب وزراء:وزير رجل:رجال مدرسة:مدارس طفل:الأطفال ولد:أولاد سوق:أسواق جهاز:أجهزة شهر:أشهر لون:ألوان
        قلم:أقلام
    """,
    Relation.NAME: """
        هامبورغ:هامبورج هامبورج:هامبورغ هامبورغ:بهامبورج أمريكا:أميركا غورباتشوف:جورباتشوف نتنياهو:نتانياهو
        واشنطن:واشنطون كلينتون:كلنتون برشلونة:برشلونا
    """,
    Relation.TYPO: """
        مدرسة:مدرصة انتخابات:انتخبات رئيس:رئيص مؤتمر:مؤتمرر الحكومة:الحكوة وزارة:وزراة اقتصاد:اقتصات مستشفى:مستشقى
        سياسة:سياصة طائرة:تائرة مهرجان:مهرحان reuters:reutrs
    """,
}
"""Asked and written words, by the rung from which the one finds the other."""

NEVER = """
    بحر:حبر كتاب:مكتوب وزارة:زيارات مصر:مصير لبنان:لبن علي:على ماء:ما الدين:الذين قلم:قلب 2024:2025 بحر:بخر تنس:تونس
""".split()
"""Words that find one another at no rung: too short for a typo, too far from each other, or a stop word."""

PAIRS = [(asked, written, rung) for rung, pairs in LADDER.items() for asked, written in map(split, pairs.split())]


@pytest.fixture(scope="module")
def one_word_each(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return an engine with every written word in an article of its own, which has the word as its id."""
    engine = open_engine(tmp_path_factory.mktemp("ladder") / "index", create=True)
    written = dict.fromkeys([*(written for _, written, _ in PAIRS), *(split(pair)[1] for pair in NEVER)])
    engine.add(Article(word, word, f"ثم {word} ثم") for word in written)
    engine.commit()
    return engine


def found(engine: Engine, query: Query, farthest: Relation) -> set[str]:
    return {hit.id for hit in engine.run(Plan(query, Filters(), limit=1000, farthest=farthest)).hits}


def test_the_ladder_has_enough_examples_of_each_rung() -> None:
    assert len(PAIRS) >= 80
    assert all(len(pairs.split()) >= 9 for pairs in LADDER.values())


@pytest.mark.parametrize(("asked", "written", "rung"), PAIRS)
def test_a_word_is_found_at_its_rung_and_not_one_earlier(
    one_word_each: Engine, asked: str, written: str, rung: Relation
) -> None:
    query = Words((asked,))
    for farthest in Relation:
        if farthest <= Relation.TYPO:
            assert (written in found(one_word_each, query, farthest)) == (farthest >= rung), farthest


@pytest.mark.parametrize(("asked", "written", "rung"), PAIRS)
def test_a_found_word_says_its_rung(one_word_each: Engine, asked: str, written: str, rung: Relation) -> None:
    """Words that differ in marks alone are told apart by no page: of these, the closest one's is said."""
    words = one_word_each.analyzer.words
    page = one_word_each.run(Plan(Words((asked,)), Filters(), farthest=Relation.TYPO))
    ((one,), (other,)) = words(asked), words(written)
    alike = {found for _, found, _ in PAIRS if words(found)[0].written == other.written}
    said = page.matched[other.written]
    assert said.asked == one.fold
    assert said.relation == rung or (said.relation < rung and len(alike) > 1)


@pytest.mark.parametrize("pair", NEVER)
def test_look_alikes_are_found_at_no_rung(one_word_each: Engine, pair: str) -> None:
    asked, written = split(pair)
    assert written not in found(one_word_each, Words((asked,)), Relation.TYPO)


@pytest.mark.parametrize(("asked", "written", "rung"), PAIRS)
def test_quotations_go_up_to_the_spelling(one_word_each: Engine, asked: str, written: str, rung: Relation) -> None:
    """Words that are typed as one, in phrases and near one another, also in titles."""
    for query in (Phrase(asked), Near(asked, 0), InTitle(Phrase(asked)), InTitle(Near(asked, 0))):
        for farthest in (Relation.EXACT, Relation.MARKS, Relation.SPELLING, Relation.TYPO):
            reached = rung <= min(farthest, Relation.SPELLING)
            assert (written in found(one_word_each, query, farthest)) == reached, query


@pytest.mark.parametrize(("asked", "written", "rung"), PAIRS)
def test_exact_words_go_up_to_the_marks(one_word_each: Engine, asked: str, written: str, rung: Relation) -> None:
    query = Words((), terms=(Term(asked, "exact"),))
    for farthest in (Relation.EXACT, Relation.MARKS, Relation.TYPO):
        assert (written in found(one_word_each, query, farthest)) == (rung <= min(farthest, Relation.MARKS))


def test_nothing_answers_beyond_a_typo(one_word_each: Engine) -> None:
    assert "كاتب" not in found(one_word_each, Words(("كتاب",)), Relation.TYPO)
