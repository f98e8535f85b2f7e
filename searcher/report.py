"""What became of what was read?"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from documents.formats.record import Found, Rejected
from index.engine import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LISTED = 100_000
"""So many rejects are listed, and so many unknown keys named, some 25 MB; of others there is only the number."""

COUNTS = ("read", "rejections", "undated", "cut", "repaired")
"""The fields that are numbers of what this run, and those that it goes on with, have read."""


@dataclass(slots=True)
class Report:
    """What became of what was read. Unknown keys are counted by name, repairs by kind: articles that had each.

    ``read`` articles were not rejected; ``rejections`` counts the rejects, also those for which ``rejected`` has no
    room. Of the articles, ``undated`` have a date that says nothing, and ``cut`` have lost lines that are their
    source's boilerplate, and ``repaired`` were damaged. ``before`` of all these records were committed by a run that
    was interrupted, and that this one goes on with.
    """

    changes: Changes = field(default_factory=Changes)
    rejected: list[Rejected] = field(default_factory=list)
    unknown_keys: Counter[str] = field(default_factory=Counter)
    read: int = 0
    rejections: int = 0
    undated: int = 0
    cut: int = 0
    repaired: int = 0
    repairs: Counter[str] = field(default_factory=Counter)
    before: int = 0
    committing: bool = False

    @classmethod
    def resumed(cls, totals: Mapping[str, Any]) -> Report:
        """Return the report of a run that goes on where another one had these `totals`."""
        report = cls(Changes(**totals["changes"]), [], Counter(totals["unknown_keys"]))
        for name in COUNTS:
            setattr(report, name, totals[name])
        report.repairs = Counter(totals["repairs"])
        report.before = report.read + report.rejections
        return report

    def totals(self) -> dict[str, Any]:
        """Return what was counted, as JSON values."""
        counts = {name: getattr(self, name) for name in COUNTS}
        counted = {"unknown_keys": dict(self.unknown_keys), "repairs": dict(self.repairs)}
        return {**counts, "changes": asdict(self.changes), **counted}

    def count(self, record: Found | Rejected) -> None:
        """Count a record that was read."""
        if isinstance(record, Rejected):
            self.rejections += 1
            if len(self.rejected) < MAX_LISTED:
                self.rejected.append(record)
            return
        self.read += 1
        named = self.unknown_keys
        named.update(key for key in record.unknown_keys if key in named or len(named) < MAX_LISTED)
        self.repaired += bool(record.article.repairs)
        self.repairs.update({repair.kind for repair in record.article.repairs})
        self.undated += any("no date could be read" in note for note in record.notes)
