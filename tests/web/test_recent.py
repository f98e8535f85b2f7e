"""What was searched for before, kept in the browser and offered in the empty box."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def searched(live: Page, *queries: str) -> None:
    for query in queries:
        live.goto(f"/search?q={query}")
    live.goto("/")


def offered(live: Page) -> Locator:
    """Open the empty box, and return what it offers."""
    live.locator("#q").click()
    found = live.get_by_role("listbox", name="عمليات بحث سابقة").get_by_role("option")
    found.first.wait_for()
    return found


def texts(found: Locator) -> list[str]:
    return [text.removesuffix("×") for text in found.all_text_contents()]


ACTIONS = ["احذفها كلها", "لا تحفظ عمليات البحث"]


def test_the_latest_search_comes_first_and_each_once(live: Page) -> None:
    searched(live, "مدينة", "كرة", "مدينة", "زقزقة")  # the last one finds nothing
    assert texts(offered(live)) == ["مدينة", "كرة", *ACTIONS]


def test_a_search_is_taken_up_again(live: Page) -> None:
    searched(live, "مدينة")
    offered(live).first.click()
    live.wait_for_url("**/search?**")
    assert live.locator("#q").input_value() == "مدينة"


def test_one_is_removed_by_pointer_and_by_key(live: Page) -> None:
    searched(live, "مدينة", "كرة", "شعر")
    offered(live).nth(1).locator(".forget").click()
    assert texts(offered(live)) == ["شعر", "مدينة", *ACTIONS]
    live.keyboard.press("ArrowDown")
    live.keyboard.press("Delete")
    assert texts(offered(live)) == ["مدينة", *ACTIONS]
    live.get_by_text("حُذف: شعر").wait_for()
    live.goto("/")
    assert texts(offered(live)) == ["مدينة", *ACTIONS]


def test_all_are_removed(live: Page) -> None:
    searched(live, "مدينة", "كرة")
    offered(live).nth(2).click()
    live.locator("#q").click()
    assert live.get_by_role("listbox").count() == 0
    assert live.evaluate("() => localStorage.getItem('bahith.recent')") == "[]"


def test_keeping_is_switched_off_and_on(live: Page) -> None:
    searched(live, "مدينة")
    offered(live).last.click()
    searched(live, "كرة")
    assert texts(offered(live)) == ["احفظ عمليات البحث في هذا المتصفح"]
    assert "كرة" not in json.dumps(live.evaluate("() => ({...localStorage})"), ensure_ascii=False)
    offered(live).first.click()
    searched(live, "شعر")
    assert texts(offered(live)) == ["شعر", *ACTIONS]


def test_typing_shows_suggestions_and_emptying_the_box_what_was_searched(live: Page) -> None:
    searched(live, "مدينة")
    live.locator("#q").press_sequentially("الطاق")
    live.get_by_role("listbox", name="اقتراحات").wait_for()
    live.locator("#q").fill("")
    live.get_by_role("listbox", name="عمليات بحث سابقة").wait_for()


def test_nothing_is_sent(live: Page) -> None:
    searched(live, "مدينة")
    sent: list[str] = []
    live.on("request", lambda request: None if request.url.endswith("icon.svg") else sent.append(request.url))
    offered(live)
    live.wait_for_timeout(300)
    assert sent == []


@pytest.mark.parametrize("stored", ["{", '{"a": 1}', '[1, null, "<img src=x onerror=alert(1)>"]', '"x"'])
def test_whatever_the_storage_holds_is_harmless(live: Page, stored: str) -> None:
    live.goto("/")
    live.evaluate("stored => localStorage.setItem('bahith.recent', stored)", stored)
    live.goto("/search?q=مدينة")
    live.goto("/")
    assert "مدينة" in texts(offered(live))
    assert live.locator("[role=option] img").count() == 0


def test_blocked_storage_keeps_nothing_and_breaks_nothing(live: Page) -> None:
    live.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    searched(live, "مدينة")
    live.locator("#q").click()
    assert live.get_by_role("listbox").count() == 0
    live.keyboard.press("Escape")
    live.goto("/search?q=مدينة")
    live.keyboard.press("j")
    assert live.evaluate("() => document.activeElement.closest('li').id") == "result-1"
