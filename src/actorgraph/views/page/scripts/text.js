// @ts-check
// The text of an article as its HTML has it.

import { all } from "./dom.js";

/**
 * The text of an article: its blocks' words, and the space between them as the article's row says.
 * @param {number} article
 * @param {{gap: string, gaps: Record<string, string>}} row
 */
export function textInHtml(article, { gap, gaps }) {
  const parts = all(`#read article[data-article="${article}"] [data-begin]`).map(wordsIn);
  let text = "";
  parts.forEach((part, number) => {
    text += (gaps[number] ?? gap) + part;
  });
  return text + (gaps[parts.length] ?? gap);
}

/** @param {HTMLElement} block */
function wordsIn(block) {
  return textNodes(block).map((node) => node.data).join("");
}

/**
 * The text nodes of a block that hold the article's own words.
 * @param {HTMLElement} block
 */
export function textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest("sup, .who")) found.push(/** @type {Text} */ (node));
  }
  return found;
}
