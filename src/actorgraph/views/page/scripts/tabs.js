// @ts-check
// The tabs, the bar at the bottom of a phone, and the lists in the tabs.

import { claims, onText } from "./data.js";
import { all, around, byId, isPhone } from "./dom.js";
import { isFiltered, passes } from "./filter.js";
import { buildList, claimNodes } from "./lists.js";
import { lit } from "./shown.js";
import { change, get, subscribe } from "./state.js";

/** On a phone, the article is a view like the others. */
let isReading = true;

/** Bind the tabs. */
export function bindTabs() {
  for (const button of all("[data-tab]")) {
    button.addEventListener("click", () => showTab(button.dataset.tab || "map"));
  }
  byId("tabs").addEventListener("keydown", walkTabs);
  byId("table").addEventListener("click", (event) => {
    const button = around(event, "[data-column]");
    if (button) sortBy(button);
  });
  subscribe(drawTabs);
  onText(refillLists);
  drawTabs();
}

/**
 * Show a tab; `read` is the article, which only a phone hides.
 * @param {string} tab
 */
export function showTab(tab) {
  isReading = tab === "read";
  if (tab === "read") drawTabs();
  else change({ tab, ...(isPhone() ? { claim: -1 } : {}) }, { undoable: false });
}

/** @param {KeyboardEvent} event */
function walkTabs(event) {
  const tabs = all("[role=tab]");
  const place = tabs.findIndex((tab) => tab.matches(":focus"));
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (place < 0 || !step) return;
  event.preventDefault();
  event.stopPropagation();
  const next = tabs[(place + step + tabs.length) % tabs.length];
  showTab(next.dataset.tab || "map");
  next.focus();
}

function drawTabs() {
  const { tab, claim } = get();
  const view = claim >= 0 || isReading ? "read" : tab;
  document.body.dataset.view = view;
  for (const button of all("[role=tab]")) {
    const isShown = button.dataset.tab === tab;
    button.setAttribute("aria-selected", String(isShown));
    button.tabIndex = isShown ? 0 : -1;
    byId(button.dataset.tab || "map").hidden = !isShown;
  }
  for (const button of all("#bottom [data-tab]")) {
    if (button.dataset.tab === view) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (tab !== "map") drawList(byId(tab));
}

/** @param {HTMLElement} list */
function drawList(list) {
  buildList(list.id);
  const light = lit();
  for (const button of all("button[data-claim]", list)) {
    const number = Number(button.dataset.claim);
    const isOut = isFiltered() && !passes(claims[number]);
    const row = button.closest("tr, li");
    row?.classList.toggle("out", isOut);
    row?.classList.toggle("on", number === get().claim);
    button.classList.toggle("dim", light !== null && !light.has(number));
  }
}

/** After the words have come: every row shows them. */
function refillLists() {
  for (const list of all(".list")) delete list.dataset.built;
  for (const button of all("#short button[data-claim]")) {
    button.replaceChildren(...claimNodes(Number(button.dataset.claim)));
  }
  drawTabs();
}

/** @param {HTMLElement} button */
function sortBy(button) {
  const head = button.closest("th");
  const body = document.querySelector("#table tbody");
  if (!head || !body) return;
  const isDown = head.getAttribute("aria-sort") === "ascending";
  for (const other of all("#table th")) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
  const column = Number(button.dataset.column);
  const rows = all("tr", body).sort((one, other) => compare(cell(one, column), cell(other, column)));
  body.append(...(isDown ? rows.reverse() : rows));
}

/**
 * @param {HTMLElement} row
 * @param {number} column
 */
function cell(row, column) {
  return (row.children[column]?.textContent || "").trim();
}

/**
 * Empty cells come last.
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  return one.localeCompare(other, "en", { numeric: true });
}
