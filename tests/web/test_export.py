from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.article import Article
from index.engine import open_engine
from searcher.results import Search
from searcher.search import Searcher
from web.api import conditional
from web.app import create_app
from web.export import COLUMNS, batches, disposition, harmless
from web.params import MATCHES, NEEDS, SORTS
from web.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


FILES = ("/search.csv", "/search.jsonl")
TWINS = (*FILES, "/search.json", "/search.atom", "/search.rss", "/search.feed.json")
HOSTILE = "</title><script>alert(1)</script> ]]> \"'&amp; <mark>خبر</mark>"


def get(client: FlaskClient, path: str, **values: object) -> str:
    reply = client.get(path, query_string={name.rstrip("_"): value for name, value in values.items()})
    assert reply.status_code == 200, reply.text
    return reply.text


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(text: str) -> list[Any]:
    assert not text or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def ranked(client: FlaskClient, **values: object) -> list[str]:
    """The ids of everything found, page by page, as the endpoint gives them."""
    ids: list[str] = []
    reply = json.loads(get(client, "/api/v1/search", **values, per_page=7))
    while True:
        ids += [result["id"] for result in reply["results"]]
        if reply["cursor"] is None:
            return ids
        reply = json.loads(get(client, "/api/v1/search", **values, per_page=7, cursor=reply["cursor"]))


@given(
    st.fixed_dictionaries(
        {
            "q": st.sampled_from(
                ["", "مدينة", "محطة الطاقة", "هامبورغ", '"كرة اليد"', "شعر AND مخطوطات", "زقزقة", "-مدينة"]
            ),
            "sort": st.sampled_from(SORTS),
            "words": st.sampled_from(NEEDS),
            "match": st.sampled_from(MATCHES),
            "source": st.sampled_from(["", "وكالة نسيم (نموذج)"]),
            "half_life": st.sampled_from(["", "30"]),
            "from": st.sampled_from(["", "2023"]),
        }
    )
)
def test_the_files_have_the_total_of_every_page_and_its_order(app: Flask, values: dict[str, str]) -> None:
    client = app.test_client()
    ids = ranked(client, **values)
    assert [row["id"] for row in table(get(client, "/search.csv", **values))] == ids
    assert [line["id"] for line in lines(get(client, "/search.jsonl", **values))] == ids
    assert len(ids) == json.loads(get(client, "/search.json", **values))["total"]


def test_more_than_a_batch_is_given_whole(site: Callable[..., FlaskClient]) -> None:
    client = site(*(Article(id=str(n), title=f"غيمة {n}", body="نص " * (n % 7)) for n in range(250)))
    for values in ({"q": "غيمة"}, {"q": "غيمة", "half_life": 9}, {"sort": "oldest"}):
        ids = [row["id"] for row in table(get(client, "/search.csv", **values))]
        assert len(set(ids)) == 250
        assert [line["id"] for line in lines(get(client, "/search.jsonl", **values))] == ids == ranked(client, **values)


def test_a_batch_is_searched_when_it_is_read_and_no_sooner(tmp_path: Path) -> None:
    """So memory holds one batch, and a change of the index shows in the next one."""
    engine = open_engine(tmp_path, create=True)
    engine.add(Article(id=f"{n:03}", title="غيمة", body="") for n in range(250))
    engine.commit()
    searcher = Searcher(engine)
    found = batches(searcher, searcher.search(Search("غيمة", per_page=100)), 1000)
    assert len(next(found)) == 100
    engine.delete([f"{n:03}" for n in range(120, 250)])
    engine.commit()
    assert [len(batch) for batch in found] == [20]
    engine.close()


def test_columns_and_values_are_those_of_the_endpoint(client: FlaskClient) -> None:
    text = get(client, "/search.csv", q="محطة الطاقة")
    assert text.startswith(",".join(COLUMNS) + "\r\n")
    results = json.loads(get(client, "/api/v1/search", q="محطة الطاقة", per_page=100))["results"]
    for row, result in zip(table(text), results, strict=True):
        for name in COLUMNS[:-1]:
            assert row[name] == ("" if result[name] is None else str(result[name]))
        assert row["snippet"]
        assert "<" not in row["snippet"]
        assert "\n" not in row["snippet"]


def test_a_line_has_the_whole_article_and_how_it_was_found(client: FlaskClient) -> None:
    for line in lines(get(client, "/search.jsonl", q="الطاقة", limit=3)):
        article = json.loads(get(client, f"/api/v1/articles/{line['id']}"))
        assert {**article, "score": line["score"], "match": line["match"]} == line
        assert line["score"] > 0
        assert line["match"] in MATCHES


