// @ts-check
// The words of sharing: pictures, files, citations, stories, one's own copy and misread claims. What
// the page says, too, is in words.js.

export const words = {
  print: "Print",
  cited: "The citation is copied.",
  /** @param {string} name */
  saved: (name) => `Saved ${name}.`,
  groups: { picture: "Picture of what is shown", data: "The claims shown, as a file", more: "More" },
  /** @type {Record<string, string>} */
  formats: {
    png: "Picture (PNG)",
    svg: "Drawing (SVG)",
    csv: "Table (CSV)",
    ttl: "RDF (Turtle)",
    gexf: "Network for Gephi (GEXF)",
    graphml: "Network (GraphML)",
  },
  caution: "Extracted by machine: check the sentence.",
  /** @param {string} left */
  notDrawn: (left) => `Not drawn: ${left}.`,
  /** @param {string} who */
  according: (who) => `according to ${who}`,
  /** @param {string} spans @param {string} hash @param {string} day */
  provenance: (spans, hash, day) =>
    `Characters ${spans} of the text with SHA-256 ${hash}…; read by machine with actorgraph; seen ${day}.`,
  story: "Story",
  /** @param {number} count */
  storyOf: (count) => `Story: ${count} ${count === 1 ? "claim" : "claims"}`,
  storyHelp:
    "Choose a claim, add it, and say in a sentence why it matters. The link carries the story; a file does, too.",
  /** @param {number} place */
  added: (place) => `Added to the story as slide ${place}.`,
  chooseFirst: "Choose a claim first.",
  emptyStory: "The story has no slide yet.",
  /** @param {number} place */
  sentence: (place) => `Sentence for slide ${place}`,
  earlier: "Earlier",
  later: "Later",
  remove: "Remove",
  play: "Play",
  back: "Back",
  next: "Next",
  leave: "Leave the story",
  /** @param {number} place @param {number} all */
  slide: (place, all) => `Slide ${place} of ${all}`,
  saveStory: "Save story",
  loadStory: "Load a story",
  noStory: "This file is not a story.",
  /** @param {number} known @param {number} all */
  loaded: (known, all) => `${known} of ${all} slides loaded.`,
  attach: "Your copy of the article, a text file",
  notText: "This file is not UTF-8 text, so it cannot be the article.",
  /** @param {string} length @param {string} wanted */
  otherText: (length, wanted) => `This is another text: ${length} characters, wanted ${wanted}.`,
  /** @param {string} length */
  changedText: (length) => `This is another text: ${length} characters as wanted, but others.`,
  attached: "This is the article. Its words are shown now; the file stays on your machine.",
  misreadHelp:
    "Your decisions stay in this window until you save them as a file for “actorgraph review”.",
  right: "The claim is right",
  wrong: "The claim is wrong",
  why: "Why it is wrong",
  /** @type {Record<string, string>} */
  reasons: {
    "no-event": "nothing of the kind is said",
    who: "somebody else did it",
    what: "something else was done",
    whom: "it was done to somebody else",
    certainty: "it is more or less sure than it says",
    source: "somebody else says so",
    time: "the date is wrong",
    other: "something else",
  },
  note: "In your words",
  strike: "Strike out what does not belong",
  /** @type {Record<string, string>} */
  roles: {
    agents: "who",
    possible: "perhaps who",
    subject: "who",
    holders: "who",
    targets: "to whom",
    recipients: "to whom",
    object: "to whom",
    places: "where",
    by: "says so",
  },
  keep: "Keep the decision",
  forget: "Take it back",
  /** @param {number} count */
  saveDecisions: (count) => `Save ${count} ${count === 1 ? "decision" : "decisions"}`,
  noDecision: "Say first whether the claim is right or wrong, or strike something out.",
  kept: "The decision is kept in this window.",
};
