"""What kind of file is this? Told by how its content begins.

The ending decides only what is JSON, and what JSON Lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from documents.formats import json_records, table
from documents.wide import narrow

if TYPE_CHECKING:
    from pathlib import Path

SNIFF_BYTES = 4096
"""So much of the beginning is looked at."""

_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
"""How JSON begins, and «[صورة] قال…» does not."""

_TREC = re.compile(rb"<doc[\s>]")
_TAG = re.compile(rb"<[?!a-z_]")


class Detected(NamedTuple):
    """The name of a format, and what it was told by."""

    format: str
    why: str


def detect(path: Path, head: bytes) -> Detected:
    """Tell the format of a file from its name and its first `SNIFF_BYTES`."""
    head = narrow(head)
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if suffixes & {".jsonl", ".ndjson"}:
        return Detected("jsonl", "the file's ending")
    if _JSON.match(start) or (".json" in suffixes and start.startswith((b"{", b"["))):
        if json_records.is_lines(start):
            return Detected("jsonl", "its first line is an object, and another line follows")
        return Detected("json", "begins as JSON does")
    return _markup(start) if start.startswith(b"<") else _text(suffixes, head)


def _text(suffixes: set[str], head: bytes) -> Detected:
    if suffixes & {".csv", ".tsv"}:
        return Detected("csv", "the file's ending")
    if head.startswith(b"WARC/"):
        return Detected("warc", "begins with WARC/")
    if table.is_table(head):
        return Detected("csv", "its first line names the fields of a table")
    return Detected("text", "begins like none of the other formats")


def _markup(start: bytes) -> Detected:
    if _TREC.search(start) and (b"<docno" in start or not start.startswith((b"<?xml", b"<add"))):
        return Detected("trec", "<doc> near its beginning")
    for tag, name in ((b"<rss", "feed"), (b"<feed", "feed"), (b"<rdf:rdf", "feed")):
        if tag in start:
            return Detected(name, f"{tag.decode()} near its beginning")
    if b"<html" in start or b"<!doctype html" in start:
        return Detected("html", "<html> near its beginning")
    if _TAG.match(start):
        return Detected("xml", "begins with a tag of no other format")
    return Detected("text", "begins with <, but with no tag")
