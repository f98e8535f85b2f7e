from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import And, Everything, InTitle, Labelled, Near, Not, Nothing, Or, Phrase, Published, Term, Words
from searcher.diagnosis import DIAGNOSES
from searcher.parser import MAX_QUERY_CHARACTERS, parse, read_query
from searcher.understand import MAX_STEPS, READINGS, Step, Understanding, as_json, understand

if TYPE_CHECKING:
    from index.query import Need, Query

TODAY = date(2023, 1, 10)


def understood(text: str, need: Need = "any") -> Understanding:
    return understand(text, read_query(text, need, TODAY), need)


def steps(text: str, need: Need = "any") -> dict[str, Step]:
    return {step.kind: step for step in understood(text, need).steps}


# The sentence


@pytest.mark.parametrize(
    ("query", "arabic", "english"),
    [
        ("", "كل المقالات", "all articles"),
        ("؟", "لا مقالات، إذ ليس في نص البحث كلمة", "no articles, because the query has no word in it"),
        ("بوتين", "مقالات فيها كلمة «بوتين»", "articles that have the word “بوتين”"),
        (
            "محطة الطاقة الشمسية",
            "مقالات فيها أي من الكلمات: محطة، الطاقة، الشمسية",
            "articles that have any of the words: محطة, الطاقة, الشمسية",
        ),
        ("ما هي الطاقة", "مقالات فيها كلمة «الطاقة»", "articles that have the word “الطاقة”"),
        ("ما هي", "مقالات فيها أي من الكلمات: ما، هي", "articles that have any of the words: ما, هي"),
        ('"كرة اليد"', "مقالات فيها العبارة «كرة اليد»", "articles that have the phrase “كرة اليد”"),
        (
            "نهائي «كرة اليد»",
            "مقالات فيها أي من الكلمات: نهائي، كرة، اليد؛ وتتقدّم منها التي فيها العبارة «كرة اليد»",
            "articles that have any of the words: نهائي, كرة, اليد; "
            "and first come those that have the phrase “كرة اليد”",
        ),
        (
            '"كرة اليد"~5',
            "مقالات فيها الكلمات «كرة اليد» متقاربةً لا يفصل بينها أكثر من 5 من الكلمات الأخرى",
            "articles that have the words “كرة اليد” with at most 5 other words between them",
        ),
        (
            '"كرة اليد"~0',
            "مقالات فيها الكلمات «كرة اليد» متجاورةً بأي ترتيب",
            "articles that have the words “كرة اليد” next to each other in any order",
        ),
        (
            "التمور -القصيم",
            "مقالات فيها كلمة «التمور»، وليس فيها كلمة «القصيم»",
            "articles that have the word “التمور”, and do not have the word “القصيم”",
        ),
        (
            "-القصيم -source:BBC",
            "كل المقالات التي ليس فيها كلمة «القصيم»، وليست من مصدر «BBC»",
            "all articles that do not have the word “القصيم”, and are not from the source “BBC”",
        ),
        (
            "-(نفط AND غاز)",
            "كل المقالات التي ليست من التي ((فيها كلمة «نفط»، وفيها كلمة «غاز»))",
            "all articles that are none of those that ((have the word “نفط”, and have the word “غاز”))",
        ),
        (
            "(نفط OR غاز) AND سعر",
            "مقالات (فيها كلمة «نفط» أو فيها كلمة «غاز»)، وفيها كلمة «سعر»",
            "articles that (have the word “نفط” or have the word “غاز”), and have the word “سعر”",
        ),
        (
            "title:بوت* source:الجزيرة كاتب:سمير قسم:رأي",
            "مقالات في عنوانها كلمة تبدأ بـ«بوت»، ومن مصدر «الجزيرة»، وكاتبها «سمير»، ومن قسم «رأي»",
            "articles that have a word that begins with “بوت” in the title, and are from the source “الجزيرة”, "
            "and are by “سمير”, and are from the section “رأي”",
        ),
        ("date:2022-12", "مقالات منشورة في ديسمبر 2022", "articles that were published in December 2022"),
        ("date:2022", "مقالات منشورة سنة 2022", "articles that were published in 2022"),
        ("تاريخ:أمس", "مقالات منشورة في 9 يناير 2023", "articles that were published on 9 January 2023"),
        ("من:2022", "مقالات منشورة منذ 1 يناير 2022", "articles that were published since 1 January 2022"),
        (
            "نفط~ =غاز^2 ف?م",
            "مقالات فيها أي من الكلمات: ما كان قريب الرسم من «نفط»، «غاز» بهذا الرسم (وزنها 2)، ما كان على مثال «ف?م»",
            "articles that have any of the words: what is spelt nearly like “نفط”, “غاز” spelt just so (weight 2), "
            "what is like “ف?م”",
        ),
        (
            "سعر نفط OR غاز",
            "مقالات فيها أي من الكلمات: سعر، نفط؛ أو فيها كلمة «غاز»",
            "articles that have any of the words: سعر, نفط; or have the word “غاز”",
        ),
        (
            "* OR نفط",
            "كل المقالات، وتتقدّم منها التي فيها كلمة «نفط»",
            "all articles, and first come those that have the word “نفط”",
        ),
    ],
)
def test_a_query_is_said_in_one_sentence(query: str, arabic: str, english: str) -> None:
    told = understood(query)
    assert told.arabic == arabic
    assert told.english == english


