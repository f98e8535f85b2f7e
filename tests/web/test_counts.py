from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from documents.article import Article
from index.arabic.analyzer import ANALYZER_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient


def get(client: FlaskClient, address: str, **values: Any) -> Any:
    reply = client.get(address, query_string=values)
    assert reply.status_code == 200, reply.text
    return reply.json


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "الطاقة"},
        {"q": ""},
        {"q": "زقزقة"},
        {"q": "مدينة اليوم", "words": "all", "match": "stem", "exclude.section": "رياضة"},
        {"q": "كرة", "from": "2023", "source": "وكالة نسيم (نموذج)", "per_page": "3", "page": "2"},
    ],
)
def test_counts_are_those_of_the_search(client: FlaskClient, asked: dict[str, str]) -> None:
    found = get(client, "/api/v1/search", facet="source,section,month,day", **asked)
    counted = get(client, "/api/v1/facets", **asked)
    assert (counted["total"], counted["facets"]) == (found["total"], found["facets"])
    assert counted["query"] == {name: found["query"][name] for name in ("text", "canonical")}
    assert counted["index"] == found["index"]


def test_only_the_facets_asked_for_are_counted(client: FlaskClient) -> None:
    assert list(get(client, "/api/v1/facets", facet="month")["facets"]) == ["month"]


def test_what_a_search_refuses_is_refused(client: FlaskClient) -> None:
    for values in ({"facet": "tags"}, {"per_page": "101"}, {"form": "2022"}, {"q": "ش" * 2001}):
        assert client.get("/api/v1/facets", query_string=values).status_code == 400


def test_counts_have_an_etag(client: FlaskClient) -> None:
    tag = client.get("/api/v1/facets?q=كرة").headers["ETag"]
    assert client.get("/api/v1/facets?q=كرة", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/api/v1/search?q=كرة").headers["ETag"] != tag


def test_a_reply_says_what_it_was_made_from(site: Callable[..., FlaskClient]) -> None:
    client = site(Article(id="1", title="غيمة", body="نص"))
    found = get(client, "/api/v1/search", q="غيمة")
    assert found["index"] == {"generation": get(client, "/api/v1/stats")["generation"], "analyzer": ANALYZER_VERSION}


@pytest.mark.parametrize(
    "text", ["محطة الطاقة", '"كرة اليد" -القصيم', "(حرب OR سلام) AND غزة", "من:2022 طاقة", "", "؟"]
)
def test_the_canonical_query_finds_the_same_and_is_its_own_canonical_query(client: FlaskClient, text: str) -> None:
    found = get(client, "/api/v1/search", q=text)
    again = get(client, "/api/v1/search", q=found["query"]["canonical"])
    assert again["query"]["canonical"] == found["query"]["canonical"]
    assert again["query"]["tree"] == found["query"]["tree"]
    assert [one["id"] for one in again["results"]] == [one["id"] for one in found["results"]]


def test_statistics_add_up_to_the_articles(client: FlaskClient) -> None:
    facts = get(client, "/api/v1/stats")
    assert facts["articles"] == 62
    for counts in (facts["sources"], facts["months"]):
        assert sum(one["count"] for one in counts) == 62
    assert facts["months"] == get(client, "/api/v1/facets")["facets"]["month"]
    assert facts["committed"].endswith("+00:00")
    assert facts["size_bytes"] > 100_000


def test_statistics_of_an_empty_index(site: Callable[..., FlaskClient]) -> None:
    facts = get(site(), "/api/v1/stats")
    assert (facts["articles"], facts["sources"], facts["months"]) == (0, [], [])
    assert facts["first_published"] is facts["last_published"] is None


def test_statistics_take_no_parameters(client: FlaskClient) -> None:
    assert client.get("/api/v1/stats?q=x").status_code == 400
