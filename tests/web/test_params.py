from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.arabic.relation import Relation
from index.engine import Filters
from index.query import Need
from searcher.results import Search
from web.params import FACETS, MATCHES, check_names, read_search, write_search
from web.values import ParameterError, write_cursor


def read(**values: str) -> Search:
    return read_search(MultiDict({name.rstrip("_"): value for name, value in values.items()}))


def test_no_parameters_ask_for_everything_by_relevance() -> None:
    assert read() == Search()


def test_empty_values_are_as_good_as_absent() -> None:
    assert read(q="", page="", per_page=" ", sort="", from_="", to="", source=" ") == Search()


def test_filters_may_be_repeated() -> None:
    values = MultiDict([("source", "أ"), ("source", "ب"), ("exclude.source", "ج"), ("section", "طقس"), ("author", "د")])
    values.add("exclude.section", "رياضة")
    expected = Filters(
        sources=("أ", "ب"),
        excluded_sources=("ج",),
        sections=("طقس",),
        excluded_sections=("رياضة",),
        authors=("د",),
    )
    assert read_search(values).filters == expected


@pytest.mark.parametrize("name", ["source", "exclude.source", "section", "author", "exclude.spelling"])
def test_a_parameter_has_a_hundred_values_at_most(name: str) -> None:
    read_search(MultiDict([(name, f"v{number}") for number in range(100)]))
    with pytest.raises(ParameterError, match=f"101 values of {name}; expected at most 100"):
        read_search(MultiDict([(name, f"v{number}") for number in range(101)]))


@pytest.mark.parametrize(("name", "value"), [("page", "-1"), ("page", "x"), ("per_page", "1.5"), ("page", "9" * 20)])
def test_numbers_are_whole_and_not_negative(name: str, value: str) -> None:
    with pytest.raises(ParameterError, match=rf"^{name} is "):
        read(**{name: value})


def test_an_unknown_order_names_the_known_ones() -> None:
    with pytest.raises(ParameterError, match="relevance, newest, oldest"):
        read(sort="best")


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ParameterError, match=r"^to is '2022'; expected a date not before from"):
        read(from_="2023", to="2022")


def test_dates_count_from_the_given_day() -> None:
    search = read_search(MultiDict({"from": "الأسبوع الماضي", "to": "أمس"}), date(2025, 6, 18))
    assert (search.filters.published_from, search.filters.published_to) == (date(2025, 6, 8), date(2025, 6, 17))


@pytest.mark.parametrize("name", MATCHES)
def test_a_rung_of_the_match_ladder_is_read_and_written(name: str) -> None:
    search = read(match=name)
    assert search.match is Relation[name.upper()]
    assert write_search(search) == ({} if name == "name" else {"match": name})


@pytest.mark.parametrize("name", ["family", "NAME", "root", "7"])
def test_what_is_no_rung_names_the_rungs(name: str) -> None:
    with pytest.raises(ParameterError, match=r"^match is .* expected one of exact, marks, .*, name, typo$") as caught:
        read(match=name)
    assert "name، typo" in caught.value.arabic


def test_spellings_are_left_out_in_the_order_of_their_parameters() -> None:
    values = MultiDict([("exclude.spelling", "هامبورج"), ("exclude.spelling", " "), ("exclude.spelling", "بينج")])
    search = read_search(values)
    assert search.without == ("هامبورج", "بينج")
    assert write_search(search) == {"exclude.spelling": ("هامبورج", "بينج")}


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ParameterError, match="no parameter 'form'"):
        check_names(MultiDict({"q": "ماء", "form": "2022"}))


def test_a_long_value_is_shortened_in_the_message() -> None:
    with pytest.raises(ParameterError) as caught:
        read(sort="x" * 5000)
    assert len(str(caught.value)) < 200


def test_an_unknown_need_names_the_known_ones_in_both_languages() -> None:
    with pytest.raises(ParameterError, match=r"^words is 'some'; expected one of any, most, all") as caught:
        read(words="some")
    assert "any، most، all" in caught.value.arabic


@pytest.mark.parametrize("need", ["any", "most", "all"])
def test_a_need_is_read(need: Need) -> None:
    assert read(words=need).words == need


