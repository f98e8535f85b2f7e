"""What is an article? The one record that every layer reads."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

TITLE_WORDS = 14
"""A title taken from the text's own lead is cut after this many words: about one line of the page."""

MAX_ID_CHARACTERS = 2048
"""Long enough for the percent-encoded Arabic URLs that feeds use as ids."""
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ALWAYS = ("id", "title", "body")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# A full stop inside «6.5», «أ.ف.ب» or after the one letter of «د.» (Dr) ends no sentence.
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)\.|[؟!…])(?=[\s\"'»”)\]]|$)|\n")


PAGE = "page"
"""In place of a field: the whole text of a page, whose lines must be right before they are taken apart into fields."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A fault that was taken out of a field: its kind, how often it stood there, and one place before and after."""

    field: str
    kind: str
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that were left out of a body, and the number, from 0, of the first of them in the whole body."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, as its author wrote it.

    ``published`` and ``crawled`` are a ``date``, or a ``datetime`` where the time of day is known.
    Texts keep the author's letters and marks; an unknown text is the empty string. ``language`` is an ISO 639 code
    where something tells it. What machines damaged is repaired: ``repairs`` says how, and ``original`` has each
    repaired field's name with its text before. ``left_out`` has the lines of the body that are not the article's own,
    but its source's boilerplate, in order.
    """

    id: str
    title: str
    body: str
    published: date | None = None
    crawled: date | None = None
    source: str = ""
    section: str = ""
    author: str = ""
    url: str = ""
    caption: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    repairs: tuple[Repair, ...] = ()
    original: tuple[tuple[str, str], ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def whole(self) -> Article:
        """Return the article with all lines of its body."""
        if not self.left_out:
            return self
        kept = self.body.split("\n")
        lines: list[str] = []
        taken = 0
        for block in self.left_out:
            end = taken + max(0, block.line - len(lines))
            lines += kept[taken:end]
            lines += block.text.split("\n")
            taken = end
        lines += kept[taken:]
        return replace(self, body="\n".join(lines), left_out=())

    def to_json(self) -> dict[str, object]:
        """Return the article as JSON values; dates in ISO 8601, unknown ones as ``None``."""
        return {
            **{name: getattr(self, name) for name in self.__slots__},
            "published": self.published and self.published.isoformat(),
            "crawled": self.crawled and self.crawled.isoformat(),
            "tags": list(self.tags),
            "repairs": [asdict(repair) for repair in self.repairs],
            "original": dict(self.original),
            "left_out": [asdict(block) for block in self.left_out],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Article:
        """Rebuild what ``to_json`` returned; what is unknown may be left out."""
        lists = {
            "tags": tuple(value.get("tags", ())),
            "repairs": tuple(Repair(**repair) for repair in value.get("repairs", ())),
            "original": tuple(value.get("original", {}).items()),
            "left_out": tuple(LeftOut(**block) for block in value.get("left_out", ())),
        }
        dates = {name: moment(value[name]) if value.get(name) else None for name in ("published", "crawled")}
        return cls(**{**value, **lists, **dates})

    def encoded(self) -> bytes:
        """Return what is known of the article as JSON text in UTF-8: the same bytes for the same article."""
        known = {name: value for name, value in self.to_json().items() if value or name in _ALWAYS}
        return _encode(known).encode()


def fingerprint(encoded: bytes) -> bytes:
    """Return 16 bytes that change when anything in an article does, which is given as `Article.encoded`."""
    return hashlib.blake2b(encoded, digest_size=16).digest()


def version_of(article: Article, encoded: bytes) -> bytes:
    """Return the fingerprint of an article with its whole body: leaving more lines out makes no other version.

    ``encoded`` is `Article.encoded`.
    """
    return fingerprint(article.whole().encoded() if article.left_out else encoded)


def moment(iso: str) -> date:
    """Read an ISO 8601 date or date and time.

    Raises:
        ValueError: the text is neither.
    """
    return date.fromisoformat(iso) if len(iso) == len("2022-12-30") else datetime.fromisoformat(iso)


def storable(text: str) -> str:
    """Return the text without what no UTF-8 index can keep.

    Control characters other than tab and line ends go; a lone surrogate, which is half of a character
    that somebody cut, becomes U+FFFD so that the reader sees the loss.
    """
    return _UNSTORABLE.sub(lambda m: "\ufffd" if m[0] >= "\ud800" else "", text)


def derived_id(*content: str) -> str:
    """Return the id of an article that brought none: 16 hexadecimal digits of its url, or of its content."""
    return hashlib.blake2b("\x1f".join(content).encode("utf-8", "replace"), digest_size=8).hexdigest()


def id_fault(article_id: str) -> str | None:
    """Say why a text cannot be an id, or return ``None`` when it can."""
    if not article_id.strip():
        return "the id is empty"
    if len(article_id) > MAX_ID_CHARACTERS:
        return f"the id has {len(article_id)} characters; at most {MAX_ID_CHARACTERS} are allowed"
    if _CONTROL.search(article_id) or _UNSTORABLE.search(article_id):
        return f"the id {article_id!r} has control characters or half characters in it"
    return None


def lead(body: str) -> str:
    """Return the opening of a body as a title: its first sentence, at most ``TITLE_WORDS`` words."""
    start = body.strip()
    end = _SENTENCE_END.search(start)
    words = start[: end.start() if end else len(start)].split()
    if len(words) <= TITLE_WORDS:
        return " ".join(words)
    return " ".join(words[:TITLE_WORDS]).rstrip("،,؛:") + "…"
