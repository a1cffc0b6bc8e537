// @ts-check
// The picture of who speaks of whom. The page is drawn without it; it is built when it is wanted.

import { cards, contents, frames, lines } from "./data.js";
import { make, makeShape } from "./dom.js";

/** @type {{cards: any[], lines: any[]}|undefined} What the cards and lines look like, as docs/page-data.md says. */
const drawing = contents.speech;

/** Whether there is such a picture besides the one of what happened. */
export const hasSpeech = drawing !== undefined;

/** From the middle of a label to the baseline of a single line of it, and between two, in pixels. */
const BASELINE = 4;
const LINE = 14;

/** Build the picture, unless it is there; return its layer if it is new. */
export function buildSpeech() {
  const first = document.querySelector("#map .layer");
  if (!drawing || !first || document.querySelector("#map .late")) return null;
  const layer = make("div", { "className": "layer late", "data-view": "speech" });
  const picture = /** @type {Element} */ (first.querySelector(".lines")?.cloneNode(false));
  const [firstCard, firstLine] = [cards.length - drawing.cards.length, lines.length - drawing.lines.length];
  picture.append(...framesFrom(firstCard), ...drawing.lines.map((row, place) => line(row, firstLine + place)));
  layer.append(picture, ...drawing.cards.map((row, place) => card(row, firstCard + place)));
  layer.style.transform = /** @type {HTMLElement} */ (first).style.transform;
  first.after(layer);
  return layer;
}

/** @param {number} firstCard */
function framesFrom(firstCard) {
  const own = frames.filter((frame) => frame.cards[0] >= firstCard);
  return own.map(({ box: [x, y, width, height] }) => makeShape("rect", { class: "frame", x, y, width, height, rx: 12 }));
}

/**
 * @param {any[]} row
 * @param {number} number
 */
function line([shape, ...parts], number) {
  const path = typeof shape === "string" ? shape : levelCurve(shape);
  const { certainty, polarity, label, at: [x, y] } = lines[number];
  const isDouble = ["intended", "requested"].includes(certainty);
  const written = parts.length ? parts : [label];
  const top = y + BASELINE - (LINE / 2) * (written.length - 1);
  const text = written.map((part, place) => makeShape("tspan", { x, y: top + LINE * place }, part));
  return makeShape(
    "g",
    { "class": `line ${certainty} ${polarity}`, "data-line": number },
    makeShape("path", { class: "stroke", d: path }),
    ...(isDouble ? [makeShape("path", { class: "inner", d: path })] : []),
    makeShape("text", {}, ...text),
  );
}

/**
 * A curve that leaves and arrives level, and bends in the middle.
 * @param {number[]} ends
 */
function levelCurve([x, y, endX, endY]) {
  const bend = (x + endX) / 2;
  return `M${x},${y}C${bend},${y} ${bend},${endY} ${endX},${endY}`;
}

/**
 * @param {any[]} row
 * @param {number} number
 */
function card([classes, nameLines, ...rows], number) {
  const { label, claims, box } = cards[number];
  const element = make(
    "button",
    { "className": `card ${classes}`, "data-card": number },
    make("bdi", { className: "title" }, label),
    " ",
    make("span", { className: "count" }, String(claims.length)),
    ...rows.flatMap((row) => [" ", cardRow(row)]),
  );
  for (const [place, name] of ["x", "y", "w", "h"].entries()) element.style.setProperty(`--${name}`, `${box[place]}px`);
  element.style.setProperty("--lines", String(nameLines));
  return element;
}

/** @param {any[]} row */
function cardRow([text, claim, certainty, more, isLong]) {
  const place = claim < 0 ? {} : { "data-claim": claim };
  const row = make("span", { className: isLong ? "row long" : "row" }, make("bdi", { className: `words ${certainty || ""}`, ...place }, text));
  if (more) row.append(" ", make("span", { className: "left" }, `+${more}`));
  return row;
}
