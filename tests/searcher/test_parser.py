from __future__ import annotations

import string
from datetime import date
from time import thread_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.arabic.analyzer import WORD
from index.query import (
    And,
    Everything,
    InTitle,
    Labelled,
    Near,
    Need,
    Not,
    Nothing,
    Or,
    Phrase,
    Published,
    Query,
    Term,
    Words,
    leaves,
)
from searcher.diagnosis import DIAGNOSES
from searcher.errors import QueryError
from searcher.nesting import MAX_OPERANDS
from searcher.parser import MAX_QUERY_CHARACTERS, parse, read_query

if TYPE_CHECKING:
    from index.query import LabelField

TODAY = date(2023, 1, 10)

PIECES = (
    *"\"«»“”„‟'-−–؟?،؛()_*~^:\\/[]{}\x00\ud800\udfff\u200f\u202e\u2066\u2069\u0640\u064e\u00a0\n😀",
    *(" ", " ", "بوتين", "كتاب", "وَزِير", "news", "AND", "OR", "NOT", " AND ", " OR ", " NOT ", ' -"', " -"),
)
"""What queries are made of, and what breaks other parsers."""


def words(text: str) -> Words:
    return Words(tuple(text.split()))


def without(positive: Query, *excluded: Query) -> And:
    required = positive.children if isinstance(positive, And) else (positive,)
    return And((*required, *map(Not, excluded)))


def some(*children: Query) -> Or:
    return Or(children)


def every(*children: Query) -> And:
    return And(children)


def check(query: str, tree: Query) -> None:
    assert parse(query) == tree


# Words


@pytest.mark.parametrize("query", ["", " ", "\n\t ", "\u00a0"])
def test_an_empty_query_matches_everything(query: str) -> None:
    check(query, Everything())


@pytest.mark.parametrize(
    "query", ["؟", "...", "- -", "«»", '"" “”', "«؟»", '"،"', "()", "_", "-", "−", "😀", "\u200f", "\x00"]
)
def test_a_query_of_punctuation_alone_matches_nothing(query: str) -> None:
    check(query, Nothing())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("بوتين", "بوتين"),
        ("الرئيس الروسي", "الرئيس الروسي"),
        ("  سعر\tالنفط \n اليوم ", "سعر النفط اليوم"),
        ("وَزِيرُ الخارجيّةِ", "وَزِيرُ الخارجيّةِ"),  # as typed; the engine folds
        ("كـــتاب", "كـــتاب"),
        ("كأس العالم ٢٠٢٢", "كأس العالم ٢٠٢٢"),
        ("بوتين بوتين", "بوتين بوتين"),
    ],
)
def test_loose_words_are_kept_as_typed(query: str, expected: str) -> None:
    check(query, words(expected))


@pytest.mark.parametrize("mark", sorted({*"؟،؛«»“”…–—٪", *string.punctuation} - {*"*?~"}))
def test_punctuation_separates_words_and_is_no_operator(mark: str) -> None:
    check(f"سعر{mark}النفط", words("سعر النفط"))
    check(f"سعر النفط{mark}", words("سعر النفط"))
    check(f"سعر {mark} النفط", words("سعر النفط"))
    check(f"سعر{mark} النفط", words("سعر النفط"))


@pytest.mark.parametrize("mark", sorted({*"؟،؛«»–—٪", *string.punctuation} - {*'-"+=*'}))
def test_punctuation_before_a_word_is_no_operator(mark: str) -> None:
    check(f"{mark}سعر النفط", words("سعر النفط"))
    check(f"سعر {mark}النفط", words("سعر النفط"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("من هو بوتين؟", "من هو بوتين"),
        ("من هو بوتين?", "من هو بوتين"),
        ("عنوان:؟ كتاب", "عنوان كتاب"),
        ("كتاب ~2 ^4", "كتاب 2 4"),
        ("2018~2019", "2018 2019"),
        ("نفط && غاز || !فحم", "نفط غاز فحم"),
        ("سعر * النفط", "سعر النفط"),
        ("**عاجل**", "عاجل"),
        ("س+ص =", "س ص"),
        ("[2020 TO 2024]", "2020 TO 2024"),
        ("(كتاب", "كتاب"),
        ("body:كتاب", "body كتاب"),
        ("http://a.com/b?c=d*e&title:f", "http a com b c d e title f"),
        ("الساعة 12:30", "الساعة 12 30"),
    ],
)
def test_signs_of_other_query_languages_are_punctuation(query: str, expected: str) -> None:
    check(query, words(expected))


# Phrases and quotations


@pytest.mark.parametrize(
    "query",
    [
        '"سعر النفط"',
        "«سعر النفط»",
        "“سعر النفط”",
        "„سعر النفط“",
        '"سعر النفط”',
        '“سعر النفط"',
        "”سعر النفط“",
        "‟سعر النفط”",
    ],
)
def test_quotes_of_every_kind_standing_alone_require_their_words(query: str) -> None:
    check(query, Phrase("سعر النفط"))


@pytest.mark.parametrize("query", ["«سعر النفط”", '"سعر النفط»', '«سعر النفط"', "“سعر النفط»"])
def test_guillemets_and_other_quotes_do_not_close_each_other(query: str) -> None:
    check(query, words("سعر النفط"))


