// What is chosen: its claims as cards, each with its words; the one opened shows its chain, its rivals and what to do with it.
const chainStep = (kind, text, note, act) => {
  const words = act ? press(text, act, { className: "link" }) : make("span", {}, text);
  words.dir = "auto";
  return make("li", { className: kind }, words, ...(note ? [make("small", {}, ` ${note}`)] : []));
};
/** The way from the deed to the reader: who says that who says so, in which article. */
const chain = c => {
  const claim = CLAIMS[c], article = DATA.articles[claim.article], told = chainOf(c);
  const speaker = s => joined(names(CLAIMS[s].agents), TEXT.and) || TEXT.nobody;
  const direct = claim.by.filter(i => !told.some(s => CLAIMS[s].agents.includes(i)));
  const list = make("ol", { className: "chain" },
    chainStep(`deed ${claim.certainty}`, sentenceOf(claim), TEXT.words[claim.certainty]),
    ...(direct.length ? [chainStep("voice", joined(names(direct), TEXT.and), TEXT.namedSource)] : []),
    ...told.map(s => chainStep(`voice ${CLAIMS[s].certainty}`, speaker(s), `${CLAIMS[s].denied ? `${TEXT.notWord} ` : ""}${CLAIMS[s].verb}${CLAIMS[s].recipients.length ? ` ${TEXT.saidTo} ${joined(names(CLAIMS[s].recipients), TEXT.and)}` : ""}`, () => choose(-1, s))),
    chainStep("article", articleWords(article) || TEXT.article, TEXT.reports),
    chainStep("reader", TEXT.you, ""));
  list.setAttribute("aria-label", TEXT.chain);
  return list;
};
const rivals = c => {
  const all = [c, ...reportsOf(c)];
  if (all.length < 2) return [];
  const column = (title, list) => make("div", {}, make("h4", {}, title), ...list.map(o => press(`${sentenceOf(CLAIMS[o])} — ${TEXT.words[CLAIMS[o].certainty]}, ${sourceWords(CLAIMS[o])}`, () => choose(-1, o), { className: "link", dir: "auto", disabled: o === c })));
  const told = all.filter(o => !CLAIMS[o].denied), denied = all.filter(o => CLAIMS[o].denied);
  return [make("section", { className: "rivals" }, make("h3", {}, told.length && denied.length ? TEXT.contradiction : TEXT.toldTwice),
    make("div", { className: "sides" }, ...(told.length && denied.length ? [column(TEXT.saysSo, told), column(TEXT.saysNot, denied)] : all.map(o => column(articleWords(DATA.articles[CLAIMS[o].article]), [o])))))];
};
const chips = claim => make("span", { className: "chips" },
  chip(TEXT.words[claim.certainty], claim.certainty), ...(claim.denied ? [chip(TEXT.denied, "denied")] : []),
  chip((DATA.classes[claim.kind] || {}).label || claim.kind), ...(claim.holders.length ? [] : [chip(TEXT.polarities[claim.polarity], claim.polarity)]),
  ...(claim.tenure ? [chip(claim.tenure)] : []), ...(claim.written ? [chip(claim.time ? `${claim.written} · ${claim.time}` : claim.written)] : []));
