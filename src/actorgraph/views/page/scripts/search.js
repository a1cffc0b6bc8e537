// @ts-check
// The search field: results drop down in groups.

import { all, around, byId, make, say } from "./dom.js";
import { plain } from "./ranking.js";
import { words } from "./words.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {import("./ranking.js").Source} Source */

const MOST_HITS = 6;
const NEARBY = 3;

/** @type {Source[]} */
let sources = [];
/** @type {Hit[]} */
let hits = [];
let active = -1;

/**
 * Bind the search field.
 * @param {Source[]} searched in the order of the results' groups
 */
export function bindSearch(searched) {
  sources = searched;
  const field = query();
  field.addEventListener("input", search);
  field.addEventListener("focus", search);
  field.addEventListener("keydown", move);
  field.addEventListener("blur", () => setTimeout(close, 150));
  byId("hits").addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = around(event, "[role=option]");
    if (option) take(Number(option.id.slice("hit-".length)));
  });
}

function query() {
  return /** @type {HTMLInputElement} */ (byId("query"));
}

function search() {
  const text = plain(query().value.trim());
  if (!text) {
    close();
    return;
  }
  const terms = text.split(/\s+/);
  const groups = sources.map(({ title, find }) => ({ title, found: best(find(text, terms)) }));
  draw(groups.filter((group) => group.found.length), text);
}

/** @param {Hit[]} found */
function best(found) {
  found.sort((one, other) => one.rank - other.rank || other.weight - one.weight);
  return found.slice(0, MOST_HITS);
}

/**
 * @param {{title: string, found: Hit[]}[]} groups
 * @param {string} text
 */
function draw(groups, text) {
  const list = byId("hits");
  hits = groups.flatMap((group) => group.found);
  active = hits.length ? 0 : -1;
  list.replaceChildren();
  let number = 0;
  for (const { title, found } of groups) {
    const group = make("div", { "role": "group", "aria-label": title });
    group.append(make("p", { "aria-hidden": "true" }, title));
    for (const hit of found) group.append(option(hit, number++));
    list.append(group);
  }
  if (!hits.length) list.append(...nothing(text));
  list.hidden = false;
  query().setAttribute("aria-expanded", "true");
  mark();
  say(hits.length ? words.search.found(hits.length) : words.search.nothing(query().value.trim()));
}

/**
 * @param {Hit} hit
 * @param {number} number
 */
function option(hit, number) {
  const row = make("div", { "id": `hit-${number}`, "role": "option", "aria-selected": "false" });
  row.append(make("span", {}, hit.label), make("small", {}, hit.note));
  return row;
}

/** Nothing found: say so, and name up to three that begin alike. */
function nothing(/** @type {string} */ text) {
  const note = make("p", { "role": "option", "aria-selected": "false" }, words.search.nothing(query().value.trim()));
  hits = nearby(text);
  const options = hits.map((hit, number) => option(hit, number));
  if (!options.length) return [note];
  active = 0;
  const group = make("div", { "role": "group", "aria-label": words.search.nearby });
  group.append(make("p", { "aria-hidden": "true" }, words.search.nearby), ...options);
  return [note, group];
}

/**
 * @param {string} text
 * @returns {Hit[]}
 */
function nearby(text) {
  const names = sources.filter((source) => source.isOfNames);
  for (let length = text.length - 1; length > 0; length -= 1) {
    const start = text.slice(0, length);
    const found = names.flatMap(({ find }) => find(start, [start])).filter((hit) => hit.rank <= 2);
    if (found.length) return best(found).slice(0, NEARBY);
  }
  return [];
}

function mark() {
  const options = all("#hits [id^=hit-]");
  for (const [number, row] of options.entries()) {
    row.setAttribute("aria-selected", String(number === active));
  }
  const chosen = options[active];
  if (chosen) {
    query().setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else query().removeAttribute("aria-activedescendant");
}

/** @param {KeyboardEvent} event */
function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && hits.length) {
    event.preventDefault();
    active = (active + step + hits.length) % hits.length;
    mark();
  }
  if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    take(active);
  }
  if (event.key === "Escape") close();
}

/** @param {number} number */
function take(number) {
  const hit = hits[number];
  if (!hit) return;
  query().value = "";
  close();
  hit.choose();
  focusFirst(hit.focus || "#foot");
}

/** @param {string} selectors the first that is there and shown has the focus */
function focusFirst(selectors) {
  for (const selector of selectors.split(", ")) {
    const place = document.querySelector(selector);
    if (place instanceof HTMLElement && place.getClientRects().length) {
      place.focus({ preventScroll: true });
      return;
    }
  }
  query().blur();
}

function close() {
  byId("hits").hidden = true;
  query().setAttribute("aria-expanded", "false");
  query().removeAttribute("aria-activedescendant");
  active = -1;
}