@pytest.mark.parametrize("quote", list('"«“„‟”'))
def test_a_quote_that_is_never_closed_is_punctuation(quote: str) -> None:
    check(f"{quote}سعر النفط", words("سعر النفط"))
    check(f"سعر {quote}النفط", words("سعر النفط"))


@pytest.mark.parametrize("quotes", ['""', "«»", "“”", '" "', "«،»"])
def test_empty_quotes_are_punctuation(quotes: str) -> None:
    check(f"سعر {quotes} النفط", words("سعر النفط"))


def test_a_phrase_is_required_among_loose_words() -> None:
    check('أسعار "النفط الخام" اليوم', every(Phrase("النفط الخام"), words("أسعار اليوم")))


@pytest.mark.parametrize("query", ["قال «النفط الخام» اليوم", "قال “النفط الخام” اليوم"])
def test_a_quotation_among_loose_words_only_ranks(query: str) -> None:
    check(query, some(words("قال النفط الخام اليوم"), Phrase("النفط الخام")))


def test_two_phrases_are_both_required() -> None:
    check('"سعر النفط" "أسعار الغاز"', every(Phrase("سعر النفط"), Phrase("أسعار الغاز")))
    check("«سعر النفط» «أسعار الغاز»", every(Phrase("سعر النفط"), Phrase("أسعار الغاز")))


def test_a_quotation_beside_a_phrase_without_loose_words_is_required() -> None:
    check('"سعر النفط" «أسعار الغاز»', every(Phrase("سعر النفط"), Phrase("أسعار الغاز")))


def test_a_phrase_is_required_where_a_quotation_only_ranks() -> None:
    check(
        'تقرير "سعر النفط" «أسعار الغاز»',
        every(Phrase("سعر النفط"), some(words("تقرير أسعار الغاز"), Phrase("أسعار الغاز"))),
    )


@pytest.mark.parametrize("query", ["«من هو بوتين؟»", "“من هو بوتين؟”", "«من هو بوتين?»", "«من هو بوتين؟ »"])
def test_a_quotation_that_ends_with_a_question_mark_is_loose_words(query: str) -> None:
    check(query, words("من هو بوتين"))


def test_a_question_mark_inside_or_after_a_quotation_leaves_it_one() -> None:
    check("«من؟ بوتين»", Phrase("من؟ بوتين"))
    check("«من هو بوتين»؟", Phrase("من هو بوتين"))


def test_a_phrase_in_straight_quotes_stays_one_with_a_question_mark() -> None:
    check('"من هو بوتين؟"', Phrase("من هو بوتين؟"))


def test_operators_inside_quotes_are_words() -> None:
    check('"سلم AND حرب"', Phrase("سلم AND حرب"))
    check('"سلم -حرب"', Phrase("سلم -حرب"))


# Exclusion


@pytest.mark.parametrize(
    "query", ["بوتين -أوكرانيا", "بوتين −أوكرانيا", "-أوكرانيا بوتين", "بوتين NOT أوكرانيا", "بوتين\n-أوكرانيا"]
)
def test_minus_or_not_before_a_word_excludes_it(query: str) -> None:
    check(query, without(words("بوتين"), words("أوكرانيا")))


@pytest.mark.parametrize(
    "query",
    ['نفط -"سعر الغاز"', "نفط -«سعر الغاز»", "نفط −“سعر الغاز”", 'نفط NOT "سعر الغاز"', "NOT «سعر الغاز» نفط"],
)
def test_minus_or_not_before_quotes_excludes_the_phrase(query: str) -> None:
    check(query, without(words("نفط"), Phrase("سعر الغاز")))


@pytest.mark.parametrize("query", ["-«من هو بوتين؟» موسكو", "NOT “من هو بوتين؟” موسكو"])
def test_an_excluded_question_is_excluded_whole(query: str) -> None:
    """It once excluded its first word and searched for the others."""
    check(query, without(words("موسكو"), Phrase("من هو بوتين؟")))


@pytest.mark.parametrize("query", ['-"" بوتين', "-«» بوتين", "-“؟” بوتين", "-_ بوتين", '-"', "بوتين -«؟»"])
def test_a_minus_with_nothing_to_exclude_is_punctuation(query: str) -> None:
    """`-"" بوتين` once excluded بوتين, which the minus does not stand at."""
    check(query, words("بوتين") if "بوتين" in query else Nothing())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("كوفيد-19", "كوفيد 19"),
        ("موسكو-بكين", "موسكو بكين"),
        ("قطار موسكو - بكين", "قطار موسكو بكين"),
        ("قطار موسكو- بكين", "قطار موسكو بكين"),
        ("قطار موسكو − بكين", "قطار موسكو بكين"),
        ("قطار موسكو – بكين", "قطار موسكو بكين"),
        ("قطار –بكين", "قطار بكين"),  # a dash is no minus
        ("قطار --بكين", "قطار بكين"),
        ("(-5)", "5"),
    ],
)
def test_a_hyphen_is_an_operator_only_at_the_beginning_of_a_word(query: str, expected: str) -> None:
    check(query, words(expected))


