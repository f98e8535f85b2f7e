"""How is SQLite's FTS5 built and asked? The full-text search of Python's standard library."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.systems import HITS, SQLITE, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.questions import Question
    from benchmarks.systems import Opened
    from benchmarks.terms import Document

FILE = "articles.sqlite"
CACHE_KB = 256 * 1024

# The tokenizer that knows only ASCII takes every other letter as it is, which the stems need: unicode61 would fold and
# divide some of them. Every ASCII character but the space is part of a word, too.
TOKEN_CHARACTERS = "".join(chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())

MAKE = """
PRAGMA journal_mode = off;
PRAGMA synchronous = off;
CREATE TABLE facts (number INTEGER PRIMARY KEY, id TEXT, day INTEGER);
CREATE TABLE texts (number INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize={tokenizer});
"""
"""The texts and the days stand in tables of their own, so that FTS5 keeps no second copy of the stems."""

COUNT = "SELECT count(*) FROM words WHERE words MATCH ?"
BEST = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
WITHIN = "words JOIN facts ON number = words.rowid WHERE words MATCH ? AND day BETWEEN ? AND ?"
COUNT_WITHIN = f"SELECT count(*) FROM {WITHIN}"
BEST_WITHIN = f"SELECT number FROM {WITHIN} ORDER BY rank LIMIT ?"


class SQLite:
    """SQLite with FTS5: one statement counts, another ranks by bm25."""

    name = SQLITE

    def build(self, documents: Iterable[Document], folder: Path) -> None:
        """Index documents in one transaction, and merge what FTS5 divided them into."""
        with closing(sqlite3.connect(folder / FILE)) as base:
            base.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            base.executescript(MAKE.format(tokenizer=_quoted(f"ascii tokenchars {_quoted(TOKEN_CHARACTERS)}")))
            for number, one in enumerate(documents, 1):
                base.execute("INSERT INTO facts VALUES (?, ?, ?)", (number, one.id, one.day))
                base.execute("INSERT INTO texts VALUES (?, ?, ?)", (number, one.raw_title, one.raw_body))
                base.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (number, one.title, one.body))
            base.execute("INSERT INTO words (words) VALUES ('optimize')")
            base.commit()

    @contextmanager
    def open(self, folder: Path) -> Iterator[Opened]:
        """Open what was built."""
        with closing(sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True)) as base:
            base.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            yield _OpenedSQLite(base)


@dataclass(frozen=True, slots=True)
class _Prepared:
    match: str
    days: tuple[int, int] | None


class _OpenedSQLite:
    segments = 1  # it was told to

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def prepare(self, question: Question) -> _Prepared:
        words = [f'"{word}"' for word in question.words]
        if question.kind == "phrase":
            wanted = " + ".join(words)
        elif question.kind == "prefix":
            wanted = f"{words[0]} *"
        else:
            wanted = (" AND " if question.kind == "2 AND" else " OR ").join(words)
        return _Prepared(f"body : ({wanted})", question.days)

    def ask(self, prepared: _Prepared) -> Answer:
        if prepared.days is None:
            total = self._base.execute(COUNT, (prepared.match,)).fetchone()[0]
            best = self._base.execute(BEST, (prepared.match, HITS))
        else:
            total = self._base.execute(COUNT_WITHIN, (prepared.match, *prepared.days)).fetchone()[0]
            best = self._base.execute(BEST_WITHIN, (prepared.match, *prepared.days, HITS))
        return Answer(total, [number for (number,) in best])

    def ids(self, best: Sequence[int]) -> list[str]:
        return [self._base.execute("SELECT id FROM facts WHERE number = ?", (number,)).fetchone()[0] for number in best]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
