"""XML that keeps articles in elements of its own naming: ``<articles><article><title>…``, Solr's ``<doc>``, rows.

Which element is an article is told by the names in it. No entity is ever expanded by the parser, and what a DTD
declares is refused; elements are let go of as they end, so that the size of the file does not matter.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from documents.encodings.encoding import decode
from documents.formats.field_names import FIELDS, name_key
from documents.formats.fields import RecordError, to_article
from documents.formats.markup import characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source

SAMPLE_CHARACTERS = 2**20
"""The element that is an article is told by so much of the beginning."""

CHUNK_BYTES = 2**16

MAX_RECORD_CHARACTERS = 16 * 2**20
"""So much may stand between the ends of two articles; it is held, as a tree of several times the size."""

_NAMING = frozenset(
    ("field", "str", "arr", "text", "date", "int", "long", "property", "column", "cell", "item", "attr")
)
"""Elements that have the field's name in their attribute ``name``, as in Solr's ``<field name="title">``."""

_JOINTS = {"body": "\n\n", "tags": ",", "author": "، "}
"""What an element that comes again is joined with; of other fields the first counts."""

_OWN_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_UNFINISHED = re.compile(r"&\w{0,8}\Z")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each element of the kind that holds titles and texts."""
    chunks = _chunks(source)
    sample = ""
    while len(sample) < SAMPLE_CHARACTERS and (chunk := next(chunks, None)) is not None:
        sample += chunk
    if "<!ENTITY" in sample:
        yield source.reject(0, "its DTD declares entities, which can make gigabytes of a few bytes; take them out")
        return
    path = _record_path(sample)
    if path is None:
        yield source.reject(0, "no element in it that has a title and a text, by the names of its parts or attributes")
        return
    yield from _records(source, path, sample, chunks)


def _records(source: Source, path: str, sample: str, chunks: Iterator[str]) -> Iterator[Found | Rejected]:
    parser = _parser()
    held = 0
    for chunk in chain([sample], chunks):
        parser.feed(_well_formed(chunk).encode())
        held += len(chunk)
        for _, element in parser.read_events():
            here = _path(element)
            if here == path or _is_displaced(element, here, path):
                held = 0
                yield _record(source, element)
                element.clear()
            if not here.startswith(path + "/"):
                _let_go(element)
        if held > MAX_RECORD_CHARACTERS:
            yield source.reject(0, f"more than {MAX_RECORD_CHARACTERS} characters without the end of a <{_last(path)}>")
            return
    fault = _fault(parser)
    if fault:
        yield source.reject(*fault)


def _chunks(source: Source) -> Iterator[str]:
    """Yield the file as text, cut nowhere inside an entity."""
    rest = ""
    for piece in _pieces(source):
        text = rest + piece
        unfinished = _UNFINISHED.search(text)
        rest = unfinished[0] if unfinished else ""
        yield text[: len(text) - len(rest)]
    yield rest


def _pieces(source: Source) -> Iterator[str]:
    """Yield the file as text, decoded bit by bit if it is UTF-8."""
    if decode(source.peek(CHUNK_BYTES)).encoding != "utf-8":
        text = source.text()
        yield from (text[at : at + CHUNK_BYTES] for at in range(0, len(text), CHUNK_BYTES))
        return
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    while data := source.stream.read(CHUNK_BYTES):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _well_formed(text: str) -> str:
    """Return text without what no parser takes; other entities than XML's five are left for `characters`."""
    return _NO_XML.sub("", _OWN_ENTITY.sub("&amp;", text))


def _parser() -> Any:
    from lxml import etree

    return etree.XMLPullParser(
        events=("end",),
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _fault(parser: Any) -> tuple[int, str] | None:
    from lxml import etree

    fault = ""
    try:
        parser.close()
    except etree.XMLSyntaxError as exc:
        fault = str(exc)
    errors = [error for error in parser.feed_error_log if error.level >= etree.ErrorLevels.ERROR]
    if errors:
        return errors[0].line, f"not well-formed: {errors[0].message} ({len(errors)} faults); something may be missing"
    return (0, f"not well-formed: {fault}") if fault else None


def _record_path(sample: str) -> str | None:
    """Return the path of the elements that are articles: most of them, with the most names, the innermost."""
    parser = _parser()
    parser.feed(_well_formed(sample).encode())
    with_title: Counter[str] = Counter()
    with_text: Counter[str] = Counter()
    names: dict[str, int] = {}
    for _, element in parser.read_events():
        parts = _parts(element)
        fields = {FIELDS[name_key(name)] for name, _ in parts}
        path = _path(element)
        names[path] = max(names.get(path, 0), len(parts))
        with_title[path] += {"title", "body"} <= fields
        with_text[path] += "body" in fields or ("title" in fields and len(fields) > 1)
    for counted in (with_title, with_text):
        best = max(counted, key=lambda path: (counted[path], names[path], path.count("/")), default="")
        if best and counted[best]:
            return best
    return None


def _is_displaced(element: Any, here: str, path: str) -> bool:
    """Tell an article that has come to lie in the one before it, in which an element is not closed."""
    if not here.startswith(path + "/") or _last(here) != _last(path):
        return False
    return {"title", "body"} <= {FIELDS[name_key(name)] for name, _ in _parts(element)}


def _record(source: Source, element: Any) -> Found | Rejected:
    record: dict[str, object] = {}
    for name, value in _parts(element):
        joint = _JOINTS.get(FIELDS[name_key(name)])
        if not record.get(name):
            record[name] = value
        elif joint:
            record[name] = f"{record[name]}{joint}{value}"
    try:
        mapped = to_article(record)
    except RecordError as exc:
        return source.reject(element.sourceline or 0, str(exc))
    unknown = {name for child in element if name_key(name := _name(child)) not in FIELDS and not len(child)}
    notes = (f"taken out of {_path(element)}", *mapped.notes)
    return source.found(element.sourceline or 0, mapped.article, "xml", notes, tuple(sorted(unknown)))


def _parts(element: Any) -> list[tuple[str, str]]:
    """Return (name, text) of the attributes and children that we know by name; in the others, of their children."""
    parts = [(name, value) for name, value in _attributes(element) if value.strip()]
    for child in element:
        name = _name(child)
        if name_key(name) in FIELDS:
            parts.append((name, _text(child)))
        else:
            parts += [(_name(inner), _text(inner)) for inner in child if name_key(_name(inner)) in FIELDS]
    return [(name, text) for name, text in parts if text]


def _attributes(element: Any) -> list[tuple[str, str]]:
    return [(_last(name), characters(value)) for name, value in element.items() if name_key(_last(name)) in FIELDS]


def _text(element: Any) -> str:
    """Return the text of an element; parts that stand in it with nothing between them are paragraphs."""
    between = (element.text or "") + "".join(child.tail or "" for child in element)
    pieces = ["".join(child.itertext()) for child in element] if not between.strip() else ["".join(element.itertext())]
    return characters("\n\n".join(piece.strip() for piece in pieces if piece.strip()))


def _name(element: Any) -> str:
    own = _last(element.tag)
    return str(element.get("name") or own) if own.lower() in _NAMING else own


def _last(name: str) -> str:
    """Return a name without its namespace, or the last one of a path."""
    return name.rpartition("}")[2].rpartition("/")[2]


def _path(element: Any) -> str:
    return "/".join([*(_last(parent.tag) for parent in reversed(list(element.iterancestors()))), _last(element.tag)])


def _let_go(element: Any) -> None:
    """Free an element that has ended, and those before it."""
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]
