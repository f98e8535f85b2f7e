"""How do articles become a segment? What stands in its files, compared with the article."""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from documents.article import Article
from index.arabic.analyzer import Analyzer
from index.builder import SegmentBuilder, Versioned
from index.codec.reading import DocumentsReader, TermsReader
from index.codec.storage import Folder
from index.schema import CODE, GAP, PARTS, TITLE_WEIGHT, schema, to_minute, word_code, word_term
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Make = Callable[..., Article]

ANALYZER = Analyzer()
VERSION = bytes(range(16))


class Built:
    """What stands in the files of a segment."""

    def __init__(self, folder: Path, articles: Sequence[Article], vocabulary: Vocabulary | None = None) -> None:
        builder = SegmentBuilder(vocabulary or Vocabulary())
        self.numbers = [builder.add(Versioned(article, VERSION, article.encoded())) for article in articles]
        assert len(builder) == len(articles)
        segment = builder.write(Folder(folder))
        self.documents = DocumentsReader(Folder(folder), segment)
        self.columns = self.documents.columns
        self._terms = TermsReader(Folder(folder), segment)

    def postings(self, field: str) -> dict[bytes, list[tuple[int, float]]]:
        """Return term → its documents, with the weight of each; checks that the terms are in order."""
        postings = self._terms.postings(field)
        if postings is None:
            return {}
        terms = list(postings.terms)
        assert terms == sorted(set(terms))
        starts = postings.starts(0, len(terms)).tolist()
        every = zip(postings.documents(0, starts[-1]).tolist(), postings.weights(0, starts[-1]).tolist(), strict=True)
        rows = list(every)
        return {term: rows[first:last] for term, first, last in zip(terms, starts[:-1], starts[1:], strict=True)}

    def text(self) -> dict[str, list[tuple[int, float]]]:
        """Return written word → its documents, with the weight of each."""
        return {term.decode().split(" ")[2]: rows for term, rows in self.postings("text").items()}

    def words(self, number: int) -> list[int]:
        """Return the codes of a document's words."""
        codes: list[int] = np.frombuffer(self.columns.strings("words")[number], CODE).tolist()
        return codes


@pytest.fixture
def built(tmp_path: Path) -> Callable[..., Built]:
    """Return what writes articles as a segment and reads it."""
    return lambda *articles, **options: Built(tmp_path, articles, **options)


# Words


def test_text_holds_the_written_words_of_title_caption_and_body(built: Callable[..., Built], article: Make) -> None:
    whole = article("1", "وَالمهندسون", title="مدرسة", caption="كتابها", source="الميزان", section="ثقافة")
    assert set(built(whole).text()) == {"مدرسة", "كتابها", "والمهندسون"}


def test_weights_count_occurrences_and_the_title_more(built: Callable[..., Built], article: Make) -> None:
    text = built(article("1", "قلم حبر قلم", title="قلم كتاب", caption="قلم"), article("2", "حبر حبر")).text()
    assert text == {"قلم": [(0, TITLE_WEIGHT + 3)], "كتاب": [(0, TITLE_WEIGHT)], "حبر": [(0, 1.0), (1, 2.0)]}


def test_a_term_has_all_that_its_word_is_matched_by(built: Callable[..., Built], article: Make) -> None:
    (term,) = built(article("1", "والمدرسة")).postings("text")
    (word,) = ANALYZER.words("والمدرسة")
    assert term.decode() == word_term(word)


def test_words_are_the_parts_in_order_with_a_gap_between(built: Callable[..., Built], article: Make) -> None:
    whole = article("1", "جسم الخبر", title="عُنوان", caption="صورة", section="الرياضة", source="الميزان")
    words = ["عنوان", None, "صورة", None, "جسم", "الخبر", None, "رياضه", "ميزان"]
    assert built(whole).words(0) == [GAP if word is None else word_code(word.encode()) for word in words]


def test_words_of_an_article_without_text_are_its_gaps(built: Callable[..., Built], article: Make) -> None:
    read = built(article("1", ""))
    assert read.words(0) == [GAP] * (len(PARTS) - 1)
    assert read.text() == {}


def test_a_word_of_the_place_is_no_posting_even_when_a_text_has_it_elsewhere(
    built: Callable[..., Built], article: Make
) -> None:
    text = built(article("1", "خبر", section="ثقافه"), article("2", "ثقافه")).text()
    assert text == {"خبر": [(0, 1.0)], "ثقافه": [(1, 1.0)]}


# What else an article is found by


def test_an_id_is_one_term_and_stands_in_a_column(built: Callable[..., Built], article: Make) -> None:
    read = built(article("ع/1"), article("a b"))
    assert read.postings("id") == {b"a b": [(1, 1)], "ع/1".encode(): [(0, 1)]}
    assert list(read.columns.strings("id")) == ["ع/1".encode(), b"a b"]


def test_versions_stand_in_a_column(built: Callable[..., Built], article: Make) -> None:
    assert list(built(article("1")).columns.strings("version")) == [VERSION]


def test_labels_are_found_folded_and_the_column_keeps_the_spelling(built: Callable[..., Built], article: Make) -> None:
    read = built(article("1", source="وكالة الأنباء"), article("2", source="وكاله الانباء"), article("3"))
    assert read.postings("source") == {"وكاله الانبا".encode(): [(0, 1), (1, 1)]}
    labels = read.columns.labels("source")
    assert [labels[rank].decode() for rank in read.columns.ranks("source")] == ["وكالة الأنباء", "وكاله الانباء", ""]


