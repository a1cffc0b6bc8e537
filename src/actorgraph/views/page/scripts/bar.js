// @ts-check
// How sure, harm and help, and when: a click means only this, Shift adds, a second click takes off.

import { claimCount, claims } from "./data.js";
import { all, byId, say } from "./dom.js";
import { isFiltered, passing, undatedCount } from "./filter.js";
import { claimsChosen } from "./shown.js";
import { change, get, nothingChosen, subscribe } from "./state.js";
import { words } from "./words.js";

let dateline = "";

/** Bind the bar and the time strip. */
export function bindBar() {
  dateline = byId("shown").textContent || "";
  for (const button of all("[data-sure]")) {
    button.addEventListener("click", (event) => toggle("sure", button.dataset.sure || "", event.shiftKey));
  }
  for (const button of all("[data-tone]")) {
    button.addEventListener("click", (event) => toggle("tones", button.dataset.tone || "", event.shiftKey));
  }
  for (const bin of all("#strip .bin")) bin.addEventListener("click", (event) => chooseTime(bin, event.shiftKey));
  subscribe(drawBar);
}

/**
 * @param {"sure"|"tones"} key
 * @param {string} value
 * @param {boolean} isAdding
 */
export function toggle(key, value, isAdding) {
  const chosen = get()[key];
  const next = new Set(isAdding ? chosen : []);
  if (chosen.has(value)) next.delete(value);
  else next.add(value);
  change({ ...nothingChosen, [key]: next });
  announce();
}

/**
 * @param {HTMLElement} bin
 * @param {boolean} isAdding
 */
function chooseTime(bin, isAdding) {
  const { from = "", to = "" } = bin.dataset;
  const before = get();
  if (isAdding && before.from) {
    const days = [from, to, before.from, before.to].sort();
    change({ ...nothingChosen, from: days[0], to: days[3] });
  } else if (before.from === from && before.to === to) {
    change({ ...nothingChosen, from: "", to: "" });
  } else {
    change({ ...nothingChosen, from, to });
  }
  announce();
}

function announce() {
  say(words.shown(passing().length, claimCount));
}

function drawBar() {
  const { sure, tones, from, to } = get();
  for (const button of all("[data-sure]")) press(button, sure.has(button.dataset.sure || ""));
  for (const button of all("[data-tone]")) press(button, tones.has(button.dataset.tone || ""));
  const chosen = get().claim >= 0 ? [claims[get().claim]] : claimsChosen() || [];
  for (const bin of all("#strip .bin")) {
    press(bin, isWithin(bin, from, to));
    bin.classList.toggle("lit", isLit(bin, chosen));
  }
  byId("all").hidden = !isFiltered();
  byId("shown").textContent = isFiltered() ? words.shown(passing().length, claimCount) : dateline;
  drawUndated(from !== "");
}

/**
 * @param {HTMLElement} button
 * @param {boolean} isPressed
 */
function press(button, isPressed) {
  button.setAttribute("aria-pressed", String(isPressed));
}

/**
 * @param {HTMLElement} bin
 * @param {string} from
 * @param {string} to
 */
function isWithin(bin, from, to) {
  return from !== "" && (bin.dataset.from || "") >= from && (bin.dataset.to || "") <= to;
}

/**
 * Whether a chosen claim is of a bin's time; where nothing is chosen, no bin is lit.
 * @param {HTMLElement} bin
 * @param {import("./data.js").Claim[]} chosen
 */
function isLit(bin, chosen) {
  const { from = "", to = "" } = bin.dataset;
  return chosen.some(({ span }) => span.length > 0 && span[0] >= from && span[1] <= to);
}

/** @param {boolean} isTimeChosen */
function drawUndated(isTimeChosen) {
  const place = document.getElementById("without");
  const told = isTimeChosen ? words.undatedLeft : words.undatedStay;
  if (place) place.textContent = told(undatedCount);
}
