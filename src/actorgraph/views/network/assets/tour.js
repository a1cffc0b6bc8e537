// The guided tour: claims in an order, each with a sentence of whoever made it. It travels in the link or as a file.
const addStop = c => { remember(); state.tour.push({ claim: c, words: "" }); update({}); $("tour").open = true; say(TEXT.stopAdded(state.tour.length)); flash(TEXT.stopAdded(state.tour.length)); };
const moveStop = (k, by) => {
  if (!state.tour[k + by]) return;
  remember();
  [state.tour[k], state.tour[k + by]] = [state.tour[k + by], state.tour[k]];
  update({});
};
const dropStop = k => { remember(); state.tour.splice(k, 1); state.step = -1; update({}); };
const stopAt = k => {
  const stop = state.tour[k];
  if (k !== -1 && !stop) return;
  remember();
  state.step = k; state.path = [];
  if (stop) { state.node = -1; state.claim = stop.claim; turned = -1; }
  update({});
  approach();
  say(stop ? `${TEXT.stopOf(k + 1, state.tour.length)}. ${stop.words || claimWords(stop.claim)}` : TEXT.tourLeft);
};
const tourFile = () => JSON.stringify({ tour: $("title").textContent, articles: DATA.articles.map(a => a.sha256), stops: state.tour.map(({ claim, words }) => ({ claim: CLAIMS[claim].code, words })) }, null, 1);
/** Take a tour's file; returns what to tell, and changes nothing if it is none. */
const takeTour = text => {
  let stops;
  try { stops = JSON.parse(text).stops.map(({ claim, words }) => ({ claim: String(claim), words: String(words || "") })); } catch { return TEXT.noTour; }
  const known = stops.filter(stop => codes.has(stop.claim));
  if (!known.length) return TEXT.otherTour;
  remember();
  state.tour = known.map(({ claim, words }) => ({ claim: codes.get(claim), words }));
  state.step = -1;
  update({});
  return TEXT.tourTaken(known.length, stops.length);
};
const stopRow = (stop, k) => {
  const field = make("textarea", { value: stop.words, rows: 2, placeholder: TEXT.stopWords, dir: "auto", maxLength: 500 });
  field.setAttribute("aria-label", TEXT.stopField(k + 1));
  field.addEventListener("change", () => { remember(); state.tour[k].words = field.value; writeHash(); });
  const small = (sign, words, act, disabled = false) => { const button = press(sign, act, { className: "icon", title: words, disabled }); button.setAttribute("aria-label", `${words}: ${k + 1}`); return button; };
  return make("li", { className: state.step === k ? "on" : "" }, press(sentenceOf(CLAIMS[stop.claim]), () => stopAt(k), { className: "link", dir: "auto" }), field,
    make("div", { className: "acts" }, small("↑", TEXT.earlier, () => moveStop(k, -1), k === 0), small("↓", TEXT.later, () => moveStop(k, 1), k === state.tour.length - 1), small("×", TEXT.remove, () => dropStop(k))));
};
const showTour = () => {
  const input = make("input", { type: "file", accept: ".json,application/json", id: "tour-file", className: "hidden", tabIndex: -1 });
  input.addEventListener("change", async () => { if (input.files.length) { const told = takeTour(await input.files[0].text()); say(told); flash(told); } });
  input.setAttribute("aria-label", TEXT.loadTour);
  const body = [make("p", { className: "quiet" }, TEXT.tourHelp), ...(state.tour.length ? [make("ol", { className: "stops" }, ...state.tour.map(stopRow))] : []),
    make("div", { className: "acts" }, ...(state.tour.length ? [press(TEXT.begin, () => stopAt(0)), press(TEXT.saveTour, () => keep(tourFile(), "application/json", "tour.json")), press(TEXT.copyLink, () => copyText(location.href))] : []), press(TEXT.loadTour, () => input.click()), input)];
  $("tour").replaceChildren(make("summary", {}, state.tour.length ? TEXT.tourOf(state.tour.length) : TEXT.tour), ...body);
  const caption = $("caption"), stop = state.tour[state.step];
  caption.hidden = !stop;
  if (stop) caption.replaceChildren(make("small", {}, TEXT.stopOf(state.step + 1, state.tour.length)), own("p", stop.words || claimWords(stop.claim)), make("div", { className: "acts" },
    press(TEXT.back, () => stopAt(state.step - 1), { disabled: state.step === 0 }), press(TEXT.next, () => stopAt(state.step + 1), { disabled: state.step === state.tour.length - 1 }), press(TEXT.leave, () => stopAt(-1))));
};