@pytest.mark.parametrize("query", ["-بوتين", "NOT بوتين", "−بوتين"])
def test_a_query_that_only_excludes_matches_everything_else(query: str) -> None:
    check(query, without(Everything(), words("بوتين")))


def test_several_exclusions_all_hold() -> None:
    check("-نفط -غاز", without(Everything(), words("نفط"), words("غاز")))
    check('سعر -نفط NOT غاز -"سوق سوداء"', without(words("سعر"), words("نفط"), words("غاز"), Phrase("سوق سوداء")))


def test_an_exclusion_takes_only_the_next_word() -> None:
    check("-نفط سعر اليوم", without(words("سعر اليوم"), words("نفط")))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("NOT", "NOT"),
        ("بوتين NOT", "بوتين NOT"),
        ("not بوتين", "not بوتين"),
        ("Not بوتين", "Not بوتين"),
        ("NOTE بوتين", "NOTE بوتين"),
    ],
)
def test_not_without_an_operand_or_in_small_letters_is_a_word(query: str, expected: str) -> None:
    check(query, words(expected))


def test_a_second_not_is_the_operator_and_the_first_a_word() -> None:
    check("NOT NOT بوتين", without(words("NOT"), words("بوتين")))


# AND and OR


def test_or_matches_either_side() -> None:
    check("نفط OR غاز", some(words("نفط"), words("غاز")))
    check("نفط OR غاز OR فحم", some(words("نفط"), words("غاز"), words("فحم")))


def test_and_requires_both_sides() -> None:
    check("نفط AND غاز", every(words("نفط"), words("غاز")))
    check("نفط AND غاز AND فحم", every(words("نفط"), words("غاز"), words("فحم")))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("سعر نفط OR سعر غاز", some(words("سعر نفط"), words("سعر غاز"))),
        ("سعر نفط AND سوق غاز", every(words("سعر نفط"), words("سوق غاز"))),
        ("نفط AND غاز OR فحم", some(every(words("نفط"), words("غاز")), words("فحم"))),
        ("نفط OR غاز AND فحم", some(words("نفط"), every(words("غاز"), words("فحم")))),
        ("نفط خام OR غاز AND فحم حجري", some(words("نفط خام"), every(words("غاز"), words("فحم حجري")))),
    ],
)
def test_words_bind_tighter_than_and_and_and_tighter_than_or(query: str, tree: Query) -> None:
    check(query, tree)


def test_quotes_are_operands() -> None:
    check('"سعر النفط" OR غاز', some(Phrase("سعر النفط"), words("غاز")))
    check('غاز AND "سعر النفط"', every(words("غاز"), Phrase("سعر النفط")))
    check("«سعر النفط» AND «سعر الغاز»", every(Phrase("سعر النفط"), Phrase("سعر الغاز")))


def test_a_quotation_is_alone_when_no_loose_word_is_in_its_group() -> None:
    check("«سعر النفط» OR غاز", some(Phrase("سعر النفط"), words("غاز")))


@pytest.mark.parametrize("query", ["AND", "OR", "OR نفط", "نفط OR", "AND نفط", "نفط AND", "AND OR", "نفط؟ OR ؟"])
def test_an_operator_without_operands_is_a_word(query: str) -> None:
    check(query, words(query.replace("؟", "")))


@pytest.mark.parametrize(
    "query", ["نفط and غاز", "نفط or غاز", "نفط And غاز", "نفط Or غاز", "نفط ORACLE غاز", "نفط OR، غاز", "نفط \\OR غاز"]
)
def test_operators_are_capital_letters_alone(query: str) -> None:
    check(query, words(query.replace("،", "").replace("\\", "")))


def test_of_two_operators_in_a_row_the_last_one_works() -> None:
    check("نفط AND OR غاز", some(words("نفط AND"), words("غاز")))
    check("نفط OR OR غاز", some(words("نفط OR"), words("غاز")))


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("نفط OR غاز -فحم", without(some(words("نفط"), words("غاز")), words("فحم"))),
        ("-فحم نفط OR غاز", without(some(words("نفط"), words("غاز")), words("فحم"))),
        ("نفط AND -فحم", without(words("نفط"), words("فحم"))),
        ("-فحم AND نفط", without(words("نفط"), words("فحم"))),
        ("نفط AND غاز -فحم", without(every(words("نفط"), words("غاز")), words("فحم"))),
        ("نفط OR NOT فحم", without(words("نفط"), words("فحم"))),
        ("-نفط OR -فحم", without(Everything(), words("نفط"), words("فحم"))),
    ],
)
def test_what_is_excluded_is_excluded_from_the_whole_query(query: str, tree: Query) -> None:
    check(query, tree)


def test_an_alternative_that_only_excludes_adds_nothing() -> None:
    """`غاز OR -نفط AND -فحم` once matched every article without نفط and فحم."""
    check("غاز OR -نفط AND -فحم", without(words("غاز"), words("نفط"), words("فحم")))
    check("-نفط AND -فحم", without(Everything(), words("نفط"), words("فحم")))


# How many of the loose words