@pytest.mark.parametrize(
    ("need", "arabic", "english"),
    [
        ("any", "أي من الكلمات: سعر، النفط", "any of the words: سعر, النفط"),
        ("most", "نصف هذه الكلمات على الأقل: سعر، النفط", "at least half of the words: سعر, النفط"),
        ("all", "كل الكلمات: سعر، النفط", "all the words: سعر, النفط"),
    ],
)
def test_the_sentence_says_how_many_words_are_needed(need: Need, arabic: str, english: str) -> None:
    assert understood("سعر النفط", need).arabic == f"مقالات فيها {arabic}"
    assert understood("سعر النفط", need).english == f"articles that have {english}"


def test_a_long_list_of_words_is_cut() -> None:
    assert understood(" ".join(f"كلمة{n}" for n in range(20))).arabic.endswith("كلمة11، …")


# The steps


READ: list[tuple[str, str, str | None]] = [
    ("نفط AND غاز", "and", "نفط and غاز"),
    ("نفط OR غاز", "or", "نفط or غاز"),
    ("نفط أو غاز", "or", "نفط \\أو غاز"),
    ("نفط NOT غاز", "not", "نفط غاز"),
    ('نفط ليس "غاز طبيعي"', "not", 'نفط \\ليس "غاز طبيعي"'),
    ("نفط +غاز", "required", "نفط غاز"),
    ("نفط -غاز", "excluded", "نفط غاز"),
    ("نفط -(غاز فحم)", "excluded", "نفط (غاز فحم)"),
    ("سعر (نفط OR غاز)", "group", "سعر نفط OR غاز"),
    ('سعر "النفط الخام"', "phrase", "سعر النفط الخام"),
    ('سعر -"النفط الخام"', "phrase", "سعر -(النفط الخام)"),
    ("قال «النفط»", "pasted", "قال +«النفط»"),
    ('"نفط مصر"~5^2', "near", '"نفط مصر"^2'),
    ('"نفط مصر"~5^2', "weight", '"نفط مصر"~5'),
    ("=نفط", "exact", "نفط"),
    ("بوت*", "prefix", "بوت"),
    ("ب?تين", "pattern", "ب تين"),
    ("بوتن~1", "fuzzy", "بوتن"),
    ("بوتن^2", "weight", "بوتن"),
    ("(نفط OR غاز)^2", "weight", "(نفط OR غاز)"),
    ("title:نفط", "title", "نفط"),
    ("-عنوان:(نفط غاز)", "title", "-(نفط غاز)"),
    ("نفط source:BBC مصر", "source", "نفط مصر"),
    ('قسم:"كرة اليد" مصر', "section", "مصر"),
    ("نفط كاتب:سمير", "author", "نفط"),
    ("نفط من:2022 مصر", "days", "نفط مصر"),
    ("date:2022", "days", ""),
    ("«من هو بوتين؟»", "question", '"من هو بوتين؟"'),
    ("في مصر", "stop_words", None),
    ("نفط OR", "operator", None),
]


@pytest.mark.parametrize(("query", "kind", "undone"), READ)
def test_every_reading_is_a_step_with_the_text_without_it(query: str, kind: str, undone: str | None) -> None:
    step = steps(query)[kind]
    assert step.undone == undone
    assert step.arabic
    assert step.english
    if undone:
        assert kind not in steps(undone)
        assert parse(undone) != parse(query)


def test_every_kind_of_reading_has_an_example() -> None:
    assert {kind for _, kind, _ in READ} >= set(READINGS)


