// @ts-check
// All words that scripts write; a translation replaces this file, and the templates.

/** @type {Record<string, string>} */
export const levels = {
  asserted: "the article says so",
  reported: "somebody else says so",
  alleged: "alleged",
  possible: "may be so",
  intended: "planned",
  requested: "asked for",
  statement: "statement",
  attitude: "attitude",
};

/** @type {Record<string, string>} */
export const tones = { harm: "harm", help: "help", denied: "denied" };

/** @type {Record<string, string>} */
export const capitals = { harm: "Harm", help: "Help" };

/** @type {Record<string, string>} The kinds of actors in the order of their list. */
export const kinds = {
  Person: "People",
  Government: "Governments",
  Organisation: "Organisations",
  Document: "Documents",
  Place: "Places",
  Group: "Groups",
};

/** @type {Record<string, string>} How exact a date is. */
export const lanes = {
  day: "To the day",
  month: "To the month",
  year: "To the year",
  span: "Other times",
};

export const words = {
  columns: ["Words", "Who", "Did", "To whom", "How sure", "Who says so", "Date"],
  atRisk: "People at risk",
  /** @param {number} count */
  together: (count) => `They appear together only. ${count} claims are about them.`,
  /** @param {number} count */
  byThem: (count) => `by them ${count}`,
  /** @param {number} count */
  aboutThem: (count) => `about them ${count}`,
  nobodySays: "Nobody says anything in this text.",
  /** @param {number} count */
  undated: (count) => `${count} claims have no date.`,
  and: "and",
  denied: "denied",
  not: "not",
  article: "the article",
  nobodyNamed: "nobody named",
  nobodyIsNamed: "nobody is named as the source",
  /** @param {string} who @param {boolean} several */
  saysSo: (who, several) => `${who} ${several ? "say" : "says"} so`,
  reportsIt: "this article reports it",
  youRead: "you read it",
  chain: "From the event to you",
  who: "who",
  didWhat: "did what",
  how: "how",
  toWhom: "to whom",
  where: "where",
  ofWhom: "of",
  office: "as what",
  sameEvent: "Other reports of this event",
  so: "so",
  notSo: "not so",
  cite: "Copy citation",
  copyLink: "Copy link",
  addToStory: "Add to story",
  misread: "Misread?",
  close: "Close",
  linkCopied: "The link is copied.",
  copyByHand: "Copy this text",
  /** @param {string} rule @param {string} sure */
  readBy: (rule, sure) => `Read by the rule “${rule}”, confidence ${sure}.`,
  /** @param {string} spans */
  characters: (spans) => `Characters ${spans}.`,
  withheld: "The article’s words are not in this file.",
  /** @param {number} shown @param {number} all */
  shown: (shown, all) => `${shown} of ${all} claims`,
  /** @param {number} count */
  count: (count) => `${count} ${count === 1 ? "claim" : "claims"}`,
  /** @param {string} conditions */
  nothingPasses: (conditions) => `No claim is ${conditions}.`,
  showAll: "Show all",
  both: "both",
  /** @param {string} period */
  of: (period) => `of ${period}`,
  /** @param {string} month */
  since: (month) => `since ${month}`,
  /** @param {string} month */
  until: (month) => `until ${month}`,
  or: "or",
  /** @param {number} count */
  undatedStay: (count) => `${count} undated claims stay in view`,
  /** @param {number} count */
  undatedLeft: (count) => `${count} undated claims are left out`,
  /** @param {number} gone @param {number} all */
  gone: (gone, all) => `${numeral(gone, true)} of the ${numeral(all)} chosen claims ${gone === 1 ? "is" : "are"} not in this version.`,
  search: {
    actors: "Actors",
    claims: "Claims",
    text: "In the text",
    /** @param {string} query */
    nothing: (query) => `No name and no sentence holds “${query}”.`,
    nearby: "Names that begin alike:",
    /** @param {number} count */
    found: (count) => `${count} found`,
  },
  aliases: "also",
  help: "Keys",
  nothingToUndo: "Nothing to undo.",
  /** @type {[string, string][]} */
  keys: [
    ["j  k", "next, previous claim in the text"],
    ["/", "search"],
    ["o", "one claim outwards: who says so"],
    ["1 … 7", "only this certainty; with Shift, this too"],
    ["g then m w t q a", "map, who’s who, timeline, quotes, the article; g b for the table"],
    ["arrows", "the nearest card in that direction"],
    ["e", "fold or unfold the chosen card"],
    ["b", "between this card and the next chosen"],
    ["c  l", "copy citation, link"],
    ["s", "add to story; n p for the next and the previous slide"],
    ["+  −  0", "zoom in, out, fit"],
    ["Esc", "one step back"],
    ["Ctrl+Z  Ctrl+Shift+Z", "undo, redo"],
    ["?", "this help"],
  ],
  /** @param {string} name */
  unfolded: (name) => `${name}, unfolded`,
  /** @param {number} count */
  people: (count) => (count === 1 ? "and one person" : `and ${count} people`),
  chooseFirst: "Choose a card first, then press b.",
  /** @param {string} name */
  chooseSecond: (name) => `Now choose another card: everything between it and ${name} is listed.`,
  /** @param {string} one @param {string} other */
  between: (one, other) => `Between ${one} and ${other}`,
  lines: "Lines",
  caution: "Extracted by machine: check the sentence before you rely on a claim.",
};

const NUMERALS = [
  "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/**
 * @param {number} count
 * @param {boolean} [isFirst] whether it begins a sentence
 */
function numeral(count, isFirst = false) {
  const text = NUMERALS[count] || String(count);
  return isFirst ? text[0].toUpperCase() + text.slice(1) : text;
}
