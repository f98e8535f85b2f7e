from __future__ import annotations

import string
from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.arabic.analyzer import WORD
from index.query import And, Everything, Need, Not, Nothing, Or, Phrase, Query, Words
from searcher.errors import QueryError
from searcher.parser import MAX_QUERY_CHARACTERS, parse

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


@pytest.mark.parametrize("mark", [*"؟،؛«»“”…–—٪", *string.punctuation])
def test_punctuation_separates_words_and_is_no_operator(mark: str) -> None:
    check(f"سعر{mark}النفط", words("سعر النفط"))
    check(f"سعر النفط{mark}", words("سعر النفط"))
    check(f"سعر {mark} النفط", words("سعر النفط"))
    check(f"سعر{mark} النفط", words("سعر النفط"))


@pytest.mark.parametrize("mark", sorted({*"؟،؛«»–—٪", *string.punctuation} - {"-", '"'}))
def test_punctuation_before_a_word_is_no_operator(mark: str) -> None:
    check(f"{mark}سعر النفط", words("سعر النفط"))
    check(f"سعر {mark}النفط", words("سعر النفط"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("من هو بوتين؟", "من هو بوتين"),
        ("title:كتاب", "title كتاب"),
        ("كتا*", "كتا"),
        ("كتاب~2", "كتاب 2"),
        ("[2020 TO 2024]", "2020 TO 2024"),
        ("(كتاب", "كتاب"),
        ("a^4", "a 4"),
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


def test_brackets_do_not_group() -> None:
    check("(نفط OR غاز) AND سعر", some(words("نفط"), every(words("غاز"), words("سعر"))))


@pytest.mark.parametrize("query", ["AND", "OR", "OR نفط", "نفط OR", "AND نفط", "نفط AND", "AND OR", "نفط؟ OR ؟"])
def test_an_operator_without_operands_is_a_word(query: str) -> None:
    check(query, words(query.replace("؟", "")))


@pytest.mark.parametrize(
    "query", ["نفط and غاز", "نفط or غاز", "نفط And غاز", "نفط Or غاز", "نفط ORACLE غاز", "نفط و غاز", "نفط أو غاز"]
)
def test_operators_are_capital_letters_alone(query: str) -> None:
    check(query, words(query))


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


# Any text


def well_formed(query: Query, inside: type | None = None) -> bool:
    """No empty list of children, no leaf without a word, exclusions only inside an And."""
    if isinstance(query, (And, Or)):
        return len(query.children) > 1 and all(well_formed(child, type(query)) for child in query.children)
    if isinstance(query, Not):
        return inside is And and isinstance(query.child, (Words, Phrase)) and well_formed(query.child)
    if isinstance(query, Words):
        return bool(query.words) and all(WORD.fullmatch(word) for word in query.words)
    return bool(WORD.search(query.text)) if isinstance(query, Phrase) else True


@settings(max_examples=300, deadline=1000)
@given(st.text(st.characters(), max_size=MAX_QUERY_CHARACTERS))
@example("\x00بوتين\x00")
@example("\ud800 -\udc00")
@example("\u202eبوتين\u202c -\u2067روسيا\u2069")
@example("ــــ")
def test_any_text_parses(text: str) -> None:
    assert well_formed(parse(text))
    assert well_formed(parse(text, "all"))


@settings(max_examples=500, deadline=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_mixture_of_operators_and_quotes_parses(text: str) -> None:
    assert well_formed(parse(text))


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "«",
        "«»",
        "-",
        '-"',
        "- ",
        "a",
        "a ",
        "ـ",
        "\u064e",
        "a\u064e",
        "a\u200f",
        "OR ",
        "a OR ",
        "-a ",
        "NOT ",
        "“a”",
    ],
)
def test_the_longest_query_parses_at_once(piece: str) -> None:
    text = (piece * MAX_QUERY_CHARACTERS)[:MAX_QUERY_CHARACTERS]
    started = perf_counter()
    with suppress(QueryError):  # too many parts
        assert well_formed(parse(text))
    assert perf_counter() - started < 0.5


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


@pytest.mark.parametrize(
    "text", [" AND ".join(["قمح"] * 40), '"قمح" ' * 33, " OR ".join(["قمح"] * 40), "-قمح " * 33, f'"{"قمح " * 33}"']
)
def test_a_query_of_too_many_parts_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(QueryError, match="at most 32 are allowed") as caught:
        parse(text)
    assert "32" in caught.value.arabic


def test_many_loose_words_are_no_parts() -> None:
    assert parse("قمح " * 100) == Words(("قمح",) * 100)


def test_a_part_that_is_said_twice_counts_once() -> None:
    assert parse("قمح AND شعير AND قمح") == And((Words(("قمح",)), Words(("شعير",))))
    assert parse("قمح OR قمح") == Words(("قمح",))


def test_a_very_long_quotation_in_a_pasted_text_is_loose_words() -> None:
    assert parse(f"قال «{'قمح ' * 33}»") == Words(("قال", *("قمح",) * 33))
