"""How does a browser add this search to its own? ``/opensearch.xml`` (OpenSearch 1.1), and suggestions in its form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flask import Blueprint, Response, request, url_for

from web.api import SUGGESTIONS_KEPT_SECONDS, searcher
from web.params import check_names

if TYPE_CHECKING:
    from collections.abc import Iterator

blueprint = Blueprint("opensearch", __name__)

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"

TYPE = "application/opensearchdescription+xml"

NAME = "باحث"
"""At most 16 characters; browsers show it."""

DESCRIPTION = "بحث في مجموعة من الأخبار العربية (Bahith, search for Arabic news)"

_PAGES = "&page={startPage?}&per_page={count?}"


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """Describe the search to browsers and programs."""
    root = ET.Element("OpenSearchDescription", xmlns=NAMESPACE)
    for name, text in (("ShortName", NAME), ("Description", DESCRIPTION)):
        ET.SubElement(root, name).text = text
    icon = ET.SubElement(root, "Image", height="32", width="32", type="image/svg+xml")
    icon.text = url_for("static", filename="icon.svg", _external=True)
    for content_type, rel, template in _templates():
        ET.SubElement(root, "Url", type=content_type, rel=rel, template=template)
    for name, text in (("Language", "ar"), ("InputEncoding", "UTF-8"), ("OutputEncoding", "UTF-8")):
        ET.SubElement(root, name).text = text
    return Response(ET.tostring(root, "utf-8", xml_declaration=True), content_type=f"{TYPE}; charset=utf-8")


def _templates() -> Iterator[tuple[str, str, str]]:
    """Yield (type, relation, address with holes) of each form of the results."""
    for content_type, rel, endpoint, more in (
        ("text/html", "results", "pages.results", ""),
        ("application/json", "results", "export.page", _PAGES),
        ("application/atom+xml", "results", "feeds.atom", _PAGES),
        ("application/rss+xml", "results", "feeds.rss", _PAGES),
        ("application/x-suggestions+json", "suggestions", "opensearch.suggest", ""),
    ):
        yield content_type, rel, url_for(endpoint, _external=True) + "?q={searchTerms}" + more
    yield TYPE, "self", url_for("opensearch.description", _external=True)


@blueprint.get("/suggest.json")
def suggest() -> Response:
    """Say how what is typed may go on, in the form that browsers ask for (OpenSearch Suggestions 1.1)."""
    check_names(request.args, ("q",))
    typed = request.args.get("q", "")
    texts = [one.text for one in searcher().suggest(typed)]
    content = json.dumps([typed, texts, [], []], ensure_ascii=False)
    reply = Response(content, content_type="application/x-suggestions+json; charset=utf-8")
    reply.headers["Cache-Control"] = f"private, max-age={SUGGESTIONS_KEPT_SECONDS}"
    return reply
