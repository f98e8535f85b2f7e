from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from documents.article import Article
from documents.boilerplate import LEAST_ARTICLES, Recurring, cut, learn
from documents.outline import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.boilerplate import Cut

FOLLOW = "تابعونا على صفحاتنا في شبكات التواصل"
RIGHTS = "النشرة البريدية: اشترك ليصلك جديدنا كل صباح"
CITIES = "صنعاء عدن تعز المكلا إب الحديدة سيئون ذمار عمران صعدة شبوة لحج".split()


def own(number: int) -> str:
    """A paragraph that only one article has."""
    city = CITIES[number % len(CITIES)]
    return f"افتتحت بلدية {city} أمس المكتبة العامة رقم {number}، وحضر الافتتاح عدد كبير من أهل المدينة وطلابها."


def cleaned(bodies: Sequence[str]) -> list[Cut]:
    """Each body without what all of them teach."""
    learnt = learn(map(outline, bodies))
    return [cut(body, learnt) for body in bodies]


def bodies_without(bodies: Sequence[str]) -> list[str]:
    return [one.body for one in cleaned(bodies)]


# What is left out


def test_a_footer_of_all_articles_is_left_out_with_how_many_have_it() -> None:
    found = cleaned([f"{own(n)}\n\n{FOLLOW}\n{RIGHTS}" for n in range(6)])
    assert [one.body for one in found] == [own(n) for n in range(6)]
    assert found[0].recurring == (Recurring(FOLLOW, 6, 6), Recurring(RIGHTS, 6, 6))


def test_a_footer_in_the_middle_of_a_text_is_left_out_if_half_of_the_articles_have_it() -> None:
    bodies = [f"{own(n)}\n\n{FOLLOW}\n\n{own(100 + n)}" for n in range(6)]
    assert bodies_without(bodies) == [f"{own(n)}\n\n{own(100 + n)}" for n in range(6)]
    rare = [*bodies, *(own(n) for n in range(200, 220))]
    assert bodies_without(rare) == rare


def test_a_standing_byline_of_half_of_the_articles_is_left_out() -> None:
    assert bodies_without([f"كتبت ليلى حداد\n{own(n)}" for n in range(6)]) == [own(n) for n in range(6)]


def test_one_article_in_ten_is_enough_at_the_end_and_not_at_the_beginning() -> None:
    plain = [own(n) for n in range(100, 150)]
    ends = [f"{own(n)}\n{FOLLOW}" for n in range(6)]
    assert bodies_without([*ends, *plain])[:6] == [own(n) for n in range(6)]
    begins = [f"{FOLLOW}\n{own(n)}" for n in range(6)]
    assert bodies_without([*begins, *plain])[:6] == begins


def test_lines_without_letters_go_with_the_footer_that_they_part() -> None:
    assert bodies_without([f"{own(n)}\n***\n{FOLLOW}\n---\n{RIGHTS}" for n in range(6)]) == [own(n) for n in range(6)]


def test_headlines_of_other_articles_between_the_last_lines_stay() -> None:
    others = [f"مهرجان {city} ينطلق الأسبوع المقبل\n\nأمطار على {city} حتى الخميس" for city in CITIES[:6]]
    bodies = [f"{own(n)}\n\nاقرأ أيضا\n{others[n]}\n\n{RIGHTS}" for n in range(6)]
    assert bodies_without(bodies) == [f"{own(n)}\n\n{others[n]}" for n in range(6)]


def test_other_lines_end_the_end_of_a_body() -> None:
    for between in ("غائم {}", "{}", "وقال رئيس بلدية المدينة إن الدورة رقم {} كانت ناجحة."):
        bodies = [f"{own(n)}\nحالة الطقس\n{between.format(CITIES[n])}\n{RIGHTS}" for n in range(6)]
        assert bodies_without(bodies) == [body.removesuffix(f"\n{RIGHTS}") for body in bodies]


# What stays


def test_few_articles_teach_nothing() -> None:
    bodies = [f"{own(n)}\n{FOLLOW}" for n in range(LEAST_ARTICLES - 1)]
    assert bodies_without(bodies) == bodies


