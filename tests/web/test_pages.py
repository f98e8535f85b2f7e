from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from documents.article import Article
from index.engine import Evidence
from searcher.results import Result
from web.counting import number
from web.explanation import reasons_by_kind
from web.source import web_address
from web.wording import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

MARKED = re.compile(r"<mark>(.*?)</mark>")
OWN_SCRIPT = re.compile('<script src="/static/[a-z]+.js" (defer|type="module")>')
HOSTILE = '<script>alert(1)</script> "خبر" & <b onclick=x>'


def page(client: FlaskClient, path: str, status: int = 200, **values: Any) -> str:
    reply = client.get(path, query_string={name.rstrip("_"): value for name, value in values.items()})
    assert reply.status_code == status
    assert reply.content_type == "text/html; charset=utf-8"
    return reply.text


def test_the_first_page_is_arabic_right_to_left_and_counts(client: FlaskClient) -> None:
    text = page(client, "/")
    assert '<html lang="ar" dir="rtl">' in text
    assert "62 مقالًا" in text


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_offered_example_finds_something(client: FlaskClient, example: str) -> None:
    assert 'class="results"' in page(client, "/search", q=example)


def test_an_empty_index_says_what_to_do(site: Callable[..., FlaskClient]) -> None:
    text = page(site(), "/")
    assert "الفهرس فارغ" in text
    assert "bahith add" in text


def test_results_mark_whole_words_of_title_and_text(client: FlaskClient) -> None:
    marked = set(MARKED.findall(page(client, "/search", q="الطاقة الشمسية")))
    assert {"للطاقة", "الشمسية"} <= marked


def test_the_query_stays_in_its_box(client: FlaskClient) -> None:
    assert 'value="&#34;كرة&#34; &lt;b&gt;"' in page(client, "/search", q='"كرة" <b>')


def test_no_result_says_what_to_try(client: FlaskClient) -> None:
    text = page(client, "/search", q="زقزقة", source="x")
    assert "لم نجد مقالًا" in text
    assert "أزل قيدًا" in text


def test_each_active_filter_has_a_chip_that_removes_it(client: FlaskClient) -> None:
    text = unescape(page(client, "/search", q="مدينة", source="خليج اليوم (نموذج)", from_="2022"))
    addresses = re.findall(r'<a href="([^"]+)" title="أزل هذا القيد">', text)
    assert len(addresses) == 2
    assert ["source=" in address for address in addresses] == [False, True]
    assert ["from=" in address for address in addresses] == [True, False]


def test_a_new_query_keeps_every_filter(client: FlaskClient) -> None:
    filters = [
        ("source", "أ"),
        ("source", "ب"),
        ("exclude.source", "ج"),
        ("section", "د"),
        ("section", "ه"),
        ("exclude.section", "ز"),
        ("author", "و"),
    ]
    text = client.get("/search", query_string=[("q", "مدينة"), *filters]).text
    fields = re.findall(r'<input[^>]* name="([\w.]+)"[^>]* value="([^"]+)"', text)
    assert set(filters) <= set(fields)


def links(text: str) -> dict[str, str]:
    """Return the address of every link by what it says."""
    return {re.sub("<[^>]+>", "", inner).strip(): unescape(href)
            for href, inner in re.findall(r'<a[^>]* href="([^"]+)"[^>]*>(.*?)</a>', text, re.DOTALL)}  # fmt: skip


ALL_WORDS, ANY_WORD = "اقتصر على ما فيه كل الكلمات", "اكتفِ بأي كلمة منها"
EXPLAIN, HIDE = "اشرح الترتيب", "أخفِ شرح الترتيب"
BY_DATE: tuple[dict[str, Any], ...] = ({"q": "مدينة", "sort": "newest"}, {"q": "مدينة", "sort": "oldest"}, {"q": ""})


def test_results_of_any_word_lead_to_those_of_all_and_back(client: FlaskClient) -> None:
    wide = links(page(client, "/search", q="الطاقة الشمسية", source="وكالة نسيم (نموذج)"))
    assert ANY_WORD not in wide
    assert "words=all" in wide[ALL_WORDS]
    assert "source=" in wide[ALL_WORDS]
    narrow = links(client.get(wide[ALL_WORDS]).text)
    assert ALL_WORDS not in narrow
    assert "words" not in narrow[ANY_WORD]


@pytest.mark.parametrize("query", ["الطاقة", "من الطاقة", '"الطاقة الشمسية"', ""])
def test_no_link_to_all_words_where_it_would_change_nothing(client: FlaskClient, query: str) -> None:
    assert ALL_WORDS not in links(page(client, "/search", q=query))


