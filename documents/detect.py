"""What kind of file is this? Told by how its content begins.

The ending decides only what is JSON, and what JSON Lines.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from documents.formats import json_records

if TYPE_CHECKING:
    from pathlib import Path

SNIFF_BYTES = 4096
"""So much of the beginning is looked at."""

_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
"""How JSON begins, and «[صورة] قال…» does not."""


class Detected(NamedTuple):
    """The name of a format, and what it was told by."""

    format: str
    why: str


def detect(path: Path, head: bytes) -> Detected:
    """Tell the format of a file from its name and its first `SNIFF_BYTES`."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if utf_16:
        head = head.decode("utf-16", "ignore").encode("utf-8", "ignore")
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if utf_16 and start.startswith(b"{"):  # lines are cut as bytes, which UTF-16 does not allow; `json` takes them too
        return Detected("json", "begins with an object, in UTF-16")
    if suffixes & {".jsonl", ".ndjson"}:
        return Detected("jsonl", "the file's ending")
    if _JSON.match(start) or (".json" in suffixes and start.startswith((b"{", b"["))):
        if json_records.is_lines(start):
            return Detected("jsonl", "its first line is an object, and another line follows")
        return Detected("json", "begins as JSON does")
    return _markup(start) if start.startswith(b"<") else Detected("text", "begins like none of the other formats")


def _markup(start: bytes) -> Detected:
    for tag, name in ((b"<doc>", "trec"), (b"<rss", "feed"), (b"<feed", "feed"), (b"<rdf:rdf", "feed")):
        if tag in start:
            return Detected(name, f"{tag.decode()} near its beginning")
    if b"<html" in start or b"<!doctype html" in start:
        return Detected("html", "<html> near its beginning")
    return Detected("trec", "begins with a tag of no other format")
