from __future__ import annotations

import html
import re
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from index.arabic.analyzer import Analyzer
from index.arabic.relation import Relation, relation
from index.engine import Match
from searcher.answers import Answers
from searcher.highlight import (
    LEAD_IN_CHARACTERS,
    MAX_CHARACTERS,
    SNIPPET_CHARACTERS,
    Highlight,
    Highlighter,
    Span,
    mark,
)
from searcher.parser import parse

ANALYZER = Analyzer()
ASKED = "كتاب وزير news 2022"

WORDS = (
    "كتاب", "الكتاب", "والكتاب", "كِتَابٌ", "كتـــاب", "وزير", "وزيرة", "مكتبة", "من", "news", "NEWS", "newsroom",
    "٢٠٢٢", "2022",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from((" ", " ", " ", "\n", ". ", "، ", "؟", "<", ">", "&", "&amp;", '"', "'", "_", "-")),
        st.sampled_from(("😀", "👨\u200d👩\u200d👧", "𝒩", "\u0301", "\x00", "\ud83d", "<mark>", "</mark>")),
        st.sampled_from(("\u200f", "\u202e", "\u200c", "\u064e", "\u0640", "\ufeff")),
        st.text(st.characters(), max_size=5),
    ),
    max_size=60,
).map("".join)  # fmt: skip
"""Running text with the asked words in it, and all that could shift an offset or break a page."""

FILLER = "تواصلت أعمال البناء في الحي القديم وشارك فيها سكان كثيرون، ثم عاد الناس إلى بيوتهم مساء. "
"""A sentence with none of the words that the tests ask for."""


def highlighter(query: str) -> Highlighter:
    return Highlighter(Answers(parse(query), ANALYZER))


def marked(query: str, text: str) -> list[str]:
    """The words that a query marks in a text."""
    return [text[span.start : span.end] for span in highlighter(query).spans(text)]


def plain(shown: Highlight) -> str:
    """What a reader sees, without the ellipses."""
    return html.unescape(re.sub("</?mark>", "", str(shown.html))).removeprefix("… ").removesuffix(" …")


def marks(shown: Highlight) -> list[str]:
    return [html.unescape(word) for word in re.findall("<mark>(.*?)</mark>", str(shown.html), re.DOTALL)]


# Which words


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("كتاب", "قرأ الكتاب ثم أعاد كتابها", ["الكتاب", "كتابها"]),
        ("الصين", "بين روسيا والصين", ["والصين"]),
        ("مدرسة", "زار المدرسة ومدرسته والمدارس", ["المدرسة", "ومدرسته", "والمدارس"]),
        ("هامبورغ", "مدينة هامبورج", ["هامبورج"]),
        ("إسلام", "الاسلام دين", ["الاسلام"]),
        ("2022", "في عام ٢٠٢٢م", []),  # ٢٠٢٢م is one word
        ("2022", "في عام ٢٠٢٢ م", ["٢٠٢٢"]),
        ("News", "BBC NEWS و newsroom", ["NEWS"]),
    ],
)
def test_forms_of_an_asked_word_are_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "text"),
    [("كتب", "مكتبة"), ("علم", "معلم"), ("شمس", "تشمس"), ("من", "منزل وأمن"), ("art", "party")],
)
def test_a_word_inside_another_is_not_marked(query: str, text: str) -> None:
    assert marked(query, text) == []


@pytest.mark.parametrize(("query", "text"), [("شمس", "الشمسية"), ("مدرسة", "مدرسية"), ("علي", "على")])
def test_a_word_of_the_family_or_a_stop_word_does_not_answer(query: str, text: str) -> None:
    assert marked(query, text) == []


@pytest.mark.parametrize("query", ["3.5", "٣٫٥"])
def test_a_number_with_a_fraction_is_one_word(query: str) -> None:
    assert marked(query, "ارتفع 3.5 في المئة، لا 5 ولا 3") == ["3.5"]


@pytest.mark.parametrize("query", ["2022-12-30", "30-12-2022", "2022/12/30"])
def test_a_date_is_marked_by_its_numbers(query: str) -> None:
    assert marked(query, "نشر في 30-12-2022، لا 31") == ["30", "12", "2022"]


