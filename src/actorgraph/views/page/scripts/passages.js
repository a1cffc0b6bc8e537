// @ts-check
// Search in the text of the articles, and the place of a passage in their HTML.

import { articles, textOf } from "./data.js";
import { all } from "./dom.js";
import { bringIntoView } from "./marks.js";
import { plain } from "./ranking.js";
import { textNodes } from "./text.js";
import { words } from "./words.js";

/** @typedef {import("./ranking.js").Hit} Hit */
/** @typedef {import("./ranking.js").Source} Source */

/**
 * Search the articles' text.
 * @param {() => void} [showArticle] called before a sentence is shown
 * @returns {Source}
 */
export function textSource(showArticle = () => {}) {
  return { title: words.search.text, find: (_, terms) => textHits(terms, showArticle) };
}

/**
 * Sentences that hold all terms.
 * @param {string[]} terms
 * @param {() => void} showArticle
 * @returns {Hit[]}
 */
function textHits(terms, showArticle) {
  /** @type {Hit[]} */
  const found = [];
  articles.forEach(({ text, sentences, length }, article) => {
    if (text === null) return;
    sentences.forEach((first, index) => {
      const last = sentences[index + 1] ?? length;
      const sentence = textOf(article, [first, last]);
      const held = plain(sentence);
      if (!terms.every((term) => held.includes(term))) return;
      const at = held.indexOf(terms[0]);
      const choose = () => {
        showArticle();
        showPlace(article, first + at, terms[0].length);
      };
      found.push({ rank: 3, weight: 0, label: sentence.trim(), note: "", choose, focus: "#read" });
    });
  });
  return found;
}

/**
 * Bring a place of the text into view and paint it.
 * @param {number} article
 * @param {number} place
 * @param {number} length
 */
function showPlace(article, place, length) {
  const range = rangeAt(article, place, length);
  if (!range) return;
  bringIntoView(range);
  if (!("highlights" in CSS)) return;
  const highlight = new Highlight(range);
  CSS.highlights.set("found", highlight);
}

/**
 * The range of some characters of an article: its words are in the blocks' text nodes.
 * @param {number} article
 * @param {number} place
 * @param {number} length
 */
function rangeAt(article, place, length) {
  const blocks = all(`#read article[data-article="${article}"] [data-begin]`);
  const block = blocks.filter((element) => Number(element.dataset.begin) <= place).pop();
  if (!block) return null;
  const range = document.createRange();
  const start = pointAt(block, place - Number(block.dataset.begin));
  const end = pointAt(block, place + length - Number(block.dataset.begin));
  if (!start || !end) return null;
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

/**
 * @param {HTMLElement} block
 * @param {number} place in code points from the block's beginning
 * @returns {[Node, number]|null}
 */
function pointAt(block, place) {
  let left = place;
  for (const node of textNodes(block)) {
    const letters = [...node.data];
    if (left <= letters.length) return [node, letters.slice(0, left).join("").length];
    left -= letters.length;
  }
  return null;
}
