// @ts-check
// A story is a list of claims with a sentence each, played as slides over the text and the map.
// The link carries it, and so does a file.

import { articles, claimOfCode, claims, wordsOrReading } from "./data.js";
import { openDialog } from "./dialog.js";
import { byId, make, onClick, pageTitle, say } from "./dom.js";
import { claimIri } from "./iris.js";
import { onKey } from "./keys.js";
import { button, fileField, save } from "./saving.js";
import { words } from "./sharing_words.js";
import { change, get, nothingChosen, subscribe } from "./state.js";

/** @typedef {{claim: number, words: string}} Stop */

/** Bind the buttons of the story, and the caption of a slide. */
export function bindStory() {
  onClick("[data-act=story]", addToStory);
  onClick("[data-act=stories]", () => openStory());
  onKey("n", () => stepSlide(1));
  onKey("p", () => stepSlide(-1));
  subscribe(showCaption);
}

/** Add the chosen claim to the story. */
function addToStory() {
  const { claim, story } = get();
  if (claim < 0) {
    say(words.chooseFirst);
    return;
  }
  change({ story: [...story, { claim, words: "" }] });
  openStory();
  say(words.added(story.length + 1));
}

/**
 * Show the slide so many steps from here; the first one if no slide is shown.
 * @param {number} steps
 */
function stepSlide(steps) {
  const { slide, story } = get();
  if (!story.length) say(words.emptyStory);
  else showSlide(slide < 0 ? 0 : slide + steps);
}

/**
 * Show a slide; beyond the ends, leave the story.
 * @param {number} place
 */
function showSlide(place) {
  const stop = get().story[place];
  if (!stop) {
    change({ slide: -1 });
    return;
  }
  change({ ...nothingChosen, slide: place, claim: stop.claim });
  say(`${words.slide(place + 1, get().story.length)}. ${stop.words}`);
}

// The list ---------------------------------------------------------------------------------------

/** Open the list of slides, where sentences are written and slides ordered. */
function openStory() {
  const { story } = get();
  const slides = make("ol", { className: "slides" }, ...story.map(slideItem));
  const acts = make("div", { className: "acts" });
  if (story.length) acts.append(button(words.play, play), button(words.saveStory, saveStory));
  acts.append(fileField(words.loadStory, ".json,application/json", loadStory));
  const title = story.length ? words.storyOf(story.length) : words.story;
  openDialog(title, make("p", {}, words.storyHelp), slides, acts);
}

/**
 * @param {Stop} stop
 * @param {number} place
 */
function slideItem(stop, place) {
  const field = make("textarea", { value: stop.words, rows: 2, maxLength: 300 });
  field.setAttribute("aria-label", words.sentence(place + 1));
  field.addEventListener("change", () => {
    const text = /** @type {HTMLTextAreaElement} */ (field).value;
    replace(place, [{ ...get().story[place], words: text }]);
  });
  const acts = make(
    "div",
    { className: "acts" },
    button(words.earlier, () => swap(place, -1), { disabled: place === 0 }),
    button(words.later, () => swap(place, 1), { disabled: place === get().story.length - 1 }),
    button(words.remove, () => {
      replace(place, []);
      openStory();
    }),
  );
  return make("li", {}, make("q", { dir: "auto" }, wordsOrReading(claims[stop.claim])), field, acts);
}

/**
 * @param {number} place
 * @param {Stop[]} stops what takes the place of one slide
 */
function replace(place, stops) {
  const { story } = get();
  change({ story: [...story.slice(0, place), ...stops, ...story.slice(place + 1)] });
}

/**
 * @param {number} place
 * @param {number} steps
 */
function swap(place, steps) {
  const story = [...get().story];
  const [stop] = story.splice(place, 1);
  story.splice(place + steps, 0, stop);
  change({ story });
  openStory();
}

function play() {
  /** @type {HTMLDialogElement} */ (byId("dialog")).close();
  showSlide(0);
}

// The slide --------------------------------------------------------------------------------------

/** Show the sentence of the current slide, or take it away. */
function showCaption() {
  const { slide, story } = get();
  const stop = story[slide];
  const known = document.getElementById("caption");
  if (!stop) {
    known?.remove();
    return;
  }
  const caption = known || make("section", { id: "caption", "aria-label": words.story });
  caption.replaceChildren(
    make("small", {}, words.slide(slide + 1, story.length)),
    make("p", { dir: "auto" }, stop.words || wordsOrReading(claims[stop.claim])),
    make(
      "div",
      { className: "acts" },
      button(words.back, () => showSlide(slide - 1), { disabled: slide === 0 }),
      button(words.next, () => showSlide(slide + 1), { disabled: slide === story.length - 1 }),
      button(words.leave, () => change({ slide: -1 })),
    ),
  );
  if (!known) document.body.append(caption);
}

// The file ---------------------------------------------------------------------------------------

function saveStory() {
  const stops = get().story.map((stop) => ({ claim: claimIri(claims[stop.claim]), words: stop.words }));
  const file = {
    story: pageTitle(),
    articles: articles.map((article) => article.sha256),
    slides: stops,
  };
  save(`${JSON.stringify(file, null, 2)}\n`, "application/json", "story.json");
}

/** @param {ArrayBuffer} bytes */
function loadStory(bytes) {
  const slides = slidesIn(bytes);
  if (!slides) {
    say(words.noStory);
    openDialog(words.story, make("p", { role: "alert" }, words.noStory));
    return;
  }
  const story = slides.filter((stop) => stop.claim >= 0);
  change({ story, slide: -1 });
  openStory();
  say(words.loaded(story.length, slides.length));
}

/**
 * The slides in a file; a claim that is not here has the number -1. Null if it is not a story.
 * @param {ArrayBuffer} bytes
 * @returns {Stop[]|null}
 */
function slidesIn(bytes) {
  try {
    const { slides } = JSON.parse(new TextDecoder().decode(bytes));
    return slides.map((/** @type {any} */ slide) => ({
      claim: claimOfCode(String(slide.claim)),
      words: String(slide.words || ""),
    }));
  } catch {
    return null;
  }
}