@pytest.mark.parametrize("need", ["any", "most", "all"])
def test_the_loose_words_of_every_group_carry_the_need(need: Need) -> None:
    assert parse("سعر النفط", need) == Words(("سعر", "النفط"), need)
    assert parse("سعر نفط AND سوق غاز", need) == every(Words(("سعر", "نفط"), need), Words(("سوق", "غاز"), need))
    assert parse("سعر نفط OR غاز", need) == some(Words(("سعر", "نفط"), need), Words(("غاز",), need))


def test_an_excluded_word_is_excluded_whatever_is_needed() -> None:
    assert parse("سعر النفط -غاز", "all") == without(Words(("سعر", "النفط"), "all"), Words(("غاز",), "any"))
    assert parse("-غاز", "most") == without(Everything(), Words(("غاز",), "any"))


def test_phrases_are_the_same_whatever_is_needed() -> None:
    assert parse('"سعر النفط" «أسعار الغاز»', "all") == parse('"سعر النفط" «أسعار الغاز»')
    assert parse('اليوم "سعر النفط"', "all") == every(Phrase("سعر النفط"), Words(("اليوم",), "all"))


@pytest.mark.parametrize("need", ["most", "all"])
def test_a_quotation_among_loose_words_does_not_stand_in_for_the_others(need: Need) -> None:
    loose = Words(("قال", "الوزير", "إن", "النفط", "الخام"), need)
    quotation = some(Everything(), Phrase("النفط الخام"))
    assert parse("قال الوزير إن «النفط الخام»", need) == every(loose, quotation)


# Brackets


def test_brackets_group() -> None:
    check("(نفط OR غاز) AND سعر", every(some(words("نفط"), words("غاز")), words("سعر")))
    check("سعر (نفط OR غاز)", every(some(words("نفط"), words("غاز")), words("سعر")))
    check("((نفط OR غاز) AND سعر) OR ذهب", some(every(some(words("نفط"), words("غاز")), words("سعر")), words("ذهب")))
    check("(سعر نفط) OR ذهب", some(words("سعر نفط"), words("ذهب")))


@pytest.mark.parametrize("query", ["منظمة (اليونسكو) تعلن", "(منظمة) ((اليونسكو)) تعلن", "منظمة (اليونسكو تعلن)"])
def test_a_bracket_in_which_nothing_is_joined_is_punctuation(query: str) -> None:
    check(query, words("منظمة اليونسكو تعلن"))


@pytest.mark.parametrize("query", ["نفط OR غاز)", "((نفط OR غاز", ")نفط( OR غاز", "نفط () OR غاز"])
def test_a_bracket_without_its_counterpart_or_content_is_punctuation(query: str) -> None:
    check(query, some(words("نفط"), words("غاز")))


def test_equal_queries_have_one_tree() -> None:
    check("(نفط AND (غاز AND فحم))", every(words("نفط"), words("غاز"), words("فحم")))
    check("نفط OR (غاز OR نفط)", some(words("نفط"), words("غاز")))
    check("(نفط OR نفط) AND نفط", words("نفط"))
    check("(* -فحم) AND نفط", without(words("نفط"), words("فحم")))


def test_what_is_excluded_in_brackets_is_excluded_from_these() -> None:
    check("(نفط -خام) OR غاز", some(without(words("نفط"), words("خام")), words("غاز")))
    check("غاز OR (-نفط)", some(words("غاز"), without(Everything(), words("نفط"))))


@pytest.mark.parametrize("query", ["غاز -(نفط خام)", "غاز NOT (نفط خام)", "-(نفط خام) غاز"])
def test_a_bracket_can_be_excluded(query: str) -> None:
    check(query, without(words("غاز"), words("نفط خام")))
    assert parse(query, "all") == without(Words(("غاز",), "all"), words("نفط خام"))


def test_in_brackets_quotes_always_require() -> None:
    check("(قال «النفط الخام» OR غاز)", some(every(Phrase("النفط الخام"), words("قال")), words("غاز")))
    check('(ا ب ج د "ه و") OR غاز', some(every(Phrase("ه و"), words("ا ب ج د")), words("غاز")))


def test_brackets_are_read_eight_deep_and_deeper_ones_are_punctuation() -> None:
    def deep(depth: int) -> str:
        return "نفط OR (غاز AND " * depth + "فحم" + ")" * depth

    assert told(deep(8)) == []
    assert told(deep(9)) == ["depth"]
    assert well_formed(parse(deep(80)))


# What must occur


@pytest.mark.parametrize("query", ["+نفط سعر اليوم", "سعر +نفط اليوم", "سعر اليوم (+نفط)"])
def test_a_plus_requires(query: str) -> None:
    check(query, every(words("نفط"), words("سعر اليوم")))


def test_a_plus_before_quotes_or_brackets_requires_them() -> None:
    check('ا ب ج د +"ه و"', every(Phrase("ه و"), words("ا ب ج د")))
    check("ا +«ه و»", every(Phrase("ه و"), words("ا")))
    check("ا +(ه و)", every(words("ه و"), words("ا")))


# Near words, patterns, weights


