"""Here is a path: which articles are in it?

Every record comes out as `Found` or as `Rejected`; nothing is dropped in silence, and a bad record or file never
stops the good ones.
"""

from __future__ import annotations

import codecs
import os
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from documents.encoding import EncodingError
from documents.formats import feed, html, json_records, tagged, text
from documents.formats.record import Found, Rejected, Source, open_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMATS = ("scraped", "json", "jsonl", "trec", "feed", "html")

SUFFIXES = frozenset(".txt .text .json .jsonl .ndjson .xml .trec .sgml .rss .atom .html .htm".split())
"""In a folder, files with these endings (and the same with ``.gz``) are read; a file named by itself always is."""

SNIFF_BYTES = 4096

_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
"""How JSON begins, and «[صورة] قال…» does not."""


def article_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read, folders walked in the order of their names, hidden ones left out.

    Raises:
        FileNotFoundError: a path names nothing.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += _walk(path)
        elif path.exists():
            files.append(path)
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if not name.startswith(".") and Path(name.removesuffix(".gz")).suffix.lower() in SUFFIXES:
                yield path
    yield from closed  # `read_file` rejects a folder


def read_file(path: Path, format_name: str | None = None) -> Iterator[Found | Rejected]:
    """Yield what is in one file, in the file's order.

    ``format_name`` is one of `FORMATS`; ``None`` lets the content decide.
    """
    if path.exists() and not path.is_file():
        yield Rejected(path, 0, "the folder cannot be opened" if path.is_dir() else "not a regular file")
        return
    try:
        with open_source(path) as source:
            head = source.peek(SNIFF_BYTES)
            if not head.strip(b" \t\r\n\xef\xbb\xbf"):
                yield source.reject(0, "the file is empty")
                return
            yield from _read(source, format_name or _detect(path, head))
    except EncodingError as exc:
        yield Rejected(path, 0, str(exc))
    except (OSError, EOFError, zlib.error) as exc:
        yield Rejected(path, 0, f"cannot be read to its end: {exc}")


def _read(source: Source, format_name: str) -> Iterator[Found | Rejected]:
    if format_name == "jsonl":
        return json_records.read_lines(source)
    if format_name == "json":
        return json_records.read_document(source)
    if format_name == "trec":
        return tagged.read(source)
    if format_name == "feed":
        return feed.read(source)
    if format_name == "html":
        return html.read(source)
    return text.read(source)


def _detect(path: Path, head: bytes) -> str:
    """Tell the format by how the content begins; the file's ending decides only what is JSON, and what JSON Lines."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if utf_16:
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if utf_16 and start.startswith(b"{"):  # lines are cut as bytes, which UTF-16 does not allow; `json` takes them too
        return "json"
    if suffixes & {".jsonl", ".ndjson"}:
        return "jsonl"
    if _JSON.match(start) or (".json" in suffixes and start.startswith((b"{", b"["))):
        return "jsonl" if json_records.is_lines(start) else "json"
    return _detect_markup(start) if start.startswith(b"<") else "scraped"


def _detect_markup(start: bytes) -> str:
    for tag, name in ((b"<doc>", "trec"), (b"<rss", "feed"), (b"<feed", "feed"), (b"<rdf:rdf", "feed")):
        if tag in start:
            return name
    return "html" if b"<html" in start or b"<!doctype html" in start else "trec"
