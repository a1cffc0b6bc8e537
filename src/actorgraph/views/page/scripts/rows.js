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
  const usual = name.replace(/(?<=.)[A-Z]/g, " $&").toLowerCase();
  classes[name] = { label: label || usual, types: [name, "Claim", ...(types || [])], polarity: polarity || "neutral" };
}
const kinds = Object.keys(classes);

/** @type {Record<string, string>} The IRI of each rule by its name. */
export const ruleIris = {};
for (const [name, end] of Object.entries(contents.rules)) {
  const known = end || `${slugOf(name)}/${contents.roots.version}`;
  ruleIris[name] = String(known).includes("://") ? known : contents.roots.rule + known;
}
const ruleNames = Object.keys(ruleIris);

/**
 * What many rows have, by its letter.
 * @type {Record<string, string>}
 */
const names = {
  a: "agents", b: "by", c: "certainty", h: "holders", l: "label", m: "members", n: "aliases",
  o: "object", p: "polarity", q: "content", r: "recipients", s: "subject", t: "targets", v: "view",
};

/**
 * The rest of a row with whole names.
 * @param {Record<string, any>} [rest]
 */
function named(rest) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const key in rest || {}) found[names[key] || key] = rest?.[key];
  return found;
}

/** A name in small letters with hyphens. */
function slugOf(/** @type {string} */ name) {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/**
 * Spans from a list of distances: each begin and end counts from the offset before it.
 * @param {number[]|number} [distances]
 * @param {number} [at] from where the first one counts
 * @returns {[number, number][]}
 */
function spans(distances, at = 0) {
  const list = distances || [];
  if (typeof list === "number") return [];
  /** @type {[number, number][]} */
  const found = [];
  let offset = at;
  for (let place = 0; place < list.length; place += 2) {
    const begin = offset + list[place];
    offset = begin + list[place + 1];
    found.push([begin, offset]);
  }
  return found;
}

/** @type {never[]} */
const none = [];

/** What a claim is unless its row says otherwise; nobody writes into its lists. */
const usualClaim = {
  certainty: "asserted", denied: false, time: "", written: "", tenure: "", span: none, article: 0, in: -1, same: none,
  agents: none, possible: none, targets: none, recipients: none, places: none, subject: none, object: none,
  holders: none, by: none,
};

/**
 * @param {any[]} row
 * @param {number} number
 */
export function claimOf([kind, rule, confidence, verb, offsets, cue, code, rest], number) {
  const evidence = spans(offsets);
  const start = evidence[0]?.[0];
  const name = kinds[kind];
  const isStatement = classes[name].types.includes("Statement");
  /** @type {any} */
  const claim = {
    ...usualClaim,
    number, kind: name, rule: ruleNames[rule], confidence: String(confidence), verb, evidence, cue: spans(cue, start),
    polarity: classes[name].polarity, code: codeOf(evidence, name, code),
  };
  for (const key in rest) claim[names[key] || key] = rest[key];
  claim.content = spans(claim.content, start);
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
  const [kind, label, code, rest] = row;
  const id = idOf(label, code);
  const same = identity && /^Q\d+$/.test(id) ? identity + id : "";
  return {
    number, id, label, kind: kinds[kind] || kind, same, aliases: [], unnamed: false, protected: false, ...named(rest),
  };
}

/**
 * @param {string} label
 * @param {string|number} [code]
 */
function idOf(label, code) {
  if (!code) return own + slugOf(label);
  const id = String(code);
  return id.startsWith("-") ? own + id.slice(1) : id;
}

/** @param {any[]} row */
export function lineOf([from, to, label, x, y, claims, rest]) {
  return { from, to, label, at: [x, y], claims, certainty: "asserted", polarity: "neutral", ...named(rest) };
}

/**
 * A card in full; what its actors say is not in its row.
 * @param {any[]} row
 * @param {any[]} actors
 * @param {(actors: number[]) => number[]} claimsOf
 * @returns {any}
 */
export function cardOf([numbers, box, rows, rest], actors, claimsOf) {
  const first = actors[numbers[0]];
  let { claims, members, ...more } = named(rest);
  return {
    key: first?.id, label: first?.shown || first?.label, protected: false, view: "events", actors: numbers, box, rows: rows || [], ...more,
    get claims() {
      claims ||= claimsOf(numbers);
      return claims;
    },
    members: members === 0 ? numbers : members || [],
  };
}
