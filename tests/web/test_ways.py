from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.arabic.relation import Relation
from searcher.results import Search
from searcher.understand import Step
from web.params import MATCHES
from web.ways import undone, up_to, with_spelling, without_spelling

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PARTS = [
    *"الطاقة الشمسية محطة كرة اليد التمور القصيم هامبورغ هامبورج مدرسة من زقزقة الظاقة محطت".split(),
    *"hg'hrm solar AND OR NOT ( ) - + = * ~ ^2 \" « » ؟ : title: source:x from:2022 to:2030 date:أمس".split(),
    "\"كرة اليد القدم\"", "\"الطاقة الشمسية\"", "section:رياضة",
]  # fmt: skip

queries = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(["", " ", " "])), max_size=7).map(
    lambda parts: "".join(part + space for part, space in parts)
)
choices = st.fixed_dictionaries(
    {},
    optional={
        "words": st.sampled_from(["any", "most", "all"]),
        "match": st.sampled_from(MATCHES),
        "source": st.sampled_from(["وكالة نسيم (نموذج)", "x"]),
        "exclude.source": st.just("وكالة نسيم (نموذج)"),
        "exclude.spelling": st.just("هامبورج"),
        "section": st.just("رياضة"),
        "exclude.section": st.just("رياضة"),
        "from": st.sampled_from(["2023", "2030"]),
        "sort": st.just("newest"),
        "per_page": st.just("3"),
    },
)


def get(client: FlaskClient, address: str, **values: Any) -> Any:
    reply = client.get(address, query_string=values or None)
    assert reply.status_code == 200, reply.text
    return reply.json


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(query=queries, chosen=choices)
def test_every_address_finds_as_many_articles_as_it_promises(
    client: FlaskClient, query: str, chosen: dict[str, str]
) -> None:
    reply = get(client, "/api/v1/search", q=query, **chosen)
    promises = [*reply["query"]["corrections"], *reply["relaxations"]]
    assert [get(client, one["url"])["total"] for one in promises] == [one["total"] for one in promises]
    assert all(one["total"] for one in promises)
    assert not (reply["total"] and reply["relaxations"])
    for step in reply["query"]["steps"]:
        assert step["undo"] is None or get(client, step["undo"])["total"] >= 0
    for variant in reply["query"]["variants"]:
        without = get(client, variant["without"])
        assert without["total"] <= reply["total"]
        assert variant["text"] not in {other["text"] for other in without["query"]["variants"]}


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        ({"q": "الطاقة الشمسية", "from": "2030"}, {"date"}),
        ({"q": "الطاقة الشمسية", "source": "x"}, {"source"}),
        ({"q": '"كرة اليد القدم"'}, {"looser"}),
        ({"q": "title:ميغاواط"}, {"looser"}),
        ({"q": "الطاقة الشمسية", "source": "x", "from": "2030"}, {"filters", "only"}),
    ],
)
def test_where_nothing_is_found_the_ways_out_say_how_much_they_find(
    client: FlaskClient, values: dict[str, str], kinds: set[str]
) -> None:
    reply = get(client, "/api/v1/search", **values)
    assert reply["total"] == 0
    assert {one["kind"] for one in reply["relaxations"]} == kinds
    for one in reply["relaxations"]:
        assert get(client, one["url"])["total"] == one["total"] > 0
        assert one["ar"] != one["en"]


def test_a_mistyped_word_is_corrected(client: FlaskClient) -> None:
    (one,) = get(client, "/api/v1/search", q="محطه الظاقة")["query"]["corrections"]
    assert (one["kind"], one["text"], one["replaced"]) == ("spelling", "محطه الطاقة", [["الظاقة", "الطاقة"]])
    assert get(client, one["url"])["total"] == one["total"] > 0


def test_another_layout_of_the_keyboard_is_read(client: FlaskClient) -> None:
    (one,) = get(client, "/api/v1/search", q="hg'hrm")["query"]["corrections"]
    assert (one["kind"], one["text"], one["replaced"]) == ("keyboard", "الطاقة", [["hg'hrm", "الطاقة"]])


def test_a_step_is_undone_by_its_address(client: FlaskClient) -> None:
    (step,) = get(client, "/api/v1/search", q="الطاقة -الشمسية")["query"]["steps"]
    assert step["kind"] == "excluded"
    assert get(client, step["undo"])["query"]["text"] == "الطاقة الشمسية"


def test_a_spelling_of_a_name_is_left_out_by_its_address(client: FlaskClient) -> None:
    reply = get(client, "/api/v1/search", q="هامبورغ")
    (variant,) = reply["query"]["variants"]
    assert (variant["asked"], variant["text"], variant["articles"]) == ("هامبورغ", "هامبورج", 2)
    without = get(client, variant["without"])
    assert without["total"] == reply["total"] - 2
    assert without["query"]["variants"] == []


def test_a_query_of_the_full_length_is_never_too_long_for_its_ways_out(client: FlaskClient) -> None:
    parts = " ".join(f'+"زق{number} {"ب" * 53}"' for number in range(31))
    assert get(client, "/api/v1/search", q=f"{parts} {'ت' * 80}", words="all")["total"] == 0


def test_a_changed_search_begins_at_its_first_page() -> None:
    search = Search("هامبورغ", page=3, without=("بينج",))
    assert without_spelling(search, "هامبورج") == Search("هامبورغ", without=("بينج", "هامبورج"))
    assert with_spelling(search, "بينج") == Search("هامبورغ")
    assert up_to(search, Relation.STEM) == Search("هامبورغ", match=Relation.STEM, without=("بينج",))
    assert undone(search, Step("group", "", "", "ماء")) == Search("ماء", without=("بينج",))
    assert undone(Search("ماء", start=30), Step("group", "", "", "نار")) == Search("نار")


@pytest.mark.parametrize("text", [None, "ش" * 2001])
def test_what_cannot_be_typed_cannot_be_undone(text: str | None) -> None:
    assert undone(Search("ماء"), Step("group", "", "", text)) is None
