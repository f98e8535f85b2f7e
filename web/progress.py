"""How far is a long reading? A bar on a terminal, elsewhere a line now and then; and rejects as they come."""

from __future__ import annotations

import sys
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING

import click

from documents.walk import input_files
from searcher.ingest import size_bytes
from web.wording import english_articles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from searcher.report import Report

LINE_SECONDS = 60.0
"""Where there is no terminal, a line tells how far it is so often: a short reading says nothing before its end."""


class Progress:
    """Shows how much of the files in some paths has been read, what that gave, and how long the rest may take.

    How much there is to read is found out beside the reading; until then only what was read is shown. ``committed`` is
    the number of articles that the run had read at its last commit.
    """

    def __init__(self, paths: Sequence[Path], *, names_rejects: bool) -> None:
        from tqdm import tqdm

        self._bar = tqdm(unit="B", unit_scale=True, desc="reading", disable=None, leave=False, dynamic_ncols=True)
        self._names_rejects = names_rejects
        self._named = self._read_bytes = 0
        self._total_bytes: int | None = None
        self._began = self._told = monotonic()
        self._is_committing = False
        self.committed = 0
        Thread(target=self._measure, args=(paths,), daemon=True).start()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._bar.close()

    def _measure(self, paths: Sequence[Path]) -> None:
        with suppress(OSError):  # a path that has gone meanwhile
            self._total_bytes = self._bar.total = sum(size_bytes(file.path) for file in input_files(paths))

    def advance(self, read_bytes: int, report: Report) -> None:
        """Show that so many more bytes have been read, and what they gave."""
        self._read_bytes += read_bytes
        self._name_rejects(report)
        self._note_commit(report)
        if self._bar.disable:
            self._tell_now_and_then(report)
            return
        self._bar.set_postfix_str(f"{english_articles(report.read)}, {report.rejections:,} rejected", refresh=False)
        self._bar.set_description("writing" if report.committing else "reading", refresh=report.committing)
        self._bar.update(read_bytes)

    def _note_commit(self, report: Report) -> None:
        if self._is_committing and not report.committing:
            self.committed = report.read
        self._is_committing = report.committing

    def _name_rejects(self, report: Report) -> None:
        for rejected in report.rejected[self._named :] if self._names_rejects else ():
            self._say(f"rejected: {rejected}")
        self._named = len(report.rejected)

    def _tell_now_and_then(self, report: Report) -> None:
        now = monotonic()
        if now - self._told >= LINE_SECONDS:
            self._told = now
            self._say(self._line(report, now - self._began))

    def _line(self, report: Report, seconds: float) -> str:
        of, left = "", ""
        if self._total_bytes and self._read_bytes:
            of = f" of {self._total_bytes / 1e6:,.1f}"
            ahead = max(0.0, seconds * (self._total_bytes / self._read_bytes - 1))
            left = f"; about {ahead / 60:,.0f} min left"
        return (
            f"{english_articles(report.read)} read, {self._read_bytes / 1e6:,.1f}{of} MB,"
            f" {report.rejections:,} rejected{left}"
        )

    def _say(self, line: str) -> None:
        if self._bar.disable:
            click.echo(line, err=True)
        else:
            self._bar.write(line, file=sys.stderr)
