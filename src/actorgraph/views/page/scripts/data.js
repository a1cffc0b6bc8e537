// @ts-check
// What the page holds: docs/page-data.md describes it. Nothing here changes.

import { actorOf, cardOf, claimOf, classes, contents, lineOf, ruleIris } from "./rows.js";
import { textInHtml } from "./text.js";
import { words as texts } from "./words.js";

export { classes, contents, ruleIris };

/** @typedef {[number, number]} Span */
/**
 * @typedef {object} Claim
 * @property {number} number its place in `claims`
 * @property {string} code
 * @property {string} kind a key of `classes`
 * @property {string} verb
 * @property {"asserted"|"reported"|"alleged"|"possible"|"intended"|"requested"} certainty
 * @property {string} level its certainty, or "statement" or "attitude"
 * @property {"harm"|"help"|"neutral"} polarity
 * @property {boolean} denied
 * @property {string} time
 * @property {string} written
 * @property {string} tenure
 * @property {string[]} span first and last day, if dated
 * @property {number} article
 * @property {Span[]} evidence
 * @property {Span[]} content
 * @property {Span[]} cue
 * @property {number} in the statement that contains it, or -1
 * @property {number[]} same
 * @property {string} rule
 * @property {string} confidence
 * @property {number[]} agents
 * @property {number[]} possible
 * @property {number[]} targets
 * @property {number[]} recipients
 * @property {number[]} places
 * @property {number[]} subject
 * @property {number[]} object
 * @property {number[]} holders
 * @property {number[]} by
 */
/**
 * @typedef {object} Actor
 * @property {number} number its place in `actors`
 * @property {string} id
 * @property {string} label
 * @property {string} [shown] the label as a sentence has it, if it is no name
 * @property {string} kind
 * @property {string[]} aliases
 * @property {boolean} unnamed
 * @property {boolean} protected
 * @property {string} same
 */
/**
 * @typedef {object} Card
 * @property {string} key
 * @property {number[]} actors
 * @property {string} label
 * @property {number[]} rows claims that are written on the card
 * @property {number[]} claims
 * @property {number[]} members those of a folded card that may be listed
 * @property {boolean} protected
 * @property {string} view "events" or "speech"
 * @property {string} pin its name among the places of dragged cards
 * @property {[number, number, number, number]} box left, top, width and height
 */
/** @typedef {{cards: number[], box: [number, number, number, number]}} Frame */
/** @typedef {{from: number, to: number, claims: number[], label: string, certainty: string, polarity: string, at: [number, number]}} Line */
/** @typedef {{id: string, gap: string, gaps: Record<string, string>, title: string, publisher: string, issued: string, url: string, sha256: string, length: number, text?: string|null, sentences: number[]}} Article */

/** @type {Article[]} */
export const articles = contents.articles;

/** From the most to the least certain. */
export const certainties = ["asserted", "reported", "alleged", "possible", "intended", "requested"];

/** How many of `claims` are claims; the attitudes follow them. */
export const claimCount = contents.claims.length;

/** @type {Claim[]} */
export const claims = [...contents.claims, ...contents.attitudes].map(claimOf);

/** @type {(Actor|null)[]} An event of the network has a number, too, and is null here. */
export const actors = [...contents.nodes, ...contents.others].map(actorOf);

/** @type {Frame[]} */
export const frames = contents.frames;

/** @type {Line[]} */
export const lines = contents.lines.map(lineOf);

/** The claims without the attitudes, in the order of the text. */
export const inText = claims.slice(0, claimCount).sort(byPlace);

/** What every claim's IRI begins with, unless its code has a scheme. */
export const claimRoot = contents.roots.claim + contents.roots.own;

/** The claims in which each actor takes part, in the text's order. */
const byActor = once(() => {
  /** @type {Map<number, Claim[]>} */
  const found = new Map();
  for (const claim of [...claims].sort(byPlace)) {
    for (const actor of new Set([...doers(claim), ...parties(claim), ...claim.places])) {
      const known = found.get(actor);
      if (known) known.push(claim);
      else found.set(actor, [claim]);
    }
  }
  return found;
});

