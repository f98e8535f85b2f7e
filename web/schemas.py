"""Which shapes do the replies and bodies of the endpoint have? JSON Schema, for the OpenAPI document.

`tests/web/test_openapi.py` compares them with what is really answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.article import MAX_ID_CHARACTERS
from documents.formats.field_names import ALIASES
from searcher.edits import FIELDS
from web.described import SEARCH
from web.params import FACETS, MATCHES, NEEDS

if TYPE_CHECKING:
    from web.representation import Json


def _object(*optional: str, **fields: Json) -> Json:
    """Return the schema of an object; more fields may come, within the same version."""
    return {"type": "object", "properties": fields, "required": [name for name in fields if name not in optional]}


def ref(name: str) -> Json:
    """Return a reference to one of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _whole(description: str = "", least: int = 0) -> Json:
    return _said({"type": "integer", "minimum": least}, description)


def _text(description: str = "") -> Json:
    return _said({"type": "string"}, description)


def _or_null(description: str = "") -> Json:
    return _said({"type": ["string", "null"]}, description)


def _said(schema: Json, description: str) -> Json:
    return {**schema, "description": description} if description else schema


def _one_of(*values: str) -> Json:
    return {"type": "string", "enum": list(values)}


_NUMBER: Json = {"type": "number"}
_TOOK: Json = {"type": "number", "minimum": 0, "description": "milliseconds"}
_MOMENT = "ISO 8601 date, or date and time where the time is known"
_ADDRESS = "address without the host"

_FACTS: dict[str, Json] = {
    "id": _text(),
    "url": _or_null("the article's own address"),
    "title": _or_null(),
    "source": _or_null(),
    "section": _or_null(),
    "author": _or_null(),
    "published": _or_null(_MOMENT),
}

_COPY = {name: _FACTS[name] for name in ("id", "title", "source", "published")}

_ARTICLE = _object(
    **_FACTS,
    body=_or_null(),
    crawled=_or_null(_MOMENT),
    caption=_or_null(),
    tags=_list(_text()),
    language=_or_null("ISO 639 code, where something tells the language"),
    repairs=_list(
        _object(
            field=_text("the repaired field"),
            kind=_text("what was wrong with it"),
            count=_whole("how often"),
            before=_text("one place as it was"),
            after=_text("the same place repaired"),
        )
    ),
    original={
        "type": "object",
        "additionalProperties": _text(),
        "description": "the text of each repaired field as it was before",
    },
    left_out=_list(
        _object(
            line=_whole("where the lines stood: the number of the first in the whole body, from 0"),
            text=_text("lines of the body that many articles of the source have"),
        )
    ),
)

_COUNTED: dict[str, Json] = {
    "total": _whole("how many articles match, on all pages"),
    "total_relation": _one_of("exact"),
    "stories": _whole("how many stories these articles tell"),
    "took_ms": _TOOK,
    "index": ref("Index"),
}

_REPORT: dict[str, Json] = {
    "read": _whole("records that were read: added, updated or unchanged"),
    "added": _whole(),
    "updated": _whole("in the place of an older one"),
    "unchanged": _whole(),
    "rejected": _list(ref("Rejection")),
    "dates_not_understood": _whole("articles kept without a date, because theirs says nothing"),
    "unknown_keys": {"type": "object", "additionalProperties": _whole(), "description": "keys that are not kept"},
    "ids": _list(_text()),
    "index": ref("Index"),
}

_TEXTS: Json = {"type": ["string", "number", "null"]}


_TEXT_NAMES = ("content", "text")


def _record() -> Json:
    """Return the schema of an article that is sent: the names of the fields, and the usual ones of a text."""
    fields: dict[str, Json] = dict.fromkeys((*ALIASES, *_TEXT_NAMES), _TEXTS)
    fields["id"] = {**_TEXTS, "minLength": 1, "maxLength": MAX_ID_CHARACTERS}
    fields["tags"] = {"type": ["array", "string", "number", "null"], "items": _TEXTS}
    filled: Json = {"type": ["string", "number"], "pattern": r"\S"}
    return {
        "type": "object",
        "properties": fields,
        "anyOf": [{"required": [name], "properties": {name: filled}} for name in ("title", "body", *_TEXT_NAMES)],
        "description": "An article. A field may also stand under the other names that exports use for it"
        " (docs/input-formats.md); keys that name none are not kept.",
    }


