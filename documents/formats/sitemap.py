"""Which articles does a news sitemap name? Those with Google's news extension: a headline, a day, a site, no text.

Nothing is fetched: a sitemap of addresses alone, or of other sitemaps, has no articles in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.address import canonical_url
from documents.article import derived_id
from documents.formats.fields import RecordError, to_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from documents.formats.record import Found, Rejected, Source

_DECLARATION = re.compile(r"^[^<]{0,1000}(?:<\?xml\b[^>]{0,200}\?>)?")
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)\b")
_FIELDS = {
    "title": "title",
    "publication_date": "published",
    "keywords": "tags",
    "name": "source",
    "language": "language",
}
"""Element of the news extension → field of a record."""

_CAPTIONS = ("caption", "title")


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield one article for each address that comes with news."""
    text = _DECLARATION.sub("", source.text(), count=1)
    if _DTD.search(text):
        yield source.reject(0, "the sitemap has a document type of its own; expected none, and none is read")
        return
    root = _parsed(text)
    if root is None:
        yield source.reject(0, "not a sitemap: no XML element was found in it")
    elif _name(root) == "sitemapindex":
        count = sum(_name(child) == "sitemap" for child in root)
        yield source.reject(
            0, f"a list of {count} other sitemaps; nothing is fetched, add the news sitemaps themselves"
        )
    else:
        yield from _articles(source, root)


def _parsed(text: str) -> _Element | None:
    """Parse what is there, up to a fault; entities are not replaced, nothing is loaded."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    try:
        return fromstring(text.encode("utf-8", "replace"), parser)
    except XMLSyntaxError:
        return None


def _articles(source: Source, root: _Element) -> Iterator[Found | Rejected]:
    addresses = [element for element in root if _name(element) == "url"]
    without = 0
    for number, element in enumerate(addresses, 1):
        record = _record(element)
        if "title" not in record:
            without += 1
            continue
        try:
            mapped = to_article({**record, "id": _identity(record)})
        except RecordError as exc:
            yield source.reject(element.sourceline or 0, f"address {number}: {exc}")
            continue
        notes = (f"address {number} of the sitemap", "no body: a sitemap has headlines only", *mapped.notes)
        yield source.found(element.sourceline or 0, mapped.article, "sitemap", notes)
    if without or not addresses:
        yield source.reject(
            0, f"{without} of {len(addresses)} addresses are without <news:news>, which would have the headline"
        )


def _identity(record: dict[str, object]) -> str:
    """Return an id of the headline's own: under that of the page, it would count as the page's latest text."""
    return derived_id("sitemap", canonical_url(str(record.get("url", ""))) or str(record["title"]))


def _record(element: _Element) -> dict[str, object]:
    """Return an address with its news, under the names of records."""
    record: dict[str, object] = {}
    for child in element.iter():
        name, outer = _name(child), child.getparent()
        text = " ".join("".join(child.itertext()).split()) if not len(child) else ""
        if name == "loc" and outer is element:
            record["url"] = text
        elif name in _FIELDS and text and _is_news(child):
            record.setdefault(_FIELDS[name], text)
        elif name in _CAPTIONS and text and outer is not None and _name(outer) == "image":
            record.setdefault("caption", text)
    return record


def _is_news(element: _Element) -> bool:
    """Tell an element of the news extension, by its namespace or, where that is wrong, by what it stands in."""
    outer = element.getparent()
    return outer is not None and _name(outer) in ("news", "publication")


def _name(element: _Element) -> str:
    """Return an element's name without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
