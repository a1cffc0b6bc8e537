// @ts-check
// Files of the claims that are shown. Every row and every edge carries how sure it is; an event
// stands between its actors, so that nothing reads as a fact about two of them.

import {
  actors,
  claims,
  hasText,
  names,
  parties,
  speakersOf,
  wordsOf,
} from "./data.js";
import { onClick } from "./dom.js";
import { passing } from "./filter.js";
import { actorIri, claimIri } from "./iris.js";
import { save, xml } from "./saving.js";
import { turtleOf } from "./turtle.js";
import { words } from "./words.js";

/** @typedef {import("./data.js").Claim} Claim */
/** @typedef {Record<string, string|number|boolean>} Row */

/** @type {Record<string, {type: string, write: () => string}>} */
const FORMATS = {
  csv: { type: "text/csv", write: () => csvOf(passing()) },
  ttl: { type: "text/turtle", write: () => turtleOf(passing()) },
  gexf: { type: "application/xml", write: () => gexfOf(passing()) },
  graphml: { type: "application/xml", write: () => graphmlOf(passing()) },
};

/** Bind the buttons that save a file of data. */
export function bindWriters() {
  onClick("[data-save]", ({ dataset: { save: ending = "" } }) => {
    const format = FORMATS[ending];
    if (format) save(format.write(), format.type, ending);
  });
}

// Table ------------------------------------------------------------------------------------------

const HEADINGS = [
  "claim",
  "class",
  "doers",
  "verb",
  "others",
  "certainty",
  "denied",
  "according to",
  "time",
  "words",
  "begin",
  "end",
];