def test_authors_are_found_and_have_no_column(built: Callable[..., Built], article: Make) -> None:
    read = built(article("1", author="هدى"))
    assert (read.postings("author"), read.columns.kind("author")) == ({"هدي".encode(): [(0, 1)]}, None)


def test_a_label_without_letters_is_no_term(built: Callable[..., Built], article: Make) -> None:
    assert built(article("1", source="\u200f", section="")).postings("source") == {}


def test_a_minute_sorts_as_its_moment_and_an_undated_article_before_all(
    built: Callable[..., Built], article: Make
) -> None:
    days = [date(2024, 5, 1), None, date(1, 1, 1), datetime(2024, 5, 1, 0, 1)]
    read = built(*(article(str(number), published=day) for number, day in enumerate(days)))
    assert np.argsort(read.columns.numbers("minute")).tolist() == [1, 2, 0, 3]
    assert [rows for _, rows in sorted(read.postings("minute").items())] == [[(2, 1)], [(0, 1)], [(3, 1)]]


def test_the_minutes_term_is_whooshs_own(built: Callable[..., Built], article: Make) -> None:
    """A range query of Whoosh finds it."""
    (term,) = built(article("1", published=date(2024, 5, 1))).postings("minute")
    assert schema()["minute"].from_bytes(term) == to_minute(date(2024, 5, 1))


def test_the_stored_article_is_the_article(built: Callable[..., Built], article: Make) -> None:
    whole = article(
        "ع/1",
        "نصٌّ",
        title="عنوان",
        published=datetime(2024, 5, 1, 23, 59, tzinfo=UTC),
        crawled=date(2024, 5, 2),
        tags=("أ", "ب"),
    )
    assert Article.from_json(built(whole).documents.stored_fields(0)["article"]) == whole


def test_documents_are_numbered_in_the_order_of_adding(built: Callable[..., Built], article: Make) -> None:
    assert built(article("b"), article("a"), article("c")).numbers == [0, 1, 2]


# The vocabulary


def test_a_vocabulary_is_shared_by_segments(built: Callable[..., Built], article: Make) -> None:
    """The words of the first are not those of the second, and the other way round."""
    vocabulary = Vocabulary()
    first = built(article("1", "كتاب قلم", section="فن"), vocabulary=vocabulary)
    second = built(article("2", "فن قلم حبر"), vocabulary=vocabulary)
    assert set(first.text()) == {"كتاب", "قلم"}
    assert second.text() == {"فن": [(0, 1.0)], "قلم": [(0, 1.0)], "حبر": [(0, 1.0)]}
    assert second.words(0)[2:5] == [word_code(word.encode()) for word in ("فن", "قلم", "حبر")]


def test_a_vocabulary_is_full_after_many_runs_of_text(monkeypatch: pytest.MonkeyPatch, article: Make) -> None:
    monkeypatch.setattr("index.vocabulary.MAX_RUNS", 4)  # one stands for the end of a part, one for the place
    vocabulary = Vocabulary()
    list(vocabulary.runs(article("1", "كتاب قلم كتاب")))
    assert not vocabulary.is_full
    list(vocabulary.runs(article("2", "حبر")))
    assert vocabulary.is_full


PIECES = [
    "كتاب",
    "كِتاب",
    "والكتاب",
    "ماء",
    "ما",
    "2,024",
    "٢٠٢٤",
    "a-b",
    "_",
    "،",
    "\u200f",
    "\xa0",
    "\n",
    " ",
    "ـ",
    ".",
]

TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text()


@settings(phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.builds(Article, st.just("1"), TEXTS, TEXTS, caption=TEXTS), min_size=1, max_size=3))
def test_words_are_those_of_the_analyzer_though_each_run_is_analysed_by_itself(articles: list[Article]) -> None:
    vocabulary = Vocabulary()
    for _ in range(2):  # learnt, and then known
        runs, ends = array("I"), array("I")
        for article in articles:
            runs.extend(vocabulary.runs(article))
            ends.append(len(runs))
        words, _ = vocabulary.words(runs, ends)
        terms = vocabulary.terms
        found = zip(words.articles.tolist(), words.parts.tolist(), words.numbers.tolist(), strict=True)
        expected = [
            (number, part, word)
            for number, article in enumerate(articles)
            for part, text in enumerate((article.title, article.caption, article.body))
            for word in ANALYZER.words(text)
        ]
        shown = [(number, part, terms[word].decode(), vocabulary.codes[word]) for number, part, word in found if word]
        assert shown == [
            (number, part, word_term(word), word_code(word.written.encode())) for number, part, word in expected
        ]


def test_sentences_end_with_a_sign_or_a_line_and_parts_apart(article: Make) -> None:
    vocabulary = Vocabulary()
    whole = article("1", "قال «نعم.» ثم ذهب! عاد\nونام؟\n\n. صحا", title="خبر", caption="صورة")
    runs = array("I", vocabulary.runs(whole))
    words, numbers = vocabulary.words(runs, array("I", [len(runs)]))
    terms = [term.decode().split(" ")[2] for term in vocabulary.terms if term and not term.startswith(b" ")]
    sentences: dict[int, list[str]] = {}
    for number, sentence in zip(words.numbers.tolist(), numbers.tolist(), strict=True):
        if number:
            sentences.setdefault(sentence, []).append(terms[number - 1])
    assert list(sentences.values()) == [["خبر"], ["صورة"], ["قال", "نعم", "ثم", "ذهب"], ["عاد"], ["ونام"], ["صحا"]]
