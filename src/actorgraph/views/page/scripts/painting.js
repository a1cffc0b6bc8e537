// @ts-check
// Draws a part of the page as SVG: boxes, lines and letters, as the browser has laid them out.

import { xml } from "./saving.js";

/**
 * @typedef {object} Canvas what is drawn so far, and where its corner is in the window
 * @property {string[]} out
 * @property {number} left
 * @property {number} top
 */

const ruler = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);

/**
 * Draw an element and everything in it that is visible.
 * @param {Element} host
 * @returns {string} SVG elements; the corner of the element is at 0, 0
 */
export function painted(host) {
  const { left, top } = host.getBoundingClientRect();
  /** @type {Canvas} */
  const canvas = { out: [], left: left - host.scrollLeft, top: top - host.scrollTop };
  paintChildren(host, canvas);
  return canvas.out.join("\n");
}

/**
 * @param {Element} element
 * @param {Canvas} canvas
 */
function paintChildren(element, canvas) {
  for (const node of element.childNodes) {
    if (node instanceof Element) paintElement(node, canvas);
    else if (node instanceof Text) paintText(node, canvas);
  }
}

/**
 * @param {Element} element
 * @param {Canvas} canvas
 */
function paintElement(element, canvas) {
  const style = getComputedStyle(element);
  if (isHidden(element, style)) return;
  const isFaded = Number(style.opacity) < 1;
  if (isFaded) canvas.out.push(`<g opacity="${style.opacity}">`);
  if (element instanceof SVGGeometryElement) paintShape(element, style, canvas);
  else if (element instanceof HTMLElement) paintBox(element, style, canvas);
  paintChildren(element, canvas);
  if (isFaded) canvas.out.push("</g>");
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isHidden(element, style) {
  if (style.display === "none" || style.visibility === "hidden") return true;
  // Markers and patterns are drawn where they are used; fields and pictures are no part of it.
  return element.matches("defs, title, desc, input, select, textarea, meter, .unseen, [data-control]");
}

/**
 * The background and the border of an element.
 * @param {HTMLElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Canvas} canvas
 */
function paintBox(element, style, canvas) {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height) return;
  const scale = element.offsetWidth ? box.width / element.offsetWidth : 1;
  const hasEdge = parseFloat(style.borderLeftWidth) > 0 && parseFloat(style.borderTopWidth) > 0;
  const fill = isClear(style.backgroundColor) ? "none" : style.backgroundColor;
  const place = `x="${at(box.left - canvas.left)}" y="${at(box.top - canvas.top)}"`;
  const size = `width="${at(box.width)}" height="${at(box.height)}"`;
  const round = Math.min(parseFloat(style.borderTopLeftRadius) * scale, box.height / 2);
  if (fill !== "none" || hasEdge) {
    const edge = hasEdge ? edgeOf(style, scale) : "";
    canvas.out.push(`<rect ${place} ${size} rx="${at(round)}" fill="${xml(fill)}" ${edge}/>`);
  }
  if (!hasEdge && parseFloat(style.borderBottomWidth) > 0) paintRule(box, style, canvas);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {number} scale
 */
function edgeOf(style, scale) {
  const width = parseFloat(style.borderTopWidth) * scale;
  const dashes = dashesOf(style.borderTopStyle, width);
  return `stroke="${xml(style.borderTopColor)}" stroke-width="${at(width)}"${dashes}`;
}

/**
 * The line under an element.
 * @param {DOMRect} box
 * @param {CSSStyleDeclaration} style
 * @param {Canvas} canvas
 */
function paintRule(box, style, canvas) {
  const width = parseFloat(style.borderBottomWidth);
  const y = box.bottom - canvas.top - width / 2;
  const from = `M${at(box.left - canvas.left)} ${at(y)}`;
  const dashes = dashesOf(style.borderBottomStyle, width);
  const stroke = `stroke="${xml(style.borderBottomColor)}" stroke-width="${at(width)}"`;
  canvas.out.push(`<path d="${from}h${at(box.width)}" fill="none" ${stroke}${dashes}/>`);
}

/**
 * @param {string} name a style of CSS borders
 * @param {number} width
 */
function dashesOf(name, width) {
  if (name === "dashed") return ` stroke-dasharray="${at(3 * width)} ${at(2 * width)}"`;
  if (name === "dotted") return ` stroke-dasharray="${at(width)} ${at(width)}"`;
  return "";
}

const SHAPE_STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
];

/**
 * A shape of a drawing in the page, with the style that the sheets give it.
 * @param {SVGGeometryElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Canvas} canvas
 */
