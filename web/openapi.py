"""How is the endpoint described to programs? ``/api/v1/openapi.json``, OpenAPI 3.1, made from what the code knows."""

from __future__ import annotations

import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, jsonify, request

from web.endpoints import OPERATIONS
from web.errors import TITLES
from web.schemas import SCHEMAS, ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask, Response

    from web.described import Parameter
    from web.endpoints import Operation
    from web.representation import Json

blueprint = Blueprint("openapi", __name__)

PROBLEM = "application/problem+json"

_HOLE = re.compile(r"<\w+:article_(id)>")


@blueprint.get("/api/v1/openapi.json")
def document() -> Response:
    """Give the OpenAPI document."""
    reply = jsonify(openapi(current_app))
    reply.add_etag()
    reply.make_conditional(request)
    return reply


def openapi(app: Flask) -> Json:
    """Return the OpenAPI document of an application."""
    paths: dict[str, dict[str, Json]] = {}
    for operation in OPERATIONS:
        paths.setdefault(path(app, operation), {})[operation.method] = _operation(operation)
    bearer = {"type": "http", "scheme": "bearer", "description": "the token that the operator has set"}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bahith · باحث",
            "version": version("bahith"),
            "summary": "Search for Arabic news",
            "description": "Within v1, nothing is taken away and nothing changes its meaning; new things may come.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "securitySchemes": {"token": bearer}},
    }


def path(app: Flask, operation: Operation) -> str:
    """Return the address of an operation, with {id} where an id stands."""
    (rule,) = app.url_map.iter_rules(operation.endpoint)
    return _HOLE.sub(r"{\1}", rule.rule)


def _operation(operation: Operation) -> Json:
    described: Json = {
        "operationId": operation.endpoint.replace(".", "_"),
        "summary": operation.english,
        "x-summary-ar": operation.arabic,
        "parameters": [_parameter(one) for one in operation.parameters],
        "responses": _responses(operation),
    }
    if operation.takes:
        described["requestBody"] = {"required": True, "content": _content(operation.takes)}
    if operation.writes:
        described["security"] = [{"token": []}]
    return described


def _parameter(parameter: Parameter) -> Json:
    """Return a parameter; an empty one counts as absent, which must be said where its schema wants more."""
    wants_more = any(word in str(parameter.schema) for word in ("'enum'", "'integer'", "'number'"))
    empty = {"allowEmptyValue": True} if wants_more else {}
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.place == "path",
        "description": parameter.english,
        "x-description-ar": parameter.arabic,
        "schema": parameter.schema,
        **empty,
    }


def _responses(operation: Operation) -> Json:
    given: Json = {"description": operation.english, "content": _content(operation.gives)}
    responses: Json = {"200": given}
    if operation.is_conditional:
        given["headers"] = {"ETag": {"schema": {"type": "string"}}}
        responses["304"] = {"description": "What If-None-Match names is still so"}
    for status in sorted((*operation.problems, 503)):
        english, arabic = TITLES[status]
        responses[str(status)] = {
            "description": f"{english} · {arabic}",
            "content": {PROBLEM: {"schema": ref("Problem")}},
        }
    return responses


def _content(types: Mapping[str, Json]) -> Json:
    return {name: {"schema": schema} for name, schema in types.items()}
