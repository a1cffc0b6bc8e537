"use strict";
// Wiring: what a click, a key, the link and the colour scheme do.
const update = ({ refit = false, quiet = false } = {}) => {
  applyFilters();
  const shown = shownClaims();
  $("shown").textContent = TEXT.shown(shown, DATA.claims.length);
  $("reset").hidden = shown === DATA.claims.length && state.kinds.size === KINDS.length;
  document.querySelectorAll("[data-filter]").forEach(input => { const [set, word] = input.dataset.filter.split("."); input.checked = state[set].has(word); });
  showCards(); showText(); showTimeline(); markList();
  if (refit) fit();
  network.redraw();
  if (!quiet) writeHash();
};
const choose = (node, claim = -1) => {
  remember();
  state.node = node; state.claim = claim;
  update({});
  const near = new Set(focusEdges().flatMap(([edge]) => [edge.from, edge.to]));
  if (node >= 0) near.add(node);
  if (near.size) fit(near); else fit();
  if (node >= 0) {
    $("live").textContent = TEXT.selected(DATA.nodes[node].label, claimsOf[node].size);
  }
};
const reset = () => { remember(); state = { ...fresh(), node: state.node, claim: state.claim }; update({ refit: true }); };
const undo = () => { if (past.length) { state = past.pop(); update({}); } };

// A diamond or a speech box is its claim; another node is whoever it stands for.
const pick = i => DATA.nodes[i].claim >= 0 ? choose(i, DATA.nodes[i].claim) : choose(i);
network.on("click", ({ nodes: hit, edges: lines }) => {
  if (hit.length) pick(hit[0]);
  else if (lines.length) choose(-1, DATA.edges[lines[0]].claim);
  else if (state.node >= 0 || state.claim >= 0) choose(-1);
});

// What the pointer is on, in words: an actor with its kind, or a claim with how sure it is.
const tell = (words, { x, y }) => {
  const tip = $("tip");
  tip.textContent = words; tip.hidden = false;
  tip.style.left = `${Math.min(x + 14, $("net").clientWidth - tip.offsetWidth - 6)}px`;
  tip.style.top = `${y + tip.offsetHeight + 24 > $("net").clientHeight ? y - tip.offsetHeight - 10 : y + 16}px`;
};
const claimWords = c => { const claim = DATA.claims[c]; return `${sentenceOf(claim)} (${[TEXT.words[claim.certainty], ...(claim.sources.length ? [TEXT.according(joined(claim.sources, TEXT.and))] : [])].join(", ")})`; };
const nodeWords = i => DATA.nodes[i].claim >= 0 ? claimWords(DATA.nodes[i].claim) : `${DATA.nodes[i].label} · ${TEXT.nodeKinds[DATA.nodes[i].kind]} · ${TEXT.claims(claimsOf[i].size)}`;
network.on("hoverNode", ({ node, pointer }) => tell(nodeWords(node), pointer.DOM));
network.on("hoverEdge", ({ edge, pointer }) => tell(claimWords(DATA.edges[edge].claim), pointer.DOM));
for (const end of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.on(end, () => { $("tip").hidden = true; });

$("net").addEventListener("mouseleave", () => { $("tip").hidden = true; });

const neighbours = i => [...new Set(DATA.edges.filter(e => edgePasses(e) && (e.from === i || e.to === i)).map(e => e.from === i ? e.to : e.from))];
const walk = ({ key }) => {
  const here = network.getPosition(state.node), [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  const ahead = i => { const p = network.getPosition(i); return ((p.x - here.x) * dx + (p.y - here.y) * dy) / (Math.hypot(p.x - here.x, p.y - here.y) || 1); };
  const next = neighbours(state.node).sort((a, b) => ahead(b) - ahead(a))[0];
  if (next !== undefined && ahead(next) > 0) pick(next);
};
addEventListener("keydown", e => {
  const typing = e.target.matches("input[type=search]");
  if (e.key === "Escape") { if (typing) e.target.blur(); else choose(-1); }
  else if (typing || e.altKey) return;
  else if ((e.ctrlKey || e.metaKey) && e.key === "z") { e.preventDefault(); undo(); }
  else if (e.ctrlKey || e.metaKey) return;
  else if (e.key === "/") { e.preventDefault(); $("search").focus(); }
  else if (e.key === "0") fit();
  else if (e.key === "+" || e.key === "-") network.moveTo({ scale: network.getScale() * (e.key === "+" ? 1.25 : .8) });
  else if (e.key.startsWith("Arrow") && state.node >= 0 && !e.target.closest("#evidence, #when")) { e.preventDefault(); walk(e); }
});

for (const [id, text] of [["fit", TEXT.fit], ["save", TEXT.save], ["reset", TEXT.reset]]) $(id).textContent = text;
$("search").placeholder = TEXT.search;
$("search").setAttribute("aria-label", TEXT.search);
$("caution").textContent = TEXT.caution;
$("fit").addEventListener("click", () => fit());
$("reset").addEventListener("click", reset);
$("save").addEventListener("click", () => make("a", { download: "actorgraph.png", href: document.querySelector("#net canvas").toDataURL() }).click());
$("search").addEventListener("input", e => showList(e.target.value));
$("search").addEventListener("keydown", e => { if (e.key === "Enter") { const first = $("everyone").querySelector("button"); if (first) first.click(); } });

const scheme = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme || (scheme.matches ? "dark" : "light")) === "dark";
const restyle = () => { $("theme").textContent = isDark() ? TEXT.light : TEXT.dark; showFilters(); repaint(); update({ quiet: true }); };
$("theme").addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; restyle(); });
scheme.addEventListener("change", restyle);
addEventListener("hashchange", () => { readHash(); update({ quiet: true }); });
addEventListener("resize", () => fit());

document.querySelector("#net canvas").setAttribute("role", "img");
document.querySelector("#net canvas").setAttribute("aria-label", document.getElementById("title").textContent);
readHash();
restyle();
fit();
