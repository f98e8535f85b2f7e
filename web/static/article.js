// Copies the citation of an article where the browser lets pages write to the clipboard. Anyone can select the text.
"use strict";

(() => {
  const button = document.getElementById("copy");
  const said = document.getElementById("copied");
  if (!button || !navigator.clipboard) return; // only pages of https and of this machine have it
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(document.getElementById("citation").textContent.trim());
      said.textContent = said.dataset.done;
    } catch (error) {
      said.textContent = said.dataset.failed; // the reader has forbidden it
    }
  });
})();
