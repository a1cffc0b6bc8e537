// @ts-check
// Which claims pass the bar and the time strip.

import { claimCount, inText, joined } from "./data.js";
import { get } from "./state.js";
import { levels, tones, words } from "./words.js";

/** @typedef {import("./data.js").Claim} Claim */

/** Whether anything is filtered. */
export function isFiltered() {
  const { sure, tones: chosen, from, to } = get();
  return sure.size > 0 || chosen.size > 0 || from !== "" || to !== "";
}

/** @param {Claim} claim */
export function passes(claim) {
  if (!isFiltered()) return true;
  const isAttitude = claim.number >= claimCount;
  return !isAttitude && isSureEnough(claim) && hasTone(claim) && isInTime(claim);
}

/** The claims that pass, in the order of the text. */
export function passing() {
  return inText.filter(passes);
}

/** @param {Claim} claim */
function isSureEnough(claim) {
  const { sure } = get();
  return sure.size === 0 || sure.has(claim.level);
}

/** @param {Claim} claim */
function hasTone(claim) {
  const chosen = get().tones;
  if (chosen.size === 0) return true;
  if (claim.denied && chosen.has("denied")) return true;
  return claim.level !== "statement" && chosen.has(claim.polarity);
}

/** @param {Claim} claim */
function isInTime(claim) {
  const { from, to } = get();
  if (!from && !to) return true;
  if (!claim.span.length) return false;
  const [first, last] = claim.span;
  return (!from || last >= from) && (!to || first <= to);
}

/** How many claims have no date. */
export const undatedCount = inText.filter((claim) => !claim.span.length).length;

/** What is filtered, in words: "both alleged and of May 2017". */
export function conditions() {
  const { sure, tones: chosen } = get();
  const parts = [];
  if (sure.size) parts.push(either([...sure].map((level) => levels[level])));
  if (chosen.size) parts.push(either([...chosen].map((tone) => tones[tone])));
  const period = periodWords();
  if (period) parts.push(period);
  const lead = parts.length === 2 ? `${words.both} ` : "";
  return lead + joined(parts);
}

/** @param {string[]} parts */
function either(parts) {
  return parts.join(` ${words.or} `);
}

/** The chosen time in words, or nothing. */
function periodWords() {
  const { from, to } = get();
  if (!from && !to) return "";
  // A link may give one end alone.
  if (!to) return words.since(monthOf(from));
  if (!from) return words.until(monthOf(to));
  const isMonth = from.slice(0, 7) === to.slice(0, 7);
  if (isMonth) return words.of(monthOf(from));
  if (from.slice(0, 4) === to.slice(0, 4) && from.endsWith("01-01") && to.endsWith("12-31")) {
    return words.of(from.slice(0, 4));
  }
  return words.of(`${monthOf(from)} – ${monthOf(to)}`);
}

/** @param {string} day */
function monthOf(day) {
  const style = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  return style.format(new Date(`${day}T00:00:00Z`));
}
