// @ts-check
// Choosing: whatever stands for a claim, an actor, a card or a line is chosen by a click.

import { actors, cards, claims, inText, lines, nameOf, saysSo, wordsOrReading } from "./data.js";
import { around, byId, say } from "./dom.js";
import { change, get, isChosen, nothingChosen, nothingFiltered } from "./state.js";
import { isFiltered, passing } from "./filter.js";
import { claimsShown } from "./shown.js";
import { words } from "./words.js";

/** Bind the one handler of clicks, and what leads back to everything. */
export function bindChoose() {
  document.addEventListener("click", choose);
  byId("all").addEventListener("click", showAll);
}

/** @param {MouseEvent} event */
function choose(event) {
  if (event.defaultPrevented) return;
  const place = around(event, "[data-claim], [data-actor], [data-card], [data-line]");
  if (!place || place.closest(".mark")) return;
  const { claim, actor, card, line } = place.dataset;
  if (claim !== undefined) chooseClaim(Number(claim));
  else if (actor !== undefined) chooseActor(Number(actor));
  else if (card !== undefined) chooseCard(card);
  else if (line !== undefined) chooseLine(Number(line));
}

/** @param {number} number */
export function chooseClaim(number) {
  const claim = claims[number];
  if (!claim) return;
  change({ ...nothingChosen, claim: number });
  say(`${wordsOrReading(claim)}. ${saysSo(claim)}.`);
}

/** @param {number} actor */
export function chooseActor(actor) {
  if (!actors[actor] || actors[actor]?.protected) return;
  change({ ...nothingChosen, actor });
  say(`${nameOf(actor)}, ${words.count(claimsShown().length)}`);
}

/**
 * Choose a card of the map by the number it has in the HTML.
 * @param {string} number
 */
function chooseCard(number) {
  const card = cards[Number(number)];
  if (!card) return;
  change({ ...nothingChosen, card: card.key });
  say(`${card.label}, ${words.count(claimsShown().length)}`);
}

/**
 * A line with one claim is that claim.
 * @param {number} number
 */
function chooseLine(number) {
  const line = lines[number];
  if (!line) return;
  if (line.claims.length === 1) chooseClaim(line.claims[0]);
  else change({ ...nothingChosen, line: number });
}

/** One step back: first what is chosen, then what is filtered. */
export function stepBack() {
  if (isChosen()) change(nothingChosen);
  else if (isFiltered()) showAll();
}

/** Let everything pass again, and choose nothing. */
export function showAll() {
  change({ ...nothingFiltered, ...nothingChosen });
  say(words.count(inText.length));
}

/**
 * The next or previous claim in the text, among those that pass.
 * @param {1|-1} step
 */
export function chooseNext(step) {
  const order = passing();
  if (!order.length) return;
  const place = order.findIndex((claim) => claim.number === get().claim);
  const next = place < 0 && step < 0 ? order.length - 1 : place + step;
  chooseClaim(order[Math.min(order.length - 1, Math.max(0, next))].number);
}

/** The statement around the chosen claim, or else the claim whose words lie around its words. */
export function chooseOutwards() {
  const { claim } = get();
  if (claim < 0) return;
  const outer = claims[claim].in >= 0 ? claims[claim].in : aroundInText(claim);
  if (outer >= 0) chooseClaim(outer);
}

/** @param {number} number */
function aroundInText(number) {
  const first = document.getElementById(`claim-${number}`)?.closest(".mark");
  const over = (first?.getAttribute("data-claims") || "").split(" ").map(Number);
  const outer = over[over.indexOf(number) + 1];
  return outer === undefined ? -1 : outer;
}
