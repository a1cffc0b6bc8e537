// The filters, which are the legend; the list of all, which is the map's twin for those who do not see it.
const ALL = { levels: LEVELS, polarities: POLARITIES, kinds: KINDS };
// A click shows only this; a second click shows all of the group again.
const showOnly = (set, word) => {
  const isOnly = state[set].size === 1 && state[set].has(word);
  state[set] = new Set(isOnly ? ALL[set] : [word]);
};
// With Shift, one is added to the others or taken from them.
const showAlso = (set, word) => {
  if (!state[set].delete(word)) state[set].add(word);
};
const box = (set, word, text, sign, help = "") => {
  const button = make("button", { type: "button", className: "only", title: `${help ? `${help}. ` : ""}${TEXT.onlyThis}` });
  button.append(sign, make("span", { className: "name" }, text), make("span", { className: "count" }));
  button.dataset.filter = `${set}.${word}`;
  button.addEventListener("click", e => {
    remember();
    (e.shiftKey ? showAlso : showOnly)(set, word);
    update({ refit: true, tell: true });
  });
  return button;
};
const members = {
  levels: word => DATA.claims.map((claim, c) => claim.certainty === word ? c : -1),
  polarities: word => DATA.claims.map((claim, c) => claim.polarity === word ? c : -1),
  kinds: word => DATA.nodes.map((node, i) => node.kind === word ? i : -1),
};
const showFilters = () => {
  const kinds = KINDS.filter(kind => DATA.nodes.some(node => node.kind === kind));
  const levels = LEVELS.filter(level => DATA.claims.some(claim => claim.certainty === level));
  const group = (title, ...boxes) => make("fieldset", {}, make("legend", {}, title), ...boxes);
  $("legend").replaceChildren(
    group(TEXT.certainty, ...levels.map(l => box("levels", l, TEXT.levels[l], stroke(css("--ink"), DASHES[l]), TEXT.levelHelp[l]))),
    group(TEXT.polarity, ...POLARITIES.map(p => box("polarities", p, TEXT.polarities[p], stroke(css(`--${p}`)), TEXT.polarityHelp[p]))),
    group(TEXT.kinds, ...kinds.map(k => box("kinds", k, TEXT.nodeKinds[k], symbol(k)))));
};
const countFilters = () => document.querySelectorAll("[data-filter]").forEach(button => {
  const [set, word] = button.dataset.filter.split("."), all = members[set](word).filter(i => i >= 0);
  const shown = all.filter(i => set === "kinds" ? seen.nodes[i] : seen.claims[i]).length;
  button.setAttribute("aria-pressed", String(state[set].has(word)));
  button.querySelector(".count").textContent = shown === all.length ? String(all.length) : TEXT.of(shown, all.length);
});
// How well a name fits: the whole name, its start, the start of a word, inside; every word must occur.
const NOT_FOUND = 4;
const rankOf = (name, query) => {
  const text = name.toLowerCase(), words = query.split(/\s+/);
  if (!words.every(word => text.includes(word))) return NOT_FOUND;
  if (text === query) return 0;
  if (text.startsWith(query)) return 1;
  return words.every(word => text.split(/[^\p{L}\p{N}]+/u).some(part => part.startsWith(word))) ? 2 : 3;
};
const nodeRank = (i, query) => Math.min(...[DATA.nodes[i].label, ...DATA.nodes[i].aliases].map(name => rankOf(name, query)));
// Nodes in the order of their match; those that match alike stay in the order of their claims.
const nodesFor = query => {
  if (!query) return order.filter(i => DATA.nodes[i].claim < 0);
  const ranks = new Map(order.map(i => [i, nodeRank(i, query)]));
  return order.filter(i => ranks.get(i) < NOT_FOUND).sort((a, b) => ranks.get(a) - ranks.get(b));
};
const textOf = claim => hasText(claim) ? claim.evidence.map(span => wordsOf(claim, span)).join(" ") : "";
const claimsFor = query => query ? CLAIMS.map((_, c) => c).filter(c => rankOf(textOf(CLAIMS[c]), query) < NOT_FOUND) : [];
const nodeItem = i => {
  const button = press("", () => choose(i, DATA.nodes[i].claim));
  button.append(own("span", nameOf(i), "name"), make("span", { className: "count" }, String(claimsOf[i].size)));
  button.dataset.node = i;
  return make("li", {}, button);
};
const claimItem = c => {
  const button = press("", () => choose(-1, c));
  button.append(own("span", `“${short(textOf(CLAIMS[c]))}”`, "name"));
  button.dataset.said = c;
  return make("li", {}, button);
};
const MOST_FOUND = 300;
const showList = query => {
  const folded = query.toLowerCase().trim(), nodes = nodesFor(folded), claims = claimsFor(folded);
  const all = [...nodes, ...claims];
  const found = [...nodes.map(i => () => nodeItem(i)), ...claims.map(c => () => claimItem(c))].slice(0, MOST_FOUND);
  $("everyone").replaceChildren(...found.map(write => write()));
  $("found").textContent = `${TEXT.everyone} · ${found.length < all.length ? TEXT.of(found.length, all.length) : all.length}`;
  if (folded) say(TEXT.found(all.length));
  markList();
};
const markList = () => $("everyone").querySelectorAll("[data-node]").forEach(b => { const i = Number(b.dataset.node); b.setAttribute("aria-current", String(i === state.node)); b.classList.toggle("off", !seen.nodes[i]); });
$("everyone").addEventListener("keydown", e => {
  const item = e.target.closest("li"), next = item && { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling, Home: item.parentNode.firstElementChild, End: item.parentNode.lastElementChild }[e.key];
  if (next) { e.preventDefault(); e.stopPropagation(); next.firstElementChild.focus(); }
});
