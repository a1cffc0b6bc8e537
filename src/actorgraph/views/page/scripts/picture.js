// @ts-check
// A picture of what is shown, as SVG or PNG: over it the title, under it the chosen claim, the
// source, how many claims are shown, the lines in use and the caution. Nothing is cut.

import { articles, claimCount, claims, saysSo, wordsOf } from "./data.js";
import { byId, lineStyles, make, onClick, pageTitle } from "./dom.js";
import { passing } from "./filter.js";
import { painted, rulerFor } from "./painting.js";
import { save, xml } from "./saving.js";
import { words } from "./sharing_words.js";
import { get } from "./state.js";
import { tones, words as texts } from "./words.js";

const EDGE = 20;
const LEAST_WIDTH = 560;
const SAMPLE = 34;
const PIXELS = 2;
const FONT = 'system-ui, "DejaVu Sans", sans-serif';
const MOST_SOURCES = 5;

/** Bind the buttons that save a picture. */
export function bindPicture() {
  onClick("[data-save=svg]", () => save(pictureOf().svg, "image/svg+xml", "svg"));
  onClick("[data-save=png]", savePng);
}

/** @typedef {{svg: string, width: number, height: number}} Picture */

/**
 * What is shown, as SVG, with its size in pixels.
 * @returns {Picture}
 */