@pytest.mark.parametrize("word", ["كِتَابٌ", "كتـــاب", "كـتـابـ", "كتا\u200cب", "كتاب\u064b", "ك\u0650تاب"])
def test_harakat_tatweel_and_joiners_stay_inside_the_mark(word: str) -> None:
    text = f"هذا {word}، جديد"
    assert marked("كتاب", text) == [word]
    assert f"<mark>{word}</mark>،" in highlighter("كتاب").whole("body", text).html


@pytest.mark.parametrize("query", ["كِتَاب", "كتـــاب", "الكتاب؟", "كتاب كتاب"])
def test_harakat_tatweel_and_punctuation_of_the_query_make_no_difference(query: str) -> None:
    assert marked(query, "هذا كتاب جديد") == ["كتاب"]


def test_punctuation_beside_a_word_stays_outside_the_mark() -> None:
    shown = highlighter("كتاب").whole("title", "«كتاب»، (كتاب) #كتاب_جديد كتاب؟")
    assert str(shown.html) == ("«<mark>كتاب</mark>»، (<mark>كتاب</mark>) #<mark>كتاب</mark>_جديد <mark>كتاب</mark>؟")


def test_a_phrase_marks_its_words_only_where_they_stand_together() -> None:
    text = "سعر الغاز، ثم سعر النفط، ثم النفط وسعر"
    spans = highlighter('"سعر النفط"').spans(text)
    first = text.index("سعر النفط")
    assert spans == (Span(first, first + 3), Span(first + 4, first + 9))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ('"سعر النفط"', "سِعْرُ النَّفط", ["سِعْرُ", "النَّفط"]),
        ('"سعر النفط"', "سعر، النفط", ["سعر", "النفط"]),
        ('"سعر النفط"', "سعر نفط", []),
        ('"سعر النفط"', "النفط سعر", []),
        ('"من هو"', "من هو القائد", ["من", "هو"]),  # a phrase keeps its stop words
        ('"نعم نعم"', "نعم نعم نعم", ["نعم", "نعم", "نعم"]),
        ('"سعر النفط" غاز', "غاز سعر النفط سعر", ["غاز", "سعر", "النفط"]),
        ("«سعر النفط» غاز", "سعر", ["سعر"]),  # among loose words a quotation's words are loose too
        ('"ــ"', "كتاب ــ", []),
    ],
)
def test_a_phrase_is_marked_by_spelling_and_order(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("من هو القائد؟", ["القائد"]), ("القائد", ["القائد"]), ("من هو", ["من", "هو"]), ("هو", ["هو"])],
)
def test_stop_words_are_marked_only_when_the_query_has_no_others(query: str, expected: list[str]) -> None:
    assert marked(query, "من هو القائد الجديد") == expected


@pytest.mark.parametrize("query", ["نفط -غاز", "نفط NOT غاز", 'نفط -"غاز طبيعي"', "نفط -«غاز طبيعي»"])
def test_excluded_words_are_never_marked(query: str) -> None:
    assert marked(query, "نفط و غاز طبيعي") == ["نفط"]
    assert marked("نفط غاز", "نفط و غاز طبيعي") == ["نفط", "غاز"]


@pytest.mark.parametrize("query", ["نفط OR غاز", "نفط AND غاز", "نفط غاز", "غاز نفط -فحم"])
def test_words_of_every_alternative_are_marked(query: str) -> None:
    assert marked(query, "غاز فحم نفط") == ["غاز", "نفط"]


@pytest.mark.parametrize("query", ["", "؟", "-نفط"])
def test_a_query_that_asks_for_no_word_marks_none(query: str) -> None:
    assert marked(query, "نفط وغاز") == []


# Offsets and markup


@given(TEXTS)
@example("😀 كتاب 👨\u200d👩\u200d👧 كِتَابٌ")
def test_spans_are_exactly_the_words_that_are_forms_of_an_asked_one(text: str) -> None:
    asked = ANALYZER.words(ASKED)
    expected = [
        Span(token.start, token.end)
        for token in ANALYZER.tokens(text)
        if any((relation(word, token.word) or Relation.FAMILY) <= Relation.NAME for word in asked)
    ]
    assert list(highlighter(ASKED).spans(text)) == expected