function paintShape(element, style, canvas) {
  const matrix = element.getScreenCTM();
  const name = element.localName;
  const ends = GEOMETRY[name];
  if (!matrix || !ends) return;
  const { a, b, c, d, e, f } = matrix;
  const moved = [a, b, c, d, e - canvas.left, f - canvas.top].map(at).join(" ");
  const shape = ends
    .filter((end) => element.hasAttribute(end))
    .map((end) => `${end}="${xml(element.getAttribute(end))}"`);
  const look = SHAPE_STYLES.map((key) => `${key}="${xml(style.getPropertyValue(key))}"`);
  canvas.out.push(`<${name} transform="matrix(${moved})" ${[...shape, ...look].join(" ")}/>`);
  paintMarker(element, style, canvas, moved);
}

/** @type {Record<string, string[]>} */
const GEOMETRY = {
  path: ["d"],
  line: ["x1", "y1", "x2", "y2"],
  polyline: ["points"],
  polygon: ["points"],
  rect: ["x", "y", "width", "height", "rx"],
  circle: ["cx", "cy", "r"],
  ellipse: ["cx", "cy", "rx", "ry"],
};
const ARROW_LENGTH = 9;
const ARROW_WIDTH = 4;

/**
 * The arrow at the end of a line, drawn plainly: markers do not survive every program.
 * @param {SVGGeometryElement} element
 * @param {CSSStyleDeclaration} style
 * @param {Canvas} canvas
 * @param {string} moved
 */
function paintMarker(element, style, canvas, moved) {
  if (!style.markerEnd || style.markerEnd === "none") return;
  const length = element.getTotalLength();
  const tip = element.getPointAtLength(length);
  const back = element.getPointAtLength(Math.max(0, length - ARROW_LENGTH));
  const long = Math.hypot(tip.x - back.x, tip.y - back.y) || 1;
  const [dx, dy] = [(tip.x - back.x) / long, (tip.y - back.y) / long];
  const side = [-dy * ARROW_WIDTH, dx * ARROW_WIDTH];
  const corners = [
    [tip.x, tip.y],
    [back.x + side[0], back.y + side[1]],
    [back.x - side[0], back.y - side[1]],
  ];
  const points = corners.map((corner) => corner.map(at).join(",")).join(" ");
  const fill = xml(style.stroke);
  canvas.out.push(`<polygon transform="matrix(${moved})" points="${points}" fill="${fill}"/>`);
}

/**
 * The letters of a text, line by line.
 * @param {Text} node
 * @param {Canvas} canvas
 */
function paintText(node, canvas) {
  const parent = node.parentElement;
  if (!parent || !/\S/.test(node.data)) return;
  const style = getComputedStyle(parent);
  const isDrawing = parent instanceof SVGElement;
  const colour = isDrawing ? style.fill : style.color;
  if (isClear(colour)) return;
  for (const line of linesOf(node)) paintLine(line, style, colour, canvas);
}

/**
 * @typedef {object} TextLine
 * @property {string} words
 * @property {DOMRect} box
 * @property {number} right
 */

/**
 * @param {Text} node
 * @returns {TextLine[]}
 */
function linesOf(node) {
  /** @type {TextLine[]} */
  const lines = [];
  const range = document.createRange();
  for (const word of node.data.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    if (!box.width) continue;
    const line = lines[lines.length - 1];
    const isSame = line && Math.abs(line.box.top - box.top) < box.height / 2;
    if (isSame) {
      line.words += ` ${word[0]}`;
      line.right = box.right;
    } else {
      lines.push({ words: word[0], box, right: box.right });
    }
  }
  return lines;
}

/**
 * @param {TextLine} line
 * @param {CSSStyleDeclaration} style
 * @param {string} colour
 * @param {Canvas} canvas
 */
function paintLine({ words, box, right }, style, colour, canvas) {
  const { fontSize, fontWeight, fontStyle, fontFamily } = style;
  ruler.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ruler.measureText(words);
  const scale = box.height / (ascent + descent);
  const cased = style.textTransform === "uppercase" ? words.toUpperCase() : words;
  const font =
    `font-family="${xml(fontFamily)}" font-size="${at(parseFloat(fontSize) * scale)}" ` +
    `font-weight="${fontWeight}" font-style="${fontStyle}"`;
  const place = `x="${at(box.left - canvas.left)}" y="${at(box.top - canvas.top + ascent * scale)}"`;
  const length = `textLength="${at(right - box.left)}" lengthAdjust="spacingAndGlyphs"`;
  canvas.out.push(`<text ${place} ${length} ${font} fill="${xml(colour)}">${xml(cased)}</text>`);
}

/** @param {string} colour */
function isClear(colour) {
  return colour === "transparent" || /, 0\)$/.test(colour) || colour === "none";
}

/** @param {number} value */
function at(value) {
  return String(Math.round(value * 100) / 100);
}
