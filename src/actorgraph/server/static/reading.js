// @ts-check
"use strict";
// The pages of a claim, an article and an actor: copying, walking from claim to claim, deciding
// next to the text, and one's own copy of an article whose words are withheld.

// A block, as all scripts of a page share one list of names; `say` is that of workbench.js.
{
  /** @type {{ajax: (verb: string, path: string, to: {target: string, swap: string}) => Promise<void>}} */
  const parts = /** @type {any} */ (window).htmx;
  const VERDICTS = { a: "accepted", u: "unsure" };
  /** @type {string | undefined} */
  let decided;

  /** @type {NodeListOf<HTMLButtonElement>} */
  const copies = document.querySelectorAll("[data-copy]");

  /** @param {HTMLButtonElement} button */
  async function copy(button) {
    const words = document.getElementById(button.dataset.copy ?? "")?.textContent ?? "";
    await navigator.clipboard.writeText(words.replace(/\s+/g, " ").trim());
    say("Copied.");
  }

  for (const button of copies) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  /** @returns {HTMLAnchorElement[]} */
  const lines = () => [...document.querySelectorAll("a[data-line]")].filter((line) => line.getClientRects().length > 0);

  /** @returns {HTMLAnchorElement | null} */
  const current = () => document.activeElement?.closest(".beside")?.querySelector("a[data-line]") ?? null;

  /** @param {HTMLAnchorElement} line */
  const cardOf = (line) => document.getElementById(`card-${line.dataset.line}`);

  /** @param {number} step */
  function walk(step) {
    const all = lines();
    const here = current();
    const place = here ? all.indexOf(here) + step : 0;
    all[Math.min(Math.max(place, 0), all.length - 1)]?.focus();
  }

  /** @param {FocusEvent} event */
  function light(event) {
    const line = event.target instanceof Element ? event.target.closest("a[data-line]") : null;
    if (!(line instanceof HTMLElement)) return;
    for (const mark of document.querySelectorAll(".mark.on")) mark.classList.remove("on");
    for (const mark of document.querySelectorAll(`.mark[data-claims~="${line.dataset.line}"]`)) mark.classList.add("on");
  }

  /** @param {HTMLAnchorElement} line */
  async function open(line) {
    const card = cardOf(line);
    if (!card || card.childElementCount) return;
    const path = `${line.getAttribute("href")}?in=${Number(line.dataset.line) + 1}`;
    await parts.ajax("GET", path, { target: `#${card.id}`, swap: "innerHTML" });
  }

  /** @param {MouseEvent} event */
  function openInPlace(event) {
    const line = event.target instanceof Element ? event.target.closest("a[data-line]") : null;
    if (!(line instanceof HTMLAnchorElement) || !parts || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    line.focus();
    const card = cardOf(line);
    if (card?.childElementCount) card.replaceChildren();
    else open(line);
  }

  /**
   * @param {string} key
   * @returns {Promise<boolean>} whether the key means something here
   */
  async function decide(key) {
    const line = current();
    const place = line ? cardOf(line) : document.getElementById("decide");
    if (!place) return false;
    const reasons = place.querySelector("details.reasons");
    if (/^[1-9]$/.test(key) && reasons instanceof HTMLDetailsElement && reasons.open) {
      reasons.querySelectorAll("button")[Number(key) - 1]?.click();
      return true;
    }
    if (!(key in VERDICTS) && key !== "x" && key !== "s") return false;
    if (line) await open(line);
    if (key === "x") place.querySelector("details.reasons")?.setAttribute("open", "");
    else if (key === "s") place.querySelector('a[href^="/review?claim="]')?.click();
    else place.querySelector(`button[value="${VERDICTS[key]}"]`)?.click();
    return true;
  }

  document.addEventListener("focusin", light);
  document.addEventListener("click", openInPlace);
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof Element ? event.target.closest(".beside form") : null;
    if (form) decided = form.closest(".beside")?.querySelector("a[data-line]")?.getAttribute("data-line") ?? undefined;
  }, true);
  document.addEventListener("htmx:after:swap", () => {
    fill();
    const line = document.querySelector(`a[data-line="${decided}"]`);
    if (!decided || !(line instanceof HTMLAnchorElement)) return;
    decided = undefined;
    const verdict = line.closest(".beside")?.querySelector(".done")?.textContent ?? "";
    const all = document.querySelectorAll(".beside").length;
    say(`${verdict.trim()}. ${document.querySelectorAll(".beside .done").length} of ${all} in view.`);
    line.focus();
    walk(1);
  });
  document.addEventListener("keydown", (event) => {
    const isInField = event.target instanceof Element && event.target.matches("input, textarea, select");
    if (isInField || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "c") copies[0]?.click();
    else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "z") document.querySelector("#undo button")?.click();
    else if (event.key === "Z") document.querySelector("#redo button")?.click();
    else if (event.key === "y" || event.key === "n") document.querySelector(`.tie button[data-press="${event.key}"]`)?.click();
    else decide(event.key);
  });

  // One's own copy of a text stays in this window, and is forgotten with it.
  const attach = document.getElementById("attach");
  const kept = `words ${attach?.dataset.sha}`;

  /** @param {string} text */
  async function digest(text) {
    const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function fill() {
    const text = attach && sessionStorage.getItem(kept);
    if (!text) return;
    const characters = [...text];
    for (const part of document.querySelectorAll("[data-at]")) {
      const [begin, end] = (part.getAttribute("data-at") ?? "").split(" ").map(Number);
      part.textContent = characters.slice(begin, end).join("");
      part.closest("[aria-hidden]")?.removeAttribute("aria-hidden");
    }
    document.querySelector(".withheld")?.classList.remove("withheld");
  }

  if (attach) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".txt,text/plain";
    label.append("Attach your copy, a text file: ", input);
    attach.append(label);
    input.addEventListener("change", async () => {
      const [file] = input.files ?? [];
      if (!file) return;
      const text = (await file.text()).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
      if ((await digest(text)) !== attach.dataset.sha) return say("This is another text: its words do not fit.");
      sessionStorage.setItem(kept, text);
      fill();
      say("This is the article. Its words are shown in this window only.");
    });
    fill();
  }
}
