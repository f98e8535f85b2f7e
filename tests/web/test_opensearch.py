from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from web.opensearch import NAME, NAMESPACE

if TYPE_CHECKING:
    from flask.testing import FlaskClient

SPACE = {"o": NAMESPACE}


def described(client: FlaskClient, **where: str) -> ET.Element:
    reply = client.get("/opensearch.xml", **where)
    assert reply.content_type == "application/opensearchdescription+xml; charset=utf-8"
    return ET.fromstring(reply.data)


def test_the_description_names_the_search(client: FlaskClient) -> None:
    root = described(client)
    assert root.tag == f"{{{NAMESPACE}}}OpenSearchDescription"
    assert root.findtext("o:ShortName", namespaces=SPACE) == NAME == "باحث"
    assert len(NAME) <= 16
    assert len(root.findtext("o:Description", "", SPACE)) <= 1024
    assert root.findtext("o:Language", namespaces=SPACE) == "ar"
    assert root.findtext("o:InputEncoding", namespaces=SPACE) == "UTF-8"


def test_every_template_leads_to_what_it_says(client: FlaskClient) -> None:
    types = {}
    for url in described(client).iterfind("o:Url", SPACE):
        address = url.attrib["template"].replace("{searchTerms}", "الطاقة")
        for hole in ("{startPage?}", "{count?}"):
            address = address.replace(hole, "")
        assert "{" not in address
        reply = client.get(address)
        assert reply.status_code == 200
        types[url.attrib["type"]] = reply.mimetype
    assert types == {name: name for name in types}
    assert set(types) == {
        "text/html", "application/json", "application/atom+xml", "application/rss+xml",
        "application/x-suggestions+json", "application/opensearchdescription+xml",
    }  # fmt: skip


def test_templates_have_the_host_of_the_request(client: FlaskClient) -> None:
    root = described(client, base_url="https://search.example:8443")
    addresses = [url.attrib["template"] for url in root.iterfind("o:Url", SPACE)]
    addresses.append(root.findtext("o:Image", "", SPACE))
    assert all(address.startswith("https://search.example:8443/") for address in addresses)


def test_the_icon_is_there(client: FlaskClient) -> None:
    with client.get(described(client).findtext("o:Image", "", SPACE)) as reply:
        assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")


@pytest.mark.parametrize("page", ["/", "/search?q=الطاقة", "/articles/nasim-2024-001", "/nothing"])
def test_every_page_links_to_the_description(client: FlaskClient, page: str) -> None:
    link = '<link rel="search" href="/opensearch.xml" type="application/opensearchdescription+xml" title="باحث">'
    assert link in client.get(page).text


def test_suggestions_are_those_of_the_endpoint(client: FlaskClient) -> None:
    reply = client.get("/suggest.json", query_string={"q": "شباب الوا"})
    assert reply.content_type == "application/x-suggestions+json; charset=utf-8"
    assert reply.headers["Cache-Control"] == "private, max-age=60"
    other = client.get("/api/v1/suggest", query_string={"q": "شباب الوا"}).json
    assert other is not None
    texts = [one["text"] for one in other["suggestions"]]
    assert json.loads(reply.text) == ["شباب الوا", texts, [], []]
    assert texts


@pytest.mark.parametrize("typed", ["", " ", "\x00", "<script>", '"]', "ش" * 100_000, "💡"])
def test_any_text_may_be_typed(client: FlaskClient, typed: str) -> None:
    reply = client.get("/suggest.json", query_string={"q": typed})
    assert reply.status_code == 200
    assert json.loads(reply.text)[0] == typed


def test_another_parameter_is_a_problem(client: FlaskClient) -> None:
    reply = client.get("/suggest.json?query=x")
    assert (reply.status_code, reply.content_type) == (400, "application/problem+json")
