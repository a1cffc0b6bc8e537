"use strict";
// What the page holds, what is shown and what is chosen. No drawing here. The types are those of docs/page-data.md.
/** @typedef {{code: string, kind: string, verb: string, certainty: string, polarity: string, denied: boolean, time: string, written: string, tenure: string, span: string[], article: number, evidence: number[][], content: number[][], in: number, same: number[], rule: string, confidence: string, agents: number[], possible: number[], targets: number[], recipients: number[], places: number[], subject: number[], object: number[], holders: number[], by: number[]}} Claim */
/** @typedef {{from: number, to: number, role: string, claim: number}} Edge */
const $ = id => document.getElementById(id);
const DATA = JSON.parse($("contents").textContent);
const PLACED = JSON.parse($("nodes").textContent);
const LEVELS = Object.keys(TEXT.levels);
const POLARITIES = Object.keys(TEXT.polarities);
const KINDS = Object.keys(TEXT.nodeKinds);
// More nodes than this are not drawn at once unless somebody asks; the first picture then holds so many actors.
const LIMIT = 1000, FIRST = 150;

const blankClaim = () => ({ denied: false, time: "", written: "", tenure: "", span: [], article: 0, evidence: [], content: [], in: -1, same: [], agents: [], possible: [], targets: [], recipients: [], places: [], subject: [], object: [], holders: [], by: [] });
DATA.claims = DATA.claims.map(claim => ({ ...blankClaim(), ...claim }));
DATA.attitudes = DATA.attitudes.map(claim => ({ ...blankClaim(), ...claim }));
const codes = new Map([...DATA.claims, ...DATA.attitudes].map((claim, c) => [claim.code, c]));
// A deed's node is told by its claim.
DATA.nodes = DATA.nodes.map(node => {
  if (node.claim === undefined) return { label: "", aliases: [], ...node, claim: -1 };
  const { code, verb, kind, polarity, certainty, denied, time } = DATA.claims[node.claim];
  return { ...node, id: code, label: verb, action: kind, aliases: [], polarity, certainty, denied, time };
});
DATA.edges = DATA.edges.map(([from, to, role, claim]) => ({ from, to, role, claim }));
// Attitudes follow the claims; actors who stand beside the map follow its nodes.
const CLAIMS = [...DATA.claims, ...DATA.attitudes];
const ACTORS = [...DATA.nodes, ...DATA.others];
const numbers = new Map(DATA.nodes.map((node, i) => [node.id, i]));

const claimsOf = DATA.nodes.map(() => new Set()), edgesOf = DATA.nodes.map(() => []);
const partsOf = DATA.claims.map(() => new Set());
DATA.edges.forEach((edge, id) => {
  for (const i of [edge.from, edge.to]) { claimsOf[i].add(edge.claim); edgesOf[i].push(id); if (edge.role !== "saidIn") partsOf[edge.claim].add(i); }
});
DATA.nodes.forEach((node, i) => { if (node.claim >= 0) { claimsOf[i].add(node.claim); partsOf[node.claim].add(i); } });
const attitudesOf = i => CLAIMS.map((_, c) => c).slice(DATA.claims.length).filter(c => CLAIMS[c].holders.includes(i));
const order = DATA.nodes.map((_, i) => i).sort((a, b) => (DATA.nodes[a].claim >= 0) - (DATA.nodes[b].claim >= 0) || claimsOf[b].size - claimsOf[a].size || a - b);
const isLarge = DATA.nodes.length > LIMIT;
const first = new Set(order.slice(0, FIRST));
const core = new Set(isLarge ? DATA.claims.map((_, c) => c).filter(c => [...partsOf[c]].every(i => DATA.nodes[i].claim >= 0 || first.has(i))).slice(0, LIMIT - FIRST) : []);

const fresh = () => ({
  node: -1, claim: -1, levels: new Set(LEVELS), polarities: new Set(POLARITIES), kinds: new Set(KINDS), from: "", to: "", undated: true,
  folded: new Set(), opened: new Set(), all: false, pins: new Map(), path: [], mark: -1, tour: [], step: -1, theme: "",
});
let state = fresh();

const dated = claim => {
  const [begin, end] = claim.span;
  if (!begin) return state.undated;
  return (!state.from || (end || begin) >= state.from) && (!state.to || begin <= `${state.to}~`);
};
const passes = claim => state.levels.has(claim.certainty) && state.polarities.has(claim.polarity) && dated(claim);
const some = (set, wanted) => { for (const i of set) if (wanted.has(i)) return true; return false; };
const isDrawn = c => {
  const parts = partsOf[c], opened = some(parts, state.opened);
  if (!opened && state.folded.size && some(parts, state.folded) && c !== state.claim) return false;
  return !isLarge || state.all || opened || core.has(c) || c === state.claim || parts.has(state.node);
};
// What is visible now; reckoned once for each change.
let seen = { claims: [], nodes: [], edges: [], badges: [] };
const look = () => {
  const passed = CLAIMS.map(passes), claims = passed.map((yes, c) => yes && (c >= DATA.claims.length || isDrawn(c)));
  const nodes = DATA.nodes.map((node, i) => state.kinds.has(node.kind) && (node.claim >= 0 ? claims[node.claim] : i === state.node || [...claimsOf[i]].some(c => claims[c] || (passed[c] && state.folded.has(i)))));
  const edges = DATA.edges.map(edge => claims[edge.claim] && nodes[edge.from] && nodes[edge.to]);
  const badges = DATA.nodes.map(() => new Set());
  DATA.edges.forEach(({ from, to, claim }) => {
    if (!passed[claim] || nodes[from] === nodes[to]) return;
    const [here, hidden] = nodes[from] ? [from, to] : [to, from], held = DATA.nodes[hidden];
    if (state.kinds.has(held.kind) && (held.claim < 0 || passed[held.claim])) badges[here].add(hidden);
  });
  seen = { claims, nodes, edges, badges: badges.map(set => set.size) };
};
const claimPasses = c => seen.claims[c];
const edgePasses = id => seen.edges[id];
const count = list => list.reduce((n, yes) => n + (yes ? 1 : 0), 0);
const shownClaims = () => count(seen.claims.slice(0, DATA.claims.length));
const shownNodes = () => count(seen.nodes);
const neighbours = i => [...new Set(edgesOf[i].filter(edgePasses).map(id => DATA.edges[id]).map(e => e.from === i ? e.to : e.from))];

