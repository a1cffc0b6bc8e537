// Wiring: what a click, a button, the link and the colour scheme do. The page draws itself from the state.
const update = ({ refit = false, quiet = false, tell = false } = {}) => {
  const active = document.activeElement, held = active && active.closest ? active.closest("#card [data-claim]") : null;
  applyFilters(); applyPins();
  const shown = shownClaims();
  $("shown").textContent = TEXT.shown(shown, DATA.claims.length);
  $("extent").textContent = TEXT.nodesShown(shownNodes(), DATA.nodes.length);
  $("reset").hidden = shown === DATA.claims.length && shownNodes() === DATA.nodes.length;
  $("whole").hidden = !isLarge || state.all;
  $("undo").disabled = !past.length; $("redo").disabled = !future.length;
  countFilters(); showCards(); showText(); showTimeline(); showTour(); markList();
  if (refit) fit();
  network.redraw();
  if (!quiet) writeHash();
  pointToPage();
  if (tell) say(TEXT.shown(shown, DATA.claims.length));
  if (held && !document.contains(active)) { const again = $("card").querySelector(`[data-claim="${held.dataset.claim}"] .opener`); if (again) again.focus({ preventScroll: true }); }
};
// After undo, redo or another link: everything is drawn from the state.
const settle = () => { theme(); update({ refit: !isFocused() }); approach(); say(TEXT.shown(shownClaims(), DATA.claims.length)); };
const approach = () => {
  const near = new Set(focusEdges().flatMap(id => [DATA.edges[id].from, DATA.edges[id].to]).concat(sourceLines().flat()));
  if (state.node >= 0) near.add(state.node);
  if (near.size && isFocused()) fit(near); else fit();
};
const choose = (node, claim = -1) => {
  remember();
  Object.assign(state, { node, claim, path: [] });
  turned = -1;
  update({});
  approach();
  if (node >= 0 && DATA.nodes[node].claim < 0) say(TEXT.selected(DATA.nodes[node].label, claimsOf[node].size));
  else if (claim >= 0) say(claimWords(claim));
};
// A diamond or a speech box is its claim; another node is whoever it stands for.
const pick = i => choose(i, DATA.nodes[i].claim);
const reset = () => {
  remember();
  const { node, claim, path, pins, mark, tour, step, theme } = state;
  state = { ...fresh(), node, claim, path, pins, mark, tour, step, theme, all: isLarge };
  update({ refit: true, tell: true });
};
const toggle = i => {
  remember();
  const open = state.folded.has(i) || seen.badges[i] > 0;
  state[open ? "opened" : "folded"].add(i); state[open ? "folded" : "opened"].delete(i);
  const before = shownNodes();
  update({ refit: !isFocused() });
  if (isFocused()) approach();
  say(open ? TEXT.expanded(shownNodes() - before) : TEXT.collapsed(before - shownNodes()));
};
const markFirst = i => { remember(); state.mark = state.mark === i ? -1 : i; update({}); say(state.mark >= 0 ? TEXT.markedFirst(nameOf(i)) : TEXT.unmarked); };
const walkTo = (a, b) => {
  if (a === b) return;
  remember();
  Object.assign(state, { path: [a, b], node: -1, claim: -1, mark: -1 });
  update({}); approach(); say(`${TEXT.path(nameOf(a), nameOf(b))}. ${pathWords()}`);
};
const unpin = i => { remember(); state.pins.delete(i); update({}); };

let lastPick = -1;
network.on("click", ({ nodes: hit, edges: lines, event }) => {
  const i = hit.find(id => typeof id === "number"), line = lines.find(id => typeof id === "number");
  const from = state.node >= 0 ? state.node : lastPick, isShift = event && event.srcEvent && event.srcEvent.shiftKey;
  if (i !== undefined && isShift && from >= 0 && from !== i) walkTo(from, i);
  else if (i !== undefined) { lastPick = i; pick(i); } else if (line !== undefined) choose(-1, DATA.edges[line].claim);
  else if (!hit.length && isFocused()) choose(-1);
});
network.on("doubleClick", ({ nodes: hit }) => { if (typeof hit[0] === "number") toggle(hit[0]); });
network.on("dragEnd", ({ nodes: hit }) => {
  const i = hit.find(id => typeof id === "number");
  if (i === undefined) return;
  remember();
  const { x, y } = network.getPosition(i);
  state.pins.set(i, [Math.round(x), Math.round(y)]);
  pinned.set(i, [x, y]);
  update({}); say(TEXT.pinned(nameOf(i)));
});

