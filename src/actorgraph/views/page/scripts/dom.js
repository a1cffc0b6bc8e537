// @ts-check
// Small steps with the document.

/** So long the first frames are left alone. */
const PAUSE_IN_MS = 200;

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/**
 * Make an element. Keys with a hyphen, and `role`, are attributes; the others are properties.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    const isAttribute = key.includes("-") || key === "role";
    if (isAttribute) element.setAttribute(key, String(value));
    else /** @type {any} */ (element)[key] = value;
  }
  element.append(...children);
  return element;
}

/**
 * Make a shape of a drawing.
 * @param {string} tag
 * @param {Record<string, string|number>} attributes
 * @param {...(Node|string)} children
 */
export function makeShape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export function all(selector, within = document) {
  return [...within.querySelectorAll(selector)].map((node) => /** @type {HTMLElement} */ (node));
}

/**
 * The nearest element around an event's target that fits.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement|null}
 */
export function around(event, selector) {
  const target = event.target instanceof Element ? event.target : null;
  return target ? /** @type {HTMLElement|null} */ (target.closest(selector)) : null;
}

/**
 * Do something on each click on what a selector names, or on anything in it.
 * @param {string} selector
 * @param {(place: HTMLElement) => void} act
 */
export function onClick(selector, act) {
  document.addEventListener("click", (event) => {
    const place = around(event, selector);
    if (place) act(place);
  });
}

/**
 * With its first letter as a capital.
 * @param {string} text
 */
export function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The title of the page. */
export function pageTitle() {
  return document.querySelector("h1")?.textContent || "";
}

/**
 * The styles of lines and what they mean, as the note of the page has them.
 * @returns {[string, string][]}
 */
export function lineStyles() {
  return all("#note li").map((row) => [row.children[0].className, row.textContent || ""]);
}

/** Whether the page has its narrow form, with one view at a time. */
export function isPhone() {
  return matchMedia("(max-width: 700px)").matches;
}

/**
 * Say something to those who hear the page.
 * @param {string} text
 */
export function say(text) {
  byId("live").textContent = text;
}

/**
 * Do what can wait until the page is shown.
 * @param {() => void} act
 */
export function whenIdle(act) {
  setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(act, { timeout: 1000 }) : act()), PAUSE_IN_MS);
}
