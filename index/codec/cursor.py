"""How does Whoosh go through the terms of a field, one by one?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.codec import base

if TYPE_CHECKING:
    from whoosh.reading import TermInfo

    from index.codec.postings import Postings
    from index.codec.reading import TermsReader


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Goes through the terms of a field in order; its texts are decoded."""

    def __init__(self, reader: TermsReader, field: str, postings: Postings, field_type: Any) -> None:
        self._reader = reader
        self._field = field
        self._postings = postings
        self._type = field_type
        self._number = 0

    def first(self) -> Any:
        """Go to the first term, and return it."""
        self._number = 0
        return self.text()

    def find(self, text: Any) -> Any:
        """Go to the first term that is not before a text, and return it."""
        term = text if isinstance(text, bytes) else self._type.to_bytes(text)
        self._number = self._postings.terms.rank(term)
        return self.text()

    def next(self) -> Any:
        """Go to the next term, and return it."""
        self._number += 1
        return self.text()

    def text(self) -> Any:
        """Return the term; None behind the last one."""
        return self._type.from_bytes(self._postings.terms[self._number]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """Return the term's statistics; None behind the last one."""
        return self._reader.statistics(self._field, self._postings, self._number) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Tell whether there is a term here."""
        return self._number < len(self._postings.terms)