def test_quotes_with_a_distance_are_near_words() -> None:
    check('"نفط مصر"~5', Near("نفط مصر", 5))
    check("ا ب ج د «نفط مصر»~٠", every(Near("نفط مصر", 0), words("ا ب ج د")))
    check('-"نفط مصر"~3 غاز', without(words("غاز"), Near("نفط مصر", 3)))
    check('"نفط مصر"~300', Near("نفط مصر", 100))
    check('"نفط مصر"~', Phrase("نفط مصر"))
    assert told('"نفط مصر"~300') == ["distance"]
    assert told('"نفط مصر"~') == ["no_distance"]


@pytest.mark.parametrize(
    ("query", "term"),
    [
        ("بوت*", Term("بوت", "prefix")),
        ("*وتين", Term("*وتين", "wildcard")),
        ("*وتي*", Term("*وتي*", "wildcard")),
        ("ب?تين", Term("ب?تين", "wildcard")),
        ("ب?تين?", Term("ب?تين", "wildcard")),
        ("ب*ن", Term("ب*ن", "wildcard")),
        ("بو?*", Term("بو?*", "wildcard")),
        ("بوت*؟", Term("بوت", "prefix")),
        ("202*", Term("202", "prefix")),
        ("بوتين~", Term("بوتين", "fuzzy")),
        ("بوتين~1", Term("بوتين", "fuzzy")),
        ("بوتين~٢،", Term("بوتين", "fuzzy")),
        ("=بوتين", Term("بوتين", "exact")),
        ("بوتين^2", Term("بوتين", boost=2)),
        ("بوتين~^0.5", Term("بوتين", "fuzzy", 0.5)),
        ("بوت*^٣", Term("بوت", "prefix", 3)),
        ("بوتين^99", Term("بوتين", boost=10)),
        ("بوتين^0", Term("بوتين", boost=0.1)),
        ("=AND", Term("AND", "exact")),
    ],
)
def test_a_word_can_have_something_of_its_own(query: str, term: Term) -> None:
    check(query, Words((), terms=(term,)))
    check(f"قال {query} اليوم", Words(("قال", "اليوم"), terms=(term,)))


def test_what_is_excluded_keeps_all_but_its_weight() -> None:
    check("نفط -بوت*^2", without(words("نفط"), Words((), terms=(Term("بوت", "prefix"),))))
    check("نفط -بوتين^2", without(words("نفط"), words("بوتين")))
    check('نفط -("سعر الغاز"~3^2 AND بوتين^2)', without(words("نفط"), every(Near("سعر الغاز", 3), words("بوتين"))))


@pytest.mark.parametrize("query", ["ب*", "*ب", "ب**ت", "ــ*"])
def test_a_pattern_of_less_than_two_letters_is_words(query: str) -> None:
    assert isinstance(parse(query), Words)
    assert parse(query) == parse(query.replace("*", " "))
    assert told(query) == ["wildcard"]
    assert parse(f"-{query} نفط") == parse(
        " -".join(
            (
                "",
                *query.replace("*", " ").split(),
            )
        )
        + " نفط"
    )


@pytest.mark.parametrize("query", ["من هو بوتين?", "بوتين ? موسكو", "؟بوتين", "بو؟تين", "?بوتين"])
def test_a_question_mark_is_part_of_a_pattern_only_inside_a_word_and_the_arabic_one_never(query: str) -> None:
    assert parse(query) == words(query.replace("?", " ").replace("؟", " "))


def test_an_exact_phrase_is_a_phrase_that_must_occur() -> None:
    check('ا ب ج د ="ه و"', every(Phrase("ه و"), words("ا ب ج د")))


def test_a_weight_goes_to_everything_in_the_brackets() -> None:
    check('"سعر النفط"^2', Phrase("سعر النفط", 2))
    check('(نفط "سعر الغاز" -فحم)^2', without(every(Phrase("سعر الغاز", 2), weighted("نفط", 2)), words("فحم")))
    check("(نفط^3 OR غاز)^0.5", some(weighted("نفط", 1.5), weighted("غاز", 0.5)))
    check("((نفط)^0.5)^2", words("نفط"))
    check("(نفط^9)^9", weighted("نفط", 10))


def weighted(word: str, boost: float) -> Words:
    return Words((), terms=(Term(word, boost=boost),))


def test_a_star_alone_is_everything() -> None:
    check("*", Everything())
    check("* -نفط", without(Everything(), words("نفط")))
    check("(* OR نفط) غاز", every(some(Everything(), words("نفط")), words("غاز")))


# Arabic operators


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("هامبورغ أو هامبورج", some(words("هامبورغ"), words("هامبورج"))),
        ("هامبورغ او هامبورج", some(words("هامبورغ"), words("هامبورج"))),
        ("مصر و السودان", every(words("مصر"), words("السودان"))),
        ("مصر و السودان و ليبيا", every(words("مصر"), words("السودان"), words("ليبيا"))),
        ("مصر و -السودان", without(words("مصر"), words("السودان"))),
        ('"كرة اليد" أو نهائي', some(Phrase("كرة اليد"), words("نهائي"))),
        ("سعر نفط أو (غاز)", some(words("سعر نفط"), words("غاز"))),
        ("ا ب ج د أو (غاز AND فحم)", some(words("ا ب ج د"), every(words("غاز"), words("فحم")))),
        ("ا ب ج د و title:غاز", every(words("ا ب ج د"), InTitle(words("غاز")))),
        ('سعر نفط ليس "سوق سوداء"', without(words("سعر نفط"), Phrase("سوق سوداء"))),
        ("سعر نفط ليس (سوق سوداء)", without(words("سعر نفط"), words("سوق سوداء"))),
        ("سعر ليس مصدر:الجزيرة", without(words("سعر"), Labelled("source", "الجزيرة"))),
    ],
)
def test_arabic_operators_join_where_they_cannot_be_words(query: str, tree: Query) -> None:
    check(query, tree)