@given(st.lists(TEXTS, min_size=1, max_size=3).map(FILLER.join))
@example("«كتاب»، (وزير)؛ والكتاب. ـكتابـ وزير")
def test_with_the_words_that_an_engine_found_the_same_is_marked_as_without(text: str) -> None:
    """They spare the highlighter the analysis of most words."""
    asked = ANALYZER.words(ASKED)
    matched: dict[str, Match] = {}
    for word in ANALYZER.words(text):
        near = [Match(how, one.fold) for one in asked if (how := relation(one, word)) and how <= Relation.NAME]
        matched |= {word.written: min(near)} if near else {}
    told = Highlighter(Answers(parse(ASKED), ANALYZER, matched))
    assert told.whole("body", text) == highlighter(ASKED).whole("body", text)
    assert told.snippet("body", text) == highlighter(ASKED).snippet("body", text)


@given(TEXTS)
@example("وزير كتاب وزير كتاب وزير")
def test_the_words_of_a_phrase_are_exactly_its_occurrences(text: str) -> None:
    tokens = list(ANALYZER.tokens(text))
    for query, phrase in (('"كتاب وزير"', ["كتاب", "وزير"]), ('"وزير كتاب وزير"', ["وزير", "كتاب", "وزير"])):
        starts = [n for n in range(len(tokens)) if [one.word.fold for one in tokens[n : n + len(phrase)]] == phrase]
        places = sorted({start + step for start in starts for step in range(len(phrase))})
        expected = tuple(Span(tokens[place].start, tokens[place].end) for place in places)
        assert highlighter(query).spans(text) == expected


@given(TEXTS)
def test_spans_are_in_order_disjoint_and_whole_words(text: str) -> None:
    spans = highlighter(ASKED + ' "كتاب وزير" "news 2022"').spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= following.start for one, following in pairwise(spans))
    for span in spans:
        assert not text[span.start - 1 : span.start].isalnum() or span.start == 0
        assert not text[span.end : span.end + 1].isalnum()


@pytest.mark.parametrize("before", ["😀", "👨\u200d👩\u200d👧 ", "🇲🇦", "𝒩 ", "\U0010ffff", "<&>"])
def test_offsets_count_code_points(before: str) -> None:
    text = f"{before} كتاب"
    assert highlighter("كتاب").spans(text) == (Span(len(before) + 1, len(text)),)


@given(TEXTS)
@example("كتاب <mark>كتاب</mark> &lt;mark&gt; & \"وزير\" 'news'")
def test_without_its_marks_a_whole_field_is_the_text(text: str) -> None:
    shown = highlighter(ASKED).whole("body", text)
    unmarked = re.sub("</?mark>", "", str(shown.html))
    assert html.unescape(unmarked.replace("\x00", "\ufffe")).replace("\ufffe", "\x00") == text
    assert "<" not in unmarked
    assert ">" not in unmarked
    assert '"' not in unmarked
    assert "'" not in unmarked
    assert marks(shown) == [text[span.start : span.end] for span in shown.spans]


@given(st.lists(TEXTS, min_size=1, max_size=8).map(FILLER.join))
def test_a_snippet_is_a_slice_of_the_text_with_its_spans_marked(text: str) -> None:
    shown = highlighter(ASKED).snippet("body", text)
    assert marks(shown) == [text[span.start : span.end] for span in shown.spans]
    opening, closing = str(shown.html).startswith("… "), str(shown.html).endswith(" …")
    readings = [html.unescape(re.sub("</?mark>", "", str(shown.html)[2 * cut : len(shown.html) - 2 * end]))
                for cut in {False, opening} for end in {False, closing}]  # fmt: skip
    assert any(reading in text for reading in readings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>كتاب</b>", "&lt;b&gt;<mark>كتاب</mark>&lt;/b&gt;"),
        ("R&D كتاب", "R&amp;D <mark>كتاب</mark>"),
        ("\"كتاب\" 'جديد'", "&#34;<mark>كتاب</mark>&#34; &#39;جديد&#39;"),
        ("<script>alert('كتاب')</script>", "&lt;script&gt;alert(&#39;<mark>كتاب</mark>&#39;)&lt;/script&gt;"),
        ("&lt;كتاب", "&amp;lt;<mark>كتاب</mark>"),
        ("</mark>كتاب<mark>", "&lt;/mark&gt;<mark>كتاب</mark>&lt;mark&gt;"),
    ],
)
def test_the_text_is_escaped_around_marks(text: str, expected: str) -> None:
    shown = highlighter("كتاب")
    assert shown.whole("title", text).html == Markup(expected)
    assert shown.snippet("body", text).html == Markup(expected)


