"""Which encoding does the text, or who brought it, say that it has? What is said may be wrong: it is checked."""

from __future__ import annotations

import codecs
import re

from documents.encodings.code_pages import PAGES

HEAD_BYTES = 8192
"""So much is searched; the HTML standard asks for the first 1,024 bytes, and pages do not keep to it."""

_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]{0,300}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE)
_WEB = {"iso8859-1": "windows-1252", "ascii": "windows-1252", "cp1252": "windows-1252"}
"""Python's name → the page that is meant by it on the web (encoding.spec.whatwg.org)."""

_OTHER_NAMES = {"x-cp1256": "cp1256", "dos-720": "cp720", "ibm720": "cp720", "x-mac-arabic": "mac-arabic"}
_OTHER_NAMES |= {
    "x-macarabic": "mac-arabic",
    "macarabic": "mac-arabic",
    "asmo-708": "iso8859-6",
    "dos-708": "iso8859-6",
}
_OTHER_NAMES |= {"iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6"}
_TEXT = re.compile(r"(?:cp|iso8859|iso2022|mac|koi8|gb|big5|euc|shift|windows|utf-(?:8|16|32)|ascii|tis|johab)")
"""Beginnings of the names of Python's codecs that are character sets; it has others, such as ``unicode_escape``."""


def declaration(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML document declares for itself, in its own words."""
    head = data[:HEAD_BYTES]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii") if match else None


def known_name(label: str) -> str | None:
    """Return our name for an encoding: a key of `PAGES`, or one that Python knows; ``None`` for an unknown one."""
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_OTHER_NAMES.get(label, label)).name
    except (LookupError, ValueError):  # ValueError: a name with a zero byte
        return None
    if not _TEXT.match(name):
        return None
    ours = {codec: page for page, codec in PAGES.items()}
    return ours.get(name, _WEB.get(name, name))
