"""Which records are in this JSON value? One, or those in the lists and objects that it wraps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from documents.formats.field_names import names_of
from documents.formats.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 8
"""Objects and lists in each other that are searched for records."""

_INNER = ("$oid", "$date", "$numberLong", "$numberInt", "#text", "$t", "@value", "value", "name", "title")
"""Under these names an object has the one value that it is about: ``{"$date": …}``, ``{"name": "…"}``."""

_PLAIN_TYPES = frozenset((str, float, type(None)))
"""A record of nothing else is taken as it is."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A record, and where in the value it stood: empty for the value itself, or as in ``hits.hits[3]._source``."""

    record: Mapping[str, object]
    trail: str = ""


def records(value: object) -> list[Nested]:
    """Return the records of a value: those that it wraps, or an object itself when it has a text or wraps none."""
    found = list(_rows(value) or _inside(value, "", 0))
    return [Nested(_plain(value))] if not found and isinstance(value, dict) else found


def _rows(value: object) -> list[Nested]:
    """Return the rows of a table that is written column by column, as by pandas: ``{"title": {"0": …, "1": …}, …}``."""
    if not isinstance(value, dict) or not all(isinstance(inner, dict) for inner in value.values()):
        return []
    columns = list(value.values())
    numbers = list(columns[0]) if {"title", "body"} & names_of(value).ranked.keys() else []
    if any(list(column) != numbers for column in columns) or not all(number.isdecimal() for number in numbers):
        return []
    return [Nested(_plain({name: value[name][number] for name in value}), f"row {number}") for number in numbers]


def _inside(value: object, trail: str, depth: int) -> Iterator[Nested]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield from _of_object(value, trail, depth)
    elif isinstance(value, list):
        yield from _of_list(value, trail, depth)


def _of_object(value: dict[str, object], trail: str, depth: int) -> Iterator[Nested]:
    if _says(value, "body"):
        yield Nested(_plain(value), trail)
        return
    wrapped = False
    known = names_of(value).fields
    for name, inner in value.items():
        if name in known and not isinstance(inner, (dict, list)):
            continue
        for nested in _inside(inner, f"{trail}.{name}" if trail else name, depth + 1):
            wrapped = True
            yield _with_id(nested, value, name, inner)
    if not wrapped and _says(value, "title"):
        yield Nested(_plain(value), trail)


def _of_list(value: list[object], trail: str, depth: int) -> Iterator[Nested]:
    """Yield the records of a list; in a list of records, what is none counts as one, and will be rejected."""
    found = [list(_inside(item, f"{trail}[{number}]", depth + 1)) for number, item in enumerate(value)]
    if not any(found):
        return
    for number, (item, nested) in enumerate(zip(value, found, strict=True)):
        if nested:
            yield from nested
        else:
            yield Nested(item if isinstance(item, dict) else {}, f"{trail}[{number}]")


def _says(value: Mapping[str, object], field: str) -> bool:
    """Tell whether an object gives a text for a field."""
    return any(_is_said(_value(value[name])) for name in names_of(value).ranked.get(field, ()))


def _is_said(value: object) -> bool:
    """Tell a text, also one in pieces, as crawlers write it."""
    pieces = value if isinstance(value, list) else [value]
    return any(pieces) and all(isinstance(piece, str) for piece in pieces)


def _with_id(nested: Nested, parent: dict[str, object], name: str, child: object) -> Nested:
    """Give a record the id that its wrapper has, or the key that it stands under among others of its kind."""
    if nested.record is not child and not isinstance(child, dict):
        return nested
    if "id" in names_of(nested.record).ranked:
        return nested
    own = next((_value(inner) for key, inner in parent.items() if key in ("_id", "id")), None)
    is_key = len(parent) > 1 and all(isinstance(inner, dict) for inner in parent.values()) and not name.isalpha()
    article_id = own if isinstance(own, (str, int)) else name if is_key else None
    return nested if article_id is None else Nested({"id": article_id, **nested.record}, nested.trail)


def _plain(value: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record with texts for objects; an author and tags that are numbers, as in WordPress, say nothing."""
    if _PLAIN_TYPES.issuperset(map(type, value.values())):
        return value
    value = {name: inner for name, inner in value.items() if not (name in ("author", "tags") and _is_number(inner))}
    known = names_of(value).fields
    return {name: _value(inner) if name in known else inner for name, inner in value.items()}


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, list) and any(isinstance(item, int) for item in value))


def _value(value: object) -> object:
    """Return what an object is about: WordPress's ``rendered``, MongoDB's dates, the name of an author."""
    if isinstance(value, list):
        return [_value(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("rendered"), str):
        return plain_text(value["rendered"])
    for name in _INNER:
        if value.get(name) is not None:
            inner = _value(value[name])
            return _moment(inner) if name == "$date" else inner
    return value


def _moment(value: object) -> object:
    """Return MongoDB's milliseconds since 1970 as ISO 8601."""
    try:
        return datetime.fromtimestamp(int(str(value)) / 1000, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return value
