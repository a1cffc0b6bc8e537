// @ts-check
// The menu of what leaves the page, and the link to the network with the state in it.

import { copyText } from "./copying.js";
import { actors, claims } from "./data.js";
import { all, around, byId, make } from "./dom.js";
import { claimIri } from "./iris.js";
import { currentLink } from "./link.js";
import { button } from "./saving.js";
import { words } from "./sharing_words.js";
import { get, subscribe } from "./state.js";
import { words as texts } from "./words.js";

/** Build the menu when it is first opened, and keep the link to the network up to date. */
export function bindShare() {
  const menu = /** @type {HTMLElement} */ (byId("share").firstElementChild);
  menu.addEventListener("toggle", () => menu.append(make("div", { className: "drop" }, ...entries())), { once: true });
  document.addEventListener("click", (event) => closeMenu(menu, event));
  subscribe(pointToNetwork);
  pointToNetwork();
}

function entries() {
  return [
    make("h3", {}, words.groups.picture),
    saver("png"),
    saver("svg"),
    button(words.print, () => print(), { className: "" }),
    make("h3", {}, words.groups.data),
    saver("csv"),
    saver("ttl"),
    saver("gexf"),
    saver("graphml"),
    make("h3", {}, words.groups.more),
    button(texts.copyLink, () => copyText(currentLink(), texts.linkCopied), { className: "" }),
    make("button", { type: "button", "data-act": "stories" }, words.story),
  ];
}

/** @param {string} ending */
function saver(ending) {
  return make("button", { type: "button", "data-save": ending }, words.formats[ending]);
}

/**
 * A choice closes the menu, and so does a click elsewhere.
 * @param {HTMLElement} menu
 * @param {Event} event
 */
function closeMenu(menu, event) {
  const isInside = event.target instanceof Node && menu.contains(event.target);
  if (around(event, ".drop button") || !isInside) menu.removeAttribute("open");
}

/** Let every link to the network carry what is chosen and filtered. */
function pointToNetwork() {
  const query = networkQuery();
  for (const link of all("a[data-network]")) {
    const anchor = /** @type {HTMLAnchorElement} */ (link);
    anchor.href = `${anchor.dataset.network}${query ? `#${query}` : ""}`;
  }
}

/** The state in the letters of the network; docs/page-data.md lists them. */
function networkQuery() {
  const state = get();
  const query = new URLSearchParams();
  const actor = actors[state.actor];
  const sure = [...state.sure].filter((level) => level !== "statement");
  const tones = [...state.tones].filter((tone) => tone !== "denied");
  if (actor) query.set("n", actor.id);
  if (state.claim >= 0) query.set("c", claimIri(claims[state.claim]));
  if (sure.length) query.set("l", sure.join("."));
  if (tones.length) query.set("p", tones.join("."));
  if (state.from) query.set("f", state.from);
  if (state.to) query.set("t", state.to);
  for (const stop of state.story) query.append("g", `${claimIri(claims[stop.claim])} ${stop.words}`);
  if (state.theme) query.set("d", state.theme);
  return query.toString();
}