function pictureOf() {
  const panel = shownPanel();
  const width = Math.max(LEAST_WIDTH, panel.clientWidth) + 2 * EDGE;
  const height = panel.scrollHeight;
  const head = writeRows(headRows(), EDGE, width);
  const foot = writeRows(footRows(), head.end + height + EDGE, width);
  const legend = writeLegend(foot.end, width);
  const full = legend.end + EDGE;
  const size = `viewBox="0 0 ${width} ${full}" width="${width}" height="${full}"`;
  const view = `x="${EDGE}" y="${head.end}" width="${panel.clientWidth}" height="${height}"`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<title>${xml(pageTitle())}</title>`,
    `<desc>${xml(`${countWords()}. ${words.caution}`)}</desc>`,
    `<rect width="${width}" height="${full}" fill="${colourOf("background-color")}"/>`,
    ...head.out,
    `<svg ${view} overflow="hidden">`,
    painted(panel),
    "</svg>",
    ...foot.out,
    ...legend.out,
    "</svg>",
    "",
  ].join("\n");
  return { svg, width, height: full };
}

/** The tab's panel that is shown; the map, if the article is. */
function shownPanel() {
  const panel = document.getElementById(get().tab);
  return panel?.offsetParent ? panel : byId("map");
}

/** @param {string} property */
function colourOf(property) {
  return getComputedStyle(document.body).getPropertyValue(property);
}

function countWords() {
  return texts.shown(passing().length, claimCount);
}

/** @typedef {{text: string, size: number, weight: number}} TextRow */

/** @returns {TextRow[]} */
function headRows() {
  return [{ text: pageTitle(), size: 20, weight: 700 }, ...sourceRows()];
}

/** @returns {TextRow[]} */
function sourceRows() {
  return articles.slice(0, MOST_SOURCES).map(({ title, publisher, issued, url }) => {
    const isOnly = articles.length === 1;
    const parts = [isOnly ? "" : title, publisher, issued, url];
    return { text: parts.filter(Boolean).join(", "), size: 13, weight: 400 };
  });
}

/** @returns {TextRow[]} */
function footRows() {
  const claim = claims[get().claim];
  const rows = [];
  if (claim && wordsOf(claim)) {
    rows.push({ text: `“${wordsOf(claim)}” (${saysSo(claim)})`, size: 15, weight: 400 });
  }
  const left = notDrawn();
  if (left) rows.push({ text: words.notDrawn(left), size: 13, weight: 400 });
  rows.push({ text: `${countWords()}. ${words.caution}`, size: 13, weight: 600 });
  return rows;
}

/** What the map says that it does not draw: "+8 more". */
function notDrawn() {
  const note = shownPanel().querySelector(".more:not([hidden]) summary");
  return note?.textContent?.trim() || "";
}

/**
 * Write rows of text from `top` on, each wrapped to the width.
 * @param {TextRow[]} rows
 * @param {number} top
 * @param {number} width
 */
function writeRows(rows, top, width) {
  const out = [];
  let end = top;
  for (const row of rows) {
    for (const line of wrapped(row, width - 2 * EDGE)) {
      end += Math.round(row.size * 1.4);
      out.push(textAt(line, EDGE, end - Math.round(row.size * 0.4), row));
    }
  }
  return { out, end: end + EDGE / 2 };
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {{size: number, weight: number}} row
 */
function textAt(text, x, y, { size, weight }) {
  const font = `font-family="${xml(FONT)}" font-size="${size}" font-weight="${weight}"`;
  return `<text x="${x}" y="${y}" ${font} fill="${colourOf("color")}">${xml(text)}</text>`;
}

/**
 * How wide a text of a row is in pixels.
 * @param {string} text
 * @param {{size: number, weight: number}} row
 */
function widthOf(text, { size, weight }) {
  return rulerFor(`${weight} ${size}px ${FONT}`).measureText(text).width;
}

/**
 * Cut a row into lines of at most so many pixels, between words; a longer word is cut, too.
 * @param {TextRow} row
 * @param {number} width
 */
function wrapped(row, width) {
  const lines = [""];
  for (const word of row.text.split(/\s+/).flatMap((word) => pieces(word, row, width))) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`.trim();
    if (widthOf(longer, row) <= width) lines[last] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

/**
 * @param {string} word
 * @param {TextRow} row
 * @param {number} width
 */
function pieces(word, row, width) {
  const wide = widthOf(word, row);
  if (wide <= width) return [word];
  const letters = [...word];
  const fitting = Math.max(1, Math.floor((letters.length * width) / wide));
  const parts = [];
  for (let begin = 0; begin < letters.length; begin += fitting) {
    parts.push(letters.slice(begin, begin + fitting).join(""));
  }
  return parts;
}

/** @type {Record<string, string>} Which line a level has. */
const LINE_OF = {
  asserted: "solid",
  reported: "dashed",
  alleged: "dotted",
  possible: "dotted",
  intended: "double",
  requested: "double",
};
/** @type {Record<string, string>} */
const DASHES = { dashed: "8 5", dotted: "2 4" };

/**
 * The lines and colours in use, as samples with words.
 * @param {number} top
 * @param {number} width
 */
function writeLegend(top, width) {
  const row = { size: 13, weight: 400 };
  const out = [];
  let x = EDGE;
  let y = top + row.size;
  for (const { text, line, colour } of samples()) {
    const wide = SAMPLE + 8 + widthOf(text, row) + EDGE;
    if (x > EDGE && x + wide > width - EDGE) {
      x = EDGE;
      y += 20;
    }
    out.push(...sampleAt(x, y - 4, line, colour), textAt(text, x + SAMPLE + 8, y, row));
    x += wide;
  }
  return { out, end: y };
}

/** @typedef {{text: string, line: string, colour: string}} Sample */

/** @returns {Sample[]} */
function samples() {
  const shown = passing();
  const used = new Set(shown.map((claim) => LINE_OF[claim.certainty]));
  const colour = colourOf("color");
  const rows = [];
  for (const [line, text] of lineStyles()) {
    if (used.has(line)) rows.push({ text, line, colour });
  }
  for (const [tone, text] of Object.entries(tones)) {
    const isUsed = shown.some((claim) => claim.polarity === tone);
    if (isUsed) rows.push({ text, line: "solid", colour: colourNamed(tone) });
  }
  return rows;
}

/**
 * A colour of the style sheet as it is in the theme that is shown.
 * @param {string} name
 */
function colourNamed(name) {
  const probe = make("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} line
 * @param {string} colour
 */
function sampleAt(x, y, line, colour) {
  const dashes = DASHES[line] ? ` stroke-dasharray="${DASHES[line]}"` : "";
  const heights = line === "double" ? [y - 2, y + 2] : [y];
  const width = line === "double" ? 1.2 : 2;
  return heights.map(
    (height) =>
      `<path d="M${x} ${height}h${SAMPLE}" fill="none" stroke="${xml(colour)}" ` +
      `stroke-width="${width}"${dashes}/>`,
  );
}

/** Save the picture as pixels, twice as many as on the screen. */
async function savePng() {
  const { svg, width, height } = pictureOf();
  const image = new Image(width, height);
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * PIXELS;
  canvas.height = height * PIXELS;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  canvas.toBlob((blob) => {
    if (blob) save(blob, "image/png", "png");
  }, "image/png");
}
