// @ts-check
// Reviewing by keys: a decision is sent, and the next claim replaces this one. Every key stands for
// a button, a link or a field of the page, which works without this script, too. What is said to whoever
// listens goes through `say` of workbench.js.

const GREY_AFTER = 200;
const CANCEL_AFTER = 2000;
const NOT_SAVED = "Not saved: the server does not answer. Nothing was changed.";
const DID = /** @type {Record<string, string>} */ ({
  accepted: "Accepted", rejected: "Rejected", corrected: "Corrected", unsure: "Unsure",
  same: "The same", different: "Not the same",
});
/** @type {AbortController | null} */
let asking = null;
let isSending = false;
/** The field that chosen words go to. */
let field = "1";

const root = () => document.getElementById("review");
const place = () => document.getElementById("case");

/**
 * Show a part of the page, from an address or as the answer to a form.
 * @param {string} address
 * @param {{ body?: URLSearchParams, did?: string, keeps?: boolean }} how
 */
async function show(address, how = {}) {
  if (isSending) return;
  asking?.abort();
  const mine = new AbortController();
  asking = mine;
  isSending = how.body !== undefined;
  const waiting = isWaiting(mine);
  try {
    const answer = await fetch(address, {
      method: how.body ? "POST" : "GET",
      body: how.body,
      headers: { "HX-Request": "true", Accept: "text/html" },
      signal: mine.signal,
    });
    const text = await answer.text();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    if (answer.ok) replace(fresh, address, how);
    else fail(fresh.getElementById("unsaved") ?? messageOf(fresh));
  } catch {
    if (!mine.signal.aborted) fail(NOT_SAVED);
  } finally {
    waiting();
    isSending = false;
  }
}

/** Grey the old part while the new one is awaited; return what ends that. @param {AbortController} mine */
function isWaiting(mine) {
  const grey = setTimeout(() => root()?.classList.add("waits"), GREY_AFTER);
  const offer = setTimeout(() => {
    const button = Object.assign(document.createElement("button"), { className: "pill", textContent: "Cancel" });
    button.addEventListener("click", () => mine.abort());
    const line = document.createElement("p");
    line.className = "panel asking";
    line.append("Still asking … ", button);
    place()?.before(line);
  }, CANCEL_AFTER);
  return () => {
    clearTimeout(grey);
    clearTimeout(offer);
    root()?.classList.remove("waits");
    document.querySelector(".asking")?.remove();
  };
}

/**
 * Put the new part where the old one is, and go on there.
 * @param {Document} fresh
 * @param {string} address
 * @param {{ did?: string, keeps?: boolean }} how
 */
function replace(fresh, address, how) {
  const part = fresh.getElementById("review");
  if (!part) return location.assign(address);
  root()?.replaceWith(part);
  document.title = part.dataset.title ?? document.title;
  if (!how.keeps) history.pushState(null, "", part.dataset.address);
  remember();
  // The head covers the top of the page.
  scrollTo(0, 0);
  place()?.focus({ preventScroll: true });
  say(how.did ? `${how.did}. ${part.dataset.progress}.` : part.dataset.title ?? "");
}

/** Say that nothing was saved, and why; the claim and all that was typed stay. @param {Element | string} message */
function fail(message) {
  const here = place();
  if (!here) return;
  here.classList.add("unsaved");
  here.querySelector(".failed")?.remove();
  const box = document.createElement("div");
  box.className = "failed";
  box.setAttribute("role", "alert");
  if (typeof message !== "string") message.removeAttribute("role");
  box.append(message);
  here.prepend(box);
  here.focus();
}

/** What an answer says that went wrong. @param {Document} page */
function messageOf(page) {
  const line = page.querySelector("main p") ?? page.body;
  return line.textContent?.trim() || NOT_SAVED;
}

// ── forms and links ──────────────────────────────────────────────────────────────────────────────

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.closest("#review")) return;
  event.preventDefault();
  const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) body.append(name, String(value));
  if (form.method === "get") return show(`${form.getAttribute("action")}?${body}`);
  const note = document.getElementById("note");
  // A reason has a note of its own, which may be empty.
  if (!body.get("note") && note instanceof HTMLInputElement) body.set("note", note.value);
  const verdict = body.get("verdict") ?? body.get("decision") ?? "";
  show(form.action, { body, did: form.dataset.did ?? DID[verdict] });
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
  const link = event.target.closest("a[data-part]");
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  show(link.getAttribute("href") ?? "");
});

document.addEventListener("change", (event) => {
  if (!(event.target instanceof Element)) return;
  const form = event.target.closest("form.filters");
  if (form instanceof HTMLFormElement) form.requestSubmit();
  if (event.target.closest("#decide")) offerToCorrect();
  countTicks(event.target);
});