def test_a_slice_is_marked_with_the_spans_inside_it_only() -> None:
    text = "نفط غاز <فحم> نفط"
    spans = (Span(0, 3), Span(4, 7), Span(14, 17))
    assert mark(text, spans, 4, 13) == Markup("<mark>غاز</mark> &lt;فحم&gt;")
    assert mark(text, spans, 5, 16) == Markup("از &lt;فحم&gt; نف")
    assert mark(text, (), 0, 3) == Markup("نفط")


def test_a_whole_field_says_which_it_is_and_where_its_spans_are() -> None:
    shown = highlighter("نفط").whole("title", "سعر النفط")
    assert shown == Highlight("title", Markup("سعر <mark>النفط</mark>"), (Span(4, 9),))


# Snippets


def test_a_short_text_is_shown_whole_without_ellipses() -> None:
    shown = highlighter("نفط").snippet("body", "ارتفع سعر النفط اليوم.")
    assert str(shown.html) == "ارتفع سعر <mark>النفط</mark> اليوم."


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_empty_text_gives_an_empty_snippet(text: str) -> None:
    assert highlighter("نفط").snippet("body", text) == Highlight("body", Markup(text), ())
    assert highlighter("نفط").whole("title", text) == Highlight("title", Markup(text), ())


def test_without_a_match_the_opening_is_shown() -> None:
    text = FILLER * 10
    shown = highlighter("نفط").snippet("body", text)
    assert shown.spans == ()
    assert text.startswith(plain(shown))
    assert not str(shown.html).startswith("…")
    assert str(shown.html).endswith(" …")
    assert SNIPPET_CHARACTERS / 2 < len(plain(shown)) <= SNIPPET_CHARACTERS


def test_an_ellipsis_stands_on_the_side_where_text_is_left_out() -> None:
    shown = [str(highlighter("نفط").snippet("body", text).html) for text in (
        "نفط. " + FILLER * 10, FILLER * 10 + "نفط", FILLER * 10 + "نفط. " + FILLER * 10, "نفط \n")]  # fmt: skip
    assert [one.startswith("… ") for one in shown] == [False, True, True, False]
    assert [one.endswith(" …") for one in shown] == [True, False, True, False]


def test_blank_lines_at_the_end_are_not_text_that_is_left_out() -> None:
    blank = "\n" * SNIPPET_CHARACTERS
    assert not str(highlighter("نفط").snippet("body", f"سعر النفط.{blank}").html).endswith("…")
    assert str(highlighter("نفط").snippet("body", f"سعر النفط.{blank}غاز").html).endswith(" …")


@pytest.mark.parametrize("lead", range(0, 1200, 37))
def test_a_snippet_has_the_word_whole_and_keeps_to_its_length(lead: int) -> None:
    text = (FILLER * 20)[:lead] + " نفط " + FILLER * 10
    shown = highlighter("نفط").snippet("body", text)
    assert marks(shown) == ["نفط"]
    assert len(plain(shown)) <= SNIPPET_CHARACTERS
    assert plain(shown).index("نفط") <= LEAD_IN_CHARACTERS or not str(shown.html).startswith("… ")


@pytest.mark.parametrize("lead", range(300, 420, 7))  # at 356 two spaces follow each other
def test_a_snippet_begins_and_ends_at_a_word(lead: int) -> None:
    text = (FILLER * 20)[:lead] + " نفط " + FILLER * 10
    passage = plain(highlighter("نفط").snippet("body", text))
    at = text.index(passage)
    assert text[at - 1].isspace()
    assert not text[at].isspace()
    assert text[at + len(passage)].isspace()


