// @ts-check
"use strict";
// What pages do beyond links and forms: keys, suggestions in the search field, and what is said
// when a part of the page changes.

/** @type {HTMLInputElement | null} */
const field = document.querySelector("#search");
const list = document.getElementById("suggestions");
const SHORTEST = 2;
const PAUSE = 120; // milliseconds without a key before suggestions are asked for
const PATIENCE = 2000; // milliseconds before a page says that it still waits
let chosen = -1;
let asked = 0;
/** @type {number | undefined} */
let timer;

const options = () => [...(list?.querySelectorAll("a") ?? [])];

/** @param {string} html */
function show(html) {
  if (!list || !field) return;
  list.innerHTML = html;
  chosen = -1;
  field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-expanded", String(options().length > 0));
}

/** @param {number} place */
function choose(place) {
  const all = options();
  if (!field || !all.length) return;
  chosen = (place + all.length) % all.length;
  all.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
  field.setAttribute("aria-activedescendant", all[chosen].id);
}

async function suggest() {
  const words = field?.value.trim() ?? "";
  asked += 1;
  const turn = asked;
  if (words.length < SHORTEST) return show("");
  const answer = await fetch(`/suggest?q=${encodeURIComponent(words)}`).catch(() => null);
  // Somebody may have gone on typing.
  if (answer?.ok && turn === asked) {
    const html = await answer.text();
    if (turn === asked) show(html);
  }
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const isOpen = options().length > 0;
  if (event.key === "Escape") show("");
  else if (event.key === "Enter" && chosen >= 0) options()[chosen].click();
  else if (event.key === "ArrowDown" && isOpen) choose(chosen + 1);
  else if (event.key === "ArrowUp" && isOpen) choose(chosen < 0 ? -1 : chosen - 1);
  else return;
  event.preventDefault();
}

field?.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(suggest, PAUSE);
});
field?.addEventListener("keydown", walk);
field?.addEventListener("blur", () => setTimeout(() => show(""), 200));

document.addEventListener("keydown", (event) => {
  const isInField = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (isInField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    field?.focus();
    return;
  }
  // A page says by data-key which key leads where; the review looks after its own keys.
  const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
  if (link instanceof HTMLElement && !link.closest("#review")) link.click();
});

/** Say something to whoever listens instead of looking. @param {string} words */
function say(words) {
  const live = document.getElementById("live");
  if (live) live.textContent = words;
}

// A part that takes long says so, and can be left as it is.
/** @type {number | undefined} */
let patience;
document.addEventListener("htmx:before:request", (event) => {
  clearTimeout(patience);
  patience = setTimeout(() => wait(event.target), PATIENCE);
});
document.addEventListener("htmx:finally:request", () => {
  clearTimeout(patience);
  document.getElementById("still")?.remove();
});
document.addEventListener("htmx:after:swap", () => {
  const heading = document.getElementById("results");
  if (!heading) return;
  heading.focus();
  say(heading.textContent ?? "");
});

/** @param {EventTarget | null} asking */
function wait(asking) {
  const notice = document.createElement("p");
  notice.id = "still";
  notice.className = "notice";
  notice.append("Still asking … ");
  const cancel = document.createElement("button");
  cancel.className = "pill";
  cancel.textContent = "Cancel";
  cancel.addEventListener("click", () => asking?.dispatchEvent(new Event("htmx:abort")));
  notice.append(cancel);
  document.getElementById("main")?.prepend(notice);
  say("Still asking …");
}
