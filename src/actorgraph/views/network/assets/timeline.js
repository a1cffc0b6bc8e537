// When: a lane for each precision, so that a year never stands beside a day as if they were alike; and the undated.
const precision = time => {
  const plain = time.replace(/[~?%]/g, "");
  return /^\d{4}-\d\d-\d\d$/.test(plain) ? "day" : /^\d{4}-(0\d|1[012])$/.test(plain) ? "month" : /^\d{4}$/.test(plain) ? "year" : "other";
};
const bins = { year: new Map(), month: new Map(), day: new Map(), other: new Map() };
DATA.claims.forEach((claim, c) => {
  if (!claim.span.length) return;
  const lane = bins[precision(claim.time)], key = claim.time.replace(/[~?%]/g, "");
  if (!lane.has(key)) lane.set(key, { claims: [], from: claim.span[0], to: claim.span[1] || claim.span[0] });
  lane.get(key).claims.push(c);
});
const undated = DATA.claims.map((_, c) => c).filter(c => !DATA.claims[c].span.length);
const range = (from, to) => { remember(); state.from = from; state.to = to; state.undated = !from && !to; update({ refit: true, tell: true }); };
// One press chooses a bin, a second one lets go; with Shift the range grows to hold it.
const choosesBin = (bin, wider) => {
  const on = state.from === bin.from && state.to === bin.to;
  if (on) range("", "");
  else if (wider && state.from) range(state.from < bin.from ? state.from : bin.from, state.to > bin.to ? state.to : bin.to);
  else range(bin.from, bin.to);
};
const column = (lane, key, bin, most) => {
  const shown = bin.claims.filter(claimPasses).length, total = bin.claims.length;
  const inside = (!state.from || bin.to >= state.from) && (!state.to || bin.from <= `${state.to}~`);
  const button = press("", e => choosesBin(bin, e.shiftKey), { className: `bin${inside ? "" : " off"}`, title: TEXT.binHelp });
  const tower = make("span", { className: "tower" });
  tower.style.height = `${3 + Math.round(17 * total / most)}px`;
  button.append(make("span", { className: "room" }, tower), make("span", {}, key));
  button.setAttribute("aria-pressed", String(Boolean(state.from) && inside));
  button.setAttribute("aria-label", `${key}: ${shown === total ? TEXT.claims(total) : TEXT.claimsOf(shown, total)}`);
  button.dataset.bin = key;
  return button;
};
const bound = (id, name) => {
  const input = make("input", { type: "text", value: state[id], placeholder: TEXT.dateForm, size: 10, inputMode: "numeric", id: `range-${id}`, pattern: "\\d{4}(-\\d\\d){0,2}" });
  input.setAttribute("aria-label", name);
  input.addEventListener("change", () => {
    if (input.value && !input.checkValidity()) { say(TEXT.badDate); flash(TEXT.badDate); input.value = state[id]; return; }
    if (input.value !== state[id]) range(id === "from" ? input.value : state.from, id === "to" ? input.value : state.to);
  });
  return input;
};
const bounds = make("div", { className: "bounds" }, make("h2", {}, TEXT.when), bound("from", TEXT.from), "–", bound("to", TEXT.to), press(TEXT.anyTime, () => range("", ""), { id: "any-time" }));
const lanesHost = make("div", { className: "lanes" });
$("when").append(bounds, lanesHost);
const showTimeline = () => {
  const active = document.activeElement, focused = lanesHost.contains(active) ? active.dataset.bin : null;
  for (const end of ["from", "to"]) $(`range-${end}`).value = state[end];
  $("any-time").hidden = !state.from && !state.to;
  const lanes = Object.keys(bins).filter(lane => bins[lane].size), most = Math.max(1, ...lanes.flatMap(lane => [...bins[lane].values()].map(bin => bin.claims.length)));
  const toggle = press(TEXT.undated(undated.length), () => { remember(); state.undated = !state.undated; update({ refit: true, tell: true }); }, { className: `bin undated${state.undated ? "" : " off"}`, title: TEXT.undatedHelp });
  toggle.setAttribute("aria-pressed", String(state.undated));
  toggle.dataset.bin = "undated";
  lanesHost.replaceChildren(...lanes.map(lane => {
    const row = make("div", { className: "lane" }, make("span", { className: "quiet" }, TEXT.lanes[lane]));
    row.setAttribute("role", "group"); row.setAttribute("aria-label", TEXT.lanes[lane]);
    for (const key of [...bins[lane].keys()].sort()) row.append(column(lane, key, bins[lane].get(key), most));
    return row;
  }), ...(undated.length ? [make("div", { className: "lane" }, toggle)] : []));
  const again = focused && lanesHost.querySelector(`[data-bin="${CSS.escape(focused)}"]`);
  if (again) again.focus();
};
$("when").addEventListener("keydown", e => {
  if (!e.target.classList.contains("bin") || !["ArrowLeft", "ArrowRight"].includes(e.key)) return;
  const all = [...$("when").querySelectorAll(".bin")], next = all[all.indexOf(e.target) + (e.key === "ArrowRight" ? 1 : -1)];
  if (next) { e.preventDefault(); e.stopPropagation(); next.focus(); }
});