// From the deed outwards: the statement that tells it, the statement that tells that one, and so on.
const chainOf = c => {
  const chain = [];
  for (let s = CLAIMS[c].in; s >= 0 && !chain.includes(s); s = CLAIMS[s].in) chain.push(s);
  return chain;
};
// Claims about the same event: tied by the graph, or of one kind, one doer and one other party, told and denied.
const reportsOf = c => {
  const claim = CLAIMS[c], others = k => [...k.targets, ...k.recipients];
  const shares = (a, b) => a.some(i => b.includes(i));
  const opposite = (other, o) => o !== c && other.kind === claim.kind && other.denied !== claim.denied && shares(other.agents, claim.agents) && shares(others(other), others(claim));
  const tied = DATA.claims.map((other, o) => claim.same.includes(o) || other.same.includes(c));
  return DATA.claims.map((_, o) => o).filter(o => o !== c && (tied[o] || (c < DATA.claims.length && opposite(DATA.claims[o], o))));
};
// The claims a choice is about, in the order of the text; a path's in the order of its steps.
const chosenClaims = () => {
  if (state.path.length) return [...new Set(pathOf().map(id => DATA.edges[id].claim))];
  const found = state.node >= 0 && (state.claim < 0 || DATA.nodes[state.node].claim < 0) ? [...claimsOf[state.node]] : state.claim >= 0 ? [state.claim] : [];
  const start = c => CLAIMS[c].article * 1e9 + (CLAIMS[c].evidence[0] || [0])[0];
  return found.filter(claimPasses).sort((a, b) => start(a) - start(b));
};
const focusEdges = () => {
  if (state.path.length) return pathOf();
  const wanted = new Set(state.claim >= 0 ? [state.claim, ...chainOf(state.claim)] : chosenClaims());
  const told = state.claim >= 0 ? numbers.get(CLAIMS[state.claim].code) : -1;
  return DATA.edges.map((_, id) => id).filter(id => seen.edges[id] && (wanted.has(DATA.edges[id].claim) || (DATA.edges[id].role === "saidIn" && DATA.edges[id].from === told)));
};
const isFocused = () => state.node >= 0 || state.claim >= 0 || state.path.length > 0;

// Claims in words.
const names = list => list.map(i => ACTORS[i].label);
const joined = (list, word) => list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} ${word} ${list[list.length - 1]}`;
const sentenceOf = claim => {
  const not = claim.denied ? ` [${TEXT.notWord}]` : "";
  if (claim.subject.length) return `${joined(names(claim.subject), TEXT.and)} — ${claim.verb}${not} — ${joined(names(claim.object), TEXT.and)}`;
  const doers = claim.possible.length ? joined(names(claim.possible), TEXT.or) : joined(names([...claim.agents, ...claim.holders]), TEXT.and);
  const others = joined(names([...claim.targets, ...claim.recipients]), TEXT.and);
  return `${doers || TEXT.nobody} — ${claim.verb}${not}${others ? ` — ${others}` : ""}`;
};
const worded = (text, denied, certainty) => {
  const word = certainty === "asserted" || certainty === "reported" ? "" : ` (${TEXT.words[certainty]})`;
  return `${denied ? `${TEXT.notWord} ` : ""}${text}${word}`;
};
const labelOf = i => {
  const node = DATA.nodes[i];
  if (node.kind !== "Action") return node.kind === "Statement" ? "" : node.label;
  return worded(node.label, node.denied, node.certainty);
};
const nameOf = i => labelOf(i) || DATA.nodes[i].label;
const sourceWords = claim => claim.by.length ? TEXT.according(joined(names(claim.by), TEXT.and)) : TEXT.ownVoice;
const claimWords = c => `${sentenceOf(CLAIMS[c])} (${[TEXT.words[CLAIMS[c].certainty], ...(CLAIMS[c].by.length ? [sourceWords(CLAIMS[c])] : [])].join(", ")})`;
const nodeWords = i => DATA.nodes[i].claim >= 0 ? claimWords(DATA.nodes[i].claim) : `${DATA.nodes[i].label} · ${TEXT.nodeKinds[DATA.nodes[i].kind]} · ${TEXT.claims(claimsOf[i].size)}`;