const card = c => {
  const claim = CLAIMS[c], on = state.claim === c;
  const head = press("", () => { remember(); state.claim = on && state.node >= 0 ? -1 : c; turned = -1; update({}); if (!on) say(claimWords(c)); }, { className: "opener" });
  head.append(own("strong", sentenceOf(claim)), chips(claim),
    ...claim.evidence.map(span => own(hasText(claim) ? "q" : "small", wordsOf(claim, span), "words")),
    ...(claim.in >= 0 && !on ? [own("small", TEXT.via(sentenceOf(CLAIMS[claim.in])), "via")] : []),
    make("small", {}, sourceWords(claim)));
  head.setAttribute("aria-expanded", String(on));
  const item = make("article", { className: `claim ${claim.certainty}${on ? " on" : ""}` }, head);
  item.dataset.claim = c;
  if (on) item.append(chain(c), ...rivals(c), make("small", { className: "rule" }, TEXT.rule(claim.rule, claim.confidence)), make("div", { className: "acts" },
    press(TEXT.cite, () => copyText(citation(c, today()))), press(TEXT.addStop, () => addStop(c)), press(TEXT.copyLink, () => copyText(location.href))));
  return item;
};
const sources = () => DATA.articles.slice(0, 50).map(a => make("p", { className: "source" }, own("span", articleWords(a)), ...(a.url ? [make("br"), address(a.url)] : [])));
const nodeActs = i => {
  const marked = state.mark >= 0 && state.mark !== i;
  const acts = [press(state.folded.has(i) ? TEXT.expand(seen.badges[i]) : seen.badges[i] ? TEXT.expand(seen.badges[i]) : TEXT.collapse, () => toggle(i))];
  acts.push(marked ? press(TEXT.pathFrom(nameOf(state.mark)), () => walkTo(state.mark, i)) : press(state.mark === i ? TEXT.marked : TEXT.mark, () => markFirst(i)));
  if (state.pins.has(i)) acts.push(press(TEXT.unpin, () => unpin(i)));
  return make("div", { className: "acts" }, ...acts);
};
const headOf = i => {
  const node = DATA.nodes[i], claims = chosenClaims().length, all = claimsOf[i].size;
  return [own("h2", nameOf(i)), make("p", { className: "quiet" }, `${TEXT.nodeKinds[node.kind]} · ${claims === all ? TEXT.claims(all) : TEXT.claimsOf(claims, all)} `,
    ...(node.protected ? [chip(TEXT.protectedGroup, "shield")] : []), ...(node.unnamed ? [chip(TEXT.unnamed, "shield")] : [])),
  ...(node.aliases.length ? [own("p", TEXT.also(node.aliases.slice(0, 6).join("; ")), "quiet")] : []), nodeActs(i)];
};
const startCards = () => {
  const help = !DATA.claims.length ? TEXT.empty : shownClaims() ? TEXT.startHelp : TEXT.nothing;
  const beside = CLAIMS.map((_, c) => c).slice(DATA.claims.length).filter(c => CLAIMS[c].holders.every(i => i >= DATA.nodes.length) && claimPasses(c));
  const doors = order.filter(i => DATA.nodes[i].claim < 0 && seen.nodes[i]).slice(0, 5).map(i => press(`${DATA.nodes[i].label} · ${claimsOf[i].size}`, () => choose(i), { dir: "auto" }));
  return [make("h2", {}, TEXT.start), make("p", {}, help), ...(DATA.claims.length ? [make("div", { className: "acts" }, ...doors), make("p", { className: "quiet" }, TEXT.legendHelp)] : []), ...sources(),
    ...(beside.length ? [make("details", {}, make("summary", {}, TEXT.besideMap(beside.length)), ...beside.slice(0, 100).map(card))] : [])];
};
const showCards = () => {
  const host = $("card");
  if (!isFocused()) { host.replaceChildren(...startCards()); return; }
  const claims = chosenClaims(), i = state.node;
  const single = state.claim >= DATA.claims.length && i < 0 ? [state.claim] : claims;
  const held = i >= 0 && !state.path.length ? attitudesOf(i).filter(claimPasses) : [];
  const head = state.path.length ? [own("h2", TEXT.path(...state.path.map(nameOf))), own("p", pathWords()), make("div", { className: "acts" }, press(TEXT.leavePath, () => choose(state.path[0])))] : i >= 0 ? headOf(i) : [];
  host.replaceChildren(...head, ...single.map(card), ...(single.length || held.length || state.path.length ? [] : [make("p", {}, TEXT.nothing)]),
    ...(held.length ? [make("h3", {}, TEXT.attitudes(held.length)), ...held.map(card)] : []));
  const open = host.querySelector(".claim.on");
  host.scrollTop = open ? Math.max(0, open.offsetTop - host.offsetTop - 8) : 0;
};