@pytest.mark.parametrize(
    ("query", "words", "offered"),
    [
        ("زقزقة الببغاء الطاقة", "all", True),
        ("زقزقة الببغاء الطاقة", "most", True),
        ("زقزقة الببغاء", "all", False),  # no article has either
        ("زقزقة الببغاء", "any", False),
    ],
)
def test_where_nothing_has_all_words_any_of_them_is_offered(
    client: FlaskClient, query: str, words: str, offered: bool
) -> None:
    shown = links(page(client, "/search", q=query, words=words))
    assert any("بأي كلمة من الكلمات" in label for label in shown) is offered


def test_the_line_about_age_stands_only_where_age_counts(client: FlaskClient) -> None:
    on = page(client, "/search", q="مدينة", half_life="30")
    assert "تنتصف درجة المقال كل 30 يومًا" in on
    assert "half_life" not in links(on)["ألغِ أثر القِدَم"]
    assert "تنتصف درجة المقال" not in page(client, "/search", q="مدينة")
    for values in BY_DATE:
        text = page(client, "/search", half_life="30", **values)
        assert "لا أثر لقِدَم المقال في الترتيب بالتاريخ" in text
        assert "تنتصف درجة المقال" not in text


def test_the_choices_stay_in_the_form_and_in_every_link(client: FlaskClient) -> None:
    text = page(client, "/search", q="مدينة اليوم", words="most", half_life="14", explain="1", per_page="3", page="2")
    assert '<option value="most" selected>' in text
    assert '<option value="14" selected>تنتصف الدرجة كل 14 يومًا</option>' in text
    assert '<input type="hidden" name="explain" value="1">' in text
    kept = [links(text)[label] for label in ("→ السابقة", "التالية ←", "الأحدث أولًا", ALL_WORDS)]
    assert all("half_life=14" in address and "explain=1" in address for address in kept)
    assert ["words=most" in address for address in kept] == [True, True, True, False]


@pytest.mark.parametrize(("value", "selected"), [("7", "7"), ("365", "365"), ("", "")])
def test_an_offered_half_life_is_selected_once(client: FlaskClient, value: str, selected: str) -> None:
    text = page(client, "/search", q="مدينة", half_life=value)
    choice = re.search(r'<select name="half_life">(.*?)</select>', text, re.DOTALL)
    assert choice
    assert re.findall(r'<option value="([^"]*)" selected>', choice[1]) == [selected]
    assert choice[1].count("<option") == 4


def test_an_explanation_is_shown_for_every_result_when_asked_for(client: FlaskClient) -> None:
    plain = page(client, "/search", q="الطاقة الشمسية")
    assert '<details class="why">' not in plain
    explained = client.get(links(plain)[EXPLAIN]).text
    assert explained.count('<details class="why">') == explained.count("<article>") > 1
    assert "لماذا هذا الترتيب؟" in explained
    assert "explain" not in links(explained)[HIDE]


def test_the_words_of_an_explanation_are_escaped(app: Flask) -> None:
    evidence = (Evidence("near", (HOSTILE, "خبر"), 1.0),)
    result = Result(Article(id="1", title="خبر", body=""), 1, 1.0, (), evidence)
    text = app.jinja_env.get_template("why.html").render(result=result, reasons_by_kind=reasons_by_kind, number=number)
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    assert "<b onclick" not in text


def test_in_the_order_of_dates_no_explanation_is_offered(client: FlaskClient) -> None:
    for values in BY_DATE:
        assert EXPLAIN not in links(page(client, "/search", **values))


def test_a_page_beyond_the_end_leads_back(client: FlaskClient) -> None:
    assert "لا نتائج في هذه الصفحة" in page(client, "/search", q="كرة اليد", page="90")


def test_pages_link_to_their_neighbours(client: FlaskClient) -> None:
    text = page(client, "/search", q="مدينة", page="2", per_page="5")
    assert 'rel="prev"' in text
    assert 'rel="next"' in text


PLAIN = ("الطاقة", "الطاقة الشمسية", "من الطاقة الشمسية", "")
READ = "هكذا فهمنا بحثك"


@pytest.mark.parametrize("query", PLAIN)
def test_plain_words_need_no_explanation(client: FlaskClient, query: str) -> None:
    assert READ not in page(client, "/search", q=query)


@pytest.mark.parametrize("query", ["الطاقة -الشمسية", '"كرة اليد"', "كأس و العالم", "الطاقة AND", "date:2024"])
def test_what_was_read_into_a_query_is_said(client: FlaskClient, query: str) -> None:
    assert READ in page(client, "/search", q=query)


