// @ts-check
// The reader's own copy of an article whose words are not in the file. It is checked by its length
// and its hash, and never leaves the page.

import { articles, setText, textOf } from "./data.js";
import { all, byId, make, say } from "./dom.js";
import { fileField } from "./saving.js";
import { words } from "./sharing_words.js";
import { change } from "./state.js";
import { words as texts } from "./words.js";

/** Put a field for one's copy wherever an article's words are withheld. */
export function bindAttach() {
  if (articles.every((article) => article.text !== null)) return;
  const answer = make("p", { role: "status" });
  const field = fileField(words.attach, ".txt,text/plain", async (bytes) => {
    answer.textContent = await attach(bytes);
    say(answer.textContent);
  });
  byId("attach").append(field, answer);
}

/**
 * Take a file as the copy of the article whose length and hash it has.
 * @param {ArrayBuffer} bytes
 * @returns {Promise<string>} what to say to the reader
 */
export async function attach(bytes) {
  const text = asRead(bytes);
  if (text === null) return words.notText;
  const length = [...text].length;
  const hash = await hashOf(text);
  const number = articles.findIndex((article) => article.sha256 === hash);
  if (number < 0) return otherText(length);
  setText(number, text);
  showText(number);
  change({}, { undoable: false });
  return words.attached;
}

/**
 * Read bytes as the tool does: strict UTF-8, without its mark, lines ending in a line feed.
 * @param {ArrayBuffer} bytes
 * @returns {string|null}
 */
function asRead(bytes) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}

/** @param {string} text */
async function hashOf(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {number} length */
function otherText(length) {
  const wanted = articles.filter((article) => article.text === null).map(({ length }) => length);
  if (wanted.includes(length)) return words.changedText(grouped(length));
  return words.otherText(grouped(length), wanted.map(grouped).join(` ${texts.or} `));
}

/** @param {number} count */
function grouped(count) {
  return count.toLocaleString("en");
}

/**
 * Show the reader's own copy of an article: the marks get their words.
 * @param {number} article
 */
function showText(article) {
  const host = document.querySelector(`#read article[data-article="${article}"]`);
  if (!host) return;
  for (const place of all("[data-at]", host)) {
    const [first, last] = (place.dataset.at || "").split(" ").map(Number);
    fill(place, textOf(article, [first, last]));
  }
  host.classList.remove("withheld");
  for (const mark of all(".mark", host)) mark.removeAttribute("aria-label");
}

/**
 * Put words into a segment and keep the places of other claims; a new line is a paragraph.
 * @param {HTMLElement} place
 * @param {string} text
 */
function fill(place, text) {
  const anchors = all("i[id]", place);
  place.replaceChildren(...anchors);
  text.split(/\n+/).forEach((line, number) => {
    if (number > 0) place.append(make("span", { className: "gap" }));
    place.append(line);
  });
}