@pytest.mark.parametrize("limit", [1, 2, 61, 62, 1000])
def test_no_more_rows_come_than_asked_for(client: FlaskClient, limit: int) -> None:
    rows = [row["id"] for row in table(get(client, "/search.csv", limit=limit))]
    assert rows == ranked(client)[:limit]
    assert len(lines(get(client, "/search.jsonl", limit=limit))) == len(rows)


def test_which_page_was_asked_for_makes_no_difference(client: FlaskClient) -> None:
    whole = get(client, "/search.csv", q="مدينة")
    assert get(client, "/search.csv", q="مدينة", page=3, per_page=2, facet="source", explain=1) == whole


def test_nothing_found_is_a_header_and_no_line(client: FlaskClient) -> None:
    assert get(client, "/search.csv", q="زقزقة") == ",".join(COLUMNS) + "\r\n"
    assert get(client, "/search.jsonl", q="زقزقة") == ""


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("query", ["زقزقة", "مدينة"])
def test_no_part_of_a_file_is_empty(client: FlaskClient, path: str, query: str) -> None:
    """To a server that sends it in chunks, an empty one is the end."""
    assert all(client.get(path, query_string={"q": query}, buffered=False).iter_encoded())


def test_a_hostile_text_stays_one_cell_and_one_line(site: Callable[..., FlaskClient]) -> None:
    article = Article(id='a,"b"', title=HOSTILE, body=HOSTILE, source="سطر\r\nآخر", author="\ufffe")
    client = site(article)
    (row,) = table(get(client, "/search.csv"))
    assert (row["id"], row["title"], row["source"], row["author"]) == (article.id, HOSTILE, "سطر\r\nآخر", "\ufffe")
    assert row["snippet"] == HOSTILE
    (line,) = lines(get(client, "/search.jsonl", q="خبر"))
    assert (line["title"], line["body"]) == (HOSTILE, HOSTILE)


@pytest.mark.parametrize("first", "=+-@\t\r")
def test_only_the_table_for_excel_defuses_formulas(site: Callable[..., FlaskClient], first: str) -> None:
    text = f'{first}HYPERLINK("https://a.example")'
    client = site(Article(id="1", title=text, body=""))
    (plain,) = table(get(client, "/search.csv"))
    assert plain["title"] == text
    reply = get(client, "/search.csv", bom=1)
    assert reply.startswith("\ufeffid,")
    (defused,) = table(reply.removeprefix("\ufeff"))
    assert defused["title"] == f"'{text}"


def test_what_begins_no_formula_is_left_alone() -> None:
    for text in ("خبر", "3 - 2", "'=1", "", "«+»"):
        assert harmless(text) == text


@pytest.mark.parametrize(
    ("query", "latin", "whole"),
    [
        ("", "bahith", "bahith"),
        ("محطة الطاقة", "bahith", "bahith-محطة-الطاقة"),
        ("كُتُب", "bahith", "bahith-كتب"),
        ('"G20" قمة/..\\\r\n', "bahith-G20", "bahith-G20-قمة"),
        ("\u202efdp.exe", "bahith-fdp-exe", "bahith-fdp-exe"),
        ("ش" * 500, "bahith", "bahith-" + "ش" * 60),
    ],
)
def test_a_file_is_named_after_its_query(query: str, latin: str, whole: str) -> None:
    header = disposition(query, "csv")
    assert header.isascii()
    start, _, name = header.partition("; filename*=UTF-8''")
    assert start == f'attachment; filename="{latin}.csv"'
    assert unquote(name) == f"{whole}.csv"


@pytest.mark.parametrize(("path", "kind"), [("/search.csv", "text/csv"), ("/search.jsonl", "application/x-ndjson")])
def test_files_have_their_type_and_name(client: FlaskClient, path: str, kind: str) -> None:
    reply = client.head(path, query_string={"q": "الطاقة"})
    assert (reply.status_code, reply.data, reply.mimetype) == (200, b"", kind)
    assert reply.headers["Content-Disposition"].startswith("attachment; ")
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", TWINS)
@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"q": "ش" * 100_000}, "q"),
        ({"sort": "best"}, "sort"),
        ({"from": "كتاب"}, "from"),
        ({"form": "2022"}, "form"),
        ({"page": "x"}, "page"),
        ({"cursor": "x"}, "cursor"),
    ],
)
def test_a_bad_parameter_is_the_same_problem_everywhere(
    client: FlaskClient, path: str, values: dict[str, str], parameter: str
) -> None:
    reply, same = (client.get(address, query_string=values) for address in (path, "/api/v1/search"))
    assert (reply.status_code, reply.content_type) == (400, "application/problem+json")
    content: Any = reply.json
    assert content["parameter"] == parameter
    if parameter != "form":  # each has parameters of its own
        assert content == same.json


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/search.csv?limit=0", "limit"),
        ("/search.jsonl?limit=x", "limit"),
        ("/search.csv?bom=2", "bom"),
        ("/search.jsonl?bom=1", "bom"),
        ("/search.atom?limit=1", "limit"),
        ("/search.json?limit=1", "limit"),
        ("/search.rss?per_page=101", "per_page"),
    ],
)
def test_parameters_of_one_form_are_problems_elsewhere(client: FlaskClient, path: str, parameter: str) -> None:
    reply = client.get(path)
    content: Any = reply.json
    assert (reply.status_code, content["parameter"]) == (400, parameter)


