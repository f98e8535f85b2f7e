"""What kind of file is this? Told by how its content begins.

The ending decides only what is JSON, and what JSON Lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from documents.encodings.wide import narrow
from documents.formats import json_records, table

if TYPE_CHECKING:
    from pathlib import Path

SNIFF_BYTES = 4096
"""So much of the beginning is looked at."""

_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
"""How JSON begins, and «[صورة] قال…» does not."""

_TREC = re.compile(rb"<doc[\s>]")
_SOLR = re.compile(rb"<doc>\s*<(?:field|str|arr|int|long|date) name=")
_TAG = re.compile(rb"<[?!a-z_]")


_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org|"(?:home_page_url|feed_url)"\s*:')
"""Its addresses come before its items, also where the keys are in alphabetical order and its version comes last."""

_BEHIND = re.compile(rb"<\?xml\s|<rss[\s>]")
"""How a feed begins behind the warnings of the program that wrote it."""

_TAGS = {
    b"<!doctype html": "html",
    b"<html": "html",
    b"<doc>": "trec",
    b"<rss": "feed",
    b"<feed": "feed",
    b"<rdf:rdf": "feed",
    b"<urlset": "sitemap",
    b"<sitemapindex": "sitemap",
}


class Detected(NamedTuple):
    """The name of a format, and what it was told by."""

    format: str
    why: str


_OTHER = Detected("text", "begins like none of the other formats")


def detect(path: Path, head: bytes) -> Detected:
    """Tell the format of a file from its name and its first `SNIFF_BYTES`."""
    head = narrow(head)
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf").lower()
    suffixes = {suffix.lower() for suffix in path.suffixes}
    if head.startswith(b"WARC/"):
        return Detected("warc", "begins with WARC/")
    if start.startswith(b"{") and _JSON_FEED.search(start):
        return Detected("feed", "begins as a JSON Feed does")
    if suffixes & {".jsonl", ".ndjson"}:
        return Detected("jsonl", "the file's ending")
    if _JSON.match(start) or (".json" in suffixes and start.startswith((b"{", b"["))):
        if json_records.is_lines(start):
            return Detected("jsonl", "its first line is an object, and another line follows")
        return Detected("json", "begins as JSON does")
    return _markup(start) if start.startswith(b"<") or _BEHIND.search(start) else _plain(suffixes, head)


def _plain(suffixes: set[str], head: bytes) -> Detected:
    if suffixes & {".csv", ".tsv"}:
        return Detected("csv", "the file's ending")
    if table.is_table(head):
        return Detected("csv", "its first line names the fields of a table")
    return _OTHER


def _markup(start: bytes) -> Detected:
    """Tell by the first tag that a format has for itself: pages may have feeds and descriptions within them."""
    places = {at: tag for tag in _TAGS if (at := start.find(tag)) >= 0}
    if places and not _SOLR.search(start):
        tag = places[min(places)]
        return Detected(_TAGS[tag], f"{tag.decode()}{'' if tag.endswith(b'>') else '>'} near its beginning")
    if _TREC.search(start) and b"<docno" in start:
        return Detected("trec", "<doc> and <docno> near its beginning")
    return Detected("xml", "begins with a tag of no other format") if _TAG.match(start) else _OTHER
