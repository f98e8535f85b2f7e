// How may what is being typed go on? Makes a combobox of the search box: without this script it is a plain one.
// The pattern is that of the ARIA Authoring Practices: the focus stays in the box, and aria-activedescendant says
// which option is chosen. Texts come from articles, and are only ever put in as text.
// In the empty box it offers what was searched for before, which recent.js keeps in this browser.
import { forget as forgetRecent, forgetAll, isKeeping, recentSearches, remember, setKeeping } from "./recent.js";

(() => {
  const DELAY_MS = 120; // between two strokes of a quick typist
  const box = document.getElementById("q");
  if (!box || !box.dataset.suggest) return;
  const says = document.getElementById("phrases").dataset;
  if (document.querySelector(".results")) remember(box.value.trim());

  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  box.parentElement.append(list, status);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  let suggestions = [];
  let chosen = -1;
  let timer = 0;
  let running = null;

  function forget() {
    clearTimeout(timer);
    if (running) running.abort();
    running = null;
  }

  function close() {
    forget();
    list.hidden = true;
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(number) {
    chosen = number;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === number));
    }
    if (number < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  }

  function part(name, text) {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  }

  function remover(suggestion) {
    const cross = part("forget", "×"); // by keyboard it is Delete
    cross.title = says.forget;
    cross.setAttribute("aria-hidden", "true");
    cross.addEventListener("click", (event) => {
      event.stopPropagation();
      removeRecent(suggestion.text);
    });
    return cross;
  }

  function removeRecent(text) {
    forgetRecent(text);
    offer();
    status.textContent = says.forgotten.replace("{text}", text);
  }

  function does(text, done, act) {
    return { kind: "action", text, does: () => { act(); close(); status.textContent = done; } };
  }

  function offer() {
    const recent = recentSearches().map((text) => ({ kind: "recent", text }));
    if (!isKeeping()) return show([does(says.start, says.started, () => setKeeping(true))]);
    if (!recent.length) return close();
    const clear = does(says.clear, says.cleared, forgetAll);
    const stop = does(says.stop, says.stopped, () => setKeeping(false));
    show([...recent, clear, stop]);
    status.textContent = says.recentCount.replace("{count}", recent.length);
  }

  function option(suggestion, number) {
    const element = document.createElement("li");
    element.id = `suggestion-${number}`;
    element.setAttribute("role", "option");
    const text = part("text", suggestion.text);
    text.dir = "auto";
    element.append(text);
    if (suggestion.kind === "recent") element.append(remover(suggestion));
    if (suggestion.does) element.classList.add("does");
    if (suggestion.kind === "headline") element.append(part("unseen", ", "), part("quiet", box.dataset.headline));
    element.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    element.addEventListener("click", () => accept(number));
    return element;
  }

  function show(found) {
    suggestions = found;
    const isRecent = found.length && found.at(-1).does;
    list.dataset.kind = isRecent ? "recent" : "typed";
    list.setAttribute("aria-label", isRecent ? says.recent : box.dataset.suggestions);
    list.replaceChildren(...found.map(option));
    choose(-1);
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length ? `${box.dataset.count} ${found.length}` : "";
  }

  function accept(number) {
    const { kind, text, id, does } = suggestions[number];
    if (does) return does();
    close();
    if (kind === "headline") {
      location.assign(new URL(`articles/${encodeURIComponent(id)}`, box.form.action));
    } else {
      box.value = text;
      box.form.requestSubmit();
    }
  }

  async function ask() {
    const typed = box.value;
    const request = (running = new AbortController());
    try {
      const address = `${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const reply = await fetch(address, { signal: request.signal });
      const found = reply.ok ? (await reply.json()).suggestions : [];
      if (request === running && box.value === typed) show(found);
    } catch (error) {
      if (request === running) close(); // the server is away: the box still searches
    }
  }

  function askSoon() {
    forget();
    if (!box.value.trim()) return offer();
    timer = setTimeout(ask, DELAY_MS);
  }

  function move(event, step) {
    event.preventDefault();
    if (list.hidden) return box.value.trim() ? ask() : offer();
    const places = suggestions.length + 1; // the box itself is one of them
    choose(((chosen + 1 + step + places) % places) - 1);
  }

  function press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // a second one empties the box
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      accept(chosen);
    } else if (event.key === "Delete" && chosen >= 0 && suggestions[chosen].kind === "recent") {
      event.preventDefault();
      removeRecent(suggestions[chosen].text);
    } else if (event.key === "Tab") close();
  }

  box.addEventListener("input", askSoon);
  box.addEventListener("keydown", press);
  box.addEventListener("click", () => {
    if (list.hidden && !box.value.trim()) offer();
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
})();
