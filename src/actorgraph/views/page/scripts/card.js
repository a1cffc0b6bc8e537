// @ts-check
// Below the map: In short, or the chosen claim with its chain, or the claims that are shown.

import {
  actors, articles, cards, cardsAt, claims, classes, doers, doersWord, hasText, isRelation, lines, nameOf, names, parties, readingOf,
  reportsOf, saysSo, spanWords, speakersOf, statementsAround, verbOf, wordsOf, claimCount,
} from "./data.js";
import { around, byId, capital, make } from "./dom.js";
import { conditions, isFiltered } from "./filter.js";
import { stepBack, showAll } from "./choose.js";
import { copyText } from "./copying.js";
import { currentLink } from "./link.js";
import { claimButton } from "./lists.js";
import { cardChosen, claimsChosen, claimsShown } from "./shown.js";
import { get, subscribe } from "./state.js";
import { capitals, levels, words } from "./words.js";

/** @typedef {import("./data.js").Claim} Claim */

const MOST_ROWS = 400;

/** Bind the place below the map. */
export function bindCard() {
  subscribe(drawFoot);
  byId("foot").addEventListener("click", act);
}

/** @param {MouseEvent} event */
function act(event) {
  const name = around(event, "[data-act]")?.dataset.act;
  if (name === "close") stepBack();
  if (name === "all") showAll();
  if (name === "link") copyText(currentLink(), words.linkCopied);
}

function drawFoot() {
  const foot = byId("foot");
  const hadFocus = foot.contains(document.activeElement);
  const { claim } = get();
  const isPicked = claimsChosen() !== null;
  const isList = isPicked || isFiltered();
  const chosen = byId("chosen");
  foot.classList.toggle("sheet", claim >= 0);
  foot.classList.toggle("picked", isPicked);
  byId("short").hidden = claim >= 0 || isList;
  chosen.hidden = claim < 0 && !isList;
  chosen.className = claim >= 0 ? "claim" : "listed";
  chosen.replaceChildren(...(claim >= 0 ? claimCard(claims[claim]) : []), ...(claim < 0 && isList ? claimList() : []));
  foot.scrollTop = 0;
  if (hadFocus && !foot.contains(document.activeElement)) foot.focus({ preventScroll: true });
}

/** @param {Claim} claim */
function claimCard(claim) {
  const left = make("div", { className: "what" }, badges(claim), quotation(claim), roles(claim));
  const reports = reportsOf(claim);
  if (reports.length) left.append(otherReports(reports));
  left.append(make("p", { className: "note" }, provenance(claim)));
  const right = make("div", { className: "whence" });
  right.append(make("h3", {}, words.chain), chain(claim), acts());
  return [left, right, closeButton()];
}

/** @param {Claim} claim */
function badges(claim) {
  const { label } = classes[claim.kind];
  const line = make("p", { className: "badges" });
  line.append(make("span", { className: `badge ${claim.level}` }, levels[claim.level]));
  if (claim.denied) line.append(make("span", { className: "badge denied" }, words.denied));
  const hasTone = claim.polarity !== "neutral" && claim.level !== "statement";
  if (hasTone) line.append(make("span", { className: `badge ${claim.polarity}` }, capitals[claim.polarity]));
  line.append(make("span", { className: "kind" }, label));
  if (claim.written || claim.time) line.append(make("span", { className: "kind" }, dateOf(claim)));
  return line;
}

/** @param {Claim} claim */
function dateOf(claim) {
  if (!claim.written) return `· ${claim.time}`;
  return claim.time ? `· “${claim.written}”, ${claim.time}` : `· “${claim.written}”`;
}

/** @param {Claim} claim */
function quotation(claim) {
  if (hasText(claim.article)) return make("blockquote", {}, `“${wordsOf(claim)}”`);
  return make("div", {}, make("blockquote", {}, readingOf(claim)), make("p", { className: "note" }, words.withheld));
}

/** @param {Claim} claim */
function roles(claim) {
  const list = make("dl");
  const isOffice = isRelation(claim);
  let action = words.didWhat;
  if (claim.level === "statement") action = words.how;
  if (isOffice) action = words.office;
  addRole(list, words.who, doers(claim), claim.possible.length ? ` ${words.or} ` : ", ");
  list.append(make("dt", {}, action), make("dd", {}, verbOf(claim)));
  addRole(list, isOffice ? words.ofWhom : words.toWhom, parties(claim));
  addRole(list, words.where, claim.places);
  return list;
}

/**
 * @param {HTMLElement} list
 * @param {string} role
 * @param {number[]} numbers
 */
function addRole(list, role, numbers, separator = ", ") {
  if (!numbers.length) {
    if (role === words.who) list.append(make("dt", {}, role), make("dd", { className: "quiet" }, words.nobodyNamed));
    return;
  }
  const place = make("dd");
  [...new Set(numbers)].forEach((number, index) => {
    if (index > 0) place.append(separator);
    place.append(actorNode(number));
  });
  list.append(make("dt", {}, role), place);
}

