"""What would one field of stems do? Whoosh's own text field in an index of its own, with Whoosh's own ranking.

Its words are the stems of our analysis. It keeps no texts and no positions: what is compared is the finding alone. Its
files and the reading of its postings are those of `index.codec`, as ours are.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from whoosh import fields, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer

from index.arabic.analyzer import Analyzer
from index.arabic.stopwords import is_stop_word
from index.codec.collector import ArrayCollector
from index.codec.storage import Folder, open_index, write_contents
from index.codec.writer import DocumentsBuilder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path


def schema() -> fields.Schema:
    """Return the fields of the index."""
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)
    return fields.Schema(id=fields.ID(stored=True), text=text)


def build_stems(folder: Path, pool: Sequence[tuple[str, str]], segments: int = 1) -> Path:
    """Index the stems of articles, given by id and body, in a new folder; return the folder.

    ``segments`` is into how many parts, each with its own dictionary, the index is divided.
    """
    folder.mkdir()
    analyzer, written = Analyzer(), []
    for part in range(segments):
        builder = DocumentsBuilder(schema())
        for docid, body in pool[part::segments]:
            builder.add({"id": docid, "text": [word.stem for word in analyzer.words(body)]})
        written.append(builder.write(Folder(folder)))
    write_contents(Folder(folder), schema(), written, 0)
    return folder


@contextmanager
def open_stems(folder: Path, hits: int) -> Iterator[Callable[[str], list[str]]]:
    """Give what finds the ids of the best articles for the words of a text; without stop words, as ours does."""
    analyzer = Analyzer()

    def find(text: str) -> list[str]:
        words = analyzer.words(text)
        telling = [word for word in words if not is_stop_word(word)] or words
        wanted = query.Or([query.Term("text", stem) for stem in dict.fromkeys(word.stem for word in telling)])
        collector = ArrayCollector(hits)
        searcher.search_with_collector(wanted, collector)
        return [searcher.stored_fields(document)["id"] for _, document in collector.items]

    with open_index(folder, schema()).searcher(weighting=scoring.BM25F()) as searcher:
        yield find
