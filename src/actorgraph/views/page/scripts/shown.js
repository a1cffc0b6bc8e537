// @ts-check
// Which claims are lit now: those of what is chosen, or those that pass.

import { begin, cards, claims, claimsOfActor, lines } from "./data.js";
import { isFiltered, passes, passing } from "./filter.js";
import { get } from "./state.js";

/** @typedef {import("./data.js").Card} Card */
/** @typedef {import("./data.js").Claim} Claim */

/** @type {(() => Claim[]|null)[]} */
const sources = [];

/**
 * Let another module decide what is lit, such as the ways between two cards; null for nothing.
 * @param {() => Claim[]|null} source
 */
export function lightFrom(source) {
  sources.push(source);
}

/**
 * The claims of what is chosen, in the order of the text; all that pass if nothing is chosen.
 * @returns {Claim[]}
 */
export function claimsShown() {
  const chosen = claimsChosen();
  return chosen ? chosen.filter(passes) : passing();
}

/**
 * The numbers of the claims that are lit, or null where everything is.
 * @returns {Set<number>|null}
 */
export function lit() {
  const { claim } = get();
  if (claim >= 0) return new Set([claim]);
  const chosen = claimsChosen();
  if (!chosen && !isFiltered()) return null;
  return new Set(claimsShown().map((shown) => shown.number));
}

/** @returns {Claim[]|null} */
export function claimsChosen() {
  const { actor, line } = get();
  for (const source of sources) {
    const found = source();
    if (found) return found;
  }
  if (actor >= 0) return claimsOfActor(actor);
  if (line >= 0) return inOrder(lines[line]?.claims || []);
  const chosen = cardChosen();
  return chosen ? inOrder(chosen.claims) : null;
}

/** The chosen card, if there is one. */
export function cardChosen() {
  const { card } = get();
  return card ? cards.find((known) => known.key === card) : undefined;
}

/**
 * Whether a card is chosen, or an actor on it.
 * @param {Card} card
 * @param {import("./state.js").State} state
 */
export function isChosenCard(card, state) {
  return (state.card !== "" && card.key === state.card) || card.actors.includes(state.actor);
}

/** @param {number[]} numbers */
function inOrder(numbers) {
  const found = numbers.map((number) => claims[number]);
  return found.sort((one, other) => begin(one) - begin(other));
}
