// Which key does what? Keys go by their letter or, on an Arabic layout, by their place: teh is where j is. None acts while
// something is typed or with a modifier, and all but Escape can be switched off (WCAG 2.1.4).
import { keep, kept } from "./kept.js";

const PLACES = { Slash: "/", KeyJ: "j", KeyK: "k", KeyN: "n", KeyP: "p", KeyU: "u" };
const box = document.getElementById("q");
const sheet = document.getElementById("keys");
const isRightToLeft = document.documentElement.dir === "rtl";

function named(event) {
  if (event.key === "?" || event.key === "\u061f") return "?";
  if (event.shiftKey && event.key !== "/") return ""; // on some layouts the slash needs Shift
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.key.length > 1 || event.key === "/") return event.key;
  return PLACES[event.code] ?? "";
}

function isTyping(element) {
  return element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox])");
}

function follow(selector) {
  document.querySelector(`main ${selector}`)?.click();
}

function step(by) {
  const titles = [...document.querySelectorAll(".results h2 a")];
  if (!titles.length) return follow(by > 0 ? '[rel="next"]' : '[rel="prev"]');
  const items = titles.map((title) => title.closest("li"));
  const focused = items.findIndex((item) => item.contains(document.activeElement));
  const at = focused < 0 ? items.findIndex((item) => `#${item.id}` === location.hash) : focused; // after coming back
  const title = titles[at < 0 ? 0 : Math.min(Math.max(at + by, 0), titles.length - 1)];
  title.focus({ preventScroll: true });
  title.closest("li").scrollIntoView({ block: "nearest" });
}

function openBox() {
  box.focus();
  box.select();
}

function openSheet() {
  if (sheet instanceof HTMLDialogElement) sheet.showModal(); // it takes the focus, and gives it back when it is closed
  else sheet?.scrollIntoView(); // the page of help has it in its text
}

const ACTIONS = {
  "/": openBox,
  "?": openSheet,
  j: () => step(1),
  k: () => step(-1),
  n: () => follow('[rel="next"]'),
  p: () => follow('[rel="prev"]'),
  u: () => follow("#back"),
};
const [FORWARD, BACK] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
const ARROWS = { [FORWARD]: ACTIONS.n, [BACK]: ACTIONS.p };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && event.target === box) {
    event.preventDefault(); // which would empty the box
    return box.blur();
  }
  if (isTyping(event.target) || !kept("keys", true) || document.querySelector("dialog[open]")) return;
  const name = named(event);
  const act = ACTIONS[name] ?? (event.target.closest("svg, details") ? undefined : ARROWS[name]);
  if (!act) return;
  event.preventDefault();
  act();
});

sheet?.querySelector(".close")?.addEventListener("click", () => sheet.close());
for (const control of document.querySelectorAll("[data-keys]")) {
  control.hidden = false;
  const choice = control.querySelector("input");
  choice.checked = kept("keys", true);
  choice.addEventListener("change", () => keep("keys", choice.checked));
}