@pytest.mark.parametrize(
    "query",
    [
        "مصر و السودان أو ليبيا",
        "تعاون مصر و السودان",
        "هامبورغ أو هامبورج اليوم",
        "أو",
        "و نفط",
        "نفط أو",
        "ا و ب و ج و د و ه و ز و ح و ط و ي",
        "مصر ليس السودان",
        "مصر،و السودان",
        "مصر \\و السودان",
        "اتفاق (أوسلو) و تداعياته على القضية",
        "لقاء بين الأهلي (مصر) و (تونس) الليلة",
    ],
)
def test_everywhere_else_they_are_words(query: str) -> None:
    check(query, words(query.replace("(", "").replace(")", "").replace("،", " ").replace("\\", "")))


def test_in_a_pasted_headline_they_are_words_beside_quotes_too() -> None:
    text = 'اتهامات بين الحكومة "الشرعية" و "الحوثيين" في اليمن'
    loose = words(text.replace('"', ""))
    check(text, some(loose, Phrase("الشرعية"), Phrase("الحوثيين")))
    check(
        "«شبح الطفولة».. أو «براءتهم»", some(words("شبح الطفولة أو براءتهم"), Phrase("شبح الطفولة"), Phrase("براءتهم"))
    )


# Fields


@pytest.mark.parametrize("name", ["title", "Title", "عنوان", "العنوان"])
def test_a_word_can_be_asked_for_in_the_title(name: str) -> None:
    check(f"{name}:بوتين", InTitle(words("بوتين")))
    check(f"{name}：بوتين", InTitle(words("بوتين")))
    check(f"{name}:بوتين موسكو", every(InTitle(words("بوتين")), words("موسكو")))
    check(f"-{name}:بوتين", without(Everything(), InTitle(words("بوتين"))))


def test_what_is_asked_for_in_the_title_can_be_anything_that_has_words() -> None:
    check('title:"الجيش الروسي"', InTitle(Phrase("الجيش الروسي")))
    check("ا ب ج د title:«الجيش الروسي؟»", every(InTitle(Phrase("الجيش الروسي؟")), words("ا ب ج د")))
    check('title:"الجيش الروسي"~4', InTitle(Near("الجيش الروسي", 4)))
    check("title:روس*^2", InTitle(Words((), terms=(Term("روس", "prefix", 2),))))
    check("title:=روسي", InTitle(Words((), terms=(Term("روسي", "exact"),))))
    check("title:(الجيش روسي)", InTitle(words("الجيش روسي")))
    check('title:(الجيش "سعر النفط")', every(InTitle(Phrase("سعر النفط")), InTitle(words("الجيش"))))
    check(
        "title:(نفط OR غاز -فحم)", every(some(InTitle(words("نفط")), InTitle(words("غاز"))), Not(InTitle(words("فحم"))))
    )
    assert parse("title:(الجيش روسي)", "all") == InTitle(Words(("الجيش", "روسي"), "all"))


@pytest.mark.parametrize(
    ("query", "field", "text"),
    [
        ("source:BBC", "source", "BBC"),
        ("مصدر:الجزيرة", "source", "الجزيرة"),
        ("المصدر:الجزيرة،", "source", "الجزيرة"),
        ('source:"الجزيرة نت"', "source", "الجزيرة نت"),
        ("مصدر:«الجزيرة  نت»", "source", "الجزيرة نت"),
        ("source:اليوم-السابع", "source", "اليوم-السابع"),
        ("source:bbc.com^2", "source", "bbc.com"),
        ("قسم:رياضة", "section", "رياضة"),
        ("section:رياضة", "section", "رياضة"),
        ("كاتب:سمير", "author", "سمير"),
        ('author:"سمير عطا الله"', "author", "سمير عطا الله"),
    ],
)
def test_a_source_a_section_or_an_author_can_be_named(query: str, field: LabelField, text: str) -> None:
    check(query, Labelled(field, text))
    check(f"{query} نفط", every(Labelled(field, text), words("نفط")))
    check(f"نفط -{query}", without(words("نفط"), Labelled(field, text)))
    check(f"(({query}) OR نفط)", some(Labelled(field, text), words("نفط")))