def test_a_reading_can_be_undone(client: FlaskClient) -> None:
    text = page(client, "/search", q="الطاقة -الشمسية", source="وكالة نسيم (نموذج)")
    (undo,) = [address for label, address in links(text).items() if label.startswith("تراجع عن ذلك")]
    undone = client.get(undo).text
    assert 'value="الطاقة الشمسية"' in undone
    assert "source=" in undo


def test_a_long_reading_is_folded(client: FlaskClient) -> None:
    assert '<details class="read" open>' in page(client, "/search", q="title:الطاقة -الشمسية")
    folded = page(client, "/search", q='title:الطاقة -الشمسية "كرة اليد" =مدرسة from:2022')
    assert '<details class="read">' in folded


def test_each_result_has_its_rung_and_the_words_that_stand_on_it(client: FlaskClient) -> None:
    text = page(client, "/search", q="هامبورغ")
    shown = re.findall(r'<span class="rung" title="([^"]+)">([^<]+)<span class="unseen">؛ كلمات المقال: ([^<]+)', text)
    assert {("تهجئة أخرى لاسم: هامبورج", "تهجئة أخرى لاسم"), ("مطابقة تامة: هامبورغ", "مطابقة تامة")} == {
        (title, label) for title, label, _ in shown
    }
    assert all(title == spoken for title, _, spoken in shown)
    assert 'class="rung"' not in page(client, "/search", q="")


@pytest.mark.parametrize(("chosen", "current"), [("", "وبأي تهجئة للأسماء"), ("exact", "كما كُتبت تمامًا")])
def test_the_ladder_marks_the_rung_that_counts_and_links_the_others(
    client: FlaskClient, chosen: str, current: str
) -> None:
    text = page(client, "/search", q="هامبورغ", match=chosen, per_page="3", sort="newest")
    ladder = re.search(r'<details class="ladder">(.*?)</details>', text, re.DOTALL)
    assert ladder
    assert re.findall(r'<span aria-current="true">([^<]+)</span>', ladder[1]) == [current]
    addresses = links(ladder[1])
    assert len(addresses) == 7
    assert all("per_page=3" in address and "sort=newest" in address for address in addresses.values())
    assert f'<option value="{chosen or "name"}" selected>' in text


def test_without_words_there_is_no_ladder(client: FlaskClient) -> None:
    assert 'class="ladder"' not in page(client, "/search", q="", section="رياضة")


def test_a_spelling_of_a_name_is_left_out_and_brought_back(client: FlaskClient) -> None:
    whole = page(client, "/search", q="هامبورغ")
    assert "4 نتائج" in whole
    assert "شمل البحث أيضًا" in whole
    (leave,) = [address for label, address in links(whole).items() if label.startswith("هامبورج")]
    less = client.get(leave).text
    assert "نتيجتان" in less
    assert "شمل البحث أيضًا" not in less
    assert '<input type="hidden" name="exclude.spelling" value="هامبورج">' in less
    (back,) = [address for label, address in links(less).items() if label.startswith("هامبورج")]
    assert "exclude" not in back
    assert "4 نتائج" in client.get(back).text


def test_what_may_have_been_meant_is_asked_with_its_number(client: FlaskClient) -> None:
    text = page(client, "/search", q="محطه الظاقة")
    assert re.search(r'هل تقصد: <a[^>]*><bdi>محطه الطاقة</bdi></a>؟ <span class="quiet">\(11 نتيجة\)', text)
    assert "11 نتيجة" in client.get(links(text)["محطه الطاقة"]).text
    assert "لوحة المفاتيح" in page(client, "/search", q="hg'hrm")
    assert "هل تقصد" not in page(client, "/search", q="الطاقة")


def test_where_nothing_is_found_each_way_out_has_its_number(client: FlaskClient) -> None:
    text = page(client, "/search", q="الطاقة الشمسية", from_="2030")
    (label,) = [label for label in links(text) if "من دون قيد التاريخ" in label]
    assert label.startswith("11 نتيجة")
    assert "11 نتيجة" in client.get(links(text)[label]).text


def test_words_that_are_in_no_article_are_named(client: FlaskClient) -> None:
    text = page(client, "/search", q="زقزقة الطاقة", words="all")
    assert "لا يرد في أي مقال: «<bdi>زقزقة</bdi>»." in text
    assert "لا يرد في أي مقال" not in page(client, "/search", q="الطاقة", from_="2030")
    assert "لا يرد في أي مقال: «<bdi>زقزقة</bdi>»." in page(client, "/search", q='title:"زقزقة الطاقة"')