def test_copies_of_one_story_do_not_make_its_lines_boilerplate() -> None:
    story = "\n".join(own(n) for n in range(8))
    same = [story] * 9
    assert bodies_without(same) == same
    edited = [story.replace(own(7), f"وقال رئيس البلدية في ختام الحفل كلمته رقم {n}.") for n in range(9)]
    assert bodies_without(edited) == edited


def test_copies_among_other_articles_count_once() -> None:
    bodies = [f"{own(0)}\n{FOLLOW}"] * 20 + [f"{own(1)}\n{FOLLOW}"] * 20 + [own(n) for n in range(2, 9)]
    assert bodies_without(bodies) == bodies


def test_a_body_that_is_nothing_but_boilerplate_stays_whole() -> None:
    bodies = [*(f"{own(n)}\n{FOLLOW}" for n in range(6)), FOLLOW]
    assert bodies_without(bodies)[-1] == FOLLOW


def test_what_is_quoted_stays() -> None:
    verse = "«على قدر أهل العزم تأتي العزائم»"
    one_line = [f"{own(n)}\n{verse}" for n in range(6)]
    assert bodies_without(one_line) == one_line
    open_quote = [
        f"{own(n)} وأنشد: «يا دار عبلة بالجواء تكلمي\nوعمي صباحا دار عبلة واسلمي»\n{own(50 + n)}" for n in range(6)
    ]
    assert bodies_without(open_quote) == open_quote


def test_a_quotation_that_is_never_closed_is_none() -> None:
    assert bodies_without([f"{own(n)} وقال: «نعم\n{FOLLOW}" for n in range(6)]) == [
        f"{own(n)} وقال: «نعم" for n in range(6)
    ]


def test_the_names_of_what_a_table_tells_stay() -> None:
    table = [f"{own(n)}\nعدن\n{30 + n}\nتعز\n{20 + n}" for n in range(6)]
    assert bodies_without(table) == table
    longer = [f"{own(n)}\nسعر صرف الدولار\n{500 + n}\n{own(50 + n)}" for n in range(6)]
    assert bodies_without(longer) == longer


def test_a_heading_that_recurs_between_paragraphs_stays() -> None:
    recipes = [f"{own(n)}\nالمكونات\n{own(40 + n)}\nطريقة التحضير:\n{own(80 + n)}" for n in range(6)]
    assert bodies_without(recipes) == recipes


def test_a_long_line_is_a_paragraph_unless_half_of_the_articles_end_with_it() -> None:
    long = " ".join([FOLLOW] * 6)
    plain = [own(n) for n in range(100, 130)]
    some = [f"{own(n)}\n{long}" for n in range(6)]
    assert bodies_without([*some, *plain])[:6] == some
    assert bodies_without(some) == [own(n) for n in range(6)]


def test_a_very_long_line_is_never_boilerplate() -> None:
    bodies = [f"{own(n)}{own(50 + n)}{own(90 + n)}\n{' '.join([FOLLOW] * 14)}" for n in range(6)]
    assert bodies_without(bodies) == bodies


def test_a_line_that_differs_in_a_letter_is_another_line() -> None:
    bodies = [f"{own(n)}\n{FOLLOW} {n}" for n in range(6)]
    assert bodies_without(bodies) == bodies


# Properties

LINES = st.lists(st.sampled_from([*CITIES, FOLLOW, RIGHTS, "", "***", "«قول", "قول»", "12", own(1), own(2)]))
BODIES = st.lists(st.one_of(LINES.map("\n".join), st.text()), max_size=20)


@given(BODIES)
def test_what_is_left_out_and_what_stays_are_the_whole_body(bodies: list[str]) -> None:
    for body, one in zip(bodies, cleaned(bodies), strict=True):
        assert Article("1", "", one.body, left_out=one.left_out).whole().body == body
        assert one.body.strip() or not body.strip()
        assert bool(one.left_out) == (one.body != body)


@given(BODIES)
def test_learning_does_not_go_by_the_order(bodies: list[str]) -> None:
    forwards, backwards = (learn(map(outline, some)) for some in (bodies, bodies[::-1]))
    assert forwards.articles == backwards.articles
    assert forwards.anywhere.keys() == backwards.anywhere.keys()