// What the pointer is on, in words: an actor with its kind, or a claim with how sure it is.
const tell = (words, { x, y }) => {
  const tip = $("tip");
  tip.textContent = words; tip.hidden = false;
  tip.style.left = `${Math.max(4, Math.min(x + 14, $("net").clientWidth - tip.offsetWidth - 6))}px`;
  tip.style.top = `${y + tip.offsetHeight + 24 > $("net").clientHeight ? y - tip.offsetHeight - 10 : y + 16}px`;
};
const quietTip = () => { $("tip").hidden = true; };
network.on("hoverNode", ({ node, pointer }) => { if (typeof node === "number") { hovered = node; tell(nodeWords(node), pointer.DOM); network.redraw(); } else tell(TEXT.byHand, pointer.DOM); });
network.on("hoverEdge", ({ edge, pointer }) => tell(typeof edge === "number" ? claimWords(DATA.edges[edge].claim) : TEXT.byHand, pointer.DOM));
network.on("blurNode", () => { hovered = -1; });
for (const end of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.on(end, quietTip);
$("net").addEventListener("mouseleave", quietTip);

const scheme = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (state.theme || (scheme.matches ? "dark" : "light")) === "dark";
const theme = () => {
  document.documentElement.dataset.theme = state.theme;
  $("theme").textContent = isDark() ? TEXT.light : TEXT.dark;
  if (palette.for === `${isDark()}`) return;
  repaint(); palette.for = `${isDark()}`; showFilters();
};
const signs = { undo: "↶", redo: "↷", closer: "+", farther: "−", fit: "⤢", help: "?" };
for (const id of ["reset", "fit", "undo", "redo", "closer", "farther", "help", "whole"]) {
  $(id).textContent = signs[id] || TEXT[id];
  if (signs[id]) { $(id).title = TEXT.titles[id]; $(id).setAttribute("aria-label", TEXT.titles[id]); }
}
const acts = { fit: () => fit(), reset, undo, redo, help, closer: () => zoom(1.25), farther: () => zoom(.8), link: () => copyText(location.href), whole: () => { remember(); state.all = true; update({ refit: true, tell: true }); }, theme: () => { remember(); state.theme = isDark() ? "light" : "dark"; theme(); update({}); } };
for (const [id, act] of Object.entries(acts)) $(id).addEventListener("click", act);
$("link").textContent = TEXT.copyLink;
$("save").replaceChildren(make("summary", {}, TEXT.save), make("div", { className: "drop" }, make("p", { className: "quiet" }, TEXT.saveHelp), ...Object.entries(TEXT.formats).map(([ending, words]) => { const button = press(words, () => { $("save").open = false; saveAs(ending); }); button.dataset.save = ending; return button; })));
addEventListener("click", e => { for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(e.target)) menu.open = false; });
$("search").placeholder = TEXT.search;
$("search").setAttribute("aria-label", TEXT.search);
if ($("home")) $("home").textContent = TEXT.home;
if ($("reader")) $("reader").textContent = TEXT.reader;
for (const [id, words] of [["card", TEXT.claimsPane], ["text", TEXT.articlePane], ["filters", TEXT.filtersPane], ["when", TEXT.when], ["tools", TEXT.toolsPane]]) $(id).setAttribute("aria-label", words);
$("caution").textContent = TEXT.caution;
$("search").addEventListener("input", e => showList(e.target.value));
$("search").addEventListener("keydown", e => {
  const first = $("everyone").querySelector("button");
  // The focus goes to what was chosen, so that the next key acts on it.
  if (e.key === "Enter" && first) { first.click(); first.focus(); }
  if (e.key === "ArrowDown" && first) { e.preventDefault(); first.focus(); }
});
scheme.addEventListener("change", () => { theme(); update({ quiet: true }); });
addEventListener("hashchange", () => { readHash(); settle(); });
let width = innerWidth;
addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; approach(); } });

const canvas = document.querySelector("#net canvas");
canvas.setAttribute("role", "img");
canvas.setAttribute("aria-label", `${$("title").textContent}. ${TEXT.twin}`);
readHash();
look();
theme();
showList("");
update({ quiet: true });
approach();