SCHEMAS: dict[str, Json] = {
    "Index": _object(
        generation=_whole("goes up with every change of the index", -1), analyzer=_whole("version of the analysis")
    ),
    "Count": _object(value=_or_null("null for articles without one"), count=_whole("articles", 1)),
    "Facets": {"type": "object", "properties": {name: _list(ref("Count")) for name in FACETS}},
    "InWords": _object(ar=_text(), en=_text()),
    "Step": _object("undo", kind=_text(), ar=_text(), en=_text(), undo=_or_null(_ADDRESS)),
    "Variant": _object(asked=_text(), text=_text(), articles=_whole(), without=_text(_ADDRESS)),
    "Correction": _object(
        kind=_one_of("spelling", "keyboard"),
        text=_text(),
        total=_whole(),
        replaced=_list(_list(_text())),
        url=_text(_ADDRESS),
    ),
    "Query": _object(
        text=_text("as it came"),
        canonical=_text("the same query in one way of writing"),
        words=_one_of(*NEEDS),
        half_life_days={"type": ["number", "null"]},
        match=_one_of(*MATCHES),
        understood=ref("InWords"),
        steps=_list(ref("Step")),
        tree={"type": "object", "description": "the query as a tree"},
        variants=_list(ref("Variant")),
        corrections=_list(ref("Correction")),
    ),
    "Matched": _object(word=_text("as the article has it"), asked=_text(), match=_one_of(*MATCHES)),
    "Highlight": _object(
        field=_one_of("title", "body"),
        html=_text("escaped text with <mark> around whole words"),
        spans=_list({**_list(_whole()), "minItems": 2, "maxItems": 2}),
    ),
    "Reason": _object(kind=_text(), words=_list(_text()), amount=_NUMBER, text=_text(), text_ar=_text()),
    "Result": _object(
        "explanation",
        **_FACTS,
        score=_NUMBER,
        rank=_whole("over all pages", 1),
        match={"type": ["string", "null"], "enum": [*MATCHES, None]},
        matched=_list(ref("Matched")),
        highlights=_list(ref("Highlight")),
        copies=_list(ref("Copy")),
        copies_total=_whole("other articles that tell its story; the first of them are listed"),
        explanation=_list(ref("Reason")),
    ),
    "Relaxation": _object(kind=_text(), ar=_text(), en=_text(), total=_whole("", 1), url=_text(_ADDRESS)),
    "SearchReply": _object(
        **_COUNTED,
        page=_whole("", 1),
        per_page=_whole("", 1),
        query=ref("Query"),
        results=_list(ref("Result")),
        relaxations=_list(ref("Relaxation")),
        facets=ref("Facets"),
        next=_or_null(_ADDRESS),
        previous=_or_null(_ADDRESS),
        cursor=_or_null("leads to the next page"),
    ),
    "CountsReply": _object(**_COUNTED, query=_object(text=_text(), canonical=_text()), facets=ref("Facets")),
    "BatchSearch": {
        "type": "object",
        "properties": {"id": {"type": ["string", "number", "null"]}, **{one.name: one.schema for one in SEARCH}},
        "additionalProperties": False,
    },
    "BatchAnswer": _object(
        "reply", "problem", id={"type": ["string", "number", "null"]}, reply=ref("SearchReply"), problem=ref("Problem")
    ),
    "Suggestion": _object(
        kind=_one_of("word", "source", "headline"),
        text=_text(),
        articles={"type": ["integer", "null"]},
        id=_or_null(),
    ),
    "SuggestReply": _object(query=_text(), suggestions=_list(ref("Suggestion")), took_ms=_TOOK),
    "Article": _ARTICLE,
    "Copy": _object(**_COPY),
    "Rewriting": _object(
        headline={"type": "boolean", "description": "whether it has another headline"},
        kept={"type": "number", "minimum": 0, "maximum": 1, "description": "the part of the first one's words it has"},
        added=_list(_text()),
        dropped=_list(_text()),
        reworded=_list(_object(before=_text(), after=_text())),
    ),
    "StoryReply": _object(
        id=_text(),
        total=_whole("", 1),
        articles=_list(_object(**_COPY, edit={"oneOf": [ref("Rewriting"), {"type": "null"}]})),
    ),
    "Similar": _object(**_FACTS, score=_NUMBER),
    "SimilarReply": _object(id=_text(), results=_list(ref("Similar"))),
    "Version": _object(
        version=_whole("1 is the oldest that is kept", 1),
        seen=_object(first=_or_null(_MOMENT), last=_or_null(_MOMENT)),
        article=ref("Article"),
    ),
    "Piece": _object(kind=_one_of("same", "out", "in"), text=_text()),
    "Edit": _object(
        **{"from": _whole("number of the older version", 1), "to": _whole("number of the newer one", 2)},
        **{name: _list(_list(ref("Piece"))) for name in FIELDS},
    ),
    "HistoryReply": _object(
        id=_text(),
        versions=_list(ref("Version")),
        edits=_list(ref("Edit")),
        shortened={"type": "boolean", "description": "whether versions between the first and the others were let go"},
    ),
    "Record": _record(),
    "Rejection": _object(record=_whole("its number, or its line in JSON Lines", 1), reason=_text()),
    "AddReply": _object(**_REPORT),
    "DeleteReply": _object(deleted=_text("the id"), index=ref("Index")),
    "Statistics": _object(
        articles=_whole(),
        first_published=_or_null(),
        last_published=_or_null(),
        generation=_whole("", -1),
        committed=_or_null("when the generation was written"),
        segments=_whole(),
        size_bytes=_whole(),
        schema_version=_whole(),
        analyzer_version=_whole(),
        sources=_list(ref("Count")),
        months=_list(ref("Count")),
    ),
    "Health": _object("articles", status=_one_of("ok"), articles=_whole()),
    "Readiness": _object(status=_one_of("ready"), articles=_whole(), generation=_whole()),
    "BrowserSuggestions": {"type": "array", "minItems": 4, "maxItems": 4},
    "Problem": _object(
        "parameter",
        "allowed",
        "rejected",
        type=_text(),
        title=_text(),
        title_ar=_text(),
        status={"type": "integer", "minimum": 400, "maximum": 599},
        detail=_text(),
        detail_ar=_text(),
        parameter=_text("the parameter at fault"),
        allowed=_text("what it may be"),
        rejected=_list(ref("Rejection")),
    ),
}