@pytest.mark.parametrize(
    ("text", "days"),
    [("30", 30.0), (" 7 ", 7.0), ("0.5", 0.5), ("36500", 36500.0), ("٣٠", 30.0), ("", None), (" ", None)],
)
def test_a_half_life_is_a_number_of_days(text: str, days: float | None) -> None:
    assert read(half_life=text).half_life_days == days


@pytest.mark.parametrize("text", ["0", "-1", "36500.1", "nan", "inf", "-inf", "شهر", "30d", "0x10", "1,5", "9" * 400])
def test_what_is_no_half_life_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^half_life is .* above 0 and not above 36,500$") as caught:
        read(half_life=text)
    assert "عدد من الأيام" in caught.value.arabic


@pytest.mark.parametrize(("text", "explain"), [("1", True), ("0", False), ("", False)])
def test_an_explanation_is_asked_for_with_1(text: str, explain: bool) -> None:
    assert read(explain=text).explain is explain


@pytest.mark.parametrize("text", ["2", "true", "نعم"])
def test_another_value_for_an_explanation_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^explain is .* expected 1 or 0$"):
        read(explain=text)


def test_facets_are_separated_by_commas_or_repeated() -> None:
    values = MultiDict([("facet", "month,source"), ("facet", " section , source")])
    assert read_search(values).facets == ("month", "source", "section")


def test_an_unknown_facet_names_the_known_ones() -> None:
    with pytest.raises(ParameterError, match=r"^facet is 'author'; expected one of source, section, month, day$"):
        read(facet="source,author")


def test_a_cursor_says_where_its_page_begins() -> None:
    search = read(cursor=write_cursor(12_345), per_page="20", page="3")
    assert (search.start, search.offset, search.page) == (12_345, 12_345, 1)


@pytest.mark.parametrize("page", ["0", "x", "2000"])
def test_beside_a_cursor_a_page_means_nothing(page: str) -> None:
    assert read(cursor=write_cursor(10), page=page) == read(cursor=write_cursor(10))


@pytest.mark.parametrize("text", ["7", "x", "é", "====", "YWZ0ZXI6LTE", write_cursor(5) + "!", write_cursor(10**9)])
def test_what_is_no_cursor_of_ours_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match=r"^cursor is .* expected the cursor of an earlier reply$"):
        read(cursor=text)


def test_choices_at_their_defaults_are_not_written() -> None:
    assert write_search(Search("ماء")) == {"q": "ماء"}
    chosen = write_search(Search("ماء", words="all", half_life_days=30.0, explain=True))
    assert chosen == {"q": "ماء", "words": "all", "half_life": 30, "explain": 1}


labels = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(
    st.builds(
        Search,
        text=st.text(st.characters(exclude_categories=["Cs"])),
        filters=st.builds(
            Filters,
            sources=st.lists(labels, max_size=2).map(tuple),
            excluded_sources=st.lists(labels, max_size=2).map(tuple),
            sections=st.lists(labels, max_size=2).map(tuple),
            excluded_sections=st.lists(labels, max_size=2).map(tuple),
            authors=st.lists(labels, max_size=2).map(tuple),
            published_from=st.none() | st.dates(min_value=date(1900, 1, 1)),
            published_to=st.none() | st.dates(min_value=date(1900, 1, 1)),
        ),
        sort=st.sampled_from(["relevance", "newest", "oldest"]),
        page=st.integers(1, 1000),
        per_page=st.integers(1, 100),
        words=st.sampled_from(["any", "most", "all"]),
        half_life_days=st.none() | st.floats(0, 36500, exclude_min=True),
        explain=st.booleans(),
        facets=st.lists(st.sampled_from(FACETS), unique=True).map(tuple),
        start=st.none() | st.integers(0, 999_999_999),
        match=st.sampled_from(Relation).filter(lambda rung: rung <= Relation.TYPO),
        without=st.lists(labels, max_size=2).map(tuple),
    )
)
def test_written_parameters_read_back_the_same_search(search: Search) -> None:
    first, last = search.filters.published_from, search.filters.published_to
    assume(not (first and last and last < first))
    assume(search.start is None or search.page == 1)  # a cursor says it all
    values: MultiDict[str, str] = MultiDict()
    for name, value in write_search(search).items():
        for item in value if isinstance(value, tuple) else (value,):
            values.add(name, str(item))
    assert read_search(values) == search
