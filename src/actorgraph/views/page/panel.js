"use strict";
// The words: filters that are the legend, the list of all, the cards of claims, and the article with its marks.
const $ = id => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const picture = (draw, width = 36, height = 20) => {
  const canvas = make("canvas", { width: width * 2, height: height * 2 });
  canvas.style.width = `${width}px`; canvas.style.height = `${height}px`;
  canvas.setAttribute("aria-hidden", "true");
  const c = canvas.getContext("2d");
  c.scale(2, 2); draw(c);
  return canvas;
};
const stroke = (colour, dashes) => picture(c => { c.setLineDash(dashes || []); c.lineWidth = 2.4; c.strokeStyle = colour; c.beginPath(); c.moveTo(2, 10); c.lineTo(34, 10); c.stroke(); });
const symbol = kind => picture(c => { outline(c, kind, 11, 11, 7); c.fillStyle = css(kind === "Action" ? "--neutral" : `--${kind}`); c.fill(); if (kind === "Group") { c.beginPath(); c.arc(11, 11, 4.2, 0, 7); c.strokeStyle = css("--panel"); c.lineWidth = 1.5; c.stroke(); } }, 22, 22);

const box = (set, word, text, count, sign, help = "") => {
  const input = make("input", { type: "checkbox", checked: state[set].has(word) });
  input.dataset.filter = `${set}.${word}`;
  input.addEventListener("change", () => { remember(); state[set][input.checked ? "add" : "delete"](word); update({ refit: true }); });
  return make("label", { title: help }, input, sign, make("span", { className: "name" }, text), make("span", { className: "count" }, String(count)));
};
const showFilters = () => {
  const kinds = KINDS.filter(kind => DATA.nodes.some(node => node.kind === kind));
  const levels = LEVELS.filter(level => DATA.claims.some(claim => claim.certainty === level));
  $("filters").replaceChildren(
    make("h2", {}, TEXT.certainty), ...levels.map(l => box("levels", l, TEXT.levels[l], DATA.claims.filter(c => c.certainty === l).length, stroke(css("--ink"), DASHES[l]), TEXT.levelHelp[l])),
    make("h2", {}, TEXT.polarity), ...POLARITIES.map(p => box("polarities", p, TEXT.polarities[p], DATA.claims.filter(c => c.polarity === p).length, stroke(css(`--${p}`)), TEXT.polarityHelp[p])),
    make("h2", {}, TEXT.kinds), ...kinds.map(k => box("kinds", k, TEXT.nodeKinds[k], DATA.nodes.filter(n => n.kind === k).length, symbol(k))),
    make("h2", {}, TEXT.everyone), make("ul", { id: "everyone" }),
  );
  showList("");
};
const showList = query => {
  const folded = query.toLowerCase().trim();
  const fits = i => !folded || [DATA.nodes[i].label, ...(DATA.nodes[i].aliases || [])].some(name => name.toLowerCase().includes(folded));
  const found = order.filter(i => fits(i) && (folded || DATA.nodes[i].claim < 0)).slice(0, 300);
  $("everyone").replaceChildren(...found.map(i => {
    const button = make("button", { type: "button" }, make("span", { className: "name" }, labelOf(i) || DATA.nodes[i].label), make("span", { className: "count" }, String(claimsOf[i].size)));
    button.dataset.node = i;
    button.addEventListener("click", () => choose(i));
    return make("li", {}, button);
  }));
  markList();
};
const markList = () => $("everyone").querySelectorAll("button").forEach(b => b.setAttribute("aria-current", String(Number(b.dataset.node) === state.node)));

