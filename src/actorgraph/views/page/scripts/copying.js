// @ts-check
// Copying text; where the browser forbids it, the text is shown to be copied by hand.

import { openDialog } from "./dialog.js";
import { make, say } from "./dom.js";
import { words } from "./words.js";

/**
 * @param {string} text
 * @param {string} done what is said once it is copied
 */
export async function copyText(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
    flash(done);
  } catch {
    openDialog(words.copyByHand, make("textarea", { value: text, rows: 6, readOnly: true, "aria-label": words.copyByHand }));
  }
}

/**
 * Show a word for a moment.
 * @param {string} text
 */
function flash(text) {
  const note = make("p", { className: "flash", "aria-hidden": "true" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), 1600);
}