def test_an_article_leads_to_similar_ones(client: FlaskClient) -> None:
    text = page(client, "/articles/nasim-2024-001")
    similar = re.search(r'<nav class="similar".*?</nav>', text, re.DOTALL)
    assert similar
    addresses = links(similar[0]).values()
    assert len(addresses) == 6
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_an_article_that_stands_alone_has_no_list_of_similar_ones(site: Callable[..., FlaskClient]) -> None:
    assert "مقالات مشابهة" not in page(site(Article(id="1", title="غيمة", body="نص")), "/articles/1")


def test_undated_articles_are_counted_below_the_chart(site: Callable[..., FlaskClient]) -> None:
    days = (date(2024, 1, 5), date(2024, 3, 7), None, None)
    text = page(
        site(*(Article(id=str(n), title="خبر", body="", published=day) for n, day in enumerate(days))), "/search"
    )
    assert re.findall(r"<title>([^<]+: [^<]+)</title>", text) == ["يناير 2024: نتيجة واحدة", "مارس 2024: نتيجة واحدة"]
    assert "بلا تاريخ: 2" in text


def test_headings_of_the_results_page_skip_no_level(client: FlaskClient) -> None:
    levels = re.findall(r"<h(\d)", page(client, "/search", q="مدينة"))
    assert levels[0] == "1"
    assert set(levels[1:]) == {"2"}


def test_an_article_shows_what_is_known_of_it(client: FlaskClient) -> None:
    text = page(client, "/articles/nasim-2024-001", q="الشمسية")
    for shown in ("وكالة نسيم (نموذج)", "18 مارس 2024، 09:30", "اقتصاد", "https://nasim.example/"):
        assert shown in text
    assert "الشمسية" in MARKED.findall(text)


def test_an_article_can_be_read_with_a_query_that_cannot_be_run(client: FlaskClient) -> None:
    assert "<mark>" not in page(client, "/articles/nasim-2024-001", q="ش" * 3000)


def test_a_bad_parameter_is_explained_in_arabic(client: FlaskClient) -> None:
    text = page(client, "/search", 400, sort="best")
    assert "طلب غير صحيح" in text
    assert "relevance" in text


def test_an_unknown_address_is_explained_in_arabic(client: FlaskClient) -> None:
    assert "لم نعثر على ما طلبت" in page(client, "/articles/none", 404)


def test_a_foreign_parameter_does_not_spoil_a_page(client: FlaskClient) -> None:
    assert 'class="results"' in page(client, "/search", q="مدينة", utm_source="x")


def test_whatever_an_article_says_is_escaped(site: Callable[..., FlaskClient]) -> None:
    hostile = Article(
        id="<i>",
        title=HOSTILE,
        body=HOSTILE,
        source=HOSTILE,
        section=HOSTILE,
        author=HOSTILE,
        caption=HOSTILE,
        tags=(HOSTILE,),
        url="javascript:alert(1)",
        published=date(2024, 1, 1),
    )
    client = site(hostile)
    for text in (
        page(client, "/search", q="خبر script"),
        page(client, "/articles/<i>", q="خبر"),
        page(client, "/search", q=HOSTILE),
        page(client, "/search", q=f"زقزقة {HOSTILE}", words="all", source=HOSTILE),
        client.get("/search", query_string={"q": "خبر", "source": "x", "exclude.spelling": HOSTILE}).text,
    ):
        assert all(OWN_SCRIPT.fullmatch(tag) for tag in re.findall("<script[^>]*>", text))
        assert "<b onclick" not in text
        assert "javascript:" not in text


def test_authors_marks_and_letters_are_shown_as_written(site: Callable[..., FlaskClient]) -> None:
    client = site(Article(id="1", title="مُدَرِّسَةٌ مـــاهرة", body="قالت المُدَرِّسَةُ."))
    marked = MARKED.findall(page(client, "/search", q="مدرسة ماهره"))
    assert marked == ["مُدَرِّسَةٌ", "مـــاهرة", "المُدَرِّسَةُ"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("", False),
        ("//[", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, linked: bool) -> None:
    assert (web_address(url) == url) is linked


@pytest.mark.parametrize("article_id", ["a/../b/56", "../x", "a/./b", "x/.."])
def test_an_id_with_steps_stands_in_one_piece_in_addresses(site: Callable[..., FlaskClient], article_id: str) -> None:
    """Browsers take .. for a step up, and ask for another article."""
    client = site(Article(article_id, "قرنفل", "نص"))
    (address,) = re.findall(r'<h2 [^>]*><a href="([^"]+)"', client.get("/search?q=قرنفل").text)
    assert quote(article_id, safe="") in address
    assert client.get(unescape(address)).status_code == 200
