// @ts-check
// What the page carries, as docs/page-data.md describes it, and its rows in full: views/page/packing.py
// shortens them.

const element = /** @type {HTMLElement} */ (document.getElementById("contents"));

/** @type {any} The object as it is written in the page. */
export const contents = JSON.parse(element.textContent || "{}");

const { own, identity } = contents.roots;

/** @type {Record<string, {label: string, types: string[], polarity: string}>} */
export const classes = {};
for (const [name, label, types, polarity] of contents.classes) {
  classes[name] = { label, types: [name, "Claim", ...(types || [])], polarity: polarity || "neutral" };
}
const kinds = Object.keys(classes);

/** @type {Record<string, string>} The IRI of each rule by its name. */
export const ruleIris = {};
for (const [name, end] of Object.entries(contents.rules)) {
  ruleIris[name] = String(end).includes("://") ? end : contents.roots.rule + end;
}
const ruleNames = Object.keys(ruleIris);

/**
 * Offsets as spans.
 * @param {number[]|number} [offsets]
 * @returns {[number, number][]}
 */
function spans(offsets) {
  const list = offsets || [];
  if (typeof list === "number") return [];
  /** @type {[number, number][]} */
  const found = [];
  for (let place = 0; place < list.length; place += 2) found.push([list[place], list[place + 1]]);
  return found;
}

/**
 * @param {any[]} row
 * @param {number} number
 */
export function claimOf([kind, rule, confidence, verb, offsets, cue, code, rest], number) {
  const evidence = spans(offsets);
  const name = kinds[kind];
  const isStatement = classes[name].types.includes("Statement");
  const claim = {
    number, kind: name, rule: ruleNames[rule], confidence: String(confidence), verb, evidence, cue: spans(cue),
    certainty: "asserted", polarity: classes[name].polarity, denied: false, time: "", written: "", tenure: "",
    span: [], article: 0, in: -1, same: [], agents: [], possible: [], targets: [], recipients: [], places: [],
    subject: [], object: [], holders: [], by: [],
    ...(rest || {}),
    code: codeOf(evidence, name, code), content: spans(rest?.content),
  };
  claim.level = isStatement ? "statement" : claim.certainty;
  if (number >= contents.claims.length) claim.level = "attitude";
  return claim;
}

/**
 * The end of a claim's IRI, which its span and kind say unless the row does.
 * @param {[number, number][]} evidence
 * @param {string} kind
 * @param {string|number} [code]
 */
function codeOf(evidence, kind, code) {
  if (code && !String(code).startsWith("-")) return code;
  return `${evidence[0][0]}-${evidence[evidence.length - 1][1]}${code || `-${kind.toLowerCase()}`}`;
}

/**
 * @param {any} row 0 for an event of the network
 * @param {number} number
 */
export function actorOf(row, number) {
  if (!row) return null;
  const [kind, label, code, mentions, rest] = row;
  const id = idOf(label, code);
  const same = identity && /^Q\d+$/.test(id) ? identity + id : "";
  const places = Array.isArray(mentions?.[0]) ? mentions : spans(mentions);
  return {
    number, id, label, kind: kinds[kind] || kind, same, mentions: places,
    aliases: [], unnamed: false, protected: false, sort: "", ...(rest || {}),
  };
}

/**
 * @param {string} label
 * @param {string|number} [code]
 */
function idOf(label, code) {
  if (!code) return own + label.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  const id = String(code);
  return id.startsWith("-") ? own + id.slice(1) : id;
}

/** @param {any[]} row */
export function lineOf([from, to, label, x, y, claims, rest]) {
  return { from, to, label, at: [x, y], claims, certainty: "asserted", polarity: "neutral", ...(rest || {}) };
}

/**
 * A card in full; what its actors say is not in its row.
 * @param {any} row
 * @param {any[]} actors
 * @param {(actors: number[]) => number[]} claimsOf
 */
export function cardOf(row, actors, claimsOf) {
  const first = actors[row.actors[0]];
  return {
    key: first?.id, label: first?.shown || first?.label, kind: first?.kind, docked: [], rows: [], sort: "", protected: false,
    view: "events", ...row,
    claims: row.claims || claimsOf(row.actors),
    members: row.members === 0 ? row.actors : row.members || [],
  };
}
