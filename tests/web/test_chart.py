"""A range of the chart, picked with the pointer or a finger, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def chart(live: Page) -> Locator:
    live.goto("/search?q=")
    if live.locator(".fold > summary").is_visible():
        live.locator(".fold > summary").click()
    bars = live.locator(".histogram svg a")
    bars.first.scroll_into_view_if_needed()
    return bars


def middle(bar: Locator) -> tuple[float, float]:
    box = bar.locator(".slot").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_dragging_over_bars_shows_the_range_and_goes_there(live: Page) -> None:
    bars = chart(live)
    live.mouse.move(*middle(bars.nth(1)))
    live.mouse.down()
    live.mouse.move(*middle(bars.nth(2)), steps=5)
    live.mouse.move(*middle(bars.nth(3)), steps=5)
    assert live.locator(".picked").count() == 3
    assert live.locator("#range").text_content() == "من 1 يناير 2022 إلى 31 ديسمبر 2024؛ عدد النتائج: 55"
    live.mouse.up()
    live.wait_for_url("**from=2022-01-01&to=2024-12-31")
    assert (live.locator('.summary [role="status"]').text_content() or "").startswith("55 نتيجة")


def test_a_range_may_be_dragged_backwards(live: Page) -> None:
    bars = chart(live)
    live.mouse.move(*middle(bars.nth(2)))
    live.mouse.down()
    live.mouse.move(*middle(bars.nth(0)), steps=5)
    live.mouse.up()
    live.wait_for_url("**from=2021-01-01&to=2023-12-31")


def test_a_click_is_a_link_still(live: Page) -> None:
    bars = chart(live)
    live.mouse.click(*middle(bars.nth(1)))
    live.wait_for_url("**from=2022-01-01&to=2022-12-31")


def test_a_finger_drags_as_well(live: Page) -> None:
    bars = chart(live)
    (x0, y0), (x1, y1) = middle(bars.nth(1)), middle(bars.nth(2))
    tool = live.context.new_cdp_session(live)
    for kind, x, y in (("touchStart", x0, y0), ("touchMove", (x0 + x1) / 2, y0), ("touchMove", x1, y1)):
        tool.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    live.locator(".picked").nth(1).wait_for(state="attached")
    tool.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    live.wait_for_url("**from=2022-01-01&to=2023-12-31")


def test_escape_lets_the_range_go(live: Page) -> None:
    bars = chart(live)
    bars.nth(1).focus()
    live.keyboard.press("Shift+ArrowLeft")
    assert live.locator(".picked").count() == 2
    live.keyboard.press("Escape")
    assert live.locator(".picked").count() == 0
    assert live.locator("#range").text_content() == ""


def test_showing_the_range_moves_nothing(live: Page) -> None:
    bars = chart(live)
    before = live.locator(".histogram details").bounding_box()
    bars.nth(1).focus()
    live.keyboard.press("Shift+ArrowLeft")
    assert live.locator(".histogram details").bounding_box() == before


def test_a_pointer_that_is_let_go_elsewhere_drags_nothing(live: Page) -> None:
    bars = chart(live)
    x, y = middle(bars.nth(1))
    live.mouse.move(x, y)
    live.mouse.down()
    live.mouse.move(x, y + 200, steps=3)
    live.mouse.up()
    live.mouse.move(*middle(bars.nth(1)))
    live.mouse.move(*middle(bars.nth(3)), steps=5)
    assert live.locator(".picked").count() == 0


def test_escape_ends_dragging(live: Page) -> None:
    bars = chart(live)
    before = live.url
    live.mouse.move(*middle(bars.nth(1)))
    live.mouse.down()
    live.mouse.move(*middle(bars.nth(2)), steps=5)
    live.keyboard.press("Escape")
    live.mouse.move(*middle(bars.nth(3)), steps=5)
    assert live.locator(".picked").count() == 0
    live.mouse.up()
    assert live.url == before
