// @ts-check
// Search over names, the claims' words and the article; results drop down in groups.

import { actors, articles, begin, claimsOfActor, inText, saysSo, textOf, wordsOrReading } from "./data.js";
import { all, around, byId, make, say } from "./dom.js";
import { chooseActor, chooseClaim } from "./choose.js";
import { bringIntoView } from "./marks.js";
import { showTab } from "./tabs.js";
import { textNodes } from "./text.js";
import { words } from "./words.js";

/**
 * @typedef {object} Hit
 * @property {number} rank 0 the whole name, 1 its start, 2 the start of a word, 3 inside; -1 for none
 * @property {number} weight how many claims
 * @property {string} label
 * @property {string} note
 * @property {() => void} choose
 * @property {string} [focus] what has the focus once it is chosen
 */

const MOST_HITS = 6;
const NEARBY = 3;

/** @type {Hit[]} */
let hits = [];
let active = -1;

/** Bind the search field. */
export function bindSearch() {
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

/** @param {string} text */
function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

function search() {
  const text = plain(query().value.trim());
  if (!text) {
    close();
    return;
  }
  const terms = text.split(/\s+/);
  const groups = [
    { title: words.search.actors, found: best(actorHits(text, terms)) },
    { title: words.search.claims, found: best(claimHits(text, terms)) },
    { title: words.search.text, found: textHits(terms).slice(0, MOST_HITS) },
  ];
  draw(groups.filter((group) => group.found.length), text);
}

/** @param {Hit[]} found */
function best(found) {
  found.sort((one, other) => one.rank - other.rank || other.weight - one.weight);
  return found.slice(0, MOST_HITS);
}

/**
 * How well a text fits; several words all have to occur.
 * @param {string} text
 * @param {string} wanted
 * @param {string[]} terms
 */
function rank(text, wanted, terms) {
  const held = plain(text);
  if (held === wanted) return 0;
  if (held.startsWith(wanted)) return 1;
  if (!terms.every((term) => held.includes(term))) return -1;
  const isWordStart = terms.every((term) => startsWord(held, term));
  return isWordStart ? 2 : 3;
}

/**
 * @param {string} text
 * @param {string} term
 */
function startsWord(text, term) {
  let place = text.indexOf(term);
  while (place >= 0) {
    if (place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1])) return true;
    place = text.indexOf(term, place + 1);
  }
  return false;
}

/**
 * @param {string} wanted
 * @param {string[]} terms
 * @returns {Hit[]}
 */
function actorHits(wanted, terms) {
  const found = [];
  for (const actor of actors) {
    if (!actor || actor.protected) continue;
    const ranks = [actor.label, ...actor.aliases].map((name) => rank(name, wanted, terms));
    const fitting = ranks.filter((one) => one >= 0);
    if (!fitting.length) continue;
    const weight = claimsOfActor(actor.number).length;
    const { number, label } = actor;
    found.push({
      rank: Math.min(...fitting), weight, label, note: words.count(weight),
      choose: () => chooseActor(number), focus: focusOfActor(number),
    });
  }
  return found;
}

/** Where the focus goes once an actor is chosen: its card on the map, else its row, else below. */
function focusOfActor(/** @type {number} */ number) {
  return `#map .card.chosen, #map .card.lit, section:not([hidden]) > ul [data-actor="${number}"], #foot`;
}

/**
 * @param {string} wanted
 * @param {string[]} terms
 * @returns {Hit[]}
 */
function claimHits(wanted, terms) {
  const found = [];
  for (const claim of inText) {
    const text = wordsOrReading(claim);
    const place = rank(text, wanted, terms);
    if (place < 0) continue;
    const { number } = claim;
    found.push({
      rank: place, weight: -begin(claim), label: text, note: saysSo(claim),
      choose: () => chooseClaim(number), focus: "#foot",
    });
  }
  return found;
}

/**
 * Sentences that hold all terms.
 * @param {string[]} terms
 * @returns {Hit[]}
 */
function textHits(terms) {
  /** @type {Hit[]} */
  const found = [];
  articles.forEach(({ text, sentences, length }, article) => {
    if (text === null) return;
    sentences.forEach((first, index) => {
      const last = sentences[index + 1] ?? length;
      const sentence = textOf(article, [first, last]);
      const held = plain(sentence);
      if (!terms.every((term) => held.includes(term))) return;
      const at = held.indexOf(terms[0]);
      found.push(sentenceHit(article, first + at, terms[0].length, sentence.trim()));
    });
  });
  return found;
}

/**
 * @param {number} article
 * @param {number} place
 * @param {number} length
 * @param {string} sentence
 * @returns {Hit}
 */
function sentenceHit(article, place, length, sentence) {
  return {
    rank: 3, weight: 0, label: sentence, note: "",
    choose: () => showPlace(article, place, length), focus: "#read",
  };
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
  for (let length = text.length - 1; length > 0; length -= 1) {
    const start = text.slice(0, length);
    const found = actorHits(start, [start]).filter((hit) => hit.rank <= 2);
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

/**
 * Bring a place of the text into view and paint it.
 * @param {number} article
 * @param {number} place
 * @param {number} length
 */
function showPlace(article, place, length) {
  showTab("read");
  const range = rangeAt(article, place, length);
  if (!range) return;
  bringIntoView(range);
  if (!("highlights" in CSS)) return;
  const highlight = new Highlight(range);
  CSS.highlights.set("found", highlight);
}

/**
 * The range of some characters of an article: its words are in the blocks' text nodes.
 * @param {number} article
 * @param {number} place
 * @param {number} length
 */
function rangeAt(article, place, length) {
  const blocks = all(`#read article[data-article="${article}"] [data-begin]`);
  const block = blocks.filter((element) => Number(element.dataset.begin) <= place).pop();
  if (!block) return null;
  const range = document.createRange();
  const start = pointAt(block, place - Number(block.dataset.begin));
  const end = pointAt(block, place + length - Number(block.dataset.begin));
  if (!start || !end) return null;
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

/**
 * @param {HTMLElement} block
 * @param {number} place in code points from the block's beginning
 * @returns {[Node, number]|null}
 */
function pointAt(block, place) {
  let left = place;
  for (const node of textNodes(block)) {
    const letters = [...node.data];
    if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return null;
}
