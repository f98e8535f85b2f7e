"""Copies are hidden and shown by a parameter, and named everywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from documents.article import Article
from index.engine import open_engine
from web.app import create_app
from web.cli import main
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

BODY = (
    "أعلنت هيئة السكك الحديدية تشغيل القطار الليلي بين العاصمة والميناء ابتداء من الشهر المقبل. "
    "وقال المدير العام إن الرحلة تستغرق سبع ساعات وتتوقف في أربع محطات. "
    "وتباع التذاكر في المحطات وعلى موقع الهيئة بسعر موحد طوال العام."
)
TRAIN = Article(
    "wakala-1", "قطار ليلي إلى الميناء", BODY, published=date(2024, 6, 2), source="وكالة الساحل", section="محليات"
)
ARTICLES = [
    TRAIN,
    replace(TRAIN, id="sabah-7", title="رحلات ليلية من العاصمة", source="صباح البلد", published=date(2024, 6, 3)),
    replace(
        TRAIN,
        id="sada-3",
        source="صدى",
        published=date(2024, 6, 4),
        body=BODY.replace("سبع ساعات", "ثماني ساعات") + " ورحب التجار بالخبر.",
    ),
    Article(
        "wakala-2", "قطار الضاحية يتأخر", "تأخر قطار الضاحية ساعة كاملة بسبب أعمال الصيانة.", source="وكالة الساحل"
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories") / "index"
    engine = open_engine(folder, create=True)
    engine.add(ARTICLES)
    engine.commit()
    engine.close()
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return create_app(Settings(folder)).test_client()


def test_both_totals_are_in_the_reply(client: FlaskClient) -> None:
    for parameters in ({}, {"collapse": "1"}):
        reply = client.get("/api/v1/search", query_string={"q": "قطار", **parameters}).get_json()
        assert (reply["total"], reply["stories"]) == (4, 2)
    counts = client.get("/api/v1/facets", query_string={"q": "قطار", "facet": "source"}).get_json()
    assert (counts["total"], counts["stories"]) == (4, 2)


def test_collapsed_each_story_stands_once_and_names_its_copies(client: FlaskClient) -> None:
    reply = client.get(
        "/api/v1/search", query_string={"q": "قطار الميناء", "collapse": "1", "sort": "oldest"}
    ).get_json()
    assert [result["id"] for result in reply["results"]] == ["wakala-1", "wakala-2"]
    first = reply["results"][0]
    assert [(copy["id"], copy["source"], copy["published"]) for copy in first["copies"]] == [
        ("sabah-7", "صباح البلد", "2024-06-03"),
        ("sada-3", "صدى", "2024-06-04"),
    ]
    assert first["copies_total"] == 2


def test_pages_go_on_through_stories(client: FlaskClient) -> None:
    values = {"q": "قطار", "collapse": "1", "per_page": "1"}
    first = client.get("/api/v1/search", query_string=values).get_json()
    second = client.get(first["next"]).get_json()
    assert second["results"]
    assert second["next"] is None


@pytest.mark.parametrize("address", ["/search.csv", "/search.jsonl"])
def test_files_are_collapsed_too(client: FlaskClient, address: str) -> None:
    whole, told = (
        client.get(address, query_string={"q": "قطار", **more}).get_data(as_text=True).count("wakala-1")
        + client.get(address, query_string={"q": "قطار", **more}).get_data(as_text=True).count("sabah-7")
        for more in ({}, {"collapse": "1"})
    )
    assert (whole, told) == (2, 1)


def test_a_feed_is_collapsed_too(client: FlaskClient) -> None:
    feed = client.get("/search.feed.json", query_string={"q": "قطار", "collapse": "1"}).get_json()
    assert feed["_bahith"]["total_results"] == len(feed["items"]) == 2


def test_a_wrong_value_is_refused(client: FlaskClient) -> None:
    problem = client.get("/api/v1/search", query_string={"q": "قطار", "collapse": "yes"})
    assert problem.status_code == 400
    assert problem.get_json()["parameter"] == "collapse"


def test_the_page_offers_to_hide_copies_and_to_show_them(client: FlaskClient) -> None:
    shown = client.get("/search", query_string={"q": "قطار"}).get_data(as_text=True)
    assert "4 نتائج في قصتين" in shown
    assert "أخفِ النسخ المكررة" in shown
    assert "نُشر أيضًا في:" in shown
    hidden = client.get("/search", query_string={"q": "قطار", "collapse": "1"}).get_data(as_text=True)
    assert "4 نتائج في قصتين" in hidden
    assert "أظهر النسخ المكررة" in hidden
    assert "من دون النسخ المكررة" in hidden
    assert hidden.count("<li id=") == 2
    other = client.get("/search", query_string={"q": "الضاحية"}).get_data(as_text=True)
    assert "النسخ المكررة" not in other


def test_the_article_says_who_published_its_story_and_what_changed(client: FlaskClient) -> None:
    page = client.get("/articles/sada-3").get_data(as_text=True)
    assert "هذه القصة في وسائل أخرى" in page
    assert page.count("أول من نشر") == 1
    assert page.index("وكالة الساحل") < page.index("صباح البلد")
    assert "عنوان آخر" in page
    assert "<ins>ورحب التجار بالخبر.</ins>" in page
    assert "هذه القصة في وسائل أخرى" not in client.get("/articles/wakala-2").get_data(as_text=True)


def test_the_page_lists_so_many_articles_of_a_story_and_counts_the_others(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "وغيرها" not in client.get("/articles/wakala-1").text
    monkeypatch.setattr("web.pages.MOST_TOLD", 2)
    text = client.get("/articles/wakala-1").text
    assert "وغيرها: 1" in text
    assert "sada-3" not in text.partition('id="story"')[2].partition("</section>")[0]


def test_the_story_of_an_article_as_json(client: FlaskClient) -> None:
    story = client.get("/api/v1/articles/sabah-7/story").get_json()
    assert story["total"] == 3
    assert [one["id"] for one in story["articles"]] == ["wakala-1", "sabah-7", "sada-3"]
    assert [one["edit"]["headline"] for one in story["articles"]] == [False, True, False]
    last = story["articles"][2]["edit"]
    assert last["added"] == ["ورحب التجار بالخبر."]
    assert [pair["after"] for pair in last["reworded"]] == [
        "وقال المدير العام إن الرحلة تستغرق ثماني ساعات وتتوقف في أربع محطات."
    ]
    assert client.get("/api/v1/articles/nobody/story").status_code == 404


def test_the_command_collapses(folder: Path) -> None:
    shown = CliRunner().invoke(main, ["search", "قطار", "--collapse", "--index", str(folder)]).output
    assert shown.startswith("4 articles in 2 stories")
    assert "also published by: " in shown
    printed = CliRunner().invoke(main, ["search", "قطار", "--collapse", "--json", "--index", str(folder)]).output
    assert len(json.loads(printed)["results"]) == json.loads(printed)["stories"] == 2
