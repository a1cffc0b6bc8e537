// @ts-check
// Keys: they work when the focus is anywhere but in a field; Esc leaves a field.

import { toggle } from "./bar.js";
import { chooseNext, chooseOutwards, stepBack } from "./choose.js";
import { certainties } from "./data.js";
import { openHelp } from "./dialog.js";
import { around, byId, say } from "./dom.js";
import { get, redo, undo } from "./state.js";
import { showTab } from "./tabs.js";
import { words } from "./words.js";

const LEVELS = [...certainties, "statement"];
/** @type {Record<string, string>} */
const TABS = { m: "map", w: "who", t: "timeline", q: "quotes", b: "table" };
const WAIT_IN_MS = 1500;

/** @type {Map<string, (event: KeyboardEvent) => void>} */
const actions = new Map();
/** When `g` was pressed, in milliseconds. */
let goingSince = -WAIT_IN_MS;

/**
 * Let a key do something; another module's key, such as `e` of the map.
 * @param {string} key
 * @param {(event: KeyboardEvent) => void} action
 */
export function onKey(key, action) {
  actions.set(key, action);
}

/** Bind the keys of reading. */
export function bindKeys() {
  onKey("j", () => chooseNext(1));
  onKey("k", () => chooseNext(-1));
  onKey("o", chooseOutwards);
  onKey("?", openHelp);
  onKey("/", () => byId("query").focus());
  onKey("c", () => press("cite"));
  onKey("l", () => press("link"));
  onKey("s", () => press("story"));
  byId("help").addEventListener("click", openHelp);
  document.addEventListener("keydown", act);
}

/** @param {KeyboardEvent} event */
function act(event) {
  const isInField = isField(event.target);
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape") leave(event, isInField);
  if (isInField || byDialog(event)) return;
  if (takesBack(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isGoing(event) || isLevel(event)) {
    event.preventDefault();
    return;
  }
  const action = actions.get(event.key);
  if (!action) return;
  event.preventDefault();
  action(event);
}

/**
 * A field of a dialog that has just closed keeps the focus for a moment, and is none.
 * @param {EventTarget | null} target
 */
export function isField(target) {
  return target instanceof Element && target.matches("input, textarea, select") && target.checkVisibility();
}

/** @param {KeyboardEvent} event */
function byDialog(event) {
  return around(event, "dialog[open]") !== null;
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} isInField
 */
function leave(event, isInField) {
  if (byDialog(event)) return;
  if (isInField) /** @type {HTMLElement} */ (event.target).blur();
  else stepBack();
}

/** @param {KeyboardEvent} event */
function takesBack(event) {
  const isStep = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
  if (!isStep) return false;
  event.preventDefault();
  const isDone = event.shiftKey ? redo() : undo();
  if (!isDone) say(words.nothingToUndo);
  return true;
}

/** `g`, then the letter of a tab. */
function isGoing(/** @type {KeyboardEvent} */ event) {
  const isSecond = performance.now() - goingSince < WAIT_IN_MS;
  goingSince = event.key === "g" ? performance.now() : -WAIT_IN_MS;
  if (!isSecond) return event.key === "g";
  if (event.key === "a") {
    showTab("read");
    byId("read").focus();
    return true;
  }
  const tab = TABS[event.key];
  if (!tab) return false;
  showTab(tab);
  document.getElementById(`tab-${tab}`)?.focus();
  return true;
}

/** A digit: only this certainty; with Shift, this one too. */
function isLevel(/** @type {KeyboardEvent} */ event) {
  const digit = /^Digit([1-7])$/.exec(event.code);
  if (!digit) return false;
  const level = LEVELS[Number(digit[1]) - 1];
  const button = document.querySelector(`[data-sure=${level}]`);
  if (button instanceof HTMLButtonElement && button.disabled) return false;
  toggle("sure", level, event.shiftKey);
  return true;
}

/** @param {string} act */
function press(act) {
  const button = document.querySelector(`#chosen [data-act=${act}]`);
  if (get().claim >= 0 && button instanceof HTMLElement) button.click();
}
