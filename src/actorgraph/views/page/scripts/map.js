// @ts-check
// The map: what is lit, what is unfolded, which cards were dragged, and the arrow keys.

import { actors, cards, cardsAt, claims, frames, joined, lines, nameOf, textOf, hasText, verbOf } from "./data.js";
import { all, around, byId, make, makeShape, say, whenIdle } from "./dom.js";
import { onKey } from "./keys.js";
import { change, get, subscribe } from "./state.js";
import { isChosenCard, lit } from "./shown.js";
import { buildSpeech, hasSpeech } from "./speech.js";
import { curveBetween, middleOf } from "./curve.js";
import { levels, words } from "./words.js";

/** @typedef {import("./curve.js").Box} Box */
/** @typedef {import("./state.js").State} State */

const FRAME_EDGE = 7;
/** How many events a line shows from close by. */
const MOST_EVENTS = 3;
const MOST_LETTERS = 26;
/** The lower edge of what an unfolded card may cover. */
const BOTTOM = 442;
/** @type {Map<number, string>} The curve of each line as it was placed. */
const paths = new Map();
/** How much higher everything is drawn than it was placed: a phone is narrow and high. */
let tall = 1;
/** @type {Set<Element>} The pictures whose cards are described. */
const described = new Set();

/** Bind the map. */
export function bindMap() {
  const map = byId("map");
  map.addEventListener("dblclick", unfoldClicked);
  map.addEventListener("keydown", stepToCard);
  document.getElementById("speech")?.addEventListener("click", () => change({ speech: !get().speech }));
  onKey("e", () => unfold(get().card));
  subscribe(draw);
  whenIdle(() => {
    keepCurves();
    all("#map .layer").forEach(describeCards);
  });
}

/** The cards that are in the document, with their numbers. */
function drawnCards() {
  return numbered(".card", "card");
}

/** The lines that are in the document, with their numbers. */
function drawnLines() {
  return numbered(".line", "line");
}

/**
 * @param {string} selector
 * @param {string} key
 * @returns {[HTMLElement, number][]}
 */
function numbered(selector, key) {
  return all(`#map ${selector}`).map((element) => [element, Number(element.dataset[key])]);
}

/**
 * Say how sure the rows of each card are, and its lines, for those who hear the map: "urged, France,
 * planned". Nobody sees it, so it waits until the map is painted.
 * @param {Element} layer
 */
function describeCards(layer) {
  if (described.has(layer)) return;
  described.add(layer);
  for (const row of all(".words", layer)) {
    const sure = levels[row.classList[1]];
    if (sure) row.after(unseen(`, ${sure}`));
  }
  /** @type {Map<number, string[]>} */
  const says = new Map();
  for (const line of lines) {
    const names = joined(cardsAt(line.to).map((number) => cards[number].label));
    const sure = line.certainty === "asserted" ? "" : levels[line.certainty];
    const text = [line.label, names, sure].filter(Boolean).join(", ");
    for (const number of cardsAt(line.from)) says.set(number, [...(says.get(number) || []), text]);
  }
  for (const element of all(".card", layer)) {
    const texts = says.get(Number(element.dataset.card));
    if (texts) element.append(unseen(`: ${texts.join("; ")}`));
  }
}

/** @param {string} text what is heard, but not seen */
function unseen(text) {
  return make("span", { className: "unseen" }, text);
}

/** Keep the curves as they were placed, and let a broad stretch around each be clicked. */
function keepCurves() {
  for (const [element, number] of drawnLines()) if (!paths.has(number)) addHit(element, number);
}

/** Write the events that lines show from close by. */
export function showDetails() {
  for (const [element, number] of drawnLines()) if (!element.querySelector(".near")) addDetails(element, number);
}

/**
 * @param {State} state
 * @param {State} before
 */
function draw(state, before) {
  if (state.speech !== before.speech) showView(state.speech ? "speech" : "events");
  if (state.unfolded !== before.unfolded) drawUnfolded(state.unfolded);
  if (state.pins !== before.pins) drawPlaces();
  light(state);
}

/**
 * Show a picture; that of who speaks of whom is built when it is first wanted.
 * @param {string} name
 */
function showView(name) {
  if (!hasSpeech) return;
  if (name === "speech") prepareSpeech();
  for (const part of all("#map [data-view]")) part.hidden = part.dataset.view !== name;
  byId("speech").setAttribute("aria-pressed", String(name === "speech"));
}

function prepareSpeech() {
  const layer = buildSpeech();
  if (!layer) return;
  keepCurves();
  describeCards(layer);
  drawUnfolded(get().unfolded);
  drawPlaces();
  if (document.querySelector("#map .near")) showDetails();
}

