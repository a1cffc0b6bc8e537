// The filters, which are the legend; the list of all, which is the map's twin for those who do not see it.
const box = (set, word, text, sign, help = "") => {
  const input = make("input", { type: "checkbox", checked: state[set].has(word) });
  input.dataset.filter = `${set}.${word}`;
  input.addEventListener("change", () => { remember(); state[set][input.checked ? "add" : "delete"](word); update({ refit: true, tell: true }); });
  return make("label", { title: help }, input, sign, make("span", { className: "name" }, text), make("span", { className: "count" }));
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
const countFilters = () => document.querySelectorAll("[data-filter]").forEach(input => {
  const [set, word] = input.dataset.filter.split("."), all = members[set](word).filter(i => i >= 0);
  const shown = all.filter(i => set === "kinds" ? seen.nodes[i] : seen.claims[i]).length;
  input.checked = state[set].has(word);
  input.closest("label").querySelector(".count").textContent = shown === all.length ? String(all.length) : TEXT.of(shown, all.length);
});
const showList = query => {
  const folded = query.toLowerCase().trim();
  const fits = i => !folded || [DATA.nodes[i].label, ...DATA.nodes[i].aliases].some(name => name.toLowerCase().includes(folded));
  const all = order.filter(i => fits(i) && (folded || DATA.nodes[i].claim < 0)), found = all.slice(0, 300);
  $("everyone").replaceChildren(...found.map(i => {
    const button = press("", () => choose(i, DATA.nodes[i].claim));
    button.append(own("span", nameOf(i), "name"), make("span", { className: "count" }, String(claimsOf[i].size)));
    button.dataset.node = i;
    return make("li", {}, button);
  }));
  $("found").textContent = `${TEXT.everyone} · ${found.length < all.length ? TEXT.of(found.length, all.length) : all.length}`;
  if (folded) say(TEXT.found(all.length));
  markList();
};
const markList = () => $("everyone").querySelectorAll("button").forEach(b => { const i = Number(b.dataset.node); b.setAttribute("aria-current", String(i === state.node)); b.classList.toggle("off", !seen.nodes[i]); });
$("everyone").addEventListener("keydown", e => {
  const item = e.target.closest("li"), next = item && { ArrowDown: item.nextElementSibling, ArrowUp: item.previousElementSibling, Home: item.parentNode.firstElementChild, End: item.parentNode.lastElementChild }[e.key];
  if (next) { e.preventDefault(); e.stopPropagation(); next.firstElementChild.focus(); }
});
