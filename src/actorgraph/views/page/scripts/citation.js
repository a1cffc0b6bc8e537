// @ts-check
// A claim as one would cite it: the words first, then the reading, and where to find it again.

import { copyText } from "./copying.js";
import { articles, claims, names, readingOf, spanWords, speakersOf, wordsOf } from "./data.js";
import { onClick, say } from "./dom.js";
import { claimIri } from "./iris.js";
import { today } from "./saving.js";
import { words } from "./sharing_words.js";
import { get } from "./state.js";
import { levels } from "./words.js";

const HASH_LETTERS = 16;

/** Bind the button that copies a citation. */
export function bindCitation() {
  onClick("[data-act=cite]", copyCitation);
}

/** Copy the citation of the chosen claim. */
function copyCitation() {
  const { claim } = get();
  if (claim < 0) say(words.chooseFirst);
  else copyText(citationOf(claim, today()), words.cited);
}

/**
 * The citation of a claim.
 * @param {number} number
 * @param {string} day the day on which it was read
 */
function citationOf(number, day) {
  const claim = claims[number];
  const article = articles[claim.article];
  const said = wordsOf(claim);
  const source = [
    article.title && `“${article.title}”`,
    article.publisher,
    article.issued,
    article.url,
  ];
  const lines = [
    said && `“${said}”`,
    `${readingOf(claim)} (${certaintyOf(claim)}).`,
    source.filter(Boolean).join(", "),
    words.provenance(spanWords(claim), article.sha256.slice(0, HASH_LETTERS), day),
    claimIri(claim),
  ];
  return lines.filter(Boolean).join("\n");
}

/** @param {import("./data.js").Claim} claim */
function certaintyOf(claim) {
  const speakers = speakersOf(claim);
  const parts = [levels[claim.certainty], claim.written];
  if (speakers.length) parts.push(words.according(names(speakers)));
  return parts.filter(Boolean).join(", ");
}