def test_a_snippet_begins_with_the_sentence_when_that_begins_shortly_before() -> None:
    near = FILLER * 5 + "قال الخبير إن سعر النفط مستقر. " + FILLER * 5
    assert plain(highlighter("نفط").snippet("body", near)).startswith("قال الخبير")
    far = FILLER * 5 + "قال الخبير الاقتصادي المعروف في حديث طويل أجرته معه الصحيفة إن سعر النفط مستقر. " + FILLER * 5
    assert not plain(highlighter("نفط").snippet("body", far)).startswith("قال الخبير")


@pytest.mark.parametrize("gap", [FILLER * 8, "\n\n" + FILLER * 8])
def test_the_passage_with_more_distinct_words_is_shown(gap: str) -> None:
    text = f"النفط النفط النفط النفط. {gap} سعر النفط ثابت. {gap} سعر سعر."
    assert marks(highlighter("سعر النفط").snippet("body", text)) == ["سعر", "النفط"]


def test_spellings_of_one_word_do_not_count_as_distinct_words() -> None:
    text = f"نفط والنفط ونفط. {FILLER * 8} سعر النفط ثابت."
    assert marks(highlighter("سعر النفط").snippet("body", text)) == ["سعر", "النفط"]


def test_each_marked_word_counts_for_the_asked_word_that_it_is_closest_to() -> None:
    text = f"الوزير والوزير والوزير. {FILLER * 8} الوزير والوزيرة. {FILLER * 8}"
    assert marks(highlighter("الوزير وزيرة").snippet("body", text)) == ["الوزير", "والوزيرة"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("سعر النفط", 2),
        ("سعر النفط وسعر", 3),  # وسعر is another spelling
        ("سعر سعر", 1),
        ("سعر في من", 1),
        ("في من", 2),
        ("نفط OR سعر الغاز اليوم", 3),
        ('"سعر النفط"', 0),
        ("نفط -سعر -غاز", 1),
        ("", 0),
    ],
)
def test_loose_words_are_counted_as_they_are_searched(query: str, count: int) -> None:
    assert Answers(parse(query), ANALYZER).loose_words == count


def test_of_equal_passages_the_one_with_more_marks_and_then_the_first_is_shown() -> None:
    more = f"النفط غال. {FILLER * 8} النفط والنفط رخيص. {FILLER * 8}"
    assert marks(highlighter("نفط").snippet("body", more)) == ["النفط", "والنفط"]
    equal = f"{FILLER * 8} النفط غال. {FILLER * 8} النفط رخيص."
    assert "غال" in plain(highlighter("نفط").snippet("body", equal))


def test_one_enormous_word_is_cut_when_it_is_not_asked_for() -> None:
    text = "ب" * 100_000
    shown = highlighter("نفط").snippet("body", text)
    assert plain(shown) == text[:SNIPPET_CHARACTERS]
    assert str(shown.html).endswith(" …")


def test_a_word_longer_than_a_snippet_is_marked_whole() -> None:
    long = "ب" * (2 * SNIPPET_CHARACTERS)
    shown = highlighter(long).snippet("body", f"{FILLER}{long} {FILLER}")
    assert marks(shown) == [long]


def test_the_bound_on_the_characters_looked_through_cuts_no_word() -> None:
    """It once marked كتاب in كتابنا."""
    text = "ا " * (MAX_CHARACTERS // 2 - 2) + "كتابنا"
    assert text[:MAX_CHARACTERS].endswith(" كتاب")
    assert highlighter("كتاب").snippet("body", text).spans == ()
    assert marks(highlighter("كتاب").snippet("body", text[:-7] + " كتاب")) == ["كتاب"]


@pytest.mark.parametrize("unit", ["نفط ", FILLER + "نفط ", "ب", "نفط\n\n", '<"&> ', "\u064e", "…؟! "])
def test_a_megabyte_gives_its_snippet_in_reasonable_time(unit: str) -> None:
    text = (unit * (2**20 // len(unit) + 1))[: 2**20]
    searched = highlighter("نفط سعر")
    started = perf_counter()
    shown = searched.snippet("body", text)
    assert perf_counter() - started < 1.5
    assert len(plain(shown)) <= SNIPPET_CHARACTERS
    assert ("نفط" in unit) == bool(shown.spans)
