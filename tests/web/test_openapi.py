from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from documents.formats.field_names import ALIASES
from searcher.results import MAX_PER_PAGE
from web.endpoints import OPERATIONS
from web.openapi import openapi, path
from web.params import MATCHES, NAMES, SORTS
from web.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

PAGES = {"pages", "static", "manual", "guide", "overview"}
"""Blueprints of what people read, and files."""


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:
    """The document as it is served."""
    return app.test_client().get("/api/v1/openapi.json").json


def parameters(document: Any, address: str, method: str = "get") -> dict[str, Any]:
    return {one["name"]: one["schema"] for one in document["paths"][address][method]["parameters"]}


def test_every_route_for_programs_is_in_the_document_with_its_methods(app: Flask, document: Any) -> None:
    served: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] not in PAGES:
            address = rule.rule.replace("<id:article_id>", "{id}").replace("<plain_id:article_id>", "{id}")
            served.setdefault(address, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    described = {address: {method.upper() for method in methods} for address, methods in document["paths"].items()}
    assert described == served


def test_the_document_names_its_version_and_itself(app: Flask, document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert path(app, next(one for one in OPERATIONS if one.endpoint == "openapi.document")) in document["paths"]
    assert document == json.loads(json.dumps(openapi(app)))


def test_the_parameters_of_a_search_are_those_that_are_read(document: Any) -> None:
    described = parameters(document, "/api/v1/search")
    assert tuple(described) == NAMES
    assert described["sort"]["enum"] == list(SORTS)
    assert described["match"]["enum"] == list(MATCHES)
    assert (described["per_page"]["maximum"], described["per_page"]["default"]) == (MAX_PER_PAGE, 10)
    assert parameters(document, "/search.atom")["per_page"]["default"] == 50


def whole_numbers(document: Any) -> Iterator[tuple[str, str, int]]:
    """Yield (address, parameter, the most it may be); that of a page hangs on how many results it has."""
    for address, methods in document["paths"].items():
        for name, schema in parameters(document, address).items() if "get" in methods else ():
            if schema["type"] == "integer" and "enum" not in schema and name != "page":
                yield address, name, schema["maximum"]


def test_the_bounds_are_those_that_are_kept(client: FlaskClient, document: Any) -> None:
    checked = 0
    for address, name, most in whole_numbers(document):
        place = address.replace("{id}", "nasim-2024-001")
        for value, status in ((most, 200), (most + 1, 400), (1, 200), (0, 400)):
            assert client.get(place, query_string={name: value}).status_code == status, (address, name, value)
        checked += 1
    assert checked > 5


def test_each_default_is_what_is_taken_where_nothing_is_said(client: FlaskClient, document: Any) -> None:
    for address in ("/api/v1/search", "/search.feed.json", "/api/v1/suggest"):
        plain: Any = client.get(address, query_string={"q": "كرة"}).json
        for name, schema in parameters(document, address).items():
            if "default" in schema and name != "q":
                said: Any = client.get(address, query_string={"q": "كرة", name: schema["default"]}).json
                for one in (plain, said):
                    one.pop("took_ms", None)
                    one.pop("feed_url", None)
                    one.pop("home_page_url", None)
                    one.pop("next_url", None)
                assert said == plain, (address, name)


def replies(client: FlaskClient) -> Iterator[tuple[str, Any]]:
    """Yield the name of a schema and a reply that has it, all optional parts in some of them."""
    for query in ("هامبورغ -الشمسية", "محطه الظاقة", '"كرة اليد" from:2030', "شباب الواحة", ""):
        values = {"q": query, "explain": "1", "facet": "source,section,month", "half_life": "30"}
        yield "SearchReply", client.get("/api/v1/search", query_string=values).json
        yield "CountsReply", client.get("/api/v1/facets", query_string={"q": query}).json
    for typed in ("شباب الوا", "source:نس"):
        yield "SuggestReply", client.get("/api/v1/suggest", query_string={"q": typed}).json
    yield "Article", client.get("/api/v1/articles/nasim-2024-001").json
    yield "SimilarReply", client.get("/api/v1/articles/nasim-2024-001/similar").json
    yield "StoryReply", client.get("/api/v1/articles/nasim-2024-001/story").json
    yield "HistoryReply", client.get("/api/v1/articles/nasim-2024-001/history").json
    yield "Statistics", client.get("/api/v1/stats").json
    yield "Health", client.get("/healthz").json
    yield "Readiness", client.get("/readyz").json
    yield "BrowserSuggestions", json.loads(client.get("/suggest.json?q=كرة").data)
    yield "Problem", client.get("/api/v1/search?sort=best").json
    yield "Problem", client.delete("/api/v1/articles/x").json
    batch = client.post("/api/v1/batch", data=b'{"id":1}\n{"sort":"x"}', content_type="application/jsonl").data
    for line in batch.splitlines():
        yield "BatchAnswer", json.loads(line)


def closed(schema: Any) -> Any:
    """Return a schema that allows no fields but those that it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return {**inner, "additionalProperties": False} if inner.get("properties") and "required" in inner else inner


def test_replies_have_the_fields_that_are_described_and_no_others(client: FlaskClient) -> None:
    schemas = closed(SCHEMAS)
    names = set()
    for name, reply in replies(client):
        whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        jsonschema_rs.validate(whole, reply)
        names.add(name)
    written = {"AddReply", "DeleteReply"}  # test_writing.py has their fields
    used = {str(one["$ref"]).rpartition("/")[2] for op in OPERATIONS for one in op.gives.values() if "$ref" in one}
    assert used <= names | written


def test_every_name_of_a_field_is_in_the_record(document: Any) -> None:
    described = document["components"]["schemas"]["Record"]["properties"]
    assert set(described) == {*ALIASES, "content", "text"}
    assert {"content", "text"} <= set(ALIASES["body"])


def test_every_reference_leads_somewhere(document: Any) -> None:
    text = json.dumps(document)
    names = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])
    assert set(document["components"]["schemas"]) - names == set()


def test_only_writing_wants_the_token(document: Any) -> None:
    secured = {
        (address, method)
        for address, methods in document["paths"].items()
        for method, operation in methods.items()
        if operation.get("security")
    }
    assert secured == {("/api/v1/articles", "post"), ("/api/v1/articles/{id}", "delete")}


def test_the_document_is_fetched_once(client: FlaskClient) -> None:
    tag = client.get("/api/v1/openapi.json").headers["ETag"]
    assert client.get("/api/v1/openapi.json", headers={"If-None-Match": tag}).status_code == 304
