"""The text of a scraped page, one article a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.article import Article, derived_id
from documents.encoding import decode
from documents.repair.fields import PAGE, repair_fields
from documents.scraped import read_scraped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.formats.record import Found, Rejected, Source


def read(source: Source) -> Iterator[Found | Rejected]:
    """Yield the file's one article; its id is made from the whole text, so a renamed file is the same article."""
    decoded = decode(source.whole())
    repaired = repair_fields({PAGE: decoded.text})
    page = read_scraped(repaired.texts[PAGE])
    if not page.body:
        yield source.reject(0, "no article text is left after dates, share buttons and copyright lines")
        return
    article = Article(
        id=derived_id(decoded.text.strip()),
        title=page.title,
        body=page.body,
        published=page.published,
        crawled=page.crawled,
        source=page.source,
        section=page.section,
        author=page.author,
        caption=page.caption,
        repairs=repaired.repairs,
        original=repaired.original,
    )
    notes = (
        f"encoding: {decoded.encoding} ({decoded.evidence})",
        *(f"left out: {line}" for line in page.dropped),
    )
    yield source.found(1, article, "scraped", notes)
