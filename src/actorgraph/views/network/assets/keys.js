// The keyboard: every thing the mouse can do, by a key, and a list of the keys.
const walk = ({ key }) => {
  const here = network.getPosition(state.node), [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const ahead = i => { const p = network.getPosition(i); return ((p.x - here.x) * dx + (p.y - here.y) * dy) / (Math.hypot(p.x - here.x, p.y - here.y) || 1); };
  const next = neighbours(state.node).sort((a, b) => ahead(b) - ahead(a))[0];
  if (next !== undefined && ahead(next) > 0) pick(next); else say(TEXT.nobodyThere);
};
const help = () => show(TEXT.help, make("dl", { className: "keys" }, ...TEXT.keys.flatMap(([key, words]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)])), make("p", { className: "quiet" }, TEXT.helpMore));
const leave = () => {
  if (state.step >= 0) stopAt(-1);
  else if (isFocused()) choose(-1);
  else if (state.mark >= 0) markFirst(-1);
};
const PRESSED = {
  "/": () => { $("search").focus(); $("search").select(); },
  "?": help, 0: () => fit(), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(.8),
  e: () => state.node >= 0 && toggle(state.node), m: () => state.node >= 0 && markFirst(state.node),
  p: () => state.mark >= 0 && state.node >= 0 ? walkTo(state.mark, state.node) : say(TEXT.markNeeded),
  c: () => state.claim >= 0 && copyText(citation(state.claim, today())),
  t: () => state.claim >= 0 && addStop(state.claim),
  n: () => stopAt(state.step < 0 ? 0 : state.step + 1), b: () => state.step > 0 && stopAt(state.step - 1),
};
addEventListener("keydown", e => {
  const typing = e.target.matches("input:not([type=checkbox]), textarea, select");
  if ($("dialog").open) return;
  if (e.key === "Escape") {
    const menu = document.querySelector(".menu[open]");
    if (menu) { menu.open = false; menu.firstElementChild.focus(); } else if (typing) e.target.blur(); else leave();
    return;
  }
  if (typing || e.altKey) return;
  if (e.ctrlKey || e.metaKey) {
    const key = e.key.toLowerCase();
    if (key === "z" || key === "y") { e.preventDefault(); (e.shiftKey || key === "y" ? redo : undo)(); }
    return;
  }
  const act = PRESSED[e.key];
  if (act) { e.preventDefault(); act(); } else if (e.key.startsWith("Arrow") && state.node >= 0 && !e.target.closest("#evidence, #when, #tour")) { e.preventDefault(); walk(e); }
});
