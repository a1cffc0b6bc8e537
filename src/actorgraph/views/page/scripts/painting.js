// @ts-check
// Draws a part of the page as SVG: boxes, lines and letters, as the browser has laid them out.

import { xml } from "./saving.js";

/**
 * @typedef {object} Canvas what is drawn so far, and where its corner is in the window
 * @property {string[]} out
 * @property {number} left
 * @property {number} top
 */

/** @type {CanvasRenderingContext2D|null} Made once a picture is drawn. */
let ruler = null;

/**
 * What measures letters in a font.
 * @param {string} font
 */
export function rulerFor(font) {
  ruler ||= document.createElement("canvas").getContext("2d");
  const found = /** @type {CanvasRenderingContext2D} */ (ruler);
  found.font = font;
  return found;
}

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
  if (style.display === "none" || !element.checkVisibility({ visibilityProperty: true })) return true;
  // Markers and patterns are drawn where they are used; fields and pictures are no part of it.
  return element.matches("defs, title, desc, input, select, textarea, .unseen, .hit, .under");
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
  paintSign(element, box, scale, canvas);
}

/**
 * The sign before a name: a small shape that a sheet draws, which says what kind it is.
 * @param {HTMLElement} element
 * @param {DOMRect} box
 * @param {number} scale
 * @param {Canvas} canvas
 */
function paintSign(element, box, scale, canvas) {
  const style = getComputedStyle(element, "::before");
  if (style.content === "none" || style.position !== "absolute") return;
  const [width, height] = [parseFloat(style.width) * scale, parseFloat(style.height) * scale];
  if (!width || !height) return;
  const x = box.left - canvas.left + (element.clientLeft + parseFloat(style.left)) * scale;
  const y = box.top - canvas.top + (element.clientTop + parseFloat(style.top)) * scale;
  const fill = isClear(style.backgroundColor) ? "none" : xml(style.backgroundColor);
  const edge = parseFloat(style.borderTopWidth) * scale;
  const stroke = edge ? ` stroke="${xml(style.borderTopColor)}" stroke-width="${at(edge)}"` : "";
  canvas.out.push(`<path d="${signPath(style, x, y, width, height, edge)}" fill="${fill}"${stroke}/>`);
}

/**
 * @param {CSSStyleDeclaration} style
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {number} edge the width of the border, which lies inside
 */
function signPath(style, x, y, width, height, edge) {
  const corners = [...style.clipPath.matchAll(/([\d.]+)(%|px)? ([\d.]+)(?:%|px)?(?=[,)])/g)];
  if (corners.length) {
    const points = corners.map(([, across, , down]) => [
      at(x + (width * Number(across)) / 100),
      at(y + (height * Number(down)) / 100),
    ]);
    return `M${points.map((point) => point.join(" ")).join("L")}Z`;
  }
  if (style.borderTopLeftRadius !== "50%") return `M${at(x)} ${at(y)}h${width}v${height}h${-width}Z`;
  const radius = at((width - edge) / 2);
  const across = at(width - edge);
  const arc = `a${radius} ${radius} 0 1 0`;
  return `M${at(x + edge / 2)} ${at(y + height / 2)}${arc} ${across} 0${arc} -${across} 0Z`;
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
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
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

/** @type {Record<string, string[]>} The shapes of the map. */
const GEOMETRY = {
  path: ["d"],
  rect: ["x", "y", "width", "height", "rx"],
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
  const frame = isDrawing ? null : frameOf(parent);
  for (const line of quotedLines(node, parent)) {
    if (frame && line.box.top > frame.bottom - 2) continue;
    paintLine(frame ? shortened(line, frame, style) : line, style, colour, canvas);
  }
}

const MOST_LEVELS = 3;

/**
 * The box beyond which the page cuts a text, if there is one close above it.
 * @param {Element} parent
 */
function frameOf(parent) {
  /** @type {Element|null} */
  let element = parent;
  for (let level = 0; element && level < MOST_LEVELS; level += 1) {
    const isCut = getComputedStyle(element).overflowX === "hidden";
    if (isCut) return element.getBoundingClientRect();
    element = element.parentElement;
  }
  return null;
}

/**
 * A line with an ellipsis where the page has one.
 * @param {TextLine} line
 * @param {DOMRect} frame
 * @param {CSSStyleDeclaration} style
 * @returns {TextLine}
 */
function shortened(line, frame, style) {
  if (line.right <= frame.right + 1) return line;
  const letterRuler = rulerFor(fontOf(style));
  const share = (frame.right - line.box.left) / (line.right - line.box.left);
  const most = letterRuler.measureText(line.words).width * share;
  const letters = [...line.words];
  while (letters.length && letterRuler.measureText(`${letters.join("")}…`).width > most) letters.pop();
  return { words: `${letters.join("")}…`, box: line.box, right: frame.right };
}

/** @param {CSSStyleDeclaration} style */
function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }) {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

/**
 * The lines of a text, with the marks that the browser puts around a quotation.
 * @param {Text} node
 * @param {Element} parent
 */
function quotedLines(node, parent) {
  const lines = linesOf(node);
  if (parent.localName !== "q" || !lines.length) return lines;
  const letter = lines[0].box.height / 2.4;
  const last = lines[lines.length - 1];
  if (!node.previousSibling) {
    const { box } = lines[0];
    lines[0].words = `“${lines[0].words}`;
    lines[0].box = new DOMRect(box.left - letter, box.top, box.width, box.height);
  }
  if (!node.nextSibling) {
    last.words += "”";
    last.right += letter;
  }
  return lines;
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
  const measured = rulerFor(fontOf(style)).measureText(words);
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = measured;
  const scale = box.height / (ascent + descent);
  const cased = style.textTransform === "uppercase" ? words.toUpperCase() : words;
  const font =
    `font-family="${xml(fontFamily)}" font-size="${at(parseFloat(fontSize) * scale)}" ` +
    `font-weight="${fontWeight}" font-style="${fontStyle}"`;
  const place = `x="${at(box.left - canvas.left)}" y="${at(box.top - canvas.top + ascent * scale)}"`;
  const length = `textLength="${at(right - box.left)}" lengthAdjust="spacingAndGlyphs"`;
  const look = `fill="${xml(colour)}"${haloOf(style)}`;
  canvas.out.push(`<text ${place} ${length} ${font} ${look}>${xml(cased)}</text>`);
}

/**
 * The edge of letters that keeps them readable above a line.
 * @param {CSSStyleDeclaration} style
 */
function haloOf({ stroke, strokeWidth, paintOrder }) {
  if (!stroke || stroke === "none") return "";
  const edge = `stroke="${xml(stroke)}" stroke-width="${xml(strokeWidth)}" stroke-linejoin="round"`;
  return ` ${edge} paint-order="${xml(paintOrder)}"`;
}

/** @param {string} colour */
function isClear(colour) {
  return colour === "transparent" || /, 0\)$/.test(colour) || colour === "none";
}

/** @param {number} value */
function at(value) {
  return String(Math.round(value * 100) / 100);
}
