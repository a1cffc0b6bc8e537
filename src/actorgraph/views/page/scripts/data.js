// @ts-check
// What the page holds: docs/page-data.md describes it. Nothing here changes.

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
 * @property {Span} sentence
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
 * @property {string} kind
 * @property {string[]} aliases
 * @property {boolean} unnamed
 * @property {boolean} protected
 * @property {string} same
 * @property {string} sort
 * @property {number[][]} mentions
 */
/** @typedef {{key: string, actors: number[], label: string, kind: string, docked: [number, string, string][], rows: number[], claims: number[], sort: string, box: number[]}} Card */
/** @typedef {{from: number, to: number, claims: number[], label: string, certainty: string, polarity: string, path: string, at: [number, number]}} Line */
/** @typedef {{id: string, title: string, publisher: string, issued: string, url: string, sha256: string, length: number, text: string|null, notices: Span[], headings: Span[]}} Article */

const element = /** @type {HTMLElement} */ (document.getElementById("contents"));

/** @type {any} The object as it is written in the page. */
export const contents = JSON.parse(element.textContent || "{}");

const EMPTY_CLAIM = {
  denied: false, time: "", written: "", tenure: "", span: [], article: 0, evidence: [], content: [],
  cue: [], in: -1, same: [], agents: [], possible: [], targets: [], recipients: [], places: [],
  subject: [], object: [], holders: [], by: [],
};
const EMPTY_ACTOR = {
  aliases: [], unnamed: false, protected: false, same: "", sort: "", mentions: [],
};

/** @type {Article[]} */
export const articles = contents.articles;

/** How many of `claims` are claims; the attitudes follow them. */
export const claimCount = contents.claims.length;

/** @type {Claim[]} */
export const claims = [...contents.claims, ...contents.attitudes].map(fullClaim);

/** @type {(Actor|null)[]} An event of the network has a number, too, and is null here. */
export const actors = [...contents.nodes, ...contents.others].map(fullActor);

/** @type {Card[]} */
export const cards = contents.cards || [];

/** @type {Line[]} */
export const lines = contents.lines || [];

/**
 * @param {any} row
 * @param {number} number
 * @returns {Claim}
 */
function fullClaim(row, number) {
  const claim = { ...EMPTY_CLAIM, ...row, number };
  claim.level = levelOf(claim);
  claim.sentence = row.sentence || claim.evidence[0] || [0, 0];
  return claim;
}

/** @param {Claim} claim */
function levelOf(claim) {
  if (claim.number >= claimCount) return "attitude";
  const { types } = contents.classes[claim.kind];
  return types.includes("Statement") ? "statement" : claim.certainty;
}

/**
 * @param {any} row
 * @param {number} number
 * @returns {Actor|null}
 */
function fullActor(row, number) {
  return row ? { ...EMPTY_ACTOR, ...row, number } : null;
}
