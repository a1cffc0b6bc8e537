// @ts-check
// Search over names and the claims' words.

import { actors, begin, claimsOfActor, inText, saysSo, wordsOrReading } from "./data.js";
import { chooseActor, chooseClaim } from "./choose.js";
import { rank } from "./ranking.js";
import { words } from "./words.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {import("./ranking.js").Source} Source */

/** @type {Source} */
export const actorSource = { title: words.search.actors, find: actorHits, isOfNames: true };
/** @type {Source} */
export const claimSource = { title: words.search.claims, find: claimHits };

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
