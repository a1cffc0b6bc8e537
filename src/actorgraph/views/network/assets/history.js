// Undo and redo, and the whole state in the link.
const past = [], future = [];
const copy = s => ({ ...s, levels: new Set(s.levels), polarities: new Set(s.polarities), kinds: new Set(s.kinds), folded: new Set(s.folded), opened: new Set(s.opened), pins: new Map(s.pins), path: [...s.path], tour: s.tour.map(stop => ({ ...stop })) });
const remember = () => { past.push(copy(state)); if (past.length > 200) past.shift(); future.length = 0; };
const step = (from, to) => {
  if (!from.length) { say(TEXT.noStep); return; }
  to.push(copy(state));
  state = from.pop();
  settle();
};
const undo = () => step(past, future);
const redo = () => step(future, past);

const SETS = [["l", "levels", LEVELS], ["p", "polarities", POLARITIES], ["k", "kinds", KINDS]];
const keyOf = i => DATA.nodes[i].id;
/** The state as the part of the link behind its #. */
const written = s => {
  const parts = new URLSearchParams();
  if (s.node >= 0) parts.set("n", keyOf(s.node));
  if (s.claim >= 0) parts.set("c", CLAIMS[s.claim].code);
  for (const [key, name, all] of SETS) if (s[name].size < all.length) parts.set(key, [...s[name]].join("."));
  for (const [key, value] of [["f", s.from], ["t", s.to], ["d", s.theme]]) if (value) parts.set(key, value);
  if (!s.undated) parts.set("u", "0");
  if (s.all) parts.set("a", "1");
  for (const i of s.folded) parts.append("x", keyOf(i));
  for (const i of s.opened) parts.append("o", keyOf(i));
  for (const i of s.path) parts.append("w", keyOf(i));
  if (s.mark >= 0) parts.set("b", keyOf(s.mark));
  for (const [i, [x, y]] of s.pins) parts.append("m", `${keyOf(i)} ${x} ${y}`);
  for (const { claim, words } of s.tour) parts.append("g", `${CLAIMS[claim].code} ${words}`);
  if (s.step >= 0) parts.set("s", s.step);
  return String(parts);
};
/** The state that a link tells; what it tells of nobody here is left out. */
const readFrom = text => {
  const parts = new URLSearchParams(text), next = fresh();
  const node = key => numbers.has(key) ? numbers.get(key) : DATA.nodes.findIndex(n => n.label === key);
  const nodesOf = key => parts.getAll(key).map(node).filter(i => i >= 0);
  const claim = code => codes.get(code.replace(DATA.roots.claim, "")) ?? -1;
  const date = key => /^\d{4}(-\d\d){0,2}$/.test(parts.get(key) || "") ? parts.get(key) : "";
  if (parts.has("n")) next.node = node(parts.get("n"));
  if (parts.has("c")) next.claim = claim(parts.get("c"));
  for (const [key, name, all] of SETS) if (parts.has(key)) next[name] = new Set(parts.get(key).split(".").filter(word => all.includes(word)));
  next.from = date("f"); next.to = date("t");
  next.theme = ["dark", "light"].includes(parts.get("d")) ? parts.get("d") : "";
  next.undated = parts.get("u") !== "0";
  next.all = parts.get("a") === "1";
  next.folded = new Set(nodesOf("x")); next.opened = new Set(nodesOf("o"));
  next.path = nodesOf("w").length === 2 ? nodesOf("w") : [];
  if (parts.has("b")) next.mark = node(parts.get("b"));
  for (const pin of parts.getAll("m")) {
    const [key, x, y] = pin.split(" ");
    if (numbers.has(key) && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) next.pins.set(numbers.get(key), [Number(x), Number(y)]);
  }
  next.tour = parts.getAll("g").map(stop => ({ claim: claim(stop.split(" ")[0]), words: stop.split(" ").slice(1).join(" ") })).filter(stop => stop.claim >= 0);
  const at = Number(parts.get("s") || -1);
  next.step = Number.isInteger(at) && at < next.tour.length ? at : -1;
  return next;
};
// The same state in the letters of the page, which knows whole days and names what passes.
const wholeDay = (date, isEnd) => {
  const [year, month, day] = date.split("-");
  if (day) return date;
  const last = month ? new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() : 31;
  return `${year}-${month || (isEnd ? "12" : "01")}-${isEnd ? last : "01"}`;
};
const pageQuery = s => {
  const parts = new URLSearchParams();
  if (s.claim >= 0) parts.set("c", claimIri(s.claim));
  else if (s.node >= 0) parts.set("a", keyOf(s.node));
  if (s.levels.size < LEVELS.length) parts.set("l", [...s.levels].join(" "));
  if (s.polarities.size < POLARITIES.length) parts.set("p", [...s.polarities].filter(word => word !== "neutral").join(" "));
  if (s.from) parts.set("f", wholeDay(s.from, false));
  if (s.to) parts.set("t", wholeDay(s.to, true));
  for (const { claim, words } of s.tour) parts.append("g", `${claimIri(claim)} ${words}`);
  if (s.theme) parts.set("d", s.theme);
  return String(parts);
};
const pointToPage = () => {
  const link = $("reader");
  if (!link) return;
  const query = pageQuery(state);
  link.href = query ? `${link.dataset.page}#${query}` : link.dataset.page;
};
const writeHash = () => { const text = written(state); history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search); };
const readHash = () => { state = readFrom(location.hash.slice(1)); };
