"""Which articles are most like one, and none of them a copy?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from documents.article import Article
    from index.engine import Engine

    Make = Callable[..., Article]
    Keep = Callable[..., None]

VOLCANO = """ثار بركان في جزيرة صغيرة صباح الأحد فغطى الرماد القرى القريبة منه، وأجلت السلطات مئات السكان إلى مدارس
المدينة، وقال علماء إن الحمم وصلت إلى الشاطئ الغربي."""
VOLCANO_AGAIN = """قال خبراء في مرصد الزلازل إن بركان الجزيرة ما زال يقذف الحمم، وإن الرماد أوقف الرحلات الجوية،
بينما ينتظر السكان في مراكز الإيواء إذنا بالعودة."""
VOLCANO_LATER = """عاد أول السكان إلى قرية دمرتها الحمم عند سفح البركان، ووجدوا بيوتهم تحت الرماد، ووعدت الحكومة
بتعويضات سريعة."""
MATCH = """فاز الفريق الأخضر على ضيفه بثلاثة أهداف في مباراة حضرها آلاف المشجعين، وسجل المهاجم الشاب هدفين قبل
نهاية الشوط الأول."""
CUP = """تأهل الفريق الأزرق إلى نهائي الكأس بعد مباراة انتهت بركلات الترجيح، وأنقذ الحارس ركلتين أمام المشجعين."""
MARKET = """ارتفعت أسعار القمح في الأسواق العالمية بعد موجة جفاف، وحذر تجار من نقص في المخازن قبل الشتاء."""
BODIES = {"v1": VOLCANO, "v2": VOLCANO_AGAIN, "v3": VOLCANO_LATER, "m1": MATCH, "m2": CUP, "price": MARKET}


@pytest.fixture
def news(engine: Engine, keep: Keep) -> Engine:
    """Return an engine with articles on three subjects in two segments."""
    keep(engine, **{name: BODIES[name] for name in ("v1", "m1", "price")})
    keep(engine, **{name: BODIES[name] for name in ("v2", "m2", "v3")})
    return engine


def like(engine: Engine, article_id: str, limit: int = 10) -> list[str]:
    return [hit.id for hit in engine.similar(article_id, limit)]


@pytest.mark.parametrize(
    ("name", "first"), [("v1", {"v2", "v3"}), ("v2", {"v1", "v3"}), ("m1", {"m2"}), ("m2", {"m1"})]
)
def test_articles_on_the_same_subject_come_first(news: Engine, name: str, first: set[str]) -> None:
    assert set(like(news, name)[: len(first)]) == first


@pytest.mark.parametrize("name", BODIES)
def test_no_article_is_like_itself_and_none_comes_twice(news: Engine, name: str) -> None:
    found = like(news, name)
    assert name not in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_no_more_come_than_the_limit(news: Engine, limit: int) -> None:
    assert like(news, "v1", limit) == like(news, "v1")[:limit]


def test_hits_have_their_articles_and_falling_scores(news: Engine) -> None:
    hits = news.similar("v1", 5)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0
    assert all(hit.article is not None and hit.article.body == BODIES[hit.id] for hit in hits)


@pytest.mark.parametrize(
    "copy",
    [VOLCANO, VOLCANO.replace("صباح الأحد", "يوم الأحد"), f"عاجل: {VOLCANO} تابعونا", VOLCANO.replace("،", " ،")],
    ids=["same", "a word otherwise", "words more", "signs otherwise"],
)
def test_near_copies_are_left_out(news: Engine, keep: Keep, copy: str) -> None:
    before = like(news, "v1")
    keep(news, copy=copy)
    assert set(like(news, "v1")) == set(before)
    assert "v1" not in like(news, "copy")


def test_of_two_copies_of_one_another_one_comes(news: Engine, keep: Keep) -> None:
    keep(news, copy=f"{VOLCANO_AGAIN} انتهى", again=f"{VOLCANO_AGAIN} يتبع")
    found = like(news, "v1")
    assert len({"v2", "copy", "again"} & set(found)) == 1
    assert "v3" in found


def test_many_copies_hide_nothing_else(news: Engine, keep: Keep) -> None:
    keep(news, **{f"copy{number}": f"{VOLCANO} {number}" for number in range(4)})
    assert set(like(news, "v1", 2)) == {"v2", "v3"}


def test_deleted_articles_are_like_none(news: Engine) -> None:
    news.delete(["v2"])
    news.commit()
    assert "v2" not in like(news, "v1")
    assert like(news, "v2") == []


def test_a_replaced_article_is_what_it_is_now(news: Engine, keep: Keep) -> None:
    keep(
        news, v1=f"{MATCH} وقال المدرب إن اللاعبين أدوا ما عليهم في كل دقيقة من الوقت الطويل جدا، وشكر الجمهور وزملاءه."
    )
    assert like(news, "v1", 1)[0] in {"m1", "m2"}


@pytest.mark.parametrize("unknown", ["", "لا أحد", "\ud800"])
def test_none_are_like_an_unknown_article(news: Engine, unknown: str) -> None:
    assert news.similar(unknown, 5) == ()


@pytest.mark.parametrize("body", ["", "؟!", "في من على إلى", "1 2 3", "ﾞﾞ ﾞﾞ İİ \u0670ب", "زرافة"])
def test_none_are_like_an_article_that_tells_nothing(news: Engine, article: Make, body: str) -> None:
    """Nothing but signs, stop words, numbers, odd letters, or a word that stands nowhere else."""
    news.add([article("odd", body), article("other", body)])
    news.commit()
    assert set(like(news, "odd")) <= {"other"}
    assert "odd" not in {one for name in BODIES for one in like(news, name)}


def test_a_word_of_the_title_tells_more_than_one_of_the_text(
    engine: Engine, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.similar.TELLING_WORDS", 1)
    engine.add(
        [
            article("asked", "نص طويل وفيه قارب", title="منارة"),
            article("title", "المنارة القديمة فوق الصخور"),
            article("text", "القارب الجديد قرب الرصيف"),
        ]
    )
    engine.commit()
    assert like(engine, "asked") == ["title"]


def test_an_empty_index_has_nothing_similar(engine: Engine) -> None:
    assert engine.similar("a", 5) == ()
