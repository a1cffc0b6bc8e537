// @ts-check
// The one state of the page. An event calls `change`, and every listener draws itself again.

/**
 * @typedef {object} State
 * @property {number} claim
 * @property {number} actor
 * @property {string} card
 * @property {number} line
 * @property {Set<string>} sure levels that pass; empty lets all pass
 * @property {Set<string>} tones harm, help, denied; empty lets all pass
 * @property {string} from first day, or empty
 * @property {string} to last day, or empty
 * @property {string} tab
 * @property {Set<string>} unfolded
 * @property {Map<string, [number, number]>} pins
 * @property {number[]} between
 * @property {{claim: number, words: string}[]} story
 * @property {number} slide
 * @property {string} theme
 */

/** @returns {State} */
function firstState() {
  return {
    claim: -1, actor: -1, card: "", line: -1, sure: new Set(), tones: new Set(), from: "", to: "",
    tab: "map", unfolded: new Set(), pins: new Map(), between: [], story: [], slide: -1, theme: "",
  };
}

let state = firstState();
/** @type {((state: State, before: State) => void)[]} */
const listeners = [];

/** @returns {State} */
export function get() {
  return state;
}

/** @param {(state: State, before: State) => void} listener */
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
  state = { ...state, ...patch };
  if (undoable) past.push(before);
  for (const listener of listeners) listener(state, before);
}

/** @type {State[]} */
const past = [];
