from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Any

import pytest

from documents.article import Article
from index.engine import open_engine
from web.app import create_app
from web.params import MATCHES
from web.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse


def search(client: FlaskClient, **values: object) -> Any:
    reply = client.get("/api/v1/search", query_string={name.rstrip("_"): value for name, value in values.items()})
    assert reply.status_code == 200, reply.text
    return reply.json


def problem(reply: TestResponse, status: int) -> Any:
    assert reply.status_code == status
    assert reply.content_type == "application/problem+json"
    content = reply.json
    assert content is not None
    assert content["status"] == status
    assert content["title"]
    assert content["title_ar"]
    return content


def test_a_reply_has_the_documented_fields(client: FlaskClient) -> None:
    reply = search(client, q="الطاقة الشمسية")
    assert set(reply) == {
        "total", "total_relation", "stories", "page", "per_page", "took_ms", "index", "query", "results", "relaxations",
        "facets", "next", "previous", "cursor",
    }  # fmt: skip
    assert reply["query"] == {
        "text": "الطاقة الشمسية",
        "canonical": "الطاقة الشمسية",
        "words": "any",
        "half_life_days": None,
        "match": "name",
        "understood": {
            "ar": "مقالات فيها أي من الكلمات: الطاقة، الشمسية",
            "en": "articles that have any of the words: الطاقة, الشمسية",
        },
        "steps": [],
        "tree": {"type": "words", "words": ["الطاقة", "الشمسية"], "need": "any", "terms": []},
        "variants": [],
        "corrections": [],
    }
    assert reply["relaxations"] == []
    assert set(reply["results"][0]) == {
        "id", "url", "title", "source", "section", "author", "published", "score", "rank", "match", "matched",
        "highlights", "copies", "copies_total",
    }  # fmt: skip


def test_the_reply_says_what_was_chosen(client: FlaskClient) -> None:
    query = search(client, q="الطاقة الشمسية", words="all", half_life=30, match="stem")["query"]
    chosen = {name: query[name] for name in ("text", "words", "half_life_days", "match")}
    assert chosen == {"text": "الطاقة الشمسية", "words": "all", "half_life_days": 30, "match": "stem"}
    assert isinstance(query["half_life_days"], int)


def test_a_result_says_which_of_its_words_answer_and_how(client: FlaskClient) -> None:
    results = search(client, q="هامبورغ")["results"]
    assert {result["match"] for result in results} == {"exact", "name"}
    (other,) = {one["word"] for result in results if result["match"] == "name" for one in result["matched"]}
    assert other == "هامبورج"
    assert results[0]["matched"] == [{"word": "هامبورغ", "asked": "هامبورغ", "match": "exact"}]


def test_without_words_no_rung_is_named(client: FlaskClient) -> None:
    (first, *_) = search(client)["results"]
    assert (first["match"], first["matched"]) == (None, [])


def test_each_rung_finds_what_the_one_before_it_finds(client: FlaskClient) -> None:
    totals = [search(client, q="مدرسة هامبورغ", match=rung)["total"] for rung in MATCHES]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


def test_a_rung_is_the_farthest_of_its_results(client: FlaskClient) -> None:
    for farthest, rung in enumerate(MATCHES, 1):
        found = {result["match"] for result in search(client, q="مدرسة", match=rung)["results"]}
        assert found <= set(MATCHES[:farthest])


def test_facets_add_up_to_the_total(client: FlaskClient) -> None:
    reply = search(client, q="الطاقة", facet="source,section,month")
    assert list(reply["facets"]) == ["source", "section", "month"]
    for counts in reply["facets"].values():
        assert sum(one["count"] for one in counts) == reply["total"] > 0
    assert search(client, q="الطاقة")["facets"] == {}


def test_a_facet_counts_what_its_filter_finds(client: FlaskClient) -> None:
    for one in search(client, q="الطاقة", facet="source")["facets"]["source"]:
        if one["value"]:
            assert search(client, q="الطاقة", source=one["value"])["total"] == one["count"]


def test_facets_do_not_depend_on_the_page(client: FlaskClient) -> None:
    first, last = (search(client, facet="source", per_page=7, page=page)["facets"] for page in (1, 5))
    assert first == last


