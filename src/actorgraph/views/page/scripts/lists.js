// @ts-check
// Who's who, the timeline, the quotes and the table, which are built when their tab first opens.

import {
  actors, claims, claimsOfActor, contents, doerNames, doers, hasText, inText, isRelation, nameOf, names, namesOf, parties,
  readingOf, saysSo, sourceOf, verbOf, wordsOf,
} from "./data.js";
import { byId, capital, make } from "./dom.js";
import { undatedCount } from "./filter.js";
import { kinds, lanes, levels, words } from "./words.js";

/** @type {Record<string, () => Node[]>} */
const BUILDERS = { who: whoIsWho, timeline, quotes, table };

/**
 * Build the list of a tab, unless it is there.
 * @param {string} tab
 */
export function buildList(tab) {
  const list = byId(tab);
  const build = BUILDERS[tab];
  if (!build || list.dataset.built) return;
  list.dataset.built = "";
  list.replaceChildren(...build());
}

/**
 * A claim as a button: who, unless its words say it, and the words; else the reading.
 * @param {number} number
 * @param {boolean} [isUnderName] below a speaker's name, her statements need not say who speaks
 */
export function claimButton(number, isUnderName = false) {
  const nodes = claimNodes(number);
  return make("button", { "data-claim": number }, ...(isUnderName ? nodes.slice(-1) : nodes));
}

/**
 * @param {number} number
 * @returns {(Node|string)[]}
 */
export function claimNodes(number) {
  const claim = claims[number];
  const isWithheld = !hasText(claim.article);
  const element = make(isWithheld ? "em" : "q", {}, isWithheld ? readingOf(claim) : wordsOf(claim));
  const who = isWithheld ? "" : unsaidDoer(number);
  return who ? [`${who} `, element] : [element];
}

/** @param {number} number */
function unsaidDoer(number) {
  const claim = claims[number];
  const text = wordsOf(claim).toLowerCase();
  const isSaid = doers(claim).some((doer) => namesOf(doer).some((name) => text.includes(name)));
  return isSaid ? "" : doerNames(claim);
}

/** @returns {Node[]} */
function whoIsWho() {
  const nodes = [];
  for (const [kind, heading] of Object.entries(kinds)) {
    const profiles = contents.who[kind];
    if (!profiles) continue;
    nodes.push(headed(heading, profiles.length), make("ul", { className: `profiles ${kind}` }, ...profiles.map(profile)));
  }
  const [groups, about] = contents.who.risk;
  if (groups) nodes.push(headed(words.atRisk, groups), make("p", { className: "quiet" }, words.together(about)));
  return nodes;
}

/**
 * @param {Node|string} heading
 * @param {number} count
 */
function headed(heading, count) {
  return make("h2", {}, heading, " ", make("b", {}, String(count)));
}

/** @param {any[]|number} found an actor, with offices if there are any */
function profile(found) {
  const [actor, ...offices] = [found].flat();
  const all = claimsOfActor(actor);
  const by = all.filter((claim) => doers(claim).includes(actor));
  const about = all.filter((claim) => parties(claim).includes(actor));
  const first = [...by, ...about].find((claim) => !isRelation(claim));
  const counts = [by.length && words.byThem(by.length), about.length && words.aboutThem(about.length)].filter(Boolean).join(" · ");
  const row = make("li", {}, nameButton(actor));
  for (const office of offices) row.append(make("span", {}, office));
  row.append(make("small", {}, counts));
  if (first) row.append(claimButton(first.number));
  return row;
}

/** @param {number} actor */
function nameButton(actor) {
  return make("button", { "className": "name", "data-actor": actor }, make("bdi", {}, capital(nameOf(actor))));
}

/** People at risk are not chosen one by one, and -1 is nobody named. */
function speakerName(/** @type {number} */ speaker) {
  if (speaker < 0) return capital(words.nobodyNamed);
  return actors[speaker]?.protected ? capital(nameOf(speaker)) : nameButton(speaker);
}

/** @returns {Node[]} */
function timeline() {
  const nodes = [];
  for (const [lane, heading] of Object.entries(lanes)) {
    const numbers = contents.lanes[lane];
    if (numbers) nodes.push(headed(heading, numbers.length), make("ul", { className: "events" }, ...numbers.map(event)));
  }
  return [...nodes, make("p", { id: "undated", className: "quiet" }, words.undated(undatedCount))];
}

/** @param {number} number */
function event(number) {
  const claim = claims[number];
  const written = claim.written ? ` · “${claim.written}”` : "";
  const what = make("div", {}, claimButton(number), " ", make("small", {}, saysSo(claim) + written));
  return make("li", {}, make("time", {}, claim.time), what);
}

/** @returns {Node[]} */
function quotes() {
  /** @type {Map<number, number[]>} */
  const inside = new Map();
  for (const claim of inText) {
    if (claim.in >= 0) inside.set(claim.in, [...(inside.get(claim.in) || []), claim.number]);
  }
  if (!contents.voices.length) return [make("p", { className: "quiet" }, words.nobodySays)];
  return contents.voices.flatMap((/** @type {number[]} */ [speaker, ...said]) => {
    const rows = said.map((number) => quote(number, inside.get(number) || []));
    return [headed(speakerName(speaker), said.length), make("ul", { className: "said" }, ...rows)];
  });
}

/**
 * @param {number} number
 * @param {number[]} inside
 */
function quote(number, inside) {
  const row = make("li", {}, claimButton(number, true));
  if (inside.length) row.append(make("ul", {}, ...inside.map((claim) => make("li", {}, claimButton(claim)))));
  return row;
}

/** @returns {Node[]} */
function table() {
  const heads = words.columns.map((name, column) => {
    return make("th", { scope: "col" }, make("button", { "data-column": column }, name));
  });
  const rows = inText.map((claim) => {
    const cells = [
      claimButton(claim.number), doerNames(claim), verbOf(claim), names(parties(claim)), levels[claim.level],
      sourceOf(claim), claim.time,
    ];
    // A phone leaves out how sure it is where the source says all.
    return make("tr", { className: claim.level }, ...cells.map((cell) => make("td", {}, cell)));
  });
  return [make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows))];
}