def test_names_of_one_field_side_by_side_are_either_of_them_and_different_fields_must_all_be_met() -> None:
    two = some(Labelled("source", "ا"), Labelled("source", "ب"))
    check("source:ا نفط source:ب", every(two, words("نفط")))
    check("source:ا source:ب قسم:ج", every(two, Labelled("section", "ج")))
    check("source:ا AND source:ب", every(Labelled("source", "ا"), Labelled("source", "ب")))
    check("-source:ا -source:ب", without(Everything(), Labelled("source", "ا"), Labelled("source", "ب")))


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("date:2022-12-30", date(2022, 12, 30), date(2022, 12, 30)),
        ("تاريخ:أمس", date(2023, 1, 9), date(2023, 1, 9)),
        ("date:2022-12-01..2022-12-15", date(2022, 12, 1), date(2022, 12, 15)),
        ('date:"ديسمبر 2022"', date(2022, 12, 1), date(2022, 12, 31)),
        ("date:ديسمبر 2022", date(2022, 12, 1), date(2022, 12, 31)),
        ("from:2022-12", date(2022, 12, 1), None),
        ("من:أمس", date(2023, 1, 9), None),
        ("to:2022-12", None, date(2022, 12, 31)),
        ("إلى:2022", None, date(2022, 12, 31)),
        ("الى:2022", None, date(2022, 12, 31)),
        ("من:2022-12 إلى:أمس", date(2022, 12, 1), date(2023, 1, 9)),
        ("date:2022 from:2022-12-05", date(2022, 12, 5), date(2022, 12, 31)),
    ],
)
def test_days_can_be_named(query: str, first: date | None, last: date | None) -> None:
    assert parse(query, today=TODAY) == Published(first, last)
    assert parse(f"{query} بوتين", today=TODAY) == every(Published(first, last), words("بوتين"))


def test_what_follows_a_date_is_no_part_of_it() -> None:
    week = Published(date(2023, 1, 1), date(2023, 1, 7))
    assert parse("تاريخ:الأسبوع الماضي بوتين", today=TODAY) == every(week, words("بوتين"))
    month = Published(date(2022, 12, 1), date(2022, 12, 31))
    check("date:2022-12 -5", without(month, words("5")))
    check("-date:2022-12 نفط", without(words("نفط"), month))


def test_days_that_exclude_each_other_stay_apart() -> None:
    query = parse("from:2023 to:2022")
    assert query == every(Published(date(2023, 1, 1), None), Published(None, date(2022, 12, 31)))
    assert told("from:2023 to:2022") == ["no_days"]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("مصدر: الجيش يتقدم", "space"),
        ("مصدر:", "space"),
        ("مصدر:؟ الجيش", "value"),
        ("عنوان:؟", "value"),
        ('title:"" نفط', "value"),
        ("date:بوتين", "date"),
        ("من:القاهرة إلى:الخرطوم", "date"),
        ("from:..2022", "date"),
    ],
)
def test_a_field_without_a_value_is_words(query: str, kind: str) -> None:
    check(query, Words(tuple(WORD.findall(query))))
    assert kind in told(query)


# What was assumed


ASSUMED = [
    ("نفط OR", "operator", "OR"),
    ("نفط) غاز", "bracket", ")"),
    ('نفط "غاز', "quote", '"'),
    ("«من هو بوتين؟»", "question", "«من هو بوتين؟»"),
    ("قال «نفط»", "pasted", "«نفط»"),
    ('"نفط مصر"~999', "distance", "~999"),
    ('"نفط مصر"~', "no_distance", "~"),
    ("بوتين~7", "letters", "~7"),
    ("بوتين^70", "boost", "^70"),
    ("ب*", "wildcard", "ب*"),
    ("قال مصدر: نعم", "space", "مصدر:"),
    ("قال مصدر:؟", "value", "مصدر:"),
    ("date:قال", "date", "date:"),
    ("from:2023 to:2022", "no_days", "from:2023 to:2022"),
    (f'"{"قمح " * 33}"', "long_phrase", None),
    (f'-"{"قمح " * 33}"', "cut_phrase", None),
    ("قمح AND " * 40 + "شعير", "parts", None),
    ("نفط OR (غاز AND " * 9 + "فحم" + ")" * 9, "depth", None),
]


@pytest.mark.parametrize(("query", "kind", "part"), ASSUMED)
def test_what_is_read_otherwise_than_typed_is_said_with_its_place(query: str, kind: str, part: str | None) -> None:
    (diagnosis,) = read_query(query).diagnoses
    assert diagnosis.kind == kind
    assert part is None or query[diagnosis.start : diagnosis.end] == part
    assert diagnosis.arabic
    assert diagnosis.english
    assert "{" not in diagnosis.arabic + diagnosis.english


def test_every_kind_of_diagnosis_has_an_example() -> None:
    assert {kind for _, kind, _ in ASSUMED} == set(DIAGNOSES)


# Any text


def told(query: str) -> list[str]:
    return [diagnosis.kind for diagnosis in read_query(query, today=TODAY).diagnoses]


def well_formed(query: Query, inside: type | None = None) -> bool:
    """No empty or repeated children, none of their parent's kind, no leaf without a word, exclusions only in an And."""
    if isinstance(query, (And, Or)):
        children = query.children
        joined = len(set(children)) == len(children) > 1 and type(query) is not inside
        return joined and all(well_formed(child, type(query)) for child in children)
    if isinstance(query, Not):
        return inside is And and not isinstance(query.child, Not) and well_formed(query.child, Not)
    if isinstance(query, InTitle):
        return isinstance(query.child, (Words, Phrase, Near)) and well_formed(query.child)
    if isinstance(query, Words):
        texts = (*query.words, *(term.text for term in query.terms if term.how != "wildcard"))
        return bool(query.words or query.terms) and all(map(WORD.fullmatch, texts))
    return bool(WORD.search(query.text)) if isinstance(query, (Phrase, Near, Labelled)) else True