@pytest.mark.parametrize("more", [{}, {"q": "الطاقة"}, {"sort": "oldest"}, {"q": "الطاقة", "half_life": 30}])
def test_cursors_lead_through_all_results_in_the_order_of_pages(client: FlaskClient, more: dict[str, object]) -> None:
    whole = [result["id"] for result in search(client, per_page=100, **more)["results"]]
    reply, found = search(client, per_page=7, **more), []
    while True:
        found += [(result["rank"], result["id"]) for result in reply["results"]]
        if reply["cursor"] is None:
            break
        reply = search(client, per_page=7, cursor=reply["cursor"], **more)
    assert found == list(enumerate(whole, 1))
    assert reply["next"] is None


def test_behind_the_deepest_page_the_next_one_has_a_cursor(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("searcher.results.MAX_DEPTH", 20)
    reply = search(client, per_page=10, page=2)
    assert "cursor=" in reply["next"]
    assert "page=" not in reply["next"].replace("per_page=", "")
    following = client.get(reply["next"]).json
    assert following is not None
    assert (following["page"], following["results"][0]["rank"]) == (3, 21)


def test_without_explain_there_is_no_explanation(client: FlaskClient) -> None:
    for explain in ("", "0"):
        assert all("explanation" not in result for result in search(client, q="الطاقة", explain=explain)["results"])


@pytest.mark.parametrize("more", [{}, {"half_life": 365}, {"words": "all"}])
def test_an_explanation_adds_up_to_the_score(client: FlaskClient, more: dict[str, object]) -> None:
    results = search(client, q="محطة الطاقة الشمسية", explain=1, **more)["results"]
    assert results
    for result in results:
        amounts = [reason["amount"] for reason in result["explanation"]]
        assert amounts == sorted(amounts, reverse=True)
        assert sum(amounts) == pytest.approx(result["score"], abs=0.0001 * (len(amounts) + 1))
        assert set(result["explanation"][0]) == {"kind", "words", "amount", "text", "text_ar"}


def test_an_explanation_has_the_words_as_typed(client: FlaskClient) -> None:
    (first, *_) = search(client, q="المحطّة والشمسيّة", explain=1)["results"]
    words = {word for reason in first["explanation"] for word in reason["words"]}
    assert words <= {"المحطّة", "والشمسيّة"}
    assert words


def test_in_the_order_of_dates_there_is_nothing_to_explain(client: FlaskClient) -> None:
    results = search(client, q="الطاقة", explain=1, sort="newest")["results"]
    assert [result["explanation"] for result in results] == [[]] * len(results)


def test_the_more_words_are_needed_the_fewer_articles_are_found(client: FlaskClient) -> None:
    totals = [search(client, q="محطة الطاقة الشمسية", words=words)["total"] for words in ("any", "most", "all")]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[1] > totals[2] > 0


def test_the_links_keep_the_choices(client: FlaskClient) -> None:
    reply = search(client, q="مدينة اليوم", words="most", half_life=7, explain=1, per_page=2)
    for choice in ("words=most", "half_life=7", "explain=1"):
        assert choice in reply["next"]


def test_highlight_spans_are_offsets_into_the_stored_fields(client: FlaskClient) -> None:
    for result in search(client, q="الطاقة الشمسية")["results"]:
        article: Any = client.get(f"/api/v1/articles/{result['id']}").json
        for highlight in result["highlights"]:
            words = [article[highlight["field"]][start:end] for start, end in highlight["spans"]]
            assert re.findall("<mark>(.*?)</mark>", highlight["html"]) == words


def test_links_lead_through_all_results_once(client: FlaskClient) -> None:
    address: str | None = "/api/v1/search?q=مدينة&per_page=7&sort=newest"
    ids: list[str] = []
    while address:
        reply = client.get(address).json
        assert reply is not None
        ids += [result["id"] for result in reply["results"]]
        total, address = reply["total"], reply["next"]
    assert len(ids) == len(set(ids)) == total > 7


def test_previous_leads_back(client: FlaskClient) -> None:
    reply = search(client, q="مدينة", page=2, per_page=5)
    before: Any = client.get(reply["previous"]).json
    assert before["page"] == 1
    assert search(client, q="مدينة")["previous"] is None


def test_a_page_beyond_the_results_is_empty_and_keeps_the_total(client: FlaskClient) -> None:
    reply = search(client, q="كرة اليد", page=50)
    assert reply["results"] == []
    assert reply["total"] == search(client, q="كرة اليد")["total"] > 0


def test_no_query_lists_everything(client: FlaskClient) -> None:
    assert search(client)["total"] == 62


def test_filters_and_their_exclusion_add_up(client: FlaskClient) -> None:
    source = "وكالة نسيم (نموذج)"
    inside, outside = search(client, source=source), search(client, **{"exclude.source": source})
    assert inside["total"] == 12
    assert inside["total"] + outside["total"] == 62
    assert {result["source"] for result in inside["results"]} == {source}


def test_dates_include_both_ends(client: FlaskClient) -> None:
    found = search(client, from_="2024-03-18", to="2024-03-19")
    assert {result["published"][:10] for result in found["results"]} == {"2024-03-18", "2024-03-19"}


def test_newest_first_is_newest_first(client: FlaskClient) -> None:
    dates = [result["published"][:10] for result in search(client, sort="newest", per_page=62)["results"]]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize(
    "text", ["؟", "، ؛", "«»", '"', "AND", "-", "((", "\x00", "\u202e", "a:b*~^[]{}!\\", "%", "💡"]
)
def test_punctuation_never_breaks_a_query(client: FlaskClient, text: str) -> None:
    assert search(client, q=text)["total"] >= 0
    assert search(client, q=f"الطاقة {text}")["total"] > 0


@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"q": "ش" * 100_000}, "q"),
        ({"page": "0"}, "page"),
        ({"page": "1001"}, "page"),
        ({"per_page": "101"}, "per_page"),
        ({"per_page": "0"}, "per_page"),
        ({"sort": "best"}, "sort"),
        ({"words": "two"}, "words"),
        ({"match": "root"}, "match"),
        ({"half_life": "0"}, "half_life"),
        ({"half_life": "40000"}, "half_life"),
        ({"explain": "yes"}, "explain"),
        ({"from": "كتاب"}, "from"),
        ({"to": "2022-99"}, "to"),
        ({"form": "2022"}, "form"),
        ({"from": "2023", "to": "2022"}, "to"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_allowed(
    client: FlaskClient, values: dict[str, str], parameter: str
) -> None:
    content = problem(client.get("/api/v1/search", query_string=values), 400)
    assert content["parameter"] == parameter
    assert content["detail"]
    assert content["detail_ar"] != content["detail"]


def test_an_article_is_given_whole(client: FlaskClient) -> None:
    article = client.get("/api/v1/articles/nasim-2024-001").json
    assert article is not None
    assert article["published"] == "2024-03-18T09:30:00+03:00"
    assert article["section"] == "اقتصاد"
    assert article["caption"] is None
    assert len(article["tags"]) >= 2
    assert "\n\n" in article["body"]


def test_an_unknown_article_is_a_problem(client: FlaskClient) -> None:
    problem(client.get("/api/v1/articles/nothing"), 404)


def test_an_unknown_path_below_api_is_a_problem(client: FlaskClient) -> None:
    problem(client.get("/api/v2/search"), 404)


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    reply = client.post("/api/v1/search")
    problem(reply, 405)
    assert "GET" in reply.headers["Allow"]


IDS = (
    "a/b",
    "a/similar",
    "https://a.example/خبر?x=1#y",
    "a b",
    "مقال",
    "%2F",
    "a//b",
    "..",
    "a;b",
    "/",
    "//x//y",
    "x" * 2000,
)


@pytest.mark.parametrize("article_id", IDS)
def test_any_id_has_an_address(tmp_path: Path, article_id: str) -> None:
    engine = open_engine(tmp_path, create=True)
    engine.add([Article(id=article_id, title="عنوان", body="نص")])
    engine.commit()
    engine.close()
    application = create_app(Settings(index=tmp_path))
    with application.test_request_context():
        address = application.url_for("api.article", article_id=article_id)
    reply = application.test_client().get(address)
    application.extensions["searcher"].close()
    assert reply.json is not None
    assert reply.json["id"] == article_id


def test_what_is_typed_goes_on_as_words_and_headlines(client: FlaskClient) -> None:
    reply = client.get("/api/v1/suggest", query_string={"q": "شباب الوا"})
    content: Any = reply.json
    assert set(content) == {"query", "suggestions", "took_ms"}
    assert content["query"] == "شباب الوا"
    kinds = {one["kind"]: one for one in content["suggestions"]}
    assert re.fullmatch(r"شباب \w+", kinds["word"]["text"])
    assert kinds["word"]["articles"] is None  # of several words it is not known before they are searched
    assert kinds["headline"]["text"].startswith("شباب الواحة")
    headline: Any = client.get(f"/api/v1/articles/{kinds['headline']['id']}").json
    assert headline["title"] == kinds["headline"]["text"]
    assert reply.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_no_more_is_suggested_than_asked_for(client: FlaskClient, limit: int) -> None:
    content: Any = client.get("/api/v1/suggest", query_string={"q": "ال", "limit": limit}).json
    assert len(content["suggestions"]) == limit


@pytest.mark.parametrize("typed", ["", " ", "؟", "\x00", "زقزقة", "ش" * 100_000, "شباب ", "[", "%", "💡"])
def test_any_text_may_be_typed(client: FlaskClient, typed: str) -> None:
    reply = client.get("/api/v1/suggest", query_string={"q": typed})
    assert reply.status_code == 200
    content: Any = reply.json
    assert isinstance(content["suggestions"], list)


def test_similar_articles_do_not_name_the_article_itself(client: FlaskClient) -> None:
    content: Any = client.get("/api/v1/articles/nasim-2024-001/similar").json
    assert content["id"] == "nasim-2024-001"
    assert len(content["results"]) == 6
    assert "nasim-2024-001" not in {one["id"] for one in content["results"]}
    scores = [one["score"] for one in content["results"]]
    assert scores == sorted(scores, reverse=True)
    assert set(content["results"][0]) == {"id", "url", "title", "source", "section", "author", "published", "score"}


def test_so_many_similar_articles_are_given_as_asked_for(client: FlaskClient) -> None:
    content: Any = client.get("/api/v1/articles/nasim-2024-001/similar?limit=2").json
    assert len(content["results"]) == 2


def test_nothing_is_similar_to_an_unknown_article(client: FlaskClient) -> None:
    problem(client.get("/api/v1/articles/nothing/similar"), 404)


@pytest.mark.parametrize("path", ["/api/v1/suggest", "/api/v1/articles/nasim-2024-001/similar"])
@pytest.mark.parametrize(
    ("values", "parameter"), [({"limit": "0"}, "limit"), ({"limit": "21"}, "limit"), ({"x": "1"}, "x")]
)
def test_other_parameters_of_the_other_addresses_are_problems(
    client: FlaskClient, path: str, values: dict[str, str], parameter: str
) -> None:
    assert problem(client.get(path, query_string=values), 400)["parameter"] == parameter


def test_health_counts_the_articles(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "articles": 62}


def test_a_reader_sees_a_commit_at_once(tmp_path: Path) -> None:
    engine = open_engine(tmp_path, create=True)
    application = create_app(Settings(index=tmp_path))
    client = application.test_client()
    assert search(client, q="غيمة")["total"] == 0
    engine.add([Article(id="1", title="غيمة فوق المدينة", body="نص")])
    engine.commit()
    assert search(client, q="غيمة")["total"] == 1
    engine.close()
    application.extensions["searcher"].close()


def test_a_patient_application_says_that_the_index_is_away_until_it_is_there(tmp_path: Path) -> None:
    client = create_app(Settings(index=tmp_path / "index"), patient=True).test_client()
    problem(client.get("/api/v1/search"), 503)
    engine = open_engine(tmp_path / "index", create=True)
    engine.close()
    assert search(client)["total"] == 0


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh drops the broken file open
def test_a_lost_index_is_a_503_and_not_a_trace(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "index", create=True)
    application = create_app(Settings(index=tmp_path / "index"))
    client = application.test_client()
    engine.add([Article(id="1", title="غيمة", body="نص")])
    engine.commit()
    engine.close()
    for file in (tmp_path / "index").glob("*.toc"):
        file.write_bytes(b"garbage")
    problem(client.get("/api/v1/search?q=غيمة"), 503)
    application.extensions["searcher"].close()
    gc.collect()


@pytest.mark.parametrize("path", ["/api/v1/search", "/", "/search?q=ماء", "/nothing", "/healthz"])
def test_every_reply_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_without_words_the_newest_come_first(client: FlaskClient) -> None:
    dates = [result["published"][:10] for result in search(client, per_page=62)["results"]]
    assert dates == sorted(dates, reverse=True)
