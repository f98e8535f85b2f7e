"""Collapsed results have one article of each story, and say which others tell it."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from documents.article import Article
from index.engine import MOST_COPIES, Filters, Plan, open_engine
from index.query import Everything, Words
from index.telling import Copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.engine import Engine, Sort
    from index.query import Query

DAY = date(2024, 5, 1)
STORIES, SPREAD = 40, 5
WORDS = """ميناء سفينة بحر شاطئ موجة صياد شبكة قارب مرفأ عاصفة رياح مطر سحاب برق رعد جبل واد نهر جسر طريق
قطار محطة مسافر حقيبة تذكرة مطار طائرة جناح مدرسة معلم تلميذ كتاب قلم درس امتحان جامعة طبيب مستشفى دواء مريض""".split()


def bodies() -> Iterator[str]:
    """Yield texts of 60 words that have hardly two words beside each other in common."""
    chance = random.Random(5)
    while True:
        yield " ".join(chance.choice(WORDS) for _ in range(60))


def articles() -> list[Article]:
    """Return stories that are told one to five times, each time in other words at the end, and on another day."""
    chance, texts = random.Random(7), bodies()
    found = []
    for story, body in zip(range(STORIES), texts, strict=False):
        for number in range(1 + story % SPREAD):
            ending = " ".join(chance.choice(WORDS) for _ in range(number))
            day = None if chance.random() < 0.1 else DAY + timedelta(days=chance.randint(0, 2))
            found.append(
                Article(
                    f"{story}-{number}",
                    f"عنوان {story}",
                    f"{body} {ending}",
                    published=day,
                    source=f"صحيفة {number}",
                )
            )
    chance.shuffle(found)
    return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return an engine that has them, in two segments."""
    every = articles()
    with closing(open_engine(tmp_path_factory.mktemp("telling") / "index", create=True)) as opened:
        for part in (every[:50], every[50:]):
            opened.add(part)
            opened.commit()
        yield opened


def story_of(article_id: str) -> str:
    return article_id.split("-", maxsplit=1)[0]


QUERIES = [Everything(), Words(("سفينة",)), Words(("سفينة", "امتحان", "جبل", "تذكرة")), Words(("لا", "شيء"))]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
@pytest.mark.parametrize("half_life_days", [None, 1.0])
def test_the_first_of_each_story_stands_for_it(
    engine: Engine, query: Query, sort: Sort, half_life_days: float | None
) -> None:
    plan = Plan(query, Filters(), sort, limit=1000, half_life_days=half_life_days)
    whole = engine.run(plan)
    first: dict[str, str] = {}
    for hit in whole.hits:
        first.setdefault(story_of(hit.id), hit.id)
    for offset, limit in [(0, 1000), (0, 3), (5, 4), (len(first) - 1, 5), (len(first), 5)]:
        window = Plan(query, Filters(), sort, offset, limit, half_life_days=half_life_days, collapse=True)
        page = engine.run(window)
        assert [hit.id for hit in page.hits] == list(first.values())[max(offset, 0) : max(offset, 0) + limit]
        assert (page.total, page.stories) == (whole.total, len(first))


def test_both_totals_are_there_without_collapsing_too(engine: Engine) -> None:
    page = engine.run(Plan(Everything(), Filters(), limit=0))
    assert (page.total, page.stories) == (len(articles()), STORIES)


def test_stories_are_counted_among_what_filters_let_through(engine: Engine) -> None:
    page = engine.run(Plan(Everything(), Filters(sources=("صحيفة 4", "صحيفة 3")), limit=100, collapse=True))
    assert page.total == sum(2 if story % SPREAD == 4 else story % SPREAD == 3 for story in range(STORIES))
    assert page.stories == len(page.hits) == 2 * STORIES // SPREAD


def test_facets_count_articles(engine: Engine) -> None:
    page = engine.run(Plan(Everything(), Filters(), collapse=True, facets=("source",)))
    assert sum(count for _, count in page.facets["source"]) == page.total


def test_a_hit_has_the_others_of_its_story_whether_they_match_or_not(engine: Engine) -> None:
    (hit,) = engine.run(Plan(Everything(), Filters(sources=("صحيفة 4",)), limit=1)).hits
    story = story_of(hit.id)
    assert {one.id for one in hit.copies} == {f"{story}-{number}" for number in range(4)}
    assert hit.others == 4


def test_without_articles_there_are_no_copies(engine: Engine) -> None:
    hits = engine.run(Plan(Everything(), Filters(sources=("صحيفة 4",)), with_articles=False)).hits
    assert {(hit.copies, hit.others) for hit in hits} == {((), 0)}


def test_a_story_begins_with_its_first_publisher_and_ends_with_the_undated(engine: Engine) -> None:
    by_id = {article.id: article for article in articles()}
    for article_id in ("4-2", "9-0", "14-4", "0-0"):
        story = engine.story(article_id)
        members = [article for one, article in by_id.items() if story_of(one) == story_of(article_id)]
        members.sort(key=lambda article: (article.published is None, article.published or DAY, article.id))
        assert story == tuple(Copy(one.id, one.title, one.source, one.published) for one in members)


def test_an_article_that_is_not_there_has_no_story(engine: Engine) -> None:
    assert engine.story("99-0") == ()


def test_a_hit_names_only_so_many_copies(tmp_path: Path) -> None:
    body = next(bodies())
    with closing(open_engine(tmp_path / "index", create=True)) as engine:
        engine.add(Article(str(number), "خبر", body) for number in range(MOST_COPIES + 5))
        engine.commit()
        (hit,) = engine.run(Plan(Everything(), Filters(), collapse=True)).hits
        assert (len(hit.copies), hit.others) == (MOST_COPIES, MOST_COPIES + 4)
        assert len(engine.story("3")) == MOST_COPIES + 5


def test_results_behind_the_best_are_collapsed_by_their_whole_scores(tmp_path: Path) -> None:
    texts = bodies()
    copied, others = next(texts), [next(texts) for _ in range(30)]
    with closing(open_engine(tmp_path / "index", create=True)) as engine:
        engine.add(Article(f"0-{number}", "بحر بحر بحر", copied) for number in range(600))
        engine.add(Article(f"{number}-0", "بحر", body) for number, body in enumerate(others, 1))
        engine.commit()
        plan = Plan(Words(("بحر",)), Filters(), limit=2000)
        first: dict[str, str] = {}
        for hit in engine.run(plan).hits:
            first.setdefault(story_of(hit.id), hit.id)
        page = engine.run(Plan(Words(("بحر",)), Filters(), limit=20, collapse=True))
        assert [hit.id for hit in page.hits] == list(first.values())[:20]
        assert (page.total, page.stories) == (630, 31)
