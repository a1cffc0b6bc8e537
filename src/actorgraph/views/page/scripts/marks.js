// @ts-check
// The marks in the article: choosing by them, showing what is chosen, and bringing it into view.

import { claims, saysSo, wordsOrReading } from "./data.js";
import { all, around, byId, isPhone, whenIdle } from "./dom.js";
import { chooseActor, chooseClaim } from "./choose.js";
import { isFiltered, passes } from "./filter.js";
import { claimsChosen } from "./shown.js";
import { get, subscribe } from "./state.js";

const MARGIN = 12;
/** The height that a line of the article must have left below it. */
const LINE = 30;

/** @type {{element: HTMLElement, over: number[]}[]} */
let marks = [];
/** @type {HTMLElement|null} The mark that Tab reaches. */
let reachable = null;

/** Bind the marks that are in the article. */
export function bindMarks() {
  makeReachable(firstMark());
  whenIdle(findMarks);
  const read = byId("read");
  read.addEventListener("click", chooseMark);
  read.addEventListener("keydown", walk);
  read.addEventListener("focusin", nameMark);
  subscribe(drawMarks);
}

/** Keep what is chosen in view; bound last, because a sheet changes what is visible. */
export function bindReveal() {
  subscribe((state, before) => {
    if (state.claim >= 0) revealClaim(state.claim);
    else if (isNarrower(state, before)) revealFirst();
  });
  addEventListener("resize", () => {
    if (get().claim >= 0) revealClaim(get().claim);
  });
}

/**
 * Whether other claims are lit now than before.
 * @param {import("./state.js").State} state
 * @param {import("./state.js").State} before
 */
function isNarrower(state, before) {
  /** @type {(keyof import("./state.js").State)[]} */
  const keys = ["actor", "card", "line", "between", "sure", "tones", "from", "to"];
  return keys.some((key) => state[key] !== before[key]);
}

/** Bring the first claim that is lit into view, unless one of them is visible. */
function revealFirst() {
  const isNarrowed = isFiltered() || claimsChosen() !== null;
  const lit = marks.filter(({ element }) => element.classList.contains("lit"));
  if (!isNarrowed || !lit.length || lit.some(({ element }) => isVisible(element))) return;
  bringIntoView(lit[0].element);
}

/** @returns {HTMLElement|null} */
function firstMark() {
  return document.querySelector("#read .mark");
}

/** Take the marks from the document, once; a first view does without them. */
function findMarks() {
  if (marks.length) return;
  marks = all("#read .mark").map((element) => ({ element, over: numbersOver(element) }));
  for (const { element } of marks) {
    if (element !== reachable) element.tabIndex = -1;
    element.setAttribute("role", "button");
  }
}

/** @param {HTMLElement} element */
function numbersOver(element) {
  return (element.dataset.claims || "").split(" ").map(Number);
}

/** @param {HTMLElement|null} element */
function makeReachable(element) {
  if (reachable) reachable.tabIndex = -1;
  reachable = element;
  if (!reachable) return;
  reachable.tabIndex = 0;
  reachable.setAttribute("role", "button");
}

/**
 * The first mark of a claim.
 * @param {number} claim
 * @returns {HTMLElement|null}
 */
function markOf(claim) {
  const place = document.getElementById(`claim-${claim}`);
  return place ? place.closest(".mark") : null;
}

/** @param {Event} event */
function chooseMark(event) {
  const name = around(event, "b[data-actor]");
  const isModified = event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.altKey);
  const mark = around(event, ".mark");
  if (name && (isModified || !mark)) {
    chooseActor(Number(name.dataset.actor));
    event.preventDefault();
    return;
  }
  if (!mark) return;
  event.preventDefault();
  makeReachable(mark);
  chooseClaim(nextOver(numbersOver(mark)));
}

/**
 * The innermost claim; if one of these is chosen, the next one outwards.
 * @param {number[]} over
 */
function nextOver(over) {
  const passingOver = over.filter((number) => passes(claims[number]));
  const choice = passingOver.length ? passingOver : over;
  const place = choice.indexOf(get().claim);
  return choice[(place + 1) % choice.length];
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const mark = around(event, ".mark");
  if (!mark) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    mark.click();
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  focusNext(mark, step);
}

/**
 * @param {HTMLElement} mark
 * @param {number} step
 */
function focusNext(mark, step) {
  findMarks();
  const place = marks.findIndex(({ element }) => element === mark);
  const next = marks[place + step];
  if (!next) return;
  makeReachable(next.element);
  bringIntoView(next.element);
  next.element.focus({ preventScroll: true });
}

/** The name of a mark is its claim; it is written when it is needed. */
function nameMark(/** @type {FocusEvent} */ event) {
  const mark = around(event, ".mark");
  if (!mark || mark.hasAttribute("aria-label")) return;
  const claim = claims[numbersOver(mark)[0]];
  mark.setAttribute("aria-label", `${wordsOrReading(claim)}: ${saysSo(claim)}`);
}

function drawMarks() {
  findMarks();
  const { claim } = get();
  const chosen = claimsChosen();
  const isNarrowed = isFiltered() || chosen !== null;
  const light = new Set((chosen || claims).filter(passes).map((shown) => shown.number));
  byId("read").classList.toggle("narrowed", isNarrowed);
  for (const { element, over } of marks) {
    element.classList.toggle("on", over.includes(claim));
    element.classList.toggle("lit", isNarrowed && over.some((number) => light.has(number)));
  }
  if (claim >= 0) makeReachable(markOf(claim) || reachable);
}

/**
 * Bring the first words of a claim into the visible part of the article.
 * @param {number} claim
 */
function revealClaim(claim) {
  const mark = markOf(claim);
  if (mark) bringIntoView(mark);
}

/**
 * Scroll the article so that an element's first line is in its visible part.
 * @param {Element|Range} element
 */
export function bringIntoView(element) {
  const scroller = scrolling();
  const first = element.getClientRects()[0];
  if (!first || !scroller.clientHeight || isVisible(element)) return;
  const { top, bottom } = visiblePart(scroller);
  scroller.scrollTop += first.top - top - (bottom - top) / 4;
}

/** What scrolls the article. */
function scrolling() {
  return byId(isPhone() ? "views" : "read");
}

/** Whether an element's first line is in the visible part of the article. */
function isVisible(/** @type {Element|Range} */ element) {
  const first = element.getClientRects()[0];
  const { top, bottom } = visiblePart(scrolling());
  return first !== undefined && first.top >= top + MARGIN && first.bottom <= bottom - LINE;
}

/** What a sheet leaves of the scrolling part. */
function visiblePart(/** @type {HTMLElement} */ scroller) {
  const { top, bottom } = scroller.getBoundingClientRect();
  const foot = byId("foot");
  const isSheet = isPhone() && getComputedStyle(foot).position === "fixed";
  return { top, bottom: isSheet ? Math.min(bottom, foot.getBoundingClientRect().top) : bottom };
}
