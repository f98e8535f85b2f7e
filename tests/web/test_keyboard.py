"""What can be done by keyboard alone? Each task is done on a desktop and on a phone's width, in Chromium."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import width_overflow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MOST_TABS = 120


def press(live: Page, *keys: str) -> None:
    for key in keys:
        live.keyboard.press(key)


def tab_to(live: Page, selector: str) -> None:
    """Go to an element with the Tab key, as somebody without a pointer must."""
    for _ in range(MOST_TABS):
        if live.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        press(live, "Tab")
    raise AssertionError(f"the Tab key does not reach {selector}")


def focused(live: Page) -> str:
    """Return the text of what has the focus."""
    return str(live.evaluate("() => document.activeElement.textContent.trim()"))


def focused_rank(live: Page) -> int:
    """Return the rank of the result that has the focus; 0 when none has."""
    return int(live.evaluate("() => Number(document.activeElement.closest('.results > li')?.id.slice(7) ?? 0)"))


def arabic(live: Page, key: str, code: str, *, shift: bool = False) -> None:
    """Press a key of an Arabic layout, which Playwright's keyboard does not have."""
    live.evaluate(
        """([key, code, shiftKey]) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, code, shiftKey, bubbles: true, cancelable: true}))""",
        [key, code, shift],
    )


def unfold_filters(live: Page) -> None:
    if live.locator(".fold > summary").is_visible():
        tab_to(live, ".fold > summary")
        press(live, "Enter")


def test_task_1_search(live: Page) -> None:
    live.goto("/search?q=كرة")
    press(live, "/")
    live.keyboard.type("مدينة")  # what was there is selected
    press(live, "Enter")
    live.wait_for_url(re.compile(r"q=%D9%85"))
    assert live.locator("#q").input_value() == "مدينة"


def test_task_2_open_the_second_result(live: Page) -> None:
    live.goto("/search?q=مدينة")
    press(live, "j", "j", "j", "k")
    assert focused_rank(live) == 2
    title = focused(live)
    assert live.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    box = live.locator("#result-2").bounding_box()
    assert box
    assert live.viewport_size
    assert box["y"] >= -1
    assert box["y"] < live.viewport_size["height"]
    press(live, "Enter")
    live.wait_for_url("**/articles/**")
    assert live.locator("article h1").text_content() == title


def test_task_3_read_the_next_hit_and_the_one_before(live: Page) -> None:
    live.goto("/search?q=مدينة")
    press(live, "j", "Enter")
    live.wait_for_url("**/articles/**rank=1")
    press(live, "n")
    live.wait_for_url("**/articles/**rank=2")
    press(live, "j")
    live.wait_for_url("**/articles/**rank=3")
    press(live, "ArrowRight")
    live.wait_for_url("**/articles/**rank=2")


def test_task_4_go_back_to_the_results(live: Page) -> None:
    live.goto("/search?q=مدينة&page=2")
    press(live, "j", "Enter")
    live.wait_for_url("**/articles/**")
    press(live, "u")
    live.wait_for_url("**page=2#result-11")


def test_task_5_turn_pages(live: Page) -> None:
    live.goto("/search?q=مدينة")
    press(live, "n")
    live.wait_for_url("**page=2")
    press(live, "ArrowLeft")
    live.wait_for_url("**page=3")
    press(live, "p")
    live.wait_for_url("**page=2")
    press(live, "ArrowRight")
    live.wait_for_url(lambda address: "page=" not in address)


def test_task_6_sort_by_date_and_show_more(live: Page) -> None:
    live.goto("/search?q=مدينة")
    tab_to(live, ".sorts a")
    press(live, "Enter")
    live.wait_for_url("**sort=newest**")
    tab_to(live, ".sizes a")
    press(live, "Enter")
    live.wait_for_url("**per_page=20**")
    assert live.locator(".results > li").count() == 20


def test_task_7_narrow_to_some_years_in_the_chart(live: Page) -> None:
    live.goto("/search?q=مدينة")
    unfold_filters(live)
    tab_to(live, ".histogram svg a")
    press(live, "Tab", "Shift+ArrowLeft")
    assert (live.locator("#range").text_content() or "").startswith("من 1 يناير 2022 إلى 31 ديسمبر 2023؛ عدد النتائج: ")
    count = (live.locator("#range").text_content() or "").rpartition(" ")[2]
    press(live, "Shift+ArrowLeft", "Shift+ArrowRight", "Enter")
    live.wait_for_url("**from=2022-01-01&to=2023-12-31**")
    assert (live.locator('.summary [role="status"]').text_content() or "").startswith(f"{count} ")


def test_task_8_leave_a_source_out_and_take_that_back(live: Page) -> None:
    live.goto("/search?q=مدينة")
    unfold_filters(live)
    tab_to(live, ".without")
    press(live, "Enter")
    live.wait_for_url("**exclude.source=**")
    tab_to(live, ".chips a")
    press(live, "Enter")
    live.wait_for_url(lambda address: "exclude" not in address)


def test_task_9_see_the_keys_and_go_on_where_one_was(live: Page) -> None:
    live.goto("/search?q=مدينة")
    press(live, "j", "j", "?")
    sheet = live.get_by_role("dialog", name="مفاتيح الاختصار")
    sheet.wait_for()
    assert width_overflow(live) <= 1
    for _ in range(8):
        press(live, "Tab")
        assert live.evaluate("() => document.activeElement.matches('body, dialog, dialog *')")
    press(live, "j", "Escape")
    sheet.wait_for(state="hidden")
    assert focused_rank(live) == 2