@settings(max_examples=300)
@given(st.text(st.characters(), max_size=MAX_QUERY_CHARACTERS))
@example("\x00بوتين\x00")
@example("\ud800 -\udc00")
@example("\u202eبوتين\u202c -\u2067روسيا\u2069")
@example("ــــ")
def test_any_text_parses(text: str) -> None:
    assert well_formed(parse(text))
    assert well_formed(parse(text, "all"))


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_operators_and_quotes_parses(text: str) -> None:
    parsed = read_query(text)
    assert well_formed(parsed.query)
    assert all(0 <= one.start < one.end <= len(text) for one in parsed.diagnoses)


LONG = """
" « «» - -" -  a |a ـ َ aَ a\u200f OR |a OR |-a NOT “a” ( ) () (a ((a a) a? a* *a a* |** |* |a~ a~ |~ ^ ^2 a^2 = =a |="|
"a"~ "a"~9 |و |أو |ليس |"a" و | (a) و |:// a://| +a | +( -( "a b" | من: a: (a OR |«a؟» |«a 1, 1. %41 |“أ «ب» |ا |
title:( title: title:(a |title:" source: source:a |source:" date: date:2 date:2022 |date:أمس |date:منذ |date:رمضان |
from:من |
""".split()
"""Pieces that are repeated up to the longest query; a bar stands for a space."""


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_query_parses_at_once(piece: str) -> None:
    text = (piece.replace("|", " ") * MAX_QUERY_CHARACTERS)[:MAX_QUERY_CHARACTERS]
    started = thread_time()
    assert well_formed(parse(text))
    assert thread_time() - started < 0.5  # of the processor; usually a tenth of it


def test_a_query_that_is_too_long_is_refused_with_its_length_and_limit_in_both_languages() -> None:
    assert parse("ب" * MAX_QUERY_CHARACTERS) == words("ب" * MAX_QUERY_CHARACTERS)
    with pytest.raises(QueryError) as caught:
        parse("ب" * (MAX_QUERY_CHARACTERS + 1))
    fault = caught.value
    assert fault.position == MAX_QUERY_CHARACTERS
    assert fault.parameter == "q"
    assert str(fault) == "the query has 2001 characters; at most 2000 are allowed"
    assert "2001" in fault.arabic
    assert "2000" in fault.arabic
    assert "نص البحث" in fault.arabic


def count(query: Query) -> int:
    """Return how many parts of a tree are looked up."""
    if isinstance(query, (And, Or)):
        return sum(map(count, query.children))
    return count(query.child) if isinstance(query, Not) else int(query != Everything())


@pytest.mark.parametrize(
    "text",
    [
        " AND ".join(f"قمح{n}" for n in range(40)),
        " OR ".join(f"قمح{n}" for n in range(40)),
        " ".join(f'"قمح{n}"' for n in range(40)),
        " ".join(f"-قمح{n}" for n in range(40)),
        " ".join(f"NOT قمح{n}" for n in range(40)),
        "(قمح OR " + " OR ".join(f"(ا{n} AND ب{n})" for n in range(40)) + ")",
    ],
)
def test_of_too_many_parts_the_rest_is_loose_words(text: str) -> None:
    query = parse(text)
    assert count(query) == MAX_OPERANDS
    assert well_formed(query)
    last = text.rsplit(maxsplit=1)[-1].strip('"-)')
    assert any(last in leaf.words for leaf in leaves(query) if isinstance(leaf, Words))
    assert told(text) == ["parts"]


def test_as_many_parts_as_allowed_are_read() -> None:
    assert told(" AND ".join(f"قمح{n}" for n in range(32))) == []
    assert told(" ".join(f"قمح{n}*" for n in range(31))) == []
    assert told(" ".join(f"قمح{n}*" for n in range(32))) == ["parts"]


def test_a_phrase_of_too_many_words_is_loose_words() -> None:
    many = "قمح " * 33
    check(f'"{many}"', words(many))
    check(f'شعير "{many}"', words(f"شعير {many}"))


def test_of_a_long_phrase_that_something_stands_at_the_beginning_is_taken() -> None:
    kept = " ".join(["قمح"] * 32)
    check(f'شعير -"{"قمح " * 33}"', without(words("شعير"), Phrase(kept)))
    check(f'title:"{"قمح " * 33}"', InTitle(Phrase(kept)))


def test_many_loose_words_are_no_parts() -> None:
    assert parse("قمح " * 100) == Words(("قمح",) * 100)


def test_a_part_that_is_said_twice_counts_once() -> None:
    assert parse("قمح AND شعير AND قمح") == And((Words(("قمح",)), Words(("شعير",))))
    assert parse("قمح OR قمح") == Words(("قمح",))


def test_a_very_long_quotation_in_a_pasted_text_is_loose_words() -> None:
    assert parse(f"قال «{'قمح ' * 33}»") == Words(("قال", *("قمح",) * 33))
