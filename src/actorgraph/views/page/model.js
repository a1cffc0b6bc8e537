"use strict";
// What is shown, what is chosen, and what passes the filters. No drawing here.
const DATA = JSON.parse(document.getElementById("contents").textContent);
const STYLED = JSON.parse(document.getElementById("nodes").textContent);
const LEVELS = Object.keys(TEXT.levels);
const POLARITIES = Object.keys(TEXT.polarities);
const KINDS = Object.keys(TEXT.nodeKinds);

const claimsOf = DATA.nodes.map(() => new Set());
for (const edge of DATA.edges) {
  claimsOf[edge.from].add(edge.claim);
  claimsOf[edge.to].add(edge.claim);
}
DATA.nodes.forEach((node, i) => { if (node.claim >= 0) claimsOf[i].add(node.claim); });

const fresh = () => ({ node: -1, claim: -1, levels: new Set(LEVELS), polarities: new Set(POLARITIES), kinds: new Set(KINDS), from: "", to: "" });
let state = fresh();
const past = [];

const copy = s => ({ ...s, levels: new Set(s.levels), polarities: new Set(s.polarities), kinds: new Set(s.kinds) });
const remember = () => { past.push(copy(state)); if (past.length > 100) past.shift(); };

const claimPasses = c => {
  const claim = DATA.claims[c];
  return state.levels.has(claim.certainty) && state.polarities.has(claim.polarity) &&
    (!state.from || (claim.time && claim.time >= state.from && claim.time <= state.to));
};
const edgePasses = edge => claimPasses(edge.claim) && state.kinds.has(DATA.nodes[edge.from].kind) && state.kinds.has(DATA.nodes[edge.to].kind);
const nodePasses = i => state.kinds.has(DATA.nodes[i].kind) && [...claimsOf[i]].some(claimPasses);
const shownClaims = () => DATA.claims.filter((_, c) => claimPasses(c)).length;

// The claims a choice is about, in the order of the text.
const chosenClaims = () => {
  const found = state.node >= 0 ? [...claimsOf[state.node]] : state.claim >= 0 ? [state.claim] : [];
  const start = c => (DATA.claims[c].evidence[0] || [0])[0];
  return found.filter(claimPasses).sort((a, b) => start(a) - start(b));
};
const focusEdges = () => {
  const wanted = new Set(state.claim >= 0 ? [state.claim] : chosenClaims());
  return DATA.edges.map((edge, i) => [edge, i]).filter(([edge]) => wanted.has(edge.claim) && edgePasses(edge));
};

const names = list => list.map(i => DATA.nodes[i].label);
const joined = (list, word) => list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${word} ${list[list.length - 1]}`;
const sentenceOf = claim => {
  const not = claim.denied ? ` [${TEXT.notWord}]` : "";
  if (claim.subject.length) return `${joined(names(claim.subject), TEXT.and)} — ${claim.verb}${not} — ${joined(names(claim.object), TEXT.and)}`;
  const doers = claim.possible.length ? joined(names(claim.possible), TEXT.or) : joined(names(claim.agents), TEXT.and);
  const others = joined(names([...claim.targets, ...claim.recipients]), TEXT.and);
  return `${doers || TEXT.nobody} — ${claim.verb}${not}${others ? ` — ${others}` : ""}`;
};

const writeHash = () => {
  const parts = new URLSearchParams();
  if (state.node >= 0) parts.set("n", DATA.nodes[state.node].label);
  if (state.claim >= 0) parts.set("c", DATA.claims[state.claim].code);
  for (const [key, set, all] of [["l", state.levels, LEVELS], ["p", state.polarities, POLARITIES], ["k", state.kinds, KINDS]])
    if (set.size < all.length) parts.set(key, [...set].join("."));
  if (state.from) { parts.set("f", state.from); parts.set("t", state.to); }
  history.replaceState(null, "", `#${parts}`);
};
const readHash = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const next = fresh();
  next.node = parts.has("n") ? DATA.nodes.findIndex(node => node.label === parts.get("n")) : -1;
  next.claim = parts.has("c") ? DATA.claims.findIndex(claim => claim.code === parts.get("c")) : -1;
  for (const [key, name, all] of [["l", "levels", LEVELS], ["p", "polarities", POLARITIES], ["k", "kinds", KINDS]])
    if (parts.has(key)) next[name] = new Set(parts.get(key).split(".").filter(word => all.includes(word)));
  next.from = parts.get("f") || "";
  next.to = parts.get("t") || "";
  state = next;
};
