// @ts-check
// How well a text fits what is searched.

/**
 * @typedef {object} Hit
 * @property {number} rank 0 the whole name, 1 its start, 2 the start of a word, 3 inside; -1 for none
 * @property {number} weight how many claims
 * @property {string} label
 * @property {string} note
 * @property {() => void} choose
 * @property {string} [focus] what has the focus once it is chosen
 */

/**
 * @typedef {object} Source something that is searched
 * @property {string} title
 * @property {(wanted: string, terms: string[]) => Hit[]} find
 * @property {boolean} [isOfNames] its names are proposed where nothing is found
 */

/**
 * In small letters without accents.
 * @param {string} text
 */
export function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * How well a text fits; several words all have to occur.
 * @param {string} text
 * @param {string} wanted
 * @param {string[]} terms
 */
export function rank(text, wanted, terms) {
  const held = plain(text);
  if (held === wanted) return 0;
  if (held.startsWith(wanted)) return 1;
  if (!terms.every((term) => held.includes(term))) return -1;
  const isWordStart = terms.every((term) => startsWord(held, term));
  return isWordStart ? 2 : 3;
}

/**
 * @param {string} text
 * @param {string} term
 */
function startsWord(text, term) {
  let place = text.indexOf(term);
  while (place >= 0) {
    if (place === 0 || !/[\p{L}\p{N}]/u.test(text[place - 1])) return true;
    place = text.indexOf(term, place + 1);
  }
  return false;
}
