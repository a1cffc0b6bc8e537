// @ts-check
// Claims as Turtle, in the terms of the graph that the page was made from.

import {
  actors,
  actorsIn,
  articles,
  claimCount,
  claims,
  classes,
  contents,
  hasText,
  ruleIris,
  statementsAround,
  textOf,
} from "./data.js";
import { actorIri, claimIri } from "./iris.js";
import { words } from "./sharing_words.js";
import { words as texts } from "./words.js";

/** @typedef {import("./data.js").Claim} Claim */
/** @typedef {import("./data.js").Span} Span */

/** @type {Record<string, string>} */
const TERMS = {
  agents: "agent",
  possible: "possibleAgent",
  targets: "target",
  recipients: "recipient",
  places: "place",
  subject: "subject",
  object: "object",
  by: "attributedTo",
};

/** @param {Claim[]} shown */
export function turtleOf(shown) {
  const held = withStatements(shown);
  const involved = [...new Set(held.flatMap(actorsOf))].sort((one, other) => one - other);
  const lines = [
    ...Object.entries(contents.prefixes).map(([name, iri]) => `@prefix ${name}: ${angle(iri)} .`),
    `# ${texts.shown(held.length, claimCount)}. ${words.caution}`,
    ...articlesOf(held).map(articleLine),
    ...involved.map(actorLine),
    ...rulesOf(held).map(ruleLine),
    ...spansOf(held),
    ...held.map(claimLines),
  ];
  return `${lines.join("\n")}\n`;
}

/** @param {Claim} claim */
function actorsOf(claim) {
  return Object.keys(TERMS).flatMap((key) => actorsIn(claim, key));
}

/** @param {Claim[]} held */
function rulesOf(held) {
  const rules = new Set(held.map((claim) => claim.rule));
  return [...rules].filter((rule) => ruleIris[rule]);
}

/** @param {string} rule */
function ruleLine(rule) {
  return `${angle(ruleIris[rule])} a ag:Rule ; rdfs:label ${quoted(rule)} .`;
}

/** @param {import("./data.js").Article} article */
function articleLine(article) {
  const parts = [
    `${angle(article.id)} a ag:Article`,
    `ag:sha256 ${quoted(article.sha256)}`,
    `ag:length ${article.length}`,
    article.title && `dct:title ${quoted(article.title)}`,
    article.publisher && `dct:publisher ${quoted(article.publisher)}`,
    article.issued && `dct:issued ${quoted(article.issued)}`,
  ];
  return `${parts.filter(Boolean).join(" ; ")} .`;
}

/** @param {number} number */
function actorLine(number) {
  const actor = actors[number];
  if (!actor) return "";
  const parts = [
    `${angle(actorIri(number))} a ag:${actor.kind}`,
    `rdfs:label ${quoted(actor.label)}`,
    actor.unnamed && "ag:unnamed true",
    actor.protected && "ag:protected true",
    actor.same && `skos:exactMatch ${angle(actor.same)}`,
  ];
  return `${parts.filter(Boolean).join(" ; ")} .`;
}

/** @param {Claim[]} held */
function spansOf(held) {
  /** @type {Map<string, string>} */
  const lines = new Map();
  for (const claim of held) {
    for (const span of claim.evidence) lines.set(spanIri(claim, span), spanLine(claim, span));
  }
  return [...lines.values()];
}

/**
 * @param {Claim} claim
 * @param {Span} span
 */
function spanIri(claim, [begin, end]) {
  return `${articles[claim.article].id}#char=${begin},${end}`;
}

/**
 * @param {Claim} claim
 * @param {Span} span
 */
function spanLine(claim, span) {
  const [begin, end] = span;
  const parts = [
    `${angle(spanIri(claim, span))} a ag:Span`,
    `nif:beginIndex ${begin}`,
    `nif:endIndex ${end}`,
    `nif:referenceContext ${angle(articles[claim.article].id)}`,
    hasText(claim.article) && `nif:anchorOf ${quoted(textOf(claim.article, span))}`,
  ];
  return `${parts.filter(Boolean).join(" ; ")} .`;
}

/** @param {Claim} claim */
function claimLines(claim) {
  const { types = [claim.kind, "Claim"], label = "" } = classes[claim.kind] || {};
  const parts = [
    `a ${types.map((/** @type {string} */ type) => `ag:${type}`).join(" , ")}`,
    `ag:factuality ag:${factuality(claim)}`,
    `ag:negated ${claim.denied}`,
    `ag:confidence ${Number(claim.confidence)}`,
    ...Object.entries(TERMS).map(([key, term]) => roleLine(claim, key, term)),
    verbLine(claim, label),
    claim.tenure && `ag:tenure ${quoted(claim.tenure)}`,
    claim.time && `ag:time ${quoted(claim.time)}`,
    claim.written && `ag:timeText ${quoted(claim.written)}`,
    claim.in >= 0 && `ag:saidIn ${claimAngle(claim.in)}`,
    claim.same.length && `ag:sameEventAs ${claim.same.map(claimAngle).join(" , ")}`,
    `ag:evidence ${claim.evidence.map((span) => angle(spanIri(claim, span))).join(" , ")}`,
    `ag:reportedIn ${angle(articles[claim.article].id)}`,
    ruleIris[claim.rule] && `ag:foundBy ${angle(ruleIris[claim.rule])}`,
  ];
  return `${angle(claimIri(claim))} ${parts.filter(Boolean).join(" ;\n  ")} .`;
}

/** @param {number} number */
function claimAngle(number) {
  return angle(claimIri(claims[number]));
}

/**
 * @param {Claim} claim
 * @param {string} key
 * @param {string} term
 */
function roleLine(claim, key, term) {
  const iris = actorsIn(claim, key).map((number) => angle(actorIri(number)));
  return iris.length ? `ag:${term} ${iris.join(" , ")}` : "";
}

/**
 * A relation has a title, unless that is only the class's own name; anything else has a verb.
 * @param {Claim} claim
 * @param {string} label
 */
function verbLine(claim, label) {
  if (!claim.subject.length) return `ag:verb ${quoted(claim.verb)}`;
  return claim.verb === label ? "" : `ag:title ${quoted(claim.verb)}`;
}

/** @param {Claim} claim */
function factuality({ certainty }) {
  if (certainty === "reported") return "Asserted";
  return certainty[0].toUpperCase() + certainty.slice(1);
}

/** @param {string} text */
function quoted(text) {
  const escaped = String(text)
    .replace(/[\\"]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\p{Cc}/gu, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escaped}"`;
}

/** @param {any} iri */
function angle(iri) {
  const safe = String(iri).replace(
    /[\0-\x20<>"{}|^`\\]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `<${safe}>`;
}

/**
 * The claims and the statements around them, so that nothing loses the voice that said it.
 * @param {Claim[]} shown
 */
function withStatements(shown) {
  const whole = new Set(shown.flatMap((claim) => [claim, ...statementsAround(claim)]));
  return [...whole].sort((one, other) => one.number - other.number);
}

/** @param {Claim[]} shown */
function articlesOf(shown) {
  return [...new Set(shown.map((claim) => claim.article))].map((number) => articles[number]);
}