/** @type {Card[]} */
export const cards = contents.cards.map((/** @type {any} */ row) => {
  const card = cardOf(row, actors, claimsOfActors);
  card.pin = card.view === "events" ? card.key : `${card.view} ${card.key}`;
  return card;
});

/**
 * The numbers of the claims, without attitudes, that name one of some actors, in the text's order.
 * @param {number[]} numbers
 */
function claimsOfActors(numbers) {
  const found = new Set(numbers.flatMap(claimsOfActor));
  return [...found].filter((claim) => claim.number < claimCount).sort(byPlace).map((claim) => claim.number);
}

/** @type {Map<number, string[]>} The code points of the articles. */
const points = new Map();
/** @type {(() => void)[]} */
const textListeners = [];

/**
 * The cards at the end of a line: one, or those of a frame, whose number is negative.
 * @param {number} end
 * @returns {number[]}
 */
export function cardsAt(end) {
  return end < 0 ? frames[-1 - end].cards : [end];
}

/**
 * A function that works its value out when it is first called.
 * @template Value
 * @param {() => Value} work
 * @returns {() => Value}
 */
function once(work) {
  /** @type {Value|undefined} */
  let value;
  return () => (value ??= work());
}

/**
 * @param {Claim} one
 * @param {Claim} other
 */
function byPlace(one, other) {
  return one.article - other.article || begin(one) - begin(other) || one.number - other.number;
}

/** @param {Claim} claim */
export function begin(claim) {
  return claim.evidence.length ? claim.evidence[0][0] : 0;
}

/**
 * The actors in a role, which is one of the lists of a claim.
 * @param {Claim} claim
 * @param {string} role
 * @returns {number[]}
 */
export function actorsIn(claim, role) {
  return /** @type {any} */ (claim)[role];
}

/** @param {Claim} claim */
export function doers(claim) {
  return [...claim.agents, ...claim.possible, ...claim.subject, ...claim.holders];
}

/** @param {Claim} claim */
export function parties(claim) {
  return [...claim.targets, ...claim.recipients, ...claim.object];
}

/**
 * @param {number} actor
 * @returns {Claim[]}
 */
export function claimsOfActor(actor) {
  return byActor().get(actor) || [];
}

/** @param {string} code the end of a claim's IRI, or the whole */
export function claimOfCode(code) {
  const wanted = code.replace(claimRoot, "");
  return claims.findIndex((claim) => claim.code === wanted);
}

/**
 * People at risk are not chosen one by one, not even by a link.
 * @param {string} id
 */
export function actorOfId(id) {
  return actors.findIndex((actor) => actor?.id === id && !actor.protected);
}

/** @param {number} actor */
export function nameOf(actor) {
  const found = actors[actor];
  return found ? found.shown || found.label : "";
}

/**
 * An actor's name and aliases in small letters.
 * @param {number} actor
 */
export function namesOf(actor) {
  const found = actors[actor];
  return found ? [found.label, ...found.aliases].map((name) => name.toLowerCase()) : [];
}

/**
 * Names as one phrase: "France, Germany and Lithuania".
 * @param {number[]} numbers
 */
export function names(numbers, word = texts.and) {
  return joined([...new Set(numbers)].map(nameOf), word);
}

/**
 * Parts as one phrase.
 * @param {string[]} parts
 */
