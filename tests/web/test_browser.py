"""The page as a reader meets it: in Chromium, on a desktop and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import quote_plus

import pytest

from tests.web.chromium import width_overflow

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def test_a_reader_searches_opens_an_article_and_returns(page: Page) -> None:
    page.goto("/")
    page.locator("#q:focus").wait_for()
    page.keyboard.type("الطاقة الشمسية")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert page.locator("mark").first.text_content() in {"الشمسية", "الطاقة", "للطاقة", "شمسية", "بالطاقة"}
    title = page.locator(".results h2 a").first
    text = title.text_content()
    title.click()
    page.wait_for_url("**/articles/*")
    assert page.locator("article h1").text_content() == text
    page.locator(".back a").click()
    assert page.locator("#q").input_value() == "الطاقة الشمسية"


def test_the_page_runs_from_right_to_left(page: Page) -> None:
    page.goto("/search?q=مدينة")
    box, button = page.locator("#q").bounding_box(), page.locator("form button").bounding_box()
    assert box
    assert button
    assert button["x"] < box["x"]
    assert page.locator(".results h2").first.evaluate("e => getComputedStyle(e).direction") == "rtl"


PATHS = (
    "/", "/search?q=مدينة", "/search?q=زقزقة&from=2022", "/articles/nasim-2024-001", "/search?sort=x", "/x",
    "/search?q=هامبورغ", "/search?q=محطه+الظاقة", "/search?q=الطاقة+الشمسية&from=2030",
    "/search?q=title:الطاقة+-الشمسية+%22كرة+اليد%22+from:2022",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_wider_than_the_window(page: Page, path: str) -> None:
    page.goto(path)
    assert width_overflow(page) <= 1


def test_filters_open_without_scripts_and_narrow_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    before = page.locator('[role="status"]').text_content()
    page.locator(".more summary").click()
    page.locator('input[name="source"]').fill("وكالة نسيم (نموذج)")
    page.locator("form button").click()
    assert page.locator(".chips li").count() == 1
    assert page.locator('[role="status"]').text_content() != before
    page.locator(".chips a").click()
    assert page.locator(".chips li").count() == 0


def test_the_choices_of_the_form_are_kept(page: Page) -> None:
    page.goto("/search?q=محطة+الطاقة+الشمسية")
    page.locator(".more summary").click()
    page.locator('select[name="words"]').select_option("all")
    page.locator('select[name="half_life"]').select_option("30")
    page.locator("form button").click()
    page.wait_for_url("**words=all**")
    assert page.locator('select[name="words"]').input_value() == "all"
    assert page.locator('select[name="half_life"]').input_value() == "30"
    assert "كل 30 يومًا" in (page.locator(".tools .notes").text_content() or "")
    page.locator(".tools .notes a").first.click()
    assert page.locator('select[name="words"]').input_value() == "any"
    assert page.locator('select[name="half_life"]').input_value() == "30"


def test_an_explanation_opens_by_keyboard(page: Page) -> None:
    page.goto("/search?q=محطة+الطاقة+الشمسية&explain=1&half_life=30")
    reason = page.locator(".why li").first
    assert not reason.is_visible()
    page.locator(".why summary").first.focus()
    page.keyboard.press("Enter")
    reason.wait_for()
    assert width_overflow(page) <= 1


def open_filters(page: Page) -> Locator:
    """Return the facets and the chart, unfolded where they are folded."""
    summary = page.locator(".fold > summary")
    if summary.is_visible():
        summary.click()
    return page.get_by_role("navigation", name="تصفية النتائج")


def test_facets_stand_beside_the_results_or_folded_above_them(page: Page) -> None:
    page.goto("/search?q=مدينة")
    results, facet = page.locator("#results"), page.locator(".facet").first
    assert page.viewport_size
    is_wide = page.viewport_size["width"] > 1024
    assert facet.is_visible() is is_wide
    open_filters(page)
    beside, above = facet.bounding_box(), results.bounding_box()
    assert beside
    assert above
    assert (beside["x"] >= above["x"] + above["width"]) is is_wide
    assert (beside["y"] + beside["height"] <= above["y"]) is not is_wide
    for summary in page.locator(".narrow section summary").all():
        summary.click()
    assert width_overflow(page) <= 1


def test_a_facet_narrows_and_widens_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    before = page.locator('[role="status"]').text_content()
    open_filters(page).get_by_role("link", name="خليج اليوم (نموذج)", exact=True).click()
    page.wait_for_url("**source=**")
    assert page.locator(".results > li").count() == 3
    open_filters(page).locator("[aria-current]").click()
    page.wait_for_url(lambda address: "source=" not in address)
    after = page.locator('[role="status"]').text_content()
    assert (before or "").split("\n")[0] == (after or "").split("\n")[0]
    open_filters(page).get_by_role("link", name="استبعاد المصدر: خليج اليوم (نموذج)").click()
    page.wait_for_url("**exclude.source=**")


def test_the_bars_are_links_from_right_to_left_that_the_keyboard_reaches(page: Page) -> None:
    page.goto("/search?q=")
    chart = open_filters(page).get_by_role("group", name="عدد النتائج بحسب السنة")
    oldest, newest = (chart.get_by_role("link", name=name) for name in ("2021: 3 نتائج", "2025: 4 نتائج"))
    right, left = oldest.bounding_box(), newest.bounding_box()
    assert right
    assert left
    assert left["x"] + left["width"] < right["x"]
    page.locator(".fold > summary" if page.locator(".fold > summary").is_visible() else ".sorts a >> nth=-1").focus()
    focused = chart.locator("a:focus-visible")
    for _ in range(4):  # the copies, the way past the facets, then the bars
        page.keyboard.press("Tab")
        if focused.count():
            break
    assert focused.locator("title").text_content() == "2021: 3 نتائج"
    page.keyboard.press("Tab")
    assert focused.locator("title").text_content() == "2022: 11 نتيجة"
    assert focused.locator(".slot").evaluate("e => getComputedStyle(e).stroke") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**from=2022-01-01&to=2022-12-31")
    assert (page.locator('[role="status"]').text_content() or "").startswith("11 نتيجة")


def test_the_way_past_the_facets_is_seen_when_it_has_the_focus(page: Page) -> None:
    page.goto("/search?q=مدينة")
    open_filters(page)
    page.locator(".past").focus()
    box = page.locator(".past").bounding_box()
    assert box
    assert box["width"] > 100
    page.keyboard.press("Enter")
    page.wait_for_url("**#results")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_facets_fit_the_narrowest_window_and_paper_has_none(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/search?q=")
    filters = open_filters(page)
    for summary in page.locator(".narrow section summary").all():
        summary.click()
    assert width_overflow(page) <= 1
    page.emulate_media(media="print")
    assert not filters.is_visible()


def test_the_first_tab_stop_skips_to_the_results(page: Page) -> None:
    page.goto("/search?q=مدينة")
    page.keyboard.press("Tab")
    page.locator(".skip:focus").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_the_ladder_and_the_spellings_work_without_scripts(page: Page) -> None:
    page.goto("/search?q=هامبورغ")
    page.locator(".spellings a").click()
    page.wait_for_url("**exclude.spelling=**")
    assert page.locator(".results > li").count() == 2
    page.locator(".ladder summary").click()
    page.locator(".ladder a").first.click()
    page.wait_for_url("**match=exact**")
    page.locator(".ladder summary").click()
    assert page.locator(".ladder [aria-current]").text_content() == "كما كُتبت تمامًا"
    assert width_overflow(page) <= 1


def test_without_scripts_the_box_is_a_plain_search_box(page: Page) -> None:
    page.goto("/")
    assert page.locator("[role=combobox], [role=listbox]").count() == 0
    assert page.get_by_role("searchbox", name="كلمات البحث").count() == 1


def options(live: Page) -> Locator:
    """Return the suggestions; the choices of the form are options too."""
    return live.get_by_role("listbox", name="اقتراحات").get_by_role("option")


def typed(live: Page, text: str) -> None:
    """Type into the box of the first page, and wait for the suggestions."""
    live.goto("/")
    live.locator("#q").press_sequentially(text)
    options(live).first.wait_for()


def test_suggestions_open_while_typing_and_the_focus_stays_in_the_box(live: Page) -> None:
    typed(live, "شباب الوا")
    box = live.get_by_role("combobox", name="كلمات البحث")
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-controls") == live.get_by_role("listbox", name="اقتراحات").get_attribute("id")
    assert box.get_attribute("aria-activedescendant") is None
    live.keyboard.press("ArrowDown")
    chosen = live.locator('[role="option"][aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    live.locator("#q:focus").wait_for()
    assert box.input_value() == "شباب الوا"
    assert width_overflow(live) <= 1


def test_the_arrows_go_round_through_the_box(live: Page) -> None:
    typed(live, "شباب الوا")
    last = options(live).last.get_attribute("id")
    live.keyboard.press("ArrowUp")
    assert live.locator("#q").get_attribute("aria-activedescendant") == last
    live.keyboard.press("ArrowDown")
    assert live.locator("#q").get_attribute("aria-activedescendant") is None


def test_enter_searches_for_the_chosen_words(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("ArrowDown")
    words = live.locator('[aria-selected="true"] .text').text_content()
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator("#q").input_value() == words
    assert live.locator(".results > li").count() > 0


def test_enter_without_a_choice_searches_for_what_was_typed(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator("#q").input_value() == "الطاق"


def test_a_headline_leads_to_its_article(live: Page) -> None:
    typed(live, "شباب الوا")
    options(live).filter(has_text="مقال").click()
    live.wait_for_url("**/articles/nasim-2024-002")
    assert (live.locator("article h1").text_content() or "").startswith("شباب الواحة")


def test_escape_closes_the_suggestions_and_keeps_the_text(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Escape")
    live.get_by_role("listbox").wait_for(state="hidden")
    assert live.locator("#q").get_attribute("aria-expanded") == "false"
    assert live.locator("#q").input_value() == "الطاق"


def test_the_suggestions_close_with_the_focus(live: Page) -> None:
    typed(live, "الطاق")
    live.keyboard.press("Tab")
    live.get_by_role("listbox").wait_for(state="hidden")


def test_a_quick_typist_asks_once(live: Page) -> None:
    asked: list[str] = []
    live.on("request", lambda sent: asked.append(sent.url) if "/suggest?" in sent.url else None)
    typed(live, "الطاقة الش")
    assert len(asked) < len("الطاقة الش")
    live.wait_for_timeout(300)
    assert asked[-1].endswith("q=" + quote_plus("الطاقة الش"))


def test_where_nothing_can_be_suggested_the_box_still_searches(live: Page) -> None:
    live.route("**/api/v1/suggest?*", lambda route: route.abort())
    live.goto("/")
    live.locator("#q").press_sequentially("الطاقة")
    live.wait_for_timeout(300)
    assert live.locator("#q").get_attribute("aria-expanded") == "false"
    live.keyboard.press("Enter")
    live.wait_for_url("**/search?*")
    assert live.locator(".results > li").count() > 0


def test_a_suggestion_is_shown_as_text(live: Page) -> None:
    hostile = {"kind": "word", "text": "<img src=x onerror=alert(1)>", "articles": 1, "id": None}
    live.route("**/api/v1/suggest?*", lambda route: route.fulfill(json={"suggestions": [hostile]}))
    typed(live, "شباب")
    assert options(live).text_content() == hostile["text"]
    assert live.locator("[role=option] img").count() == 0
