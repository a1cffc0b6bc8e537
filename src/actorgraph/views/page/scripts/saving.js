// @ts-check
// Files that leave the page and files that come in, and buttons for both.

import { make, pageTitle, say } from "./dom.js";
import { words } from "./sharing_words.js";

const MOST_LETTERS = 60;
const MILLISECONDS_TO_SAVE = 5000;

/**
 * A file's name after the page's title.
 * @param {string} ending
 */
function fileName(ending) {
  const plain = pageTitle().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${plain.slice(0, MOST_LETTERS) || "actorgraph"}.${ending}`;
}

/**
 * Save a file.
 * @param {BlobPart} content
 * @param {string} type
 * @param {string} ending
 */
export function save(content, type, ending) {
  const name = fileName(ending);
  const href = URL.createObjectURL(new Blob([content], { type }));
  make("a", { download: name, href }).click();
  setTimeout(() => URL.revokeObjectURL(href), MILLISECONDS_TO_SAVE);
  say(words.saved(name));
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, any>} [properties]
 */
export function button(text, act, properties = {}) {
  const element = make("button", { type: "button", className: "pill", ...properties }, text);
  element.addEventListener("click", act);
  return element;
}

/**
 * Ask for a file and hand its bytes on.
 * @param {string} label
 * @param {string} accept
 * @param {(bytes: ArrayBuffer) => void} take
 */
export function fileField(label, accept, take) {
  const input = make("input", { type: "file", accept });
  input.addEventListener("change", async () => {
    const [file] = /** @type {HTMLInputElement} */ (input).files || [];
    if (file) take(await file.arrayBuffer());
  });
  return make("label", { className: "file" }, make("span", {}, label), input);
}

/** Today as an ISO date. */
export function today() {
  return new Date().toISOString().slice(0, 10);
}

/**
 * Text for XML: what XML may not hold is replaced.
 * @param {unknown} text
 */
export function xml(text) {
  return String(text)
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
