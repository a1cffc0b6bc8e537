// @ts-check
"use strict";
// On the pages of a claim, an article and an actor: copy a citation, also by the key `c`.

/** @type {NodeListOf<HTMLButtonElement>} */
const copies = document.querySelectorAll("[data-copy]");

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const words = document.getElementById(button.dataset.copy ?? "")?.textContent ?? "";
  await navigator.clipboard.writeText(words.replace(/\s+/g, " ").trim());
  const live = document.getElementById("live");
  if (live) live.textContent = "Copied.";
}

for (const button of copies) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
document.addEventListener("keydown", (event) => {
  const isInField = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (isInField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "c") copies[0]?.click();
});
