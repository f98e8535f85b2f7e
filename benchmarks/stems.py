"""What would one field of stems do? Whoosh's own text field in an index of its own, with Whoosh's own ranking.

Its words are the stems of our analysis. It keeps no texts and no positions: what is compared is the finding alone.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from whoosh import fields, index, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer

from index.arabic.analyzer import Analyzer
from index.arabic.stopwords import is_stop_word
from index.whoosh_writer import POOL_MB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def build_stems(folder: Path, pool: Sequence[tuple[str, str]], segments: int = 1) -> Path:
    """Index the stems of articles, given by id and body, in a new folder; return the folder.

    ``segments`` is into how many parts, each with its own dictionary, the index is divided.
    """
    folder.mkdir()
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
    made = index.create_in(folder, fields.Schema(id=fields.ID(stored=True), text=text))
    analyzer = Analyzer()
    for part in range(segments):
        writer = made.writer(limitmb=POOL_MB, compound=False)
        for docid, body in pool[part::segments]:
            writer.add_document(id=docid, text=" ".join(word.stem for word in analyzer.words(body)))
        writer.commit(merge=False)
    return folder


@contextmanager
def open_stems(folder: Path, hits: int) -> Iterator[Callable[[str], list[str]]]:
    """Give what finds the ids of the best articles for the words of a text; without stop words, as ours does."""
    analyzer = Analyzer()

    def find(text: str) -> list[str]:
        words = analyzer.words(text)
        telling = [word for word in words if not is_stop_word(word)] or words
        wanted = query.Or([query.Term("text", stem) for stem in dict.fromkeys(word.stem for word in telling)])
        return [hit["id"] for hit in searcher.search(wanted, limit=hits)]

    with index.open_dir(folder).searcher(weighting=scoring.BM25F()) as searcher:
        yield find