/**
 * Fade everything but the cards and lines of what is chosen or passes.
 * @param {State} state
 */
function light(state) {
  const numbers = lit();
  const ends = new Set(state.between);
  for (const [element, number] of drawnCards()) {
    const card = cards[number];
    const isChosen = isChosenCard(card, state) || ends.has(number);
    element.classList.toggle("lit", !numbers || isChosen || card.claims.some((claim) => numbers.has(claim)));
    element.classList.toggle("chosen", isChosen);
  }
  for (const [element, number] of drawnLines()) {
    const isLit = !numbers || lines[number].claims.some((claim) => numbers.has(claim));
    element.classList.toggle("lit", isLit);
  }
  const isChoosing = numbers !== null || ends.size > 0;
  for (const part of all("#map .layer")) part.classList.toggle("choosing", isChoosing);
  lightFrames(numbers);
}

/** @param {Set<number>|null} numbers */
function lightFrames(numbers) {
  all("#map .frame").forEach((element, place) => {
    const members = frames[place].cards;
    const isLit = !numbers || members.every((number) => cardElement(number).classList.contains("lit"));
    element.classList.toggle("lit", isLit);
  });
}

/** @param {number} number */
export function cardElement(number) {
  return /** @type {HTMLElement} */ (document.querySelector(`#map [data-card="${number}"]`));
}

/** @param {MouseEvent} event */
function unfoldClicked(event) {
  const element = around(event, ".card");
  if (element) unfold(cards[Number(element.dataset.card)].key);
}

/** @param {string} key */
function unfold(key) {
  if (!cards.some((card) => card.key === key)) return;
  const unfolded = new Set(get().unfolded);
  if (!unfolded.delete(key)) unfolded.add(key);
  change({ unfolded });
}

/** @param {Set<string>} unfolded */
function drawUnfolded(unfolded) {
  for (const [element, number] of drawnCards()) {
    const card = cards[number];
    const isOpen = unfolded.has(card.key);
    if (element.classList.contains("open") === isOpen) continue;
    element.classList.toggle("open", isOpen);
    for (const member of all(".member", element)) member.remove();
    element.style.marginTop = "";
    if (!isOpen) continue;
    element.append(...members(card));
    const below = element.offsetTop + element.offsetHeight - BOTTOM * tall;
    if (below > 0) element.style.marginTop = `${-below}px`;
    say(words.unfolded(card.label));
  }
}

/**
 * The groups of a folded card, then the events that are written on it.
 * @param {import("./data.js").Card} card
 */
function members(card) {
  const groups = card.members.map((number) => memberOf(number));
  const people = card.actors.length - card.members.length;
  if (card.protected && people > 0) groups.push(make("span", { className: "member" }, words.people(people)));
  const events = card.rows.map((number) => {
    return make("span", { "className": "member event", "data-claim": number }, eventWords(number, 60));
  });
  return [...groups, ...events];
}

/** A group by its name; people at risk are not chosen one by one. */
function memberOf(/** @type {number} */ number) {
  const isProtected = actors[number]?.protected;
  const choosing = isProtected ? {} : { "data-actor": number };
  return make("span", { className: "member", ...choosing }, nameOf(number));
}

/**
 * Draw everything so many times as high as it was placed; letters keep their size.
 * @param {number} factor
 */
export function stretch(factor) {
  if (factor === tall) return;
  tall = factor;
  drawPlaces();
}

/** Draw the dragged cards at their places, and their lines as simple curves. */
function drawPlaces() {
  for (const [{ style }, number] of drawnCards()) {
    const [, top, , height] = cards[number].box;
    const pin = get().pins.get(cards[number].pin);
    style.left = pin ? `${pin[0]}px` : "";
    style.top = pin || tall > 1 ? `${(pin ? pin[1] : top) * tall}px` : "";
    style.height = tall > 1 ? `${height * tall}px` : "";
  }
  drawMoved();
}

/** Draw the lines and frames again whose cards are not where they were. */
export function drawMoved() {
  keepCurves();
  all("#map .frame").forEach((element, place) => {
    if (frames[place].cards.some(isMoved)) setFrame(element, boxAt(-1 - place));
    else setFrame(element, stretched(frames[place].box));
  });
  for (const [element, number] of drawnLines()) {
    const { from, to } = lines[number];
    const ends = [...cardsAt(from), ...cardsAt(to)];
    const path = ends.some(isMoved) ? curveBetween(boxAt(from), boxAt(to)) : null;
    drawLine(element, number, path);
  }
}

/**
 * @param {Box} box
 * @returns {Box}
 */
