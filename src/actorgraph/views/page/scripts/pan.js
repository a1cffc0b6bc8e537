// @ts-check
// Moving and enlarging the map: one transform of one layer. Dragging a card pins it.

import { cards } from "./data.js";
import { all, around, byId, isPhone } from "./dom.js";
import { onKey } from "./keys.js";
import { boxAt, cardElement, drawMoved, showDetails, stretch } from "./map.js";
import { change, get } from "./state.js";

const WIDTH = 872;
const HEIGHT = 448;
const LEAST = 0.3;
const MOST = 4;
/** In a narrow window the map stays legible and is larger than its place. */
const LEAST_FIT = 0.9;
const MOST_FIT = 1.6;
const STEP = 1.25;
/** A phone shows the whole map: below this zoom only the names, on cards that fill the height. */
const FAR = 0.7;
const MOST_STRETCH = 3;
/** From here on lines show up to three events and their dates. */
const NEAR = 1.6;
/** A pointer that moves less has clicked. */
const CLICK_IN_PIXELS = 4;

/** Where the layer is: its scale, and its upper left corner, from the middle of the stage's upper edge. */
const place = { scale: 1, x: 0, y: 0, tall: 1 };
/** @type {Map<number, {x: number, y: number}>} The pointers that are down. */
const pointers = new Map();
/** @type {{number: number, left: number, top: number}|null} */
let dragged = null;
let hasMoved = false;
let isFitted = true;
let isWaiting = false;

/** Bind the pointer, the wheel, the buttons and the keys of the map's size. */
export function bindPan() {
  const stage = stageElement();
  stage.addEventListener("pointerdown", begin);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", end);
  stage.addEventListener("pointercancel", end);
  stage.addEventListener("click", swallow, true);
  stage.addEventListener("wheel", wheel, { passive: false });
  byId("zoom-in").addEventListener("click", () => zoom(isFar() ? LEAST_FIT / place.scale : STEP));
  byId("zoom-out").addEventListener("click", () => zoom(1 / STEP));
  byId("zoom-fit").addEventListener("click", showAll);
  onKey("+", () => zoom(STEP));
  onKey("-", () => zoom(1 / STEP));
  onKey("−", () => zoom(1 / STEP));
  onKey("0", showAll);
  // The observer is called before the first frame is painted, too, once everything has its place.
  new ResizeObserver(() => {
    if (isFitted && fit()) write();
  }).observe(stage);
}

/** The stage: its size is that of the window's part with the map. */
function stageElement() {
  return /** @type {HTMLElement} */ (document.querySelector("#map .stage"));
}

function stageBox() {
  return stageElement().getBoundingClientRect();
}

/** Show the whole map. */
function showAll() {
  if (fit()) apply();
}

/** Place the layer so that the whole map is visible, or as much of it as is legible. */
function fit() {
  const { width, height } = stageBox();
  if (!width || !height) return false;
  const whole = Math.min(width / WIDTH, height / HEIGHT);
  const least = isPhone() && whole < FAR ? LEAST : LEAST_FIT;
  place.scale = Math.min(MOST_FIT, Math.max(least, whole));
  place.tall = stretchNow();
  place.x = Math.max(-width, -WIDTH * place.scale) / 2;
  place.y = Math.max(0, (height - HEIGHT * place.scale * place.tall) / 2);
  isFitted = true;
  return true;
}

/** Whether the map is so small that it shows names only. */
function isFar() {
  return isPhone() && place.scale < FAR;
}

/** How much the whole map is stretched to fill a phone's height. */
function stretchNow() {
  if (!isFar()) return 1;
  const { width, height } = stageBox();
  return Math.min(MOST_STRETCH, Math.max(1, (height * WIDTH) / (width * HEIGHT)));
}

/**
 * Enlarge the map around a point, by default the middle of the stage.
 * @param {number} factor
 * @param {number} [x] from the middle of the stage
 * @param {number} [y] from its upper edge
 */
