// @ts-check
// The state in the link, after the #: docs/page-data.md lists the letters.

import { actorOfId, actors, claimOfCode, claims } from "./data.js";
import { byId, say } from "./dom.js";
import { change, firstState, get, subscribe } from "./state.js";
import { levels, tones, words } from "./words.js";

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

/**
 * The state as what follows the # of a link.
 * @param {State} state
 */
function linkOf(state) {
  const query = new URLSearchParams();
  for (const [key, value] of single(state)) if (value) query.set(key, value);
  for (const key of state.unfolded) query.append("o", key);
  for (const [key, [x, y]] of state.pins) query.append("m", `${Math.round(x)} ${Math.round(y)} ${key}`);
  for (const stop of state.story) query.append("g", `${claims[stop.claim].code} ${stop.words}`);
  return query.toString();
}

/**
 * The letters that occur once; what is empty is left out.
 * @param {State} state
 * @returns {[string, string][]}
 */
function single(state) {
  return [
    ["c", claims[state.claim]?.code || ""],
    ["a", idOf(state.actor)],
    ["k", state.card],
    ["e", placeOf(state.line)],
    ["l", [...state.sure].join(" ")],
    ["p", [...state.tones].join(" ")],
    ["f", state.from],
    ["t", state.to],
    ["v", state.tab === "map" ? "" : state.tab],
    ["w", state.speech ? "1" : ""],
    ["b", state.between.join(" ")],
    ["s", placeOf(state.slide)],
    ["d", state.theme],
  ];
}

/** @param {number} number */
function placeOf(number) {
  return number < 0 ? "" : String(number);
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
  state.speech = query.get("w") === "1";
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
    sure: new Set(wordsIn(query.get("l")).filter((level) => Object.hasOwn(levels, level))),
    tones: new Set(wordsIn(query.get("p")).filter((tone) => Object.hasOwn(tones, tone))),
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
  return text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
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
