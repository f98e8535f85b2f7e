"""Which lines of these articles are their sources' boilerplate? Learns from the articles, and leaves the lines out.

The articles are looked at a window at a time, with a sample of those before: so the first articles of a source are
cleaned by what its later ones in the window teach.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from documents.boilerplate import cut, learn
from documents.formats.record import Found, Rejected
from documents.outline import outline, remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from documents.boilerplate import Learnt
    from documents.outline import Outline, Sample

WINDOW_RECORDS, WINDOW_CHARACTERS = 1_000, 4_000_000
"""What is looked at together at most: so many records, or so many characters of text, some 16 MB."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Records in their order, their bodies without boilerplate, and the samples of their sources as they now are."""

    records: tuple[Found | Rejected, ...]
    samples: Mapping[str, Sample]


def windows(records: Iterable[Found | Rejected]) -> Iterator[list[Found | Rejected]]:
    """Yield records in windows."""
    window: list[Found | Rejected] = []
    characters = 0
    for record in records:
        window.append(record)
        characters += text_characters(record)
        if is_full(len(window), characters):
            yield window
            window, characters = [], 0
    if window:
        yield window


def is_full(records: int, characters: int) -> bool:
    """Tell whether a window of so many records with so much text has no room for another one."""
    return records >= WINDOW_RECORDS or characters >= WINDOW_CHARACTERS


def text_characters(record: Found | Rejected) -> int:
    """Return how long the text of a record is."""
    return len(record.article.body) if isinstance(record, Found) else 0


def source_of_lines(record: Found) -> str:
    """Return whose boilerplate an article may have: its source's, else its site's, else its folder's."""
    article = record.article
    return article.source.strip() or _host(article.url) or record.path.parent.name


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # an address that is none, as http://[
        return ""


def clean(window: Sequence[Found | Rejected], samples: Mapping[str, Sample]) -> Cleaned:
    """Leave the boilerplate out of a window's articles; ``samples`` are of the articles before, by source."""
    outlines: dict[str, list[Outline]] = {}
    for record in window:
        if isinstance(record, Found):
            outlines.setdefault(source_of_lines(record), []).append(outline(record.article.body))
    learnt = {name: learn((*samples.get(name, ()), *seen)) for name, seen in outlines.items()}
    return Cleaned(
        tuple(_cleaned(record, learnt) if isinstance(record, Found) else record for record in window),
        {name: remembered(samples.get(name, ()), seen) for name, seen in outlines.items()},
    )


def _cleaned(record: Found, learnt: Mapping[str, Learnt]) -> Found:
    cleaned = cut(record.article.body, learnt[source_of_lines(record)])
    if not cleaned.left_out:
        return record
    article = replace(record.article, body=cleaned.body, left_out=cleaned.left_out)
    return replace(record, article=article, left_out=cleaned.recurring)