/** @param {Claim[]} shown */
function csvOf(shown) {
  const rows = [HEADINGS, ...shown.map(csvRow)];
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {Claim} claim */
function csvRow(claim) {
  const known = [...claim.agents, ...claim.subject, ...claim.holders];
  const doers = known.length ? listed(known) : listed(claim.possible, ` ${words.or} `);
  const { evidence } = claim;
  return [
    claimIri(claim),
    claim.kind,
    doers,
    claim.verb,
    listed(parties(claim)),
    claim.certainty,
    claim.denied,
    listed(speakersOf(claim)),
    claim.time,
    hasText(claim.article) ? wordsOf(claim) : "",
    evidence.length ? evidence[0][0] : "",
    evidence.length ? evidence[evidence.length - 1][1] : "",
  ];
}

/**
 * @param {number[]} numbers
 * @param {string} [between]
 */
function listed(numbers, between = "; ") {
  return numbers.map((number) => names([number])).join(between);
}

/**
 * A cell; a spreadsheet runs what begins like a formula, so such a cell begins with an apostrophe.
 * @param {string|number|boolean} value
 */
function cell(value) {
  const text = String(value);
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

// Networks ---------------------------------------------------------------------------------------

const NODE_KEYS = [
  "label",
  "kind",
  "action",
  "certainty",
  "denied",
  "polarity",
  "time",
  "accordingTo",
];
const EDGE_KEYS = ["label", "role", "claim", "certainty", "denied", "polarity", "accordingTo"];
/** How an edge of an event calls each list of actors. */
const ROLES = /** @type {const} */ ({
  agents: "agent",
  possible: "possibleAgent",
  targets: "target",
  recipients: "recipient",
  places: "place",
});

/**
 * The nodes and edges of the claims shown: actors, and the events between them.
 * @param {Claim[]} shown
 * @returns {{nodes: Row[], edges: Row[]}}
 */
function networkOf(shown) {
  const edges = shown.flatMap(edgesOf);
  const events = shown.filter((claim) => !claim.subject.length).map(eventRow);
  const known = new Set(shown.flatMap(takingPart));
  const people = [...known].sort((one, other) => one - other).map(actorRow);
  const ids = new Set([...people, ...events].map((row) => String(row.id)));
  const whole = edges.filter((edge) => ids.has(String(edge.from)) && ids.has(String(edge.to)));
  return {
    nodes: [...people, ...events],
    edges: whole.map((edge, place) => ({ ...edge, id: `e${place}` })),
  };
}

/** @param {Claim} claim */
function takingPart(claim) {
  const roles = /** @type {(keyof typeof ROLES)[]} */ (Object.keys(ROLES));
  return [...roles.flatMap((role) => claim[role]), ...claim.subject, ...claim.object];
}

/** @param {number} number */
function actorRow(number) {
  const actor = actors[number];
  return {
    ...emptyRow(NODE_KEYS),
    id: actorIri(number),
    label: actor?.label || "",
    kind: actor?.kind || "",
    denied: false,
  };
}

/** @param {Claim} claim */
function eventRow(claim) {
  return {
    ...howSure(claim),
    id: claimIri(claim),
    label: worded(claim.verb, claim),
    kind: claim.level === "statement" ? "Statement" : "Action",
    action: claim.kind,
    time: claim.time,
  };
}

/**
 * @param {Claim} claim
 * @returns {Row[]}
 */
function edgesOf(claim) {
  if (claim.subject.length) return relationEdges(claim);
  const event = claimIri(claim);
  /** @type {Row[]} */
  const rows = [];
  for (const [key, role] of Object.entries(ROLES)) {
    const isDoer = role === "agent" || role === "possibleAgent";
    for (const actor of claim[/** @type {keyof typeof ROLES} */ (key)]) {
      const ends = isDoer ? [actorIri(actor), event] : [event, actorIri(actor)];
      rows.push(edgeRow(claim, role, ends[0], ends[1]));
    }
  }
  if (claim.in >= 0) rows.push(edgeRow(claim, "saidIn", event, claimIri(claims[claim.in])));
  return rows;
}

/** @param {Claim} claim */
function relationEdges(claim) {
  const rows = [];
  for (const begin of claim.subject) {
    for (const end of claim.object) {
      const edge = edgeRow(claim, claim.kind, actorIri(begin), actorIri(end));
      rows.push({ ...edge, label: worded(claim.verb, claim) });
    }
  }
  return rows;
}

/**
 * @param {Claim} claim
 * @param {string} role
 * @param {string} from
 * @param {string} to
 * @returns {Row}
 */
function edgeRow(claim, role, from, to) {
  return { ...howSure(claim), label: worded(role, claim), role, claim: claimIri(claim), from, to };
}

/** @param {Claim} claim */
function howSure(claim) {
  return {
    certainty: claim.certainty,
    denied: claim.denied,
    polarity: claim.polarity,
    accordingTo: listed(speakersOf(claim)),
  };
}

/**
 * @param {string} text
 * @param {Claim} claim
 */
function worded(text, claim) {
  const isPlain = claim.certainty === "asserted" || claim.certainty === "reported";
  const word = isPlain ? "" : ` (${claim.certainty})`;
  return `${claim.denied ? "not " : ""}${text}${word}`;
}

/** @param {string[]} keys */
function emptyRow(keys) {
  return Object.fromEntries(keys.map((key) => [key, ""]));
}

/** @param {string} key */
function typeOf(key) {
  return key === "denied" ? "boolean" : "string";
}

/** @param {Claim[]} shown */
function graphmlOf(shown) {
  const { nodes, edges } = networkOf(shown);
  const nodeLines = nodes.map(
    (row) => `<node id="${xml(row.id)}">${graphmlValues(row, NODE_KEYS, "n")}</node>`,
  );
  const edgeLines = edges.map(
    (row) =>
      `<edge id="${row.id}" source="${xml(row.from)}" target="${xml(row.to)}">` +
      `${graphmlValues(row, EDGE_KEYS, "e")}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...graphmlKeys(NODE_KEYS, "n", "node"),
    ...graphmlKeys(EDGE_KEYS, "e", "edge"),
    '<graph edgedefault="directed">',
    ...nodeLines,
    ...edgeLines,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

/**
 * @param {string[]} keys
 * @param {string} letter
 * @param {string} what
 */
function graphmlKeys(keys, letter, what) {
  return keys.map(
    (key, place) =>
      `<key id="${letter}${place}" for="${what}" attr.name="${key}" attr.type="${typeOf(key)}"/>`,
  );
}

/**
 * @param {Row} row
 * @param {string[]} keys
 * @param {string} letter
 */
function graphmlValues(row, keys, letter) {
  return keys
    .map((key, place) => `<data key="${letter}${place}">${xml(row[key])}</data>`)
    .join("");
}

/** @param {Claim[]} shown */
function gexfOf(shown) {
  const { nodes, edges } = networkOf(shown);
  const nodeKeys = NODE_KEYS.slice(1);
  const edgeKeys = EDGE_KEYS.slice(1);
  const nodeLines = nodes.map(
    (row) => `<node id="${xml(row.id)}" label="${xml(row.label)}">${gexfValues(row, nodeKeys)}</node>`,
  );
  const edgeLines = edges.map(
    (row) =>
      `<edge id="${row.id}" source="${xml(row.from)}" target="${xml(row.to)}" ` +
      `label="${xml(row.label)}">${gexfValues(row, edgeKeys)}</edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
    '<graph defaultedgetype="directed" mode="static">',
    gexfKeys("node", nodeKeys),
    gexfKeys("edge", edgeKeys),
    `<nodes>\n${nodeLines.join("\n")}\n</nodes>`,
    `<edges>\n${edgeLines.join("\n")}\n</edges>`,
    "</graph>",
    "</gexf>",
    "",
  ].join("\n");
}

/**
 * @param {string} what
 * @param {string[]} keys
 */
function gexfKeys(what, keys) {
  const declared = keys.map(
    (key, place) => `<attribute id="${place}" title="${key}" type="${typeOf(key)}"/>`,
  );
  return `<attributes class="${what}">${declared.join("")}</attributes>`;
}

/**
 * @param {Row} row
 * @param {string[]} keys
 */
function gexfValues(row, keys) {
  const values = keys.map((key, place) => `<attvalue for="${place}" value="${xml(row[key])}"/>`);
  return `<attvalues>${values.join("")}</attvalues>`;
}