addEventListener("popstate", () => show(location.pathname + location.search, { keeps: true }));

/** Once something is changed, what one wants is to correct. */
function offerToCorrect() {
  document.querySelector("[data-key=a]")?.classList.remove("main");
  document.querySelector("[data-key=s]")?.classList.add("main");
}

/** Say in the buttons how many claims are ticked. @param {Element} box */
function countTicks(box) {
  const form = box.closest("form");
  const ticked = form?.querySelectorAll("[name=claim]:checked").length ?? 0;
  form?.querySelectorAll("[data-count]").forEach((count) => {
    count.textContent = String(ticked);
  });
}

// ── keys ─────────────────────────────────────────────────────────────────────────────────────────

document.addEventListener("keydown", (event) => {
  const here = event.target instanceof Element ? event.target : document.body;
  if (event.ctrlKey || event.metaKey || event.altKey || !root()) return;
  if (event.key === "Escape") return leave();
  if (isTyping(here)) return void typed(event, here);
  if (event.key === "?") return toggleKeys(event);
  if (event.shiftKey && event.key.startsWith("Arrow")) return choose(event);
  if (event.key === "Enter" && chosen()) return take(event);
  if (press(event.key)) event.preventDefault();
});

/** Whether letters go into a field. @param {Element} here */
function isTyping(here) {
  return here.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

/** Enter in a field that adds names makes one of the typed name. @param {KeyboardEvent} event @param {Element} here */
function typed(event, here) {
  if (event.key !== "Enter" || !(here instanceof HTMLInputElement)) return;
  if (here.classList.contains("adds") && here.value.trim()) {
    event.preventDefault();
    add(here, here.value);
  } else if (here.id === "note" || here.name === "field:class") {
    event.preventDefault();
    place()?.focus();
  }
}

/** Do what a key stands for; return whether it stands for anything. @param {string} key */
function press(key) {
  const reasons = root()?.querySelector("details.reasons[open]");
  const reason = reasons?.querySelector(`[data-reason="${CSS.escape(key)}"]`);
  const target = reason ?? root()?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? ofPair(key);
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLFieldSetElement) edit(target, key);
  else target.click();
  return true;
}

/** What a key presses where two claims are next to each other. @param {string} key */
function ofPair(key) {
  const judged = document.activeElement?.closest(".judged") ?? root()?.querySelector(".judged:not(.done)");
  const pressed = /** @type {Record<string, string>} */ ({
    a: "[value=accepted]", u: "[value=unsure]", s: "a[href^='/review?claim=']", x: "summary",
  });
  return pressed[key] ? judged?.querySelector(pressed[key]) : undefined;
}

/** Go to a field. @param {HTMLFieldSetElement} row @param {string} key */
function edit(row, key) {
  field = key;
  const input = row.querySelector("input:not([type])") ?? row.querySelector("input:checked, input");
  if (input instanceof HTMLInputElement) input.focus();
  showTaking();
}

/** Leave a field, or close the reasons. */
function leave() {
  const reasons = root()?.querySelector("details.reasons[open]");
  if (reasons instanceof HTMLDetailsElement) reasons.open = false;
  getSelection()?.removeAllRanges();
  place()?.focus({ preventScroll: true });
}

/** @param {KeyboardEvent} event */
function toggleKeys(event) {
  const keys = document.getElementById("keys");
  if (!(keys instanceof HTMLDetailsElement)) return;
  event.preventDefault();
  keys.open = !keys.open;
  if (keys.open) keys.scrollIntoView({ block: "nearest" });
  keys.querySelector("summary")?.focus();
}

// ── words of the sentence ────────────────────────────────────────────────────────────────────────

/** The words of the sentence that are chosen; nothing if they are elsewhere. */
function chosen() {
  const selection = getSelection();
  const sentence = document.getElementById("sentence");
  if (!selection?.rangeCount || !sentence?.contains(selection.anchorNode)) return "";
  return selection.toString().trim().replaceAll(/\s+/g, " ");
}

/** Choose words by Shift and an arrow, from the first on. @param {KeyboardEvent} event */
function choose(event) {
  const selection = getSelection();
  const sentence = document.getElementById("sentence");
  if (!selection || !sentence || !/Left|Right/.test(event.key)) return;
  event.preventDefault();
  if (!sentence.contains(selection.anchorNode)) selection.setPosition(sentence, 0);
  selection.modify("extend", event.key === "ArrowRight" ? "forward" : "backward", "word");
}

/** The row of the field that chosen words go to. */
function row() {
  const rows = [...document.querySelectorAll("fieldset[data-field]")];
  return rows.find((each) => each instanceof HTMLElement && each.dataset.key === field) ?? rows[0];
}

document.addEventListener("selectionchange", showTaking);