/** An actor's name, which chooses it; people at risk are not chosen one by one. */
function actorNode(/** @type {number} */ number) {
  const actor = actors[number];
  if (!actor || actor.protected) return names([number]);
  return make("button", { "className": "name", "data-actor": number }, nameOf(number));
}

/** @param {Claim} claim */
function chain(claim) {
  const list = make("ol", { className: "chain" });
  const around = statementsAround(claim);
  const speakers = speakersOf(claim);
  const isAlleged = claim.certainty === "alleged" && !speakers.length;
  if (isAlleged) list.append(make("li", {}, words.nobodyIsNamed));
  if (speakers.length && !around.length) list.append(make("li", {}, saysSo(claim)));
  for (const statement of around) list.append(step(statement, claim));
  list.append(make("li", {}, words.reportsIt), make("li", {}, words.youRead));
  return list;
}

/**
 * @param {Claim} statement
 * @param {Claim} claim
 */
function step(statement, claim) {
  const isInnermost = statement.number === claim.in;
  const who = isInnermost && claim.by.length ? claim.by : doers(statement);
  const text = words.saysSo(names(who, doersWord(statement)) || words.nobodyNamed, who.length > 1);
  return make("li", {}, make("button", { "className": "name", "data-claim": statement.number }, text));
}

/** @param {Claim[]} reports */
function otherReports(reports) {
  const list = make("ul");
  for (const report of reports) {
    const mark = report.denied ? words.notSo : words.so;
    const button = claimButton(report.number);
    list.append(make("li", {}, make("b", {}, mark), " ", button, make("small", {}, ` ${saysSo(report)}`)));
  }
  return make("div", { className: "reports" }, make("h3", {}, words.sameEvent), list);
}

function acts() {
  const row = make("div", { className: "acts" });
  /** @type {[string, string, string][]} */
  const buttons = [
    [words.cite, "cite", "c"],
    [words.copyLink, "link", "l"],
    [words.addToStory, "story", "s"],
    [words.misread, "misread", ""],
  ];
  for (const [text, name, key] of buttons) {
    const button = make("button", { "className": "pill", "data-act": name }, text);
    if (key) button.append(" ", make("kbd", { "aria-hidden": "true" }, key));
    row.append(button);
  }
  return row;
}

/** @param {Claim} claim */
function provenance(claim) {
  const title = articles.length > 1 ? ` ${articles[claim.article].title}.` : "";
  return `${words.readBy(claim.rule, claim.confidence)} ${words.characters(spanWords(claim))}${title}`;
}

function closeButton() {
  return make("button", { "className": "close", "data-act": "close", "aria-label": words.close }, "×");
}

/** The claims that are shown, with what they belong to. */
function claimList() {
  const shown = claimsShown();
  const head = make("div", { className: "head" }, ...heading(shown));
  const list = make("ul");
  for (const claim of shown.slice(0, MOST_ROWS)) list.append(row(claim));
  if (!shown.length) return [head, make("p", {}, words.nothingPasses(conditions())), allButton(), closeButton()];
  return [head, list, closeButton()];
}

/** @param {Claim} claim */
function row(claim) {
  const button = claimButton(claim.number);
  const sure = claim.level === "asserted" ? saysSo(claim) : `${levels[claim.level]}, ${saysSo(claim)}`;
  return make("li", {}, button, " ", make("small", {}, sure));
}

function allButton() {
  return make("button", { "className": "pill", "data-act": "all" }, words.showAll);
}

/** @param {Claim[]} shown */
function heading(shown) {
  const { actor, between, line } = get();
  const count = make("small", {}, words.count(shown.length));
  if (between.length === 2) return [make("h3", {}, betweenWords(between)), count];
  if (actor >= 0) return [...actorHeading(actor), count];
  const chosen = cardChosen();
  if (chosen) return [make("h3", {}, chosen.label), count];
  if (line >= 0 && lines[line]) return [make("h3", {}, lineWords(line)), count];
  return [make("h3", {}, capital(conditions())), make("small", {}, words.shown(shown.length, claimCount))];
}

/** @param {number} number */
function lineWords(number) {
  const { from, to, label } = lines[number];
  return `${endNames(from)} · ${label} · ${endNames(to)}`;
}

/** @param {number[]} ends */
function betweenWords([one, other]) {
  return words.between(cards[one]?.label || "", cards[other]?.label || "");
}

/** @param {number} end */
function endNames(end) {
  return cardsAt(end).map((number) => cards[number].label).join(", ");
}

/** @param {number} number */
function actorHeading(number) {
  const actor = actors[number];
  if (!actor) return [];
  const nodes = [make("h3", {}, capital(nameOf(actor.number))), make("small", {}, classes[actor.kind]?.label || "")];
  const others = actor.aliases.filter((alias) => alias !== actor.label);
  if (others.length) nodes.push(make("small", {}, `${words.aliases} ${others.join(", ")}`));
  return nodes;
}