def test_without_an_index_a_file_is_a_problem(tmp_path: Path) -> None:
    client = create_app(Settings(index=tmp_path / "away"), patient=True).test_client()
    for path in TWINS:
        reply = client.get(path)
        assert (reply.status_code, reply.content_type) == (503, "application/problem+json")


def test_one_page_is_what_the_endpoint_gives(client: FlaskClient) -> None:
    for values in ({"q": "الطاقة", "page": 2, "per_page": 3}, {"q": "محطه الظاقة", "facet": "source", "explain": 1}):
        one, other = (json.loads(get(client, path, **values)) for path in ("/search.json", "/api/v1/search"))
        assert {**one, "took_ms": 0} == {**other, "took_ms": 0}


@pytest.mark.parametrize("path", [*TWINS, "/api/v1/search"])
def test_who_has_a_reply_is_not_sent_it_again(client: FlaskClient, path: str) -> None:
    first = client.get(path, query_string={"q": "الطاقة"})
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    assert first.headers["Cache-Control"] == "private, no-cache"
    for known in (tag, f'"x", {tag}', tag.removeprefix("W/")):
        again = client.get(path, query_string={"q": "الطاقة"}, headers={"If-None-Match": known})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.head(path, query_string={"q": "الطاقة"}).headers["ETag"] == tag
    assert client.get(path, query_string={"q": "الطاقة"}, headers={"If-None-Match": '"x"'}).status_code == 200


def test_other_searches_have_other_tags(client: FlaskClient) -> None:
    paths = [f"{path}?{more}" for path in TWINS for more in ("", "q=الطاقة", "source=x", "words=all", "sort=oldest")]
    paths += [
        "/search.csv?limit=1",
        "/search.csv?limit=2",
        "/search.csv?bom=1",
        "/search.atom?page=2",
        "/search.json?page=2",
    ]
    tags = [client.get(path).headers["ETag"] for path in paths]
    assert len(set(tags)) == len(tags)


def test_values_at_their_defaults_make_no_other_tag(client: FlaskClient) -> None:
    assert (
        client.get("/search.json?q=الطاقة").headers["ETag"]
        == client.get("/search.json?page=1&match=name&sort=&q=الطاقة").headers["ETag"]
    )


def test_a_change_of_the_index_makes_another_tag(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, create=True)
    application = create_app(Settings(index=tmp_path))
    client = application.test_client()
    for path in TWINS:
        tag = client.get(path).headers["ETag"]
        engine.add([Article(id=path, title="غيمة", body="")])
        engine.commit()
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    engine.close()
    application.extensions["searcher"].close()


def test_the_day_is_in_the_tag(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """«أمس» (yesterday) means another day tomorrow."""

    class Tomorrow(date):
        @classmethod
        def today(cls) -> Self:
            return cls(2030, 1, 2)

    def tag() -> str:
        with app.test_request_context("/search.json"):
            return conditional(replace(Search(), text="أمس"), app.response_class).headers["ETag"]

    today = tag()
    monkeypatch.setattr("web.api.date", Tomorrow)
    assert tag() != today


def test_the_page_leads_to_its_twins(client: FlaskClient) -> None:
    text = get(
        client, "/search", q="مدينة <b>", source="وكالة نسيم (نموذج)", sort="relevance", page=2, per_page=1, utm="x"
    )
    links = {unescape(link) for link in re.findall(r'href="(/search\.[^"]*)"', text)}
    assert {link.partition("?")[0] for link in links} == set(TWINS) - {"/search.json"}
    totals = set()
    for link in links:
        reply = client.get(link)
        assert reply.status_code == 200, link
        assert "page=" not in link
        if ".csv" in link:
            totals.add(len(table(reply.text)))
        if ".jsonl" in link:
            totals.add(len(lines(reply.text)))
    assert totals == {json.loads(get(client, "/search.json", q="مدينة <b>", source="وكالة نسيم (نموذج)"))["total"]}
