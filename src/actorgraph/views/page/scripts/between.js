// @ts-check
// Between two cards: all claims on all ways of at most two steps, by the weakest step.

import { actors, cards, certainties, claims, claimCount, doers, parties } from "./data.js";
import { say } from "./dom.js";
import { onKey } from "./keys.js";
import { isChosenCard, lightFrom } from "./shown.js";
import { change, get, nothingChosen, subscribe } from "./state.js";
import { words } from "./words.js";

/** @typedef {import("./data.js").Claim} Claim */
/** @typedef {import("./state.js").State} State */
/** @typedef {{claims: Claim[], weakest: number}} Way */

/** @type {Map<number, string>} The key of each actor's card. */
const keyOf = new Map();
for (const card of cards) for (const actor of card.actors) if (!keyOf.has(actor)) keyOf.set(actor, card.key);

const NOBODY = "nobody";
/** @type {{ends: string, claims: Claim[]}} What was found last: several parts of the page ask. */
let known = { ends: "", claims: [] };

/** Bind the key `b`, and light what is between two cards. */
export function bindBetween() {
  onKey("b", startHere);
  subscribe(takeSecond);
  lightFrom(() => {
    const { between } = get();
    return between.length === 2 ? claimsBetween(between[0], between[1]) : null;
  });
}

/** The chosen card is the first of the two. */
function startHere() {
  const { card, actor } = get();
  const number = cards.findIndex((known) => (card ? known.key === card : known.actors.includes(actor)));
  if (number < 0) {
    say(words.chooseFirst);
    return;
  }
  change({ between: [number] });
  say(words.chooseSecond(cards[number].label));
}

/**
 * The card that is chosen next is the second one.
 * @param {State} state
 * @param {State} before
 */
function takeSecond(state, before) {
  if (before.between.length !== 1 || state.between.length !== 0) return;
  const [first] = before.between;
  const second = cards.findIndex((card) => isChosenCard(card, state));
  if (second < 0 || cards[second].key === cards[first].key) return;
  change({ ...nothingChosen, between: [first, second] }, { undoable: false });
  const count = claimsBetween(first, second).length;
  say(`${words.between(cards[first].label, cards[second].label)}, ${words.count(count)}`);
}

/**
 * All claims on all ways of at most two steps, those with the surest weakest step first.
 * @param {number} first
 * @param {number} second
 */
function claimsBetween(first, second) {
  if (!cards[first] || !cards[second]) return [];
  const ends = `${first} ${second}`;
  if (known.ends !== ends) known = { ends, claims: findBetween(cards[first].key, cards[second].key) };
  return known.claims;
}

/**
 * @param {string} from
 * @param {string} to
 */
function findBetween(from, to) {
  const steps = allSteps();
  /** @type {Way[]} */
  const ways = [];
  const direct = steps.get(from)?.get(to);
  if (direct) ways.push({ claims: direct, weakest: strength(direct) });
  for (const [through, there] of steps.get(from) || []) {
    const onwards = steps.get(through)?.get(to);
    if (through === from || through === to || !onwards) continue;
    const weakest = Math.max(strength(there), strength(onwards));
    ways.push({ claims: [...there, ...onwards], weakest });
  }
  ways.sort((one, other) => one.weakest - other.weakest);
  return [...new Set(ways.flatMap((way) => way.claims))];
}

/** How sure a step is: as sure as its most certain claim. */
function strength(/** @type {Claim[]} */ step) {
  return Math.min(...step.map((claim) => certainties.indexOf(claim.certainty)));
}

/**
 * The claims that join two cards, or actors without a card, in either direction.
 * @returns {Map<string, Map<string, Claim[]>>}
 */
function allSteps() {
  const steps = new Map();
  for (const claim of claims.slice(0, claimCount)) {
    for (const [one, other] of pairsOf(claim)) {
      join(steps, one, other, claim);
      join(steps, other, one, claim);
    }
  }
  return steps;
}

/**
 * Whoever acts in a claim with each of those it reaches.
 * @param {Claim} claim
 */
function pairsOf(claim) {
  const acting = doers(claim);
  const begins = acting.length ? [...keysOf(acting)] : [NOBODY];
  const ends = [...keysOf(parties(claim))];
  const pairs = begins.flatMap((one) => ends.map((other) => [one, other]));
  return pairs.filter(([one, other]) => one !== other);
}

/**
 * @param {Map<string, Map<string, Claim[]>>} steps
 * @param {string} one
 * @param {string} other
 * @param {Claim} claim
 */
function join(steps, one, other, claim) {
  const from = steps.get(one) || new Map();
  steps.set(one, from);
  const known = from.get(other);
  if (known) known.push(claim);
  else from.set(other, [claim]);
}

/**
 * The keys of the actors' cards; the card of nobody for a doer that the text withholds.
 * @param {number[]} numbers
 */
function keysOf(numbers) {
  const known = numbers.filter((number) => actors[number]);
  return new Set(known.map((number) => keyOf.get(number) || `actor ${number}`));
}