export function joined(parts, word = texts.and) {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${word} ${parts[parts.length - 1]}`;
}

/**
 * Whoever acts, as one phrase; of several who may have, "officials or relatives".
 * @param {Claim} claim
 */
export function doerNames(claim) {
  return names(doers(claim), doersWord(claim));
}

/**
 * The word between those who act: only one of several possible doers acted.
 * @param {Claim} claim
 */
export function doersWord(claim) {
  return claim.possible.length ? texts.or : texts.and;
}

/** @param {Claim} claim */
export function isRelation(claim) {
  return classes[claim.kind].types.includes("Relation");
}

/** @param {number} article */
export function hasText(article) {
  return articles[article].text !== null;
}

/**
 * A stretch of an article's text; offsets count code points, as Python does.
 * @param {number} article
 * @param {Span} span
 */
export function textOf(article, [first, last]) {
  let text = points.get(article);
  if (!text) {
    text = [...(articles[article].text ?? textInHtml(article, articles[article]))];
    points.set(article, text);
  }
  return text.slice(first, last).join("");
}

/**
 * Put the reader's own copy in place; whoever calls has checked its hash.
 * @param {number} article
 * @param {string} text
 */
export function setText(article, text) {
  articles[article].text = text;
  articles[article].sentences = [];
  points.delete(article);
  for (const listener of textListeners) listener();
}

/**
 * Be called when the words of an article have come.
 * @param {() => void} listener
 */
export function onText(listener) {
  textListeners.push(listener);
}

/**
 * The claim's words in the article; empty where they are withheld.
 * @param {Claim} claim
 */
export function wordsOf(claim) {
  if (!hasText(claim.article)) return "";
  const parts = claim.evidence.map((span) => textOf(claim.article, span));
  return parts.map((part) => part.replace(/\s+/g, " ").trim()).join(" … ");
}

/**
 * What was read in a claim: who, what, to whom.
 * @param {Claim} claim
 */
export function readingOf(claim) {
  return [doerNames(claim), verbOf(claim), names(parties(claim))].filter(Boolean).join(" · ");
}

/**
 * The claim's words, or what was read in it where they are withheld.
 * @param {Claim} claim
 */
export function wordsOrReading(claim) {
  return wordsOf(claim) || readingOf(claim);
}

/**
 * The verb, or another word for it, as it is so or not.
 * @param {Claim} claim
 */
export function verbOf(claim, verb = claim.verb) {
  return claim.denied ? `${texts.not}: ${verb}` : verb;
}

/**
 * Where the claim's words are: "10–20, 31–40".
 * @param {Claim} claim
 */
export function spanWords(claim) {
  return claim.evidence.map(([first, last]) => `${first}–${last}`).join(", ");
}

/**
 * Whoever says that a claim is so, the innermost first; empty if it is the article.
 * @param {Claim} claim
 * @returns {number[]}
 */
export function speakersOf(claim) {
  if (claim.by.length) return claim.by;
  return claim.in >= 0 ? doers(claims[claim.in]) : [];
}

/** @param {Claim} claim */
export function saysSo(claim) {
  return texts.saysSo(sourceOf(claim), speakersOf(claim).length > 1);
}

/**
 * Whoever says that a claim is so, as one phrase.
 * @param {Claim} claim
 */
export function sourceOf(claim) {
  const speakers = speakersOf(claim);
  if (speakers.length) return names(speakers);
  return claim.certainty === "alleged" ? texts.nobodyNamed : texts.article;
}

/**
 * The statements around a claim, from the innermost outwards.
 * @param {Claim} claim
 * @returns {Claim[]}
 */
export function statementsAround(claim) {
  const chain = [];
  const seen = new Set([claim.number]);
  let number = claim.in;
  while (number >= 0 && !seen.has(number)) {
    seen.add(number);
    chain.push(claims[number]);
    number = claims[number].in;
  }
  return chain;
}

/**
 * Claims of the same event: those that the graph says are, and those of one kind with the same
 * doer and other party that are so here and not so there.
 * @param {Claim} claim
 * @returns {Claim[]}
 */
export function reportsOf(claim) {
  if (claim.level === "statement" || claim.level === "attitude") return [];
  return inText.filter((other) => other !== claim && isSameEvent(claim, other));
}

/**
 * @param {Claim} one
 * @param {Claim} other
 */
function isSameEvent(one, other) {
  if (one.same.includes(other.number)) return true;
  if (one.kind !== other.kind || one.denied === other.denied) return false;
  return shares(doers(one), doers(other)) && shares(parties(one), parties(other));
}

/**
 * Whether two lists of actors have somebody in common: the same actor, or one of the same identity
 * in another article.
 * @param {number[]} some
 * @param {number[]} others
 */
function shares(some, others) {
  const known = new Set(others.map(identityOf));
  return some.some((number) => known.has(identityOf(number)));
}

/** @param {number} number */
function identityOf(number) {
  return actors[number]?.same || number;
}