function stretched([left, top, width, height]) {
  return [left, top * tall, width, height * tall];
}

/** @param {number} number */
function isMoved(number) {
  return cardElement(number).style.left !== "";
}

/**
 * @param {Element} element
 * @param {Box} box
 */
function setFrame(element, [x, y, width, height]) {
  for (const [name, value] of Object.entries({ x, y, width, height })) element.setAttribute(name, String(value));
}

/**
 * The box of a card or a frame where it is now.
 * @param {number} end
 * @returns {Box}
 */
export function boxAt(end) {
  if (end >= 0) {
    const { style } = cardElement(end);
    const [left, top, width, height] = stretched(cards[end].box);
    return [style.left ? Number.parseFloat(style.left) : left, style.top ? Number.parseFloat(style.top) : top, width, height];
  }
  const boxes = cardsAt(end).map(boxAt);
  const left = Math.min(...boxes.map((box) => box[0])) - FRAME_EDGE;
  const top = Math.min(...boxes.map((box) => box[1])) - FRAME_EDGE;
  const right = Math.max(...boxes.map((box) => box[0] + box[2])) + FRAME_EDGE;
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3])) + FRAME_EDGE;
  return [left, top, right - left, bottom - top];
}

/**
 * Draw a line as this curve, with its label in the middle; null draws it as it was.
 * @param {Element} element
 * @param {number} number
 * @param {string|null} path
 */
function drawLine(element, number, path) {
  const placed = paths.get(number) || "";
  const curve = path || (tall > 1 ? placed.replace(/,([\d.]+)/g, (_, y) => `,${Math.round(y * tall)}`) : placed);
  for (const part of element.querySelectorAll("path")) part.setAttribute("d", curve);
  const [x, y] = lines[number].at;
  const [toX, toY] = path ? middleOf(path) : [x, y * tall];
  for (const text of element.querySelectorAll("text")) {
    text.setAttribute("transform", `translate(${Math.round(toX - x)} ${Math.round(toY - y)})`);
  }
}

/**
 * Keep a line's curve, and let a broad stretch around it be clicked.
 * @param {Element} element
 * @param {number} number
 */
function addHit(element, number) {
  const path = element.querySelector("path")?.getAttribute("d") || "";
  paths.set(number, path);
  element.prepend(makeShape("path", { class: "hit", d: path }));
}

/**
 * Add what a line shows from close by: up to three events with their dates.
 * @param {Element} element
 * @param {number} number
 */
function addDetails(element, number) {
  const line = lines[number];
  const shown = line.claims.slice(0, MOST_EVENTS);
  const left = line.claims.length - shown.length;
  const [x, y] = line.at;
  const parts = shown.map((claim, place) => {
    const rest = left && place === shown.length - 1 ? `, +${left}` : "";
    const height = y + 3 + 9 * (place - (shown.length - 1) / 2);
    return makeShape("tspan", { x, y: height }, `${eventWords(claim, MOST_LETTERS)}${rest}`);
  });
  element.append(makeShape("text", { class: "near" }, ...parts));
}

/**
 * An event's verb as written, with its date.
 * @param {number} number
 * @param {number} most letters
 */
function eventWords(number, most) {
  const claim = claims[number];
  const cue = claim.cue[0];
  const verb = cue && hasText(claim.article) ? textOf(claim.article, cue) : claim.verb;
  const date = claim.time ? `, ${claim.time}` : "";
  const text = verbOf(claim, verb.replace(/\s+/g, " "));
  return `${text.length > most ? `${text.slice(0, most - 1)}…` : text}${date}`;
}

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrow keys lead to the nearest card in that direction. */
function stepToCard(/** @type {KeyboardEvent} */ event) {
  const direction = DIRECTIONS[event.key];
  const element = around(event, ".card");
  if (!direction || !element || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const next = nearest(Number(element.dataset.card), direction);
  if (next >= 0) cardElement(next).focus();
}

/**
 * @param {number} from
 * @param {[number, number]} direction
 */
function nearest(from, [dx, dy]) {
  const [x, y] = centre(from);
  let best = -1;
  let least = Infinity;
  for (const [number, card] of cards.entries()) {
    if (number === from || card.view !== cards[from].view) continue;
    const [otherX, otherY] = centre(number);
    const ahead = (otherX - x) * dx + (otherY - y) * dy;
    const aside = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    const distance = ahead + 2 * aside;
    if (ahead > 4 && distance < least) {
      best = number;
      least = distance;
    }
  }
  return best;
}

/** @param {number} number */
function centre(number) {
  const [left, top, width, height] = boxAt(number);
  return [left + width / 2, top + height / 2];
}