def test_task_10_search_again_for_what_was_searched_before(live: Page) -> None:
    live.goto("/search?q=مدينة")
    live.goto("/search?q=كرة")
    press(live, "/", "Delete", "ArrowDown")
    live.get_by_role("listbox", name="عمليات بحث سابقة").wait_for()
    press(live, "ArrowDown", "Enter")
    live.wait_for_url(re.compile(r"q=%D9%85"))


def test_escape_leaves_the_box_and_keeps_its_text(live: Page) -> None:
    live.goto("/search?q=مدينة")
    press(live, "/", "Escape", "j")
    assert live.locator("#q").input_value() == "مدينة"
    assert focused_rank(live) == 1


def test_letters_typed_into_fields_are_letters(live: Page) -> None:
    live.goto("/search?q=")
    press(live, "/")
    live.keyboard.type("jk/n?")
    assert live.locator("#q").input_value() == "jk/n?"
    assert live.locator("dialog[open]").count() == 0
    tab_to(live, ".more summary")
    press(live, "Enter")
    tab_to(live, 'input[name="section"]')
    live.keyboard.type("jn")
    assert live.locator('input[name="section"]').input_value() == "jn"


@pytest.mark.parametrize("keys", ["Control+j", "Alt+j", "Meta+j", "Shift+J"])
def test_keys_with_a_modifier_are_the_browsers(live: Page, keys: str) -> None:
    live.goto("/search?q=مدينة")
    press(live, keys)
    assert focused_rank(live) == 0


def test_an_arabic_layout_has_the_same_keys(live: Page) -> None:
    live.goto("/search?q=مدينة")
    arabic(live, "ت", "KeyJ")
    arabic(live, "ت", "KeyJ")
    arabic(live, "ن", "KeyK")
    assert focused_rank(live) == 1
    arabic(live, "؟", "Slash", shift=True)
    live.get_by_role("dialog").wait_for()
    press(live, "Escape")
    arabic(live, "ظ", "Slash")
    live.locator("#q:focus").wait_for()
    live.locator("#q").blur()
    arabic(live, "ى", "KeyN")
    live.wait_for_url("**page=2")


def test_a_latin_layout_that_has_its_letters_elsewhere_goes_by_letters(live: Page) -> None:
    live.goto("/search?q=مدينة")
    arabic(live, "j", "KeyC")  # Dvorak
    assert focused_rank(live) == 1
    arabic(live, "h", "KeyJ")
    assert focused_rank(live) == 1


def test_the_keys_can_be_switched_off_and_on(live: Page) -> None:
    live.goto("/help")
    live.get_by_role("checkbox", name="مفاتيح الحروف تعمل").uncheck()
    live.goto("/search?q=مدينة")
    press(live, "j", "?")
    assert focused_rank(live) == 0
    assert live.locator("dialog[open]").count() == 0
    live.goto("/help")
    live.get_by_role("checkbox", name="مفاتيح الحروف تعمل").check()
    live.goto("/search?q=مدينة")
    press(live, "j")
    assert focused_rank(live) == 1


def test_without_scripts_the_footer_leads_to_the_keys(page: Page) -> None:
    page.goto("/search?q=مدينة")
    assert page.locator("dialog").is_hidden()
    page.get_by_role("link", name="المساعدة ومفاتيح الاختصار").click()
    page.wait_for_url("**/help")
    assert page.locator("kbd").count() > 10
    assert page.get_by_role("checkbox").count() == 0


@pytest.mark.parametrize("path", ["/help", "/stats", "/articles/nasim-2024-001?q=مدينة&rank=30", "/search?q=&page=4"])
def test_no_page_is_wider_than_the_narrowest_window(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert width_overflow(page) <= 1


def test_a_citation_is_copied_and_said(live: Page) -> None:
    live.context.grant_permissions(["clipboard-read", "clipboard-write"])
    live.goto("/articles/nasim-2024-002")
    tab_to(live, "#copy")
    press(live, "Enter")
    live.get_by_text("نُسخ التوثيق.").wait_for()
    assert live.evaluate("() => navigator.clipboard.readText()") == live.locator("#citation").text_content()


def test_a_clipboard_that_is_forbidden_is_said(live: Page) -> None:
    live.goto("/articles/nasim-2024-002")
    live.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    live.locator("#copy").click()
    live.get_by_text("تعذّر النسخ").wait_for()


def test_the_first_mark_is_jumped_to(page: Page) -> None:
    page.goto("/articles/nasim-2024-001?q=بطاريات")
    page.locator(".jump a").click()
    box = page.locator("#first-mark").bounding_box()
    assert box
    assert page.viewport_size
    assert -1 < box["y"] < page.viewport_size["height"]  # a browser scrolls by whole pixels


def test_paper_has_the_article_and_where_it_is_from(page: Page) -> None:
    page.goto("/articles/nasim-2024-001?q=الشمسية&rank=1")
    page.emulate_media(media="print")
    for gone in (".top", ".bottom", ".beside", ".jump", ".similar", ".tags", ".origin", ".copy"):
        assert [one for one in page.locator(gone).all() if one.is_visible()] == [], gone
    for there in ("article h1", "article > .facts", ".body", "#citation"):
        assert page.locator(there).is_visible(), there
    assert "https://nasim.example/" in (page.locator("#citation").text_content() or "")


def test_after_coming_back_the_keys_go_on_where_one_was(live: Page) -> None:
    live.goto("/search?q=مدينة")
    for _ in range(4):
        live.keyboard.press("j")
    live.keyboard.press("Enter")
    live.wait_for_url("**/articles/**")
    live.keyboard.press("u")
    live.wait_for_url("**#result-4")
    live.keyboard.press("j")
    assert live.evaluate("document.activeElement.closest('li').id") == "result-5"
