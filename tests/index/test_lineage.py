"""Stories are those that a naive comparison of all articles gives, whatever happened to the index."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.copies import (
    EDITED,
    EDITED_DAYS,
    FEW_WORDS,
    SENTENCE_SIGNS,
    SHARED_KEYS,
    STRONG,
    WHOLE,
    WITHIN_DAYS,
    Wording,
    fold_code,
    likeness,
    traces,
    word_pairs,
)
from index.engine import open_engine
from index.folder import open_snapshot
from index.linked import FEW_ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from index.snapshot import Snapshot

DAY = date(2024, 3, 10)
FLOOD = (
    "غمرت مياه الأمطار شوارع الحي القديم مساء أمس بعد عاصفة رعدية استمرت ثلاث ساعات متواصلة. "
    "وقال رئيس البلدية إن فرق الطوارئ أجلت سبعين عائلة إلى مدارس قريبة وفتحت مطبخا ميدانيا لهم. "
    "وأضاف أن المدارس ستبقى مغلقة يومين على الأقل حتى تجف الفصول وتفحص شبكة الكهرباء فيها. "
    "وتوقعت هيئة الأرصاد أن ينحسر المنخفض الجوي صباح الغد وأن تعود الحركة إلى الطرق الساحلية."
)
LIBRARY = (
    "افتتح وزير الثقافة مكتبة عامة جديدة في حي الزهور تضم أربعين ألف كتاب وقاعة للأطفال. "
    "وذكرت مديرة المكتبة أن نصف المجموعة جاء من تبرعات سكان المدينة خلال العام الماضي. "
    "وستعمل المكتبة كل أيام الأسبوع من التاسعة صباحا حتى العاشرة ليلا من غير رسوم اشتراك."
)
"""Two reports without a pair of words in common."""


def stories(snapshot: Snapshot) -> set[frozenset[str]]:
    """Return the ids of the articles of each story."""
    told: dict[int, set[str]] = {}
    for number in np.flatnonzero(snapshot.live).tolist():
        article_id = snapshot.string("id", number).decode()
        told.setdefault(int(snapshot.lineage.stories[number]), set()).add(article_id)
    return set(map(frozenset, told.values()))


ANALYZER = Analyzer()


@dataclass(frozen=True)
class Known:
    """An article, and all that it is compared by."""

    article: Article
    wording: Wording
    text: int
    keys: frozenset[int]


SENTENCE_END = re.compile(rf"(?<=[{SENTENCE_SIGNS}])\s+|\n")


def known(article: Article) -> Known:
    """Return what an article is compared by, made of it alone."""
    sentences = [ANALYZER.words(sentence) for sentence in SENTENCE_END.split(article.body)]
    if sum(map(len, sentences)) < FEW_WORDS:
        sentences = [*(ANALYZER.words(sentence) for sentence in SENTENCE_END.split(article.title)), *sentences]
    told = [words for words in sentences if words]
    codes = np.array([fold_code(word.fold) for words in told for word in words], np.uint32)
    found = traces(codes, np.array([len(words) for words in told], np.int64), np.array([len(told)], np.int64))
    return Known(article, Wording(codes, word_pairs(codes)), int(found.texts[0]), frozenset(found.keys.tolist()))


def alike(one: Known, other: Known) -> int:
    """Return in percent how much one of two articles has of the other, 0 where they are no copies."""
    shared = len(one.keys & other.keys)
    if not shared or shared < SHARED_KEYS * min(len(one.keys), len(other.keys)):
        return 0
    percent = int(WHOLE * likeness(one.wording, other.wording))
    dates = one.article.published, other.article.published
    days = abs((dates[0] - dates[1]).days) if dates[0] and dates[1] else 0
    return percent if days <= (WITHIN_DAYS if percent >= WHOLE * EDITED else EDITED_DAYS) else 0


def naive(articles: Iterable[Article]) -> set[frozenset[str]]:
    """Return the stories of some articles by comparing each with each."""
    every = [known(article) for article in articles]
    group = {one.article.id: {one.article.id} for one in every}

    def unite(one: str, other: str) -> None:
        for member in (members := group[one] | group[other]):
            group[member] = members

    unsure: list[tuple[int, int, str, str]] = []
    for one, other in combinations(every, 2):
        if one.text and one.text == other.text:
            unite(one.article.id, other.article.id)
        elif percent := alike(one, other):
            if percent >= WHOLE * STRONG:
                unite(one.article.id, other.article.id)
            else:
                unsure.append((-percent, (one.text + other.text) % (1 << 64), one.article.id, other.article.id))
    for members in {frozenset(members) for members in group.values() if len(members) <= FEW_ARTICLES}:
        if away := [pair for pair in unsure if (pair[2] in members) != (pair[3] in members)]:
            unite(*min(away)[2:])
    return set(map(frozenset, group.values()))


def test_an_edited_copy_is_of_its_story(check: Callable[..., None]) -> None:
    edited = FLOOD.replace("سبعين", "ثمانين").replace("أمس", "الأحد")
    check([Article("a", "غرق الحي القديم", FLOOD), Article("b", "سيول في المدينة", edited)], {"ab"})


def test_another_report_is_not(check: Callable[..., None]) -> None:
    check([Article("a", "خبر", FLOOD), Article("b", "خبر", LIBRARY)], {"a", "b"})


def test_spelling_makes_no_difference(check: Callable[..., None]) -> None:
    other = FLOOD.replace("أ", "ا").replace("ة", "ه").replace("مساء", "مسـاءَ")
    check([Article("a", "خبر", FLOOD), Article("b", "آخر", other)], {"ab"})


def test_a_brief_is_of_the_story_that_it_was_cut_from(check: Callable[..., None]) -> None:
    check([Article("a", "خبر", FLOOD), Article("b", "آخر", FLOOD.split(". ", maxsplit=1)[0])], {"ab"})


def test_a_sentence_far_behind_in_a_long_text_makes_no_story(check: Callable[..., None]) -> None:
    review = " ".join(f"جملة رقمها {number} تتحدث عن شأن{number} لا يشبه غيره{number} أبدا." for number in range(60))
    brief = FLOOD.split(". ", maxsplit=1)[0]
    check([Article("a", "خبر", brief), Article("b", "جولة", f"{review} {brief}.")], {"a", "b"})


def test_short_texts_are_compared_with_their_headlines(check: Callable[..., None]) -> None:
    video = "التفاصيل في الفيديو"
    check([Article("a", "فوز المنتخب", video), Article("b", "حريق في السوق", video)], {"a", "b"})
    check([Article("a", "فوز المنتخب", video), Article("b", "فوز المنتخب", video)], {"ab"})


def test_articles_without_words_tell_no_story(check: Callable[..., None]) -> None:
    check([Article("a", "…", "!"), Article("b", "…", "!")], {"a", "b"})


def test_the_same_text_is_one_story_at_any_time(check: Callable[..., None]) -> None:
    days = [DAY, DAY + timedelta(days=400), None]
    check([Article(i, "خبر", FLOOD, published=day) for i, day in zip("abc", days, strict=True)], {"abc"})


@pytest.mark.parametrize(("days", "story"), [(EDITED_DAYS, {"ab"}), (EDITED_DAYS + 1, {"a", "b"})])
def test_an_edited_copy_is_published_within_days(check: Callable[..., None], days: int, story: set[str]) -> None:
    edited = " ".join(FLOOD.split(". ")[1:]) + LIBRARY.split(". ", maxsplit=1)[0]
    later = DAY + timedelta(days=days)
    check([Article("a", "خبر", FLOOD, published=DAY), Article("b", "آخر", edited, published=later)], story)


def test_numbers_tell_days_apart(check: Callable[..., None]) -> None:
    prices = (
        "أغلق سعر الذهب عيار 24 عند {} جنيها وعيار 21 عند {} جنيها وعيار 18 عند {} جنيها وسط تداولات هادئة في السوق"
    )
    one, other = prices.format(3650, 3194, 2737), prices.format(3712, 3248, 2784)
    ours = Article("a", "أسعار الذهب", f"{one}، وبلغ سعر الجنيه الذهب {25552} والأونصة {2034}.", published=DAY)
    theirs = Article("b", "أسعار الذهب", f"{other}، وبلغ سعر الجنيه الذهب {25984} والأونصة {2051}.", published=DAY)
    check([ours, theirs], {"a", "b"})
    check([ours, replace(ours, id="c", title="الذهب اليوم", body=ours.body + " وفق بيان الشعبة.")], {"ac"})


def test_numbers_that_each_day_has_do_not_make_days_one(check: Callable[..., None]) -> None:
    prices = (
        "سجل غرام الذهب عيار 24 اليوم {} جنيها، وبلغ سعر عيار 21 نحو {} جنيها، وسجل عيار 18 في السوق المحلية {} جنيها"
    )
    one, other = prices.format(381, 334, 286), prices.format(384, 336, 288)
    check([Article("a", "أسعار الذهب", one), Article("b", "أسعار الذهب", other)], {"a", "b"})


def test_numbers_with_something_attached_tell_days_apart(check: Callable[..., None]) -> None:
    weather = (
        "تتوقع الأرصاد طقسا حارا نسبيا في المناطق الداخلية مع هبوب رياح قوية فوق السواحل، وتتراوح درجات الحرارة"
        " الدنيا بين {} و{} درجة، والعليا بين {} و{} درجة، ويكون البحر قليل الهيجان في الواجهة المتوسطية."
    )
    one, other = weather.format(7, 13, 24, 33), weather.format(9, 16, 28, 39)
    check([Article("a", "الطقس غدا", one), Article("b", "الطقس غدا", other)], {"a", "b"})


def test_two_stories_are_not_joined_by_what_is_between_them(check: Callable[..., None]) -> None:
    flood, library = FLOOD.split(". "), LIBRARY.split(". ")
    between = ". ".join([*flood[:2], *library[:2]])
    bodies = {"a": FLOOD, "b": FLOOD + " تم.", "c": FLOOD + " انتهى."}
    bodies |= {"x": LIBRARY, "y": LIBRARY + " تم.", "z": LIBRARY + " انتهى.", "m": between}
    articles = [Article(i, "خبر", body) for i, body in bodies.items()]
    told = naive(articles)
    assert frozenset("abc") <= max(told, key=lambda members: "a" in members)
    assert len(told) == 2
    check(articles, {"".join(sorted(members)) for members in told})


@pytest.fixture
def check(tmp_path_factory: pytest.TempPathFactory) -> Callable[[list[Article], set[str]], None]:
    """Return what tells whether articles make stories, given as joined ids, in an index and compared naively."""

    def stand(articles: list[Article], expected: set[str]) -> None:
        told = {frozenset(ids) for ids in expected}
        assert naive(articles) == told
        for order in (articles, articles[::-1]):
            folder = tmp_path_factory.mktemp("order") / "index"
            with closing(open_engine(folder, create=True)) as engine:
                for article in order:
                    engine.add([article])
                    engine.commit()
            assert stories(open_snapshot(folder)) == told

    return stand


SENTENCES = [*FLOOD.split(". "), *LIBRARY.split(". ")]
BODIES = st.one_of(
    st.lists(st.sampled_from(SENTENCES), max_size=5).map(". ".join),
    st.sampled_from([FLOOD, LIBRARY, FLOOD + LIBRARY, *(FLOOD.replace(word, "كلمة") for word in FLOOD.split()[::5])]),
)
DATES = st.one_of(st.none(), st.integers(0, 12).map(lambda days: DAY + timedelta(days=days)))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.sampled_from("abcdefghij"), BODIES, DATES),
        st.tuples(st.just("delete"), st.sampled_from("abcdefghij")),
        st.sampled_from([("commit",), ("reopen",), ("tidy",), ("look",)]),
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(steps=STEPS, many=st.sampled_from([0, 10**6]), enough=st.sampled_from([0.0, 0.5, 2.0]))
def test_stories_depend_on_the_articles_alone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]], many: int, enough: float
) -> None:
    """Also for a reader that follows, and looks now and then; and where stories are kept beside the index."""
    folder = tmp_path_factory.mktemp("steps") / "index"
    engine = open_engine(folder, create=True)
    reader = open_snapshot(folder)
    there: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.known_stories.MANY_DOCUMENTS", many)
        patch.setattr("index.known_stories.ENOUGH_KEPT", enough)
        for step, *values in [*steps, ("look",)]:
            if step == "add":
                article_id, body, published = values
                there.add(article_id)
                engine.add([Article(article_id, "خبر", body, published=published)])
            elif step == "delete":
                there.discard(values[0])
                engine.delete(values)
            else:
                engine.commit()
                searched = [article for article in map(engine.get, there) if article]  # of its versions the latest
                assert len(searched) == len(there)
                assert stories(open_snapshot(folder)) == naive(searched)
            if step == "look":
                reader = open_snapshot(folder, reader)
                assert stories(reader) == naive(searched)
            if step == "tidy":
                engine.tidy()
            if step == "reopen":
                engine.close()
                engine = open_engine(folder)
    engine.close()


def test_kept_stories_that_cannot_be_read_are_told_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.known_stories.MANY_DOCUMENTS", 0)
    folder = tmp_path / "index"
    with closing(open_engine(folder, create=True)) as engine:
        engine.add([Article("a", "خبر", FLOOD), Article("b", "خبر", FLOOD), Article("c", "خبر", LIBRARY)])
        engine.commit()
    kept = folder / "stories"
    whole = kept.read_bytes()
    for damaged in (whole, whole[:-9], b"", whole.replace(b"live", b"dead"), bytes(len(whole))):
        kept.write_bytes(damaged)
        assert stories(open_snapshot(folder)) == {frozenset("ab"), frozenset("c")}
    kept.unlink()
    kept.mkdir()
    assert stories(open_snapshot(folder)) == {frozenset("ab"), frozenset("c")}


def test_stories_of_a_later_generation_are_none_of_an_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.known_stories.MANY_DOCUMENTS", 0)
    folder = tmp_path / "index"
    with closing(open_engine(folder, create=True)) as engine:
        engine.add([Article(str(number), "خبر", FLOOD) for number in range(20)])
        engine.commit()
        earlier = open_snapshot(folder)
        engine.delete(["3"])
        monkeypatch.setattr("index.known_stories.ENOUGH_KEPT", 2)
        engine.commit()
        assert stories(earlier) == {frozenset(map(str, range(20)))}


def test_stories_that_cannot_be_kept_take_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("index.known_stories.MANY_DOCUMENTS", 0)
    folder = tmp_path / "index"
    with closing(open_engine(folder, create=True)) as engine:
        (folder / "stories" / "in the way").mkdir(parents=True)
        engine.add([Article("a", "خبر", FLOOD), Article("b", "خبر", FLOOD)])
        engine.commit()
        engine.tidy()
        assert engine.count() == 2
    assert "its stories cannot be kept" in caplog.text
    assert stories(open_snapshot(folder)) == {frozenset("ab")}
