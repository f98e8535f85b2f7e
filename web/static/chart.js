// Which range of the chart is wanted? Dragging over the bars, or Shift and the arrows on one of them, picks several.
// Without this script each bar is a link still.
"use strict";

(() => {
  const DRAG_PX = 6; // a shorter way is a click
  const chart = document.querySelector(".histogram:has(#range) svg");
  if (!chart) return;
  const bars = [...chart.querySelectorAll("a")]; // from the oldest
  const isRightToLeft = document.documentElement.dir === "rtl";
  const [newer, older] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const said = document.getElementById("range");
  let start = -1; // the bar where the range begins, and the one where it ends
  let end = -1;
  let pressed = null; // where the pointer went down
  let dragged = false;

  function ends() {
    return [bars[Math.min(start, end)], bars[Math.max(start, end)]];
  }

  function pick(from, to) {
    [start, end] = [from, to];
    for (const [place, bar] of bars.entries()) {
      bar.classList.toggle("picked", start >= 0 && place >= Math.min(start, end) && place <= Math.max(start, end));
    }
    if (start < 0) return (said.textContent = "");
    const [first, last] = ends();
    const picked = bars.slice(Math.min(start, end), Math.max(start, end) + 1);
    const count = picked.reduce((sum, bar) => sum + Number(bar.dataset.count), 0);
    said.textContent = said.dataset.says
      .replace("{first}", first.dataset.first)
      .replace("{last}", last.dataset.last)
      .replace("{count}", count.toLocaleString(`en-u-nu-${said.dataset.numbers}`));
  }

  function address() {
    const [first, last] = ends();
    const found = new URL(first.getAttribute("href"), location.href);
    const until = new URL(last.getAttribute("href"), location.href);
    found.searchParams.set("to", until.searchParams.get("to"));
    return found;
  }

  function nearest(x) {
    const distances = bars.map((bar) => {
      const { left, right } = bar.querySelector(".slot").getBoundingClientRect();
      return Math.max(left - x, x - right, 0);
    });
    return distances.indexOf(Math.min(...distances));
  }

  chart.addEventListener("dragstart", (event) => event.preventDefault()); // of the link below the pointer
  chart.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    pressed = event;
    dragged = false;
  });
  chart.addEventListener("pointermove", (event) => {
    if (!event.buttons) pressed = null; // it was let go elsewhere
    if (!pressed || event.pointerId !== pressed.pointerId) return;
    if (!dragged && Math.abs(event.clientX - pressed.clientX) < DRAG_PX) return;
    if (!dragged) chart.setPointerCapture(event.pointerId);
    dragged = true;
    pick(nearest(pressed.clientX), nearest(event.clientX));
  });
  document.addEventListener("pointerup", () => {
    if (pressed && dragged) location.assign(address());
    pressed = null;
  });
  document.addEventListener("pointercancel", () => {
    pressed = null;
    pick(-1, -1);
  });
  chart.addEventListener("click", (event) => {
    if (dragged) event.preventDefault(); // the range is on its way
  }, true);
  const section = chart.parentElement; // an SVG that listens to keys itself would be a tab stop
  section.addEventListener("keydown", (event) => {
    const at = bars.indexOf(document.activeElement);
    const step = { [newer]: 1, [older]: -1 }[event.key];
    if (event.shiftKey && step && bars[at + step]) {
      event.preventDefault();
      pick(start < 0 ? at : start, at + step);
      bars[end].focus();
    } else if (event.key === "Enter" && start >= 0) {
      event.preventDefault();
      location.assign(address());
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || start < 0) return;
    event.preventDefault();
    pressed = null;
    pick(-1, -1);
  });
  section.addEventListener("focusout", (event) => {
    if (!chart.contains(event.relatedTarget)) pick(-1, -1);
  });
})();
