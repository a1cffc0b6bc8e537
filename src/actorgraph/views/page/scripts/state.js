// @ts-check
// The one state of the page. An event calls `change`, and every listener draws itself again.

/**
 * @typedef {object} State
 * @property {number} claim the chosen claim, or -1
 * @property {number} actor the chosen actor, or -1
 * @property {string} card the key of the chosen card, or empty
 * @property {number} line the chosen line, or -1
 * @property {Set<string>} sure levels that pass; empty lets all pass
 * @property {Set<string>} tones harm, help, denied; empty lets all pass
 * @property {string} from first day, or empty
 * @property {string} to last day, or empty
 * @property {string} tab
 * @property {boolean} speech whether the map shows who speaks of whom
 * @property {Set<string>} unfolded keys of cards
 * @property {Map<string, [number, number]>} pins places of cards by key
 * @property {number[]} between two cards or actors
 * @property {{claim: number, words: string}[]} story
 * @property {number} slide
 * @property {string} theme "dark", "light" or empty for the system's
 */

/** @typedef {(state: State, before: State) => void} Listener */

const MOST_STEPS = 200;

/** @returns {State} */
export function firstState() {
  return {
    claim: -1, actor: -1, card: "", line: -1, sure: new Set(), tones: new Set(), from: "", to: "",
    tab: "map", speech: false, unfolded: new Set(), pins: new Map(), between: [], story: [], slide: -1, theme: "",
  };
}

/** What is chosen, as a patch that chooses nothing. */
export const nothingChosen = { claim: -1, actor: -1, card: "", line: -1, between: [] };

/** What is filtered, as a patch that lets everything pass. */
export const nothingFiltered = { sure: new Set(), tones: new Set(), from: "", to: "" };

let state = firstState();
/** @type {Listener[]} */
const listeners = [];
/** @type {State[]} */
const past = [];
/** @type {State[]} */
let future = [];

/** @returns {State} */
export function get() {
  return state;
}

/** @param {Listener} listener */
export function subscribe(listener) {
  listeners.push(listener);
}

/**
 * Change some properties; every listener hears of it.
 * @param {Partial<State>} patch
 * @param {{undoable?: boolean}} [options]
 */
export function change(patch, { undoable = true } = {}) {
  const before = state;
  if (undoable) remember(before);
  move({ ...state, ...patch }, before);
}

/** @param {State} before */
function remember(before) {
  past.push(before);
  if (past.length > MOST_STEPS) past.shift();
  future = [];
}

/**
 * @param {State} next
 * @param {State} before
 */
function move(next, before) {
  state = next;
  for (const listener of listeners) listener(state, before);
}

/** Take the last change back; return whether there was one. */
export function undo() {
  const earlier = past.pop();
  if (!earlier) return false;
  future.push(state);
  move(earlier, state);
  return true;
}

/** Repeat the change that was taken back last; return whether there was one. */
export function redo() {
  const later = future.pop();
  if (!later) return false;
  past.push(state);
  move(later, state);
  return true;
}

/** Whether a claim, actor, card or line is chosen. */
export function isChosen() {
  const hasLine = state.line >= 0 || state.between.length === 2;
  return state.claim >= 0 || state.actor >= 0 || state.card !== "" || hasLine;
}
