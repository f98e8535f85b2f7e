"""What can a program ask for, said to people? ``/api`` has what the OpenAPI document has, in the reader's language."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, current_app, render_template, request
from flask_babel import get_locale
from flask_babel import gettext as _

from web.described import SEARCH
from web.endpoints import OPERATIONS
from web.errors import TITLES
from web.openapi import path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.described import Parameter
    from web.endpoints import Operation

blueprint = Blueprint("manual", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter as the page shows it: what it may be in words, or its ``choices``, and what is taken without it."""

    name: str
    kind: str
    choices: tuple[str, ...]
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An operation as the page shows it; ``failures`` are pairs of status and title."""

    anchor: str
    method: str
    address: str
    summary: str
    rows: tuple[Row, ...]
    searches: bool
    writes: bool
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    failures: tuple[tuple[int, str], ...]
    example: str


@blueprint.get("/api", strict_slashes=False)
def manual() -> str:
    """Show the manual."""
    return render_template(
        "manual.html", entries=[_entry(one) for one in OPERATIONS], search_rows=[_row(one) for one in SEARCH]
    )


def _entry(operation: Operation) -> Entry:
    address = path(current_app, operation)
    own = [one for one in operation.parameters if one not in SEARCH]
    return Entry(
        operation.endpoint.replace(".", "-"),
        operation.method.upper(),
        address,
        _said(operation.arabic, operation.english),
        tuple(_row(one) for one in own),
        searches=len(own) < len(operation.parameters),
        writes=operation.writes,
        takes=tuple(operation.takes),
        gives=tuple(operation.gives),
        failures=tuple((status, _title(status)) for status in sorted((*operation.problems, 503))),
        example=curl(operation, request.host_url.rstrip("/") + address.replace("{id}", operation.example_id)),
    )


def _said(arabic: str, english: str) -> str:
    """Return the one of two texts that is in the page's language; both are at hand, as the endpoint gives both."""
    return arabic if str(get_locale()) == "ar" else english


def _title(status: int) -> str:
    english, arabic = TITLES[status]
    return _said(arabic, english)


def _row(parameter: Parameter) -> Row:
    schema: Any = parameter.schema
    choices = (schema.get("items") or schema).get("enum", ())
    default = str(schema.get("default", ""))
    return Row(
        parameter.name, kind(schema), tuple(map(str, choices)), default, _said(parameter.arabic, parameter.english)
    )


def kind(schema: Mapping[str, Any]) -> str:
    """Return in words what a parameter may be; empty where its choices say it."""
    most = f"{schema.get('maximum', schema.get('maxLength', 0)):,}"
    said = ""
    if schema["type"] == "number":
        said = _("عدد أكبر من 0، وأقصاه %(most)s", most=most)
    elif "minimum" in schema:
        said = _("عدد صحيح من %(least)s إلى %(most)s", least=schema["minimum"], most=most)
    elif "maxLength" in schema:
        said = _("نص لا تزيد حروفه على %(most)s", most=most)
    elif schema["type"] == "string" and "enum" not in schema:
        said = _("نص")
    return said


def curl(operation: Operation, address: str) -> str:
    """Return a call of an operation with curl, for a shell."""
    how = "-X DELETE " if operation.method == "delete" else "-G " if operation.example else ""
    words = [f"curl {how}{shlex.quote(address)}"]
    if operation.writes:
        words.append('-H "Authorization: Bearer $BAHITH_TOKEN"')
    words += [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in operation.example.items()]
    if operation.takes:
        content_type = next(iter(operation.takes))
        words += [f"-H 'Content-Type: {content_type}'", f"--data-binary {shlex.quote(operation.example_body)}"]
    return " \\\n  ".join(words)
