// @ts-check
// The state in the link, after the #: docs/page-data.md lists the letters.

import { actorOfId, actors, claimOfCode, claims } from "./data.js";
import { byId, say } from "./dom.js";
import { change, firstState, get, subscribe } from "./state.js";
import { levels, words } from "./words.js";

/** @typedef {import("./state.js").State} State */

const TABS = ["map", "who", "timeline", "quotes", "table"];
const DAY = /^\d{4}-\d\d-\d\d$/;

let written = "";

/** Read the link now and whenever it changes, and write it after each change of the state. */
export function bindLink() {
  subscribe(writeLink);
  addEventListener("hashchange", () => {
    if (location.hash !== written) readLink();
  });
  if (location.hash.length > 1) readLink();
}

/** The state as what follows the # of a link. */
export function linkOf(/** @type {State} */ state) {
  const query = new URLSearchParams();
  if (state.claim >= 0) query.set("c", claims[state.claim].code);
  if (state.actor >= 0) query.set("a", idOf(state.actor));
  if (state.card) query.set("k", state.card);
  if (state.line >= 0) query.set("e", String(state.line));
  if (state.sure.size) query.set("l", [...state.sure].join(" "));
  if (state.tones.size) query.set("p", [...state.tones].join(" "));
  if (state.from) query.set("f", state.from);
  if (state.to) query.set("t", state.to);
  if (state.tab !== "map") query.set("v", state.tab);
  for (const key of state.unfolded) query.append("o", key);
  for (const [key, [x, y]] of state.pins) query.append("m", `${Math.round(x)} ${Math.round(y)} ${key}`);
  if (state.between.length) query.set("b", state.between.join(" "));
  for (const stop of state.story) query.append("g", `${claims[stop.claim].code} ${stop.words}`);
  if (state.slide >= 0) query.set("s", String(state.slide));
  if (state.theme) query.set("d", state.theme);
  return query.toString();
}

/** @param {number} actor */
function idOf(actor) {
  return actors[actor]?.id || "";
}

/** @param {State} state */
function writeLink(state) {
  byId("notice").hidden = true;
  const query = linkOf(state);
  const hash = query ? `#${query}` : "";
  written = hash;
  if (location.hash === hash) return;
  history.replaceState(null, "", hash || location.pathname + location.search);
  written = location.hash;
}

/** Take the state from the link; say so if it names claims that are gone. */
function readLink() {
  const query = new URLSearchParams(location.hash.slice(1));
  /** @type {string[]} */
  const gone = [];
  const named = query.getAll("g").length + query.getAll("c").length;
  const state = { ...firstState(), ...chosenIn(query, gone), ...filteredIn(query) };
  state.story = storyIn(query, gone);
  state.unfolded = new Set(query.getAll("o"));
  state.pins = pinsIn(query);
  state.between = numbersIn(query.get("b"));
  state.slide = Math.min(numberIn(query.get("s")), state.story.length - 1);
  change(state);
  if (gone.length) notice(words.gone(gone.length, named));
}

/**
 * @param {URLSearchParams} query
 * @param {string[]} gone takes the codes of claims that are not here
 */
function chosenIn(query, gone) {
  return {
    claim: knownClaim(query.get("c"), gone),
    actor: actorOfId(query.get("a") || ""),
    card: query.get("k") || "",
    line: numberIn(query.get("e")),
  };
}

/** @param {URLSearchParams} query */
function filteredIn(query) {
  const tab = query.get("v") || "map";
  const theme = query.get("d") || "";
  return {
    sure: new Set(wordsIn(query.get("l")).filter((level) => level in levels)),
    tones: new Set(wordsIn(query.get("p")).filter((tone) => ["harm", "help", "denied"].includes(tone))),
    from: dayIn(query.get("f")),
    to: dayIn(query.get("t")),
    tab: TABS.includes(tab) ? tab : "map",
    theme: ["dark", "light"].includes(theme) ? theme : "",
  };
}

/**
 * @param {URLSearchParams} query
 * @param {string[]} gone
 */
function storyIn(query, gone) {
  const stops = [];
  for (const stop of query.getAll("g")) {
    const [code, ...rest] = stop.split(" ");
    const claim = knownClaim(code, gone);
    if (claim >= 0) stops.push({ claim, words: rest.join(" ") });
  }
  return stops;
}

/**
 * @param {URLSearchParams} query
 * @returns {Map<string, [number, number]>}
 */
function pinsIn(query) {
  const pins = new Map();
  for (const pin of query.getAll("m")) {
    const [x, y, ...key] = pin.split(" ");
    if (Number.isFinite(Number(x)) && Number.isFinite(Number(y))) {
      pins.set(key.join(" "), [Number(x), Number(y)]);
    }
  }
  return pins;
}

/**
 * @param {string|null} code
 * @param {string[]} gone
 */
function knownClaim(code, gone) {
  if (!code) return -1;
  const claim = claimOfCode(code);
  if (claim < 0) gone.push(code);
  return claim;
}

/** @param {string|null} text */
function wordsIn(text) {
  return (text || "").split(" ").filter(Boolean);
}

/** @param {string|null} text */
function numbersIn(text) {
  return wordsIn(text).map(Number).filter(Number.isInteger).slice(0, 2);
}

/** @param {string|null} text */
function numberIn(text) {
  return text && /^\d+$/.test(text) ? Number(text) : -1;
}

/** @param {string|null} text */
function dayIn(text) {
  return text && DAY.test(text) ? text : "";
}

/** Show a notice until the next change. */
function notice(/** @type {string} */ text) {
  const place = byId("notice");
  place.textContent = text;
  place.hidden = false;
  say(text);
}

/** The link to what is shown now. */
export function currentLink() {
  const query = linkOf(get());
  return `${location.href.split("#")[0]}${query ? `#${query}` : ""}`;
}