def test_no_kind_is_both_a_reading_and_a_diagnosis() -> None:
    assert set(READINGS).isdisjoint(DIAGNOSES)


def test_loose_words_alone_are_no_step() -> None:
    assert understood("محطة الطاقة الشمسية").steps == ()
    assert understood("منظمة (اليونسكو) تعلن").steps == ()


def test_steps_come_in_the_order_of_the_text() -> None:
    told = understood('مصدر:BBC "كرة اليد" OR -نفط سعر في').steps
    assert [step.kind for step in told] == ["source", "phrase", "or", "excluded", "stop_words"]


def test_a_step_says_what_was_read() -> None:
    told = steps('مصدر:"الجزيرة نت" تاريخ:أمس')
    assert told["source"].arabic == "المصدر: «الجزيرة نت»"
    assert told["days"].arabic == "تاريخ النشر: في 9 يناير 2023"
    assert told["days"].english == "published: on 9 January 2023"


@pytest.mark.parametrize(("need", "told"), [("any", "لا يُبحث عنها"), ("all", "لا تُشترط")])
def test_stop_words_beside_others_are_named(need: Need, told: str) -> None:
    step = steps("ما هي الطاقة في مصر", need)["stop_words"]
    assert told in step.arabic
    assert step.arabic.endswith(": ما، هي، في")
    assert "stop_words" not in steps("ما هي", need)


# The tree


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        (
            Words(("نفط",), "all", (Term("بوت", "prefix", 2),)),
            {
                "type": "words",
                "words": ["نفط"],
                "need": "all",
                "terms": [{"text": "بوت", "how": "prefix", "boost": 2}],
            },
        ),
        (Phrase("كرة اليد"), {"type": "phrase", "text": "كرة اليد", "boost": 1}),
        (Near("كرة اليد", 5, 2), {"type": "near", "text": "كرة اليد", "distance": 5, "boost": 2}),
        (InTitle(Phrase("نفط")), {"type": "title", "child": {"type": "phrase", "text": "نفط", "boost": 1}}),
        (Labelled("source", "BBC"), {"type": "source", "text": "BBC"}),
        (Published(date(2022, 12, 1), None), {"type": "published", "from": "2022-12-01", "to": None}),
        (Everything(), {"type": "everything"}),
        (Nothing(), {"type": "nothing"}),
        (
            And((Everything(), Not(Labelled("author", "سمير")))),
            {
                "type": "and",
                "children": [{"type": "everything"}, {"type": "not", "child": {"type": "author", "text": "سمير"}}],
            },
        ),
        (
            Or((Labelled("section", "ا"), Phrase("ب"))),
            {
                "type": "or",
                "children": [{"type": "section", "text": "ا"}, {"type": "phrase", "text": "ب", "boost": 1}],
            },
        ),
    ],
)
def test_the_tree_is_ready_for_json(query: Query, tree: dict[str, object]) -> None:
    assert as_json(query) == tree
    assert json.loads(json.dumps(as_json(query))) == tree


# Any text

PIECES = (
    *'"«»“”-+=؟?()()*~^:',
    *" " * 8,
    *("بوتين", "سعر", "مصر", "و", "أو", "ليس", "في", "3"),
    *(" AND ", " OR ", " NOT ", " أو ", ' -"', " -(", ' ="', " (", "~5", "^2", "^99", '"سعر النفط" ', " «من هو؟» "),
    *("title:", "عنوان:(", "source:", 'مصدر:"الجزيرة نت" ', "date:2022-12", "تاريخ:أمس", "from:2022 ", "to:2021 "),
)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(), st.sampled_from(("any", "all")))
def test_any_text_is_understood(text: str, need: Need) -> None:
    told = understood(text, need)
    assert told.arabic
    assert told.english
    json.dumps(told.tree)
    for step in told.steps:
        assert step.kind in (*READINGS, *DIAGNOSES)
        if step.undone is not None:
            parse(step.undone)


@pytest.mark.parametrize("piece", ["«أ؟» ", "«", "a OR ", "(a OR ", "بوت* ", "مصدر: ", "أ «ب» ", "+أ "])
def test_the_steps_of_the_longest_query_are_bounded(piece: str) -> None:
    text = (piece * MAX_QUERY_CHARACTERS)[:MAX_QUERY_CHARACTERS]
    told = understood(text).steps
    assert len(told) <= MAX_STEPS
    assert all(step.undone is None or len(step.undone) <= MAX_QUERY_CHARACTERS for step in told)
