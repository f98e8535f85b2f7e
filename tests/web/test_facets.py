from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.engine import Filters
from index.query import Everything
from searcher.results import Results, Search
from web.facets import SHOWN, FacetList, extended, facet_lists

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from index.engine import Facet, FacetCount

FACET = re.compile(r'<section class="facet" aria-labelledby="facet-(\w+)">(.*?)</section>', re.DOTALL)
COUNT = re.compile(r'<span class="count">([\d,]+)</span>')
ROW = re.compile(r'<li>\s*<a href="([^"]+)"><bdi>([^<]*)</bdi></a>\s*<span class="count">([\d,]+)</span>')
WITHOUT = re.compile(
    r'<a class="without" href="([^"]+)">استبعاد<span class="unseen"> (?:المصدر|القسم): ([^<]*)</span></a>'
)
CHOSEN = re.compile(r'<a href="([^"]+)" aria-current="true"[^>]*><bdi>([^<]*)</bdi>')
NASIM = "وكالة نسيم (نموذج)"


def link(**changes: object) -> str:
    """Stands for the page's own links: the address says what was changed."""
    return "/search" + "".join(f"?{name}={value}" for name, value in changes.items())


def lists(counts: dict[Facet, tuple[FacetCount, ...]], filters: Filters | None = None) -> tuple[FacetList, ...]:
    total = sum(count for _, count in next(iter(counts.values()))) if counts else 0
    return facet_lists(
        Results(Search(filters=filters or Filters()), Everything(), total, total, (), facets=counts), link
    )


def number(shown: str) -> int:
    return int(shown.replace(",", ""))


def total(client: FlaskClient, address: str) -> int:
    reply = client.get(unescape(address).replace("/search", "/api/v1/search", 1))
    assert reply.status_code == 200, reply.text
    assert reply.json
    return int(reply.json["total"])


def test_eight_values_stand_open_and_eight_more_are_folded() -> None:
    (sources,) = lists({"source": tuple((f"صحيفة {n}", 100 - n) for n in range(20))})
    assert [row.name for row in sources.rows] == [f"صحيفة {n}" for n in range(SHOWN)]
    assert [row.name for row in sources.more] == [f"صحيفة {n}" for n in range(SHOWN, 2 * SHOWN)]
    assert sources.others == 84 + 83 + 82 + 81


def test_articles_without_a_value_are_counted_apart() -> None:
    (sections,) = lists({"section": (("", 28), ("ثقافة", 9))})
    assert [row.name for row in sections.rows] == ["ثقافة"]
    assert (sections.missing, sections.missing_name) == (28, "بلا قسم")


def test_where_there_is_nothing_to_choose_there_is_no_list() -> None:
    assert lists({"source": (), "section": ()}) == ()
    assert lists({"section": (("", 28),)}) == ()


def test_a_chosen_value_leads_back_however_it_was_spelled() -> None:
    (sources,) = lists({"source": (("وكالة الأنباء", 5), ("أخبار", 2))}, Filters(sources=("وكاله الانباء", "اخبار")))
    first, second = sources.rows
    assert (first.is_chosen, first.address) == (True, "/search?source=('اخبار',)")
    assert (second.is_chosen, second.address) == (True, "/search?source=('وكاله الانباء',)")
    assert first.without is None
    assert sources.is_chosen


def test_the_only_source_cannot_be_left_out() -> None:
    (one,) = lists({"source": (("أ", 5),)})
    assert one.rows[0].without is None
    (two,) = lists({"source": (("أ", 5), ("ب", 1))})
    assert two.rows[0].without == "/search?exclude.source=%D8%A3"


def test_a_section_can_be_left_out_and_a_chosen_one_not() -> None:
    (sections,) = lists({"section": (("أ", 5), ("ب", 1))})
    assert [row.without for row in sections.rows] == [
        "/search?exclude.section=%D8%A3",
        "/search?exclude.section=%D8%A8",
    ]
    (chosen,) = lists({"section": (("أ", 5),)}, Filters(sections=("أ",)))
    assert chosen.rows[0].without is None