const chip = (text, kind = "") => make("span", { className: `chip ${kind}` }, text);
const words = (claim, [a, b]) => { const { text } = DATA.articles[claim.article]; return text === null ? TEXT.offsets(a, b) : [...codePoints(claim.article).slice(a, b)].join(""); };
const points = [];
const codePoints = article => points[article] || (points[article] = Array.from(DATA.articles[article].text || ""));
const card = c => {
  const claim = DATA.claims[c];
  const button = make("button", { type: "button", className: `claim ${claim.certainty}` },
    make("strong", {}, sentenceOf(claim)), make("span", { className: "chips" },
      chip(DATA.labels[claim.kind] || claim.kind), chip(TEXT.words[claim.certainty], claim.certainty), chip(TEXT.polarities[claim.polarity], claim.polarity),
      ...(claim.tenure ? [chip(claim.tenure)] : []), ...(claim.denied ? [chip(TEXT.denied, "denied")] : []), ...(claim.written ? [chip(claim.time ? `${claim.written} · ${claim.time}` : claim.written)] : [])),
    ...claim.evidence.map(span => make(DATA.articles[claim.article].text === null ? "small" : "q", { className: "words" }, words(claim, span))),
    ...(claim.in >= 0 ? [make("small", { className: "via" }, TEXT.via(sentenceOf(DATA.claims[claim.in])))] : []),
    make("small", {}, [claim.sources.length ? TEXT.according(joined(claim.sources, TEXT.and)) : TEXT.ownVoice, TEXT.rule(claim.rule, claim.confidence)].join(" · ")));
  button.dataset.claim = c;
  button.setAttribute("aria-pressed", String(state.claim === c));
  button.addEventListener("click", () => { remember(); state.claim = state.claim === c ? -1 : c; update({}); });
  return button;
};
const showCards = () => {
  const claims = chosenClaims(), host = $("card");
  if (state.node < 0 && state.claim < 0) {
    const sources = DATA.articles.map(a => make("p", { className: "source" }, [a.publisher, a.issued].filter(Boolean).join(", "), ...(a.url ? [make("br"), make("span", { className: "url" }, a.url)] : [])));
    const help = !DATA.claims.length ? TEXT.empty : shownClaims() ? TEXT.startHelp : TEXT.nothing;
    host.replaceChildren(make("h2", {}, TEXT.start), make("p", {}, help), ...(DATA.claims.length ? [make("p", { className: "quiet" }, TEXT.legendHelp)] : []), ...sources);
    return;
  }
  const node = DATA.nodes[state.node];
  const head = node ? [make("h2", {}, labelOf(state.node) || node.label), make("p", { className: "quiet" },
    `${TEXT.nodeKinds[node.kind]} · ${TEXT.claims(claims.length)} `, ...(node.protected ? [chip(TEXT.protectedGroup, "shield")] : []), ...(node.unnamed ? [chip(TEXT.unnamed, "shield")] : [])),
  ...(node.aliases && node.aliases.length ? [make("p", { className: "quiet" }, TEXT.also(node.aliases.slice(0, 6).join("; ")))] : [])] : [];
  host.replaceChildren(...head, ...claims.map(card), ...(claims.length ? [] : [make("p", {}, TEXT.nothing)]));
};

// The article: every chosen claim's characters are marked, and the first is brought into view.
const showText = () => {
  const chosen = state.claim >= 0 ? [state.claim] : chosenClaims();
  const which = chosen.length ? DATA.claims[chosen[0]].article : 0, article = DATA.articles[which], host = $("text");
  if (!article) return;
  if (article.text === null) { host.replaceChildren(make("p", { className: "quiet" }, TEXT.noText(article.sha256, article.length))); return; }
  const spans = chosen.filter(c => DATA.claims[c].article === which).flatMap(c => DATA.claims[c].evidence.map(span => [...span, "mark"]));
  const cuts = [...new Set([0, article.length, ...spans.flat(), ...article.notices.flat(), ...article.headings.flat()].filter(Number.isInteger))].sort((a, b) => a - b);
  const inside = (list, a, b) => list.some(([from, to]) => from <= a && b <= to);
  const all = codePoints(which);
  host.replaceChildren(...cuts.slice(0, -1).map((a, k) => {
    const b = cuts[k + 1], piece = all.slice(a, b).join("");
    const tag = inside(spans, a, b) ? "mark" : "span";
    const kind = inside(article.notices, a, b) ? "notice" : inside(article.headings, a, b) ? "heading" : "";
    return make(tag, { className: kind }, piece);
  }));
  const first = host.querySelector("mark");
  if (first && state.claim >= 0) first.scrollIntoView({ block: "center" });
};
