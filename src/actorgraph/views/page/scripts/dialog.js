// @ts-check
// The one dialog of the page.

import { byId, lineStyles, make } from "./dom.js";
import { words } from "./words.js";

/**
 * Open the dialog with a heading and what is below it.
 * @param {string} heading
 * @param {...Node} children
 */
export function openDialog(heading, ...children) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const close = make("button", { className: "pill close", onclick: () => dialog.close() }, words.close);
  const title = make("h2", { id: "dialog-title" }, heading);
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(title, ...children, close);
  if (!dialog.open) dialog.showModal();
}

/** Help: the keys, and what the lines mean. */
export function openHelp() {
  const keys = make("dl", { className: "keys" });
  for (const [key, effect] of words.keys) {
    keys.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, effect));
  }
  const styles = make("ul", { className: "styles" });
  for (const [line, meaning] of lineStyles()) {
    styles.append(make("li", {}, make("i", { className: line }), meaning));
  }
  openDialog(words.help, keys, make("h3", {}, words.lines), styles, make("p", { className: "quiet" }, words.caution));
}
