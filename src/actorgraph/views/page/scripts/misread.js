// @ts-check
// What a reader decides about claims: right, wrong and why, or an actor struck out. The decisions
// live in this window and leave it as a file, whose form docs/page-data.md describes.

import { actors, actorsIn, articles, claims, names, wordsOrReading } from "./data.js";
import { openDialog } from "./dialog.js";
import { make, onClick, say } from "./dom.js";
import { actorIri, claimIri } from "./iris.js";
import { button, save, today } from "./saving.js";
import { words } from "./sharing_words.js";
import { get } from "./state.js";
import { words as texts } from "./words.js";

/**
 * @typedef {object} Decision
 * @property {"right"|"wrong"|""} verdict
 * @property {string} reason a key of `words.reasons`, or empty
 * @property {string} note
 * @property {string[]} struck a role and an actor's number each: "targets 5"
 */

/** @type {Map<number, Decision>} */
const decisions = new Map();

/** Bind the buttons that open and save decisions. */
export function bindMisread() {
  onClick("[data-act=misread]", openMisread);
}

/** Ask what is right or wrong about the chosen claim. */
function openMisread() {
  const { claim } = get();
  if (claim < 0) {
    say(words.chooseFirst);
    return;
  }
  const form = make("form", { className: "misread" }, ...questions(claim));
  const problem = make("p", { role: "alert" });
  const acts = make("div", { className: "acts" });
  acts.append(
    button(words.keep, () => {
      problem.textContent = keep(claim, /** @type {HTMLFormElement} */ (form));
      if (!problem.textContent) openMisread();
    }),
  );
  if (decisions.has(claim)) acts.append(button(words.forget, () => forget(claim)));
  if (decisions.size) acts.append(button(words.saveDecisions(decisions.size), saveDecisions));
  const head = make("q", { dir: "auto" }, wordsOrReading(claims[claim]));
  openDialog(texts.misread, head, make("p", {}, words.misreadHelp), form, problem, acts);
}

/** @param {number} number */
function questions(number) {
  const known = decisions.get(number);
  const reason = make("select", { name: "reason" }, make("option", { value: "" }, "…"));
  for (const [key, text] of Object.entries(words.reasons)) {
    reason.append(make("option", { value: key, selected: known?.reason === key }, text));
  }
  const note = make("textarea", { name: "note", rows: 2, value: known?.note || "" });
  return [
    choice("radio", "verdict", "right", words.right, known?.verdict === "right"),
    choice("radio", "verdict", "wrong", words.wrong, known?.verdict === "wrong"),
    make("label", {}, words.why, reason),
    make("label", {}, words.note, note),
    make("fieldset", {}, make("legend", {}, words.strike), ...strikes(number)),
  ];
}

/** @param {number} number */
function strikes(number) {
  const struck = decisions.get(number)?.struck || [];
  const boxes = [];
  for (const [role, text] of Object.entries(words.roles)) {
    for (const actor of actorsIn(claims[number], role)) {
      const value = `${role} ${actor}`;
      const label = `${text}: ${names([actor])}`;
      boxes.push(choice("checkbox", "struck", value, label, struck.includes(value)));
    }
  }
  return boxes;
}

/**
 * @param {string} type
 * @param {string} name
 * @param {string} value
 * @param {string} text
 * @param {boolean} checked
 */
function choice(type, name, value, text, checked) {
  return make("label", { dir: "auto" }, make("input", { type, name, value, checked }), text);
}

/**
 * Keep what the form says.
 * @param {number} number
 * @param {HTMLFormElement} form
 * @returns {string} what is missing, or nothing
 */
function keep(number, form) {
  const answers = new FormData(form);
  const verdict = /** @type {Decision["verdict"]} */ (String(answers.get("verdict") || ""));
  const struck = answers.getAll("struck").map(String);
  if (!verdict && !struck.length) return words.noDecision;
  const reason = verdict === "right" ? "" : String(answers.get("reason") || "");
  decisions.set(number, { verdict, reason, note: String(answers.get("note") || ""), struck });
  say(words.kept);
  return "";
}

/** @param {number} number */
function forget(number) {
  decisions.delete(number);
  openMisread();
}

/** Save all decisions as a file. */
function saveDecisions() {
  save(`${JSON.stringify(fileOf(), null, 2)}\n`, "application/json", "decisions.json");
}

/** The file of the decisions, in the order of the claims. */
function fileOf() {
  const ordered = [...decisions].sort(([one], [other]) => one - other);
  return {
    actorgraph: "decisions about claims",
    version: 1,
    day: today(),
    articles: articles.map(({ id, sha256 }) => ({ id, sha256 })),
    decisions: ordered.map(([number, decision]) => decisionRow(number, decision)),
  };
}

/**
 * @param {number} number
 * @param {Decision} decision
 */
function decisionRow(number, { verdict, reason, note, struck }) {
  const claim = claims[number];
  return {
    claim: claimIri(claim),
    article: articles[claim.article].id,
    evidence: claim.evidence,
    verdict,
    reason,
    note,
    struck: struck.map((value) => {
      const [role, actor] = value.split(" ");
      const place = Number(actor);
      return { role, actor: actorIri(place), label: actors[place]?.label || "" };
    }),
  };
}