@pytest.mark.parametrize(
    ("address", "longer"), [("/search", "/search?a=%26+%3D"), ("/search?q=x", "/search?q=x&a=%26+%3D")]
)
def test_an_address_is_extended(address: str, longer: str) -> None:
    assert extended(address, {"a": "& ="}) == longer


searches = st.fixed_dictionaries(
    {"q": st.sampled_from(["", "مدينة", "الطاقة الشمسية", "كرة", "هامبورغ", "زقزقة", "source:نسيم", "-مدينة"])},
    optional={
        "source": st.lists(st.sampled_from([NASIM, "وكاله نسيم (نموذج)", "خليج اليوم (نموذج)", "x"]), max_size=2),
        "exclude.source": st.sampled_from([NASIM, "منبر الشام (نموذج)"]),
        "section": st.lists(st.sampled_from(["رياضة", "رياضه", "ثقافة"]), max_size=2),
        "exclude.section": st.sampled_from(["رياضة", "ثقافه"]),
        "from": st.sampled_from(["2023", "2024-03-10", "2030"]),
        "words": st.just("all"),
        "page": st.sampled_from(["1", "2"]),
        "per_page": st.just("3"),
        "facet": st.just("month"),
    },
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(search=searches)
def test_counts_add_up_and_each_link_leads_to_what_it_promises(
    client: FlaskClient, search: dict[str, str | list[str]]
) -> None:
    found = client.get("/api/v1/search", query_string=search).json
    assert found
    shown = dict(FACET.findall(client.get("/search", query_string=search).text))
    assert shown.keys() <= ({"source", "section"} if found["total"] else set())
    for facet in shown.values():
        assert sum(map(number, COUNT.findall(facet))) == found["total"]
        for address, _, count in ROW.findall(facet):
            assert total(client, address) == number(count)
    for facet in shown.values():
        counts = {name: number(count) for _, name, count in ROW.findall(facet)}
        for address, name in WITHOUT.findall(facet):
            assert total(client, address) == found["total"] - counts[name]


def test_the_facets_of_all_samples(client: FlaskClient) -> None:
    shown = dict(FACET.findall(client.get("/search").text))
    assert ROW.findall(shown["source"])[0][1:] == (NASIM, "12")
    assert len(ROW.findall(shown["source"])) == len(WITHOUT.findall(shown["source"])) == 2 * SHOWN
    assert "المزيد" in shown["source"]
    assert "مصادر أخرى" in shown["source"]
    assert re.search(r'<span>بلا قسم</span> <span class="count">28</span>', shown["section"])
    assert "لا يظهر هنا" not in shown["source"] + shown["section"]


def test_a_chosen_source_is_marked_and_its_link_takes_it_off(client: FlaskClient) -> None:
    text = client.get("/search", query_string={"q": "مدينة", "source": "وكاله نسيم (نموذج)", "section": "رياضة"}).text
    shown = dict(FACET.findall(text))
    ((address, name),) = CHOSEN.findall(shown["source"])
    assert name == NASIM
    assert "source=" not in address
    assert "section=" in address
    assert "لا يظهر هنا إلا ما اخترته" in shown["source"]


def test_without_results_there_are_no_facets(client: FlaskClient) -> None:
    assert '<nav class="narrow"' not in client.get("/search", query_string={"q": "زقزقة"}).text


def test_no_two_things_of_the_page_have_one_id(client: FlaskClient) -> None:
    ids = re.findall(r'\bid="([^"]+)"', client.get("/search", query_string={"q": "هامبورغ"}).text)
    assert len(ids) == len(set(ids))


def test_addresses_of_the_page_do_not_ask_for_facets(client: FlaskClient) -> None:
    for query in ("مدينة", "محطه الظاقة", "زقزقة"):
        text = client.get("/search", query_string={"q": query, "facet": "month"}).text
        assert "facet=" not in text[: text.index("<footer")]  # which leads to this very page in another language