function zoom(factor, x = 0, y = stageBox().height / 2) {
  const before = { ...place };
  place.scale = Math.min(MOST, Math.max(LEAST, place.scale * factor));
  place.tall = stretchNow();
  const larger = place.scale / before.scale;
  place.x = x - (x - place.x) * larger;
  place.y = y - ((y - place.y) * larger * place.tall) / before.tall;
  isFitted = false;
  apply();
}

/** Write the transform once a frame. */
function apply() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    write();
  });
}

function write() {
  const isNear = place.scale >= NEAR;
  if (isNear) showDetails();
  stretch(place.tall);
  for (const layer of all("#map .layer")) {
    layer.style.transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
  }
  stageElement().classList.toggle("near", isNear);
  byId("map").classList.toggle("far", isFar());
}

/** @param {PointerEvent} event */
function begin(event) {
  if (event.button !== 0) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  hasMoved = false;
  const element = around(event, ".card");
  dragged = null;
  if (element && pointers.size === 1 && !element.classList.contains("open") && !isFar()) {
    const number = Number(element.dataset.card);
    const [left, top] = boxAt(number);
    dragged = { number, left, top };
  }
}

/** @param {PointerEvent} event */
function move(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  const now = { x: event.clientX, y: event.clientY };
  const isFar = Math.hypot(now.x - before.x, now.y - before.y) >= CLICK_IN_PIXELS;
  if (!hasMoved && !isFar) return;
  if (!hasMoved) /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
  hasMoved = true;
  if (pointers.size === 2) pinch(event.pointerId, before, now);
  else if (dragged) drag(now.x - before.x, now.y - before.y);
  else pan(now.x - before.x, now.y - before.y);
  pointers.set(event.pointerId, now);
}

/**
 * @param {number} dx
 * @param {number} dy
 */
function pan(dx, dy) {
  place.x += dx;
  place.y += dy;
  isFitted = false;
  apply();
}

/**
 * @param {number} pointer
 * @param {{x: number, y: number}} before
 * @param {{x: number, y: number}} now
 */
function pinch(pointer, before, now) {
  const other = [...pointers].find(([id]) => id !== pointer)?.[1];
  if (!other) return;
  const { left, top, width } = stageBox();
  const distance = Math.hypot(before.x - other.x, before.y - other.y) || 1;
  const factor = Math.hypot(now.x - other.x, now.y - other.y) / distance;
  zoom(factor, (now.x + other.x - width) / 2 - left, (now.y + other.y) / 2 - top);
}

/**
 * @param {number} dx
 * @param {number} dy
 */
function drag(dx, dy) {
  if (!dragged) return;
  dragged.left += dx / place.scale;
  dragged.top += dy / place.scale;
  const element = cardElement(dragged.number);
  element.classList.add("held");
  element.style.left = `${Math.round(dragged.left)}px`;
  element.style.top = `${Math.round(dragged.top)}px`;
  drawMoved();
}

/** @param {PointerEvent} event */
function end(event) {
  if (!pointers.delete(event.pointerId)) return;
  if (!dragged) return;
  cardElement(dragged.number).classList.remove("held");
  if (hasMoved) {
    const pins = new Map(get().pins);
    pins.set(cards[dragged.number].pin, [Math.round(dragged.left), Math.round(dragged.top)]);
    change({ pins });
  }
  dragged = null;
}

/** The click that ends a drag chooses nothing. */
function swallow(/** @type {Event} */ event) {
  if (hasMoved) event.stopPropagation();
  hasMoved = false;
}

/** The wheel enlarges; where the page itself scrolls, only with Ctrl. */
function wheel(/** @type {WheelEvent} */ event) {
  const scrolls = document.documentElement.scrollHeight > innerHeight + 1;
  const isMeant = event.ctrlKey || event.metaKey || !scrolls;
  if (!isMeant) return;
  event.preventDefault();
  const { left, top, width } = stageBox();
  zoom(Math.exp(-event.deltaY / 500), event.clientX - left - width / 2, event.clientY - top);
}
