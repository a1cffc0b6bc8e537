// @ts-check
// Simple curves between boxes, for lines whose cards were dragged.

/** @typedef {[number, number, number, number]} Box left, top, width and height */
/** @typedef {[number, number]} Point */

const POINT = 2;

/**
 * A curve from one box to another: out of the sides that face each other.
 * @param {Box} from
 * @param {Box} to
 */
export function curveBetween(from, to) {
  const isBelow = from[1] + from[3] < to[1];
  const isAbove = to[1] + to[3] < from[1];
  const overlaps = from[0] < to[0] + to[2] && to[0] < from[0] + from[2];
  if (overlaps && (isBelow || isAbove)) return upright(from, to, isBelow);
  const leadsRight = from[0] + from[2] / 2 <= to[0] + to[2] / 2;
  const x = leadsRight ? from[0] + from[2] : from[0];
  const endX = leadsRight ? to[0] - POINT : to[0] + to[2] + POINT;
  const y = from[1] + from[3] / 2;
  const endY = to[1] + to[3] / 2;
  const bend = (endX - x) / 2;
  return written([x, y], [x + bend, y], [endX - bend, endY], [endX, endY]);
}

/**
 * @param {Box} from
 * @param {Box} to
 * @param {boolean} isBelow
 */
function upright(from, to, isBelow) {
  const x = from[0] + from[2] / 2;
  const endX = to[0] + to[2] / 2;
  const y = isBelow ? from[1] + from[3] : from[1];
  const endY = isBelow ? to[1] - POINT : to[1] + to[3] + POINT;
  const bend = (endY - y) / 2;
  return written([x, y], [x, y + bend], [endX, endY - bend], [endX, endY]);
}

/**
 * @param {Point} start
 * @param {...Point} points
 */
function written(start, ...points) {
  const pairs = points.map((point) => point.map(Math.round).join(","));
  return `M${start.map(Math.round).join(",")}C${pairs.join(" ")}`;
}

/**
 * The point half-way along a simple curve.
 * @param {string} path
 * @returns {Point}
 */
export function middleOf(path) {
  const numbers = (path.match(/-?\d+(\.\d+)?/g) || []).map(Number);
  const [x, y, oneX, oneY, otherX, otherY, endX, endY] = numbers;
  return [(x + 3 * oneX + 3 * otherX + endX) / 8, (y + 3 * oneY + 3 * otherY + endY) / 8];
}