/** Offer to take the chosen words. */
function showTaking() {
  const words = chosen();
  let button = document.getElementById("take");
  if (!words || !row()) {
    button?.remove();
    return;
  }
  if (!button) {
    button = Object.assign(document.createElement("button"), { id: "take", className: "pill", type: "button" });
    // The words stay chosen while the button is pressed.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", take);
    document.getElementById("sentence")?.after(button);
  }
  const name = row()?.querySelector("legend")?.lastChild?.textContent?.trim();
  button.textContent = `Take “${words}” for “${name}”`;
}

document.addEventListener("pointerup", (event) => {
  if (event.shiftKey && chosen()) take(event);
});

/** Put whom the chosen words name into the field. @param {Event} event */
function take(event) {
  event.preventDefault();
  const input = row()?.querySelector("input.adds");
  if (input instanceof HTMLInputElement) add(input, nameIn(chosen()));
  getSelection()?.removeAllRanges();
}

/** Whom words name: somebody who is called so, or whoever is named in them. @param {string} words */
function nameIn(words) {
  const called = match(words);
  const range = getSelection()?.getRangeAt(0);
  if (called || !range) return called || words;
  const spans = [...document.querySelectorAll("#sentence [data-name]")];
  const names = spans.filter((span) => range.intersectsNode(span));
  names.sort((a, b) => (b.textContent?.length ?? 0) - (a.textContent?.length ?? 0));
  const longest = names[0];
  return longest instanceof HTMLElement ? longest.dataset.name ?? words : words;
}

/** @type {number | undefined} */
let typing;
document.addEventListener("input", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.classList.contains("adds")) return;
  clearTimeout(typing);
  typing = setTimeout(() => propose(input.value.trim()), PAUSE);
});

/** Propose actors of other articles after those of this one. @param {string} words */
async function propose(words) {
  const list = document.getElementById("names");
  if (words.length < SHORTEST || words.endsWith(")")) return;
  const answer = await fetch(`/suggest?as=names&q=${encodeURIComponent(words)}`).catch(() => null);
  if (!answer?.ok || !list) return;
  const html = await answer.text();
  list.querySelectorAll("[data-elsewhere]").forEach((option) => option.remove());
  list.insertAdjacentHTML("beforeend", html);
}

/** The name in the list that is spelt so, or that has it as a further name. @param {string} words */
function match(words) {
  const folded = words.trim().toLocaleLowerCase();
  const options = [...document.querySelectorAll("#names option")];
  const found = options.find((option) => {
    if (!(option instanceof HTMLOptionElement)) return false;
    const others = (option.textContent ?? "").split(", ");
    return [option.value, ...others].some((name) => name.toLocaleLowerCase() === folded);
  });
  return found instanceof HTMLOptionElement ? found.value : "";
}

/** Add a name to a field, if the article has it. @param {HTMLInputElement} input @param {string} typedName */
function add(input, typedName) {
  const name = match(typedName);
  input.value = name ? "" : typedName;
  input.setAttribute("aria-invalid", String(!name));
  if (!name) return say(`Nobody in this article is called “${typedName}”.`);
  const boxes = [...(input.parentElement?.querySelectorAll("[type=checkbox]") ?? [])];
  const there = boxes.find((box) => box instanceof HTMLInputElement && box.value === name);
  if (there instanceof HTMLInputElement) there.checked = true;
  else input.before(chip(input.name, name));
  offerToCorrect();
  say(`${name} added.`);
  place()?.focus({ preventScroll: true });
}

/** @param {string} fieldName @param {string} value */
function chip(fieldName, value) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: fieldName, value, checked: true });
  const label = document.createElement("label");
  label.className = "chip new";
  label.append(box, " ", value.replace(/ \(\w+, actor\/\S+\)$/, " (of another article)"));
  return label;
}

// ── the place ────────────────────────────────────────────────────────────────────────────────────

/** Keep which filters were chosen, so that one can go on there. */
function remember() {
  const address = root()?.dataset.address ?? "";
  const fields = new URLSearchParams(address.split("?")[1] ?? "");
  fields.delete("claim");
  try {
    localStorage.setItem("review", fields.toString());
  } catch {
    // Without a memory one begins at the beginning.
  }
}

/** Offer to go on where one was, with the filters that were chosen. */
function offerToGoOn() {
  const list = document.getElementById("queue");
  if (location.pathname !== "/review" || location.search || !list) return;
  try {
    const fields = localStorage.getItem("review");
    if (!fields) return;
    const link = Object.assign(document.createElement("a"), { href: `/review?${fields}`, textContent: "Go on where you were" });
    link.dataset.part = "";
    list.after(link);
  } catch {
    // Without a memory there is no such place.
  }
}

offerToGoOn();
