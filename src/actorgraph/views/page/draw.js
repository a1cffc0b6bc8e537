"use strict";
// The map: shapes, lines and labels on vis-network's canvas. Focus lays a veil and draws the chosen anew.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const DASHES = { asserted: false, reported: [9, 5], alleged: [2, 5], possible: [2, 5, 9, 5], intended: [14, 5], requested: [14, 4, 2, 4] };
const radius = i => {
  const node = DATA.nodes[i];
  if (node.kind === "Statement") return 7;
  return node.kind === "Action" ? 8 : 9 + 3.4 * Math.sqrt(claimsOf[i].size || 1);
};

const outline = (c, kind, x, y, r) => {
  c.beginPath();
  if (kind === "Person" || kind === "Group") c.arc(x, y, r, 0, 2 * Math.PI);
  else if (kind === "Organisation") c.rect(x - r * .9, y - r * .9, r * 1.8, r * 1.8);
  else if (kind === "Action") { c.moveTo(x, y - r * 1.25); c.lineTo(x + r * 1.25, y); c.lineTo(x, y + r * 1.25); c.lineTo(x - r * 1.25, y); c.closePath(); }
  else if (kind === "Place") { c.moveTo(x, y - r * 1.2); c.lineTo(x + r * 1.15, y + r * .9); c.lineTo(x - r * 1.15, y + r * .9); c.closePath(); }
  else if (kind === "Government") { c.moveTo(x - r, y + r); c.lineTo(x - r, y - r * .3); c.lineTo(x, y - r * 1.2); c.lineTo(x + r, y - r * .3); c.lineTo(x + r, y + r); c.closePath(); }
  else if (kind === "Document") { c.moveTo(x - r * .8, y - r); c.lineTo(x + r * .35, y - r); c.lineTo(x + r * .8, y - r * .5); c.lineTo(x + r * .8, y + r); c.lineTo(x - r * .8, y + r); c.closePath(); }
  else { c.moveTo(x - r * 1.2, y - r); c.lineTo(x + r * 1.2, y - r); c.lineTo(x + r * 1.2, y + r * .55); c.lineTo(x, y + r * .55); c.lineTo(x - r * .6, y + r * 1.25); c.lineTo(x - r * .5, y + r * .55); c.lineTo(x - r * 1.2, y + r * .55); c.closePath(); }
};
const tint = node => node.kind === "Action" ? css(`--${node.polarity || "neutral"}`) : css(`--${node.kind}`);
const paint = (c, i, x, y, { chosen = false, r = radius(i), styled = null } = {}) => {
  const node = DATA.nodes[i];
  outline(c, node.kind, x, y, r);
  const hollow = node.kind === "Action" && node.certainty !== "asserted";
  c.fillStyle = hollow ? css("--ground") : styled || tint(node);
  c.fill();
  c.lineWidth = chosen ? 4 : hollow ? 2 : 1.5;
  c.setLineDash(hollow && DASHES[node.certainty] ? DASHES[node.certainty].map(d => Math.min(d, 4) / 1.5) : []);
  c.strokeStyle = chosen ? css("--accent") : hollow ? tint(node) : css("--panel");
  c.stroke();
  c.setLineDash([]);
  if (node.kind === "Group") { c.beginPath(); c.arc(x, y, r * .62, 0, 2 * Math.PI); c.lineWidth = 1.5; c.strokeStyle = css("--panel"); c.stroke(); }
  if (node.denied) { c.beginPath(); c.moveTo(x - r, y + r); c.lineTo(x + r, y - r); c.lineWidth = 2.5; c.strokeStyle = css("--ink"); c.stroke(); }
};

const shape = ({ ctx, id, x, y, style, state: { hover } }) => ({
  drawNode() { paint(ctx, id, x, y, { chosen: hover || state.node === id, styled: STYLED[id] && STYLED[id].color && STYLED[id].color !== "#97c2fc" ? STYLED[id].color : null }); },
  nodeDimensions: { width: radius(id) * 2.4, height: radius(id) * 2.4 },
});
const twins = {};
const line = (edge, id) => {
  const claim = DATA.claims[edge.claim], thin = edge.role === "saidIn" || edge.role === "place", pair = `${edge.from}>${edge.to}`;
  twins[pair] = (twins[pair] || 0) + 1;
  const colour = css(thin ? "--faint" : `--${claim.polarity}`);
  return {
    id, from: edge.from, to: edge.to, dashes: thin ? [1, 4] : DASHES[claim.certainty], width: thin ? 1 : claim.certainty === "asserted" ? 2.2 : 1.8,
    color: { color: colour, highlight: colour, hover: colour, opacity: thin ? .6 : .85 },
    arrows: { to: { enabled: !thin, scaleFactor: .55, type: claim.polarity === "help" ? "vee" : "arrow" } },
    smooth: { enabled: true, type: "curvedCW", roundness: .05 + .1 * (twins[pair] - 1) },
  };
};

// The map was laid out for a canvas about as wide as high: it is drawn out to fill this one, and never pressed together.
const spread = () => {
  const host = document.getElementById("net"), xs = STYLED.map(n => n.x), ys = STYLED.map(n => n.y);
  const shape = (Math.max(...xs) - Math.min(...xs) || 1) / (Math.max(...ys) - Math.min(...ys) || 1);
  const wanted = Math.min(2, Math.max(.5, host.clientWidth / (host.clientHeight || 1))) / shape;
  for (const n of STYLED) { n.x *= Math.min(1.6, Math.max(1, wanted)); n.y *= Math.min(1.6, Math.max(1, 1 / wanted)); }
};
if (STYLED.length > 2) spread();
const nodes = new vis.DataSet(STYLED.map(n => ({ id: n.id, x: n.x, y: n.y, shape: "custom", ctxRenderer: shape })));
const edges = new vis.DataSet(DATA.edges.map(line));
const network = new vis.Network(document.getElementById("net"), { nodes, edges }, {
  physics: false, layout: { improvedLayout: false },
  interaction: { hover: true, keyboard: false, multiselect: false, hideEdgesOnDrag: DATA.edges.length > 3000, hideEdgesOnZoom: DATA.edges.length > 3000 },
  nodes: { chosen: false }, edges: { chosen: false, hoverWidth: 1, selectionWidth: 0 },
});

// Denied claims carry a bar across their line; the word stands on the label and on the card.
const bar = (c, id) => {
  const edge = network.body.edges[id];
  if (!edge || edge.options.hidden) return;
  const a = edge.edgeType.getPoint(.47), b = edge.edgeType.getPoint(.53), m = edge.edgeType.getPoint(.5);
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1, dx = (b.y - a.y) / long * 6, dy = -(b.x - a.x) / long * 6;
  c.beginPath(); c.moveTo(m.x - dx, m.y - dy); c.lineTo(m.x + dx, m.y + dy);
  c.lineWidth = 2.5; c.strokeStyle = css("--ink"); c.stroke();
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
const short = text => text.length > 34 ? `${text.slice(0, 33)}…` : text;
const order = DATA.nodes.map((_, i) => i).sort((a, b) => (DATA.nodes[a].claim >= 0) - (DATA.nodes[b].claim >= 0) || claimsOf[b].size - claimsOf[a].size || a - b);

const write = (c, text, x, y, size, bold) => {
  c.font = `${bold ? "650 " : ""}${size}px system-ui, "DejaVu Sans", sans-serif`;
  c.lineWidth = size / 3; c.strokeStyle = css("--ground"); c.strokeText(text, x, y);
  c.fillStyle = css("--ink"); c.fillText(text, x, y);
};
const drawLabels = (c, near) => {
  const zoom = network.getScale(), places = network.getPositions(), taken = [], marks = [];
  const middle = network.getViewPosition(), wide = c.canvas.clientWidth / zoom / 2;
  const outside = box => box[0] < middle.x - wide || box[2] > middle.x + wide;
  const over = (box, others) => others.some(t => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
  const clash = box => outside(box) || over(box, taken);
  const live = order.filter(i => !network.body.nodes[i].options.hidden && (!near || near.has(i)));
  // A label may cross the small marks of deeds and statements where nothing else is free, never another label or an actor.
  for (const i of live) { const p = places[i], r = radius(i); (DATA.nodes[i].claim < 0 ? taken : marks).push([p.x - r, p.y - r, p.x + r, p.y + r]); }
  c.save(); c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round";
  const first = state.node >= 0 && live.includes(state.node) ? [state.node] : [];
  for (const i of [...first, ...live.filter(i => i !== state.node)]) {
    const deed = DATA.nodes[i].kind === "Action", size = (deed ? 11 : 13) / zoom, bold = i === state.node;
    const text = short(labelOf(i));
    if (!text) continue;
    c.font = `${bold ? "650 " : ""}${size}px system-ui, "DejaVu Sans", sans-serif`;
    const half = c.measureText(text).width / 2, p = places[i], r = radius(i);
    const sides = [[0, p.y + r * 1.25 + 2], [0, p.y - r * 1.3 - size * 1.2], [half + r * 1.4, p.y - size / 2], [-half - r * 1.4, p.y - size / 2]];
    const boxes = sides.map(([dx, y]) => [p.x + dx - half - 2, y - 1, p.x + dx + half + 2, y + size * 1.15]);
    let best = bold ? 0 : boxes.findIndex(box => !clash(box) && !over(box, marks));
    if (best < 0) best = boxes.findIndex(box => !clash(box));
    if (best >= 0) { taken.push(boxes[best]); write(c, text, p.x + sides[best][0], sides[best][1], size, bold); }
  }
  if (near) for (const [edge, id] of focusEdges()) {
    const claim = DATA.claims[edge.claim], drawn = network.body.edges[id];
    if (!claim.subject.length || !drawn || drawn.options.hidden) continue;
    const size = 11 / zoom, p = drawn.edgeType.getPoint(.5), text = short(worded(edge.label, claim.denied, claim.certainty));
    c.font = `${size}px system-ui, "DejaVu Sans", sans-serif`;
    const half = c.measureText(text).width / 2;
    for (const y of [p.y - size / 2, p.y + size * .7, p.y - size * 1.8]) {
      const box = [p.x - half - 2, y - 1, p.x + half + 2, y + size * 1.15];
      if (clash(box)) continue;
      taken.push(box); write(c, text, p.x, y, size, false); break;
    }
  }
  c.restore();
};

network.on("afterDrawing", c => {
  const focus = state.node >= 0 || state.claim >= 0 ? focusEdges() : null;
  let near = null;
  if (focus) {
    near = new Set(focus.flatMap(([edge]) => [edge.from, edge.to]));
    if (state.node >= 0) near.add(state.node);
    const zoom = network.getScale(), v = network.getViewPosition(), w = c.canvas.clientWidth / zoom, h = c.canvas.clientHeight / zoom;
    c.save(); c.globalAlpha = .84; c.fillStyle = css("--ground"); c.fillRect(v.x - w, v.y - h, 2 * w, 2 * h); c.restore();
    for (const [, id] of focus) {
      const edge = network.body.edges[id];
      if (edge.options.hidden) continue;
      edge.draw(c);
      const ends = edge.edgeType, values = edge.getFormattingValues();
      if (values.toArrow) ends.drawArrowHead(c, { ...values, color: edge.options.color.color }, false, false, ends.getArrowData(c, "to", ends.getViaNode(), false, false, values));
    }
    for (const i of near) { const p = network.getPosition(i); if (!network.body.nodes[i].options.hidden) paint(c, i, p.x, p.y, { chosen: i === state.node }); }
  }
  DATA.edges.forEach((edge, id) => { if (DATA.claims[edge.claim].denied && edge.role !== "saidIn" && (!near || (near.has(edge.from) && near.has(edge.to)))) bar(c, id); });
  drawLabels(c, near);
});

let hiddenEdges = DATA.edges.map(() => false), hiddenNodes = DATA.nodes.map(() => false);
const applyFilters = () => {
  const e = DATA.edges.map(edge => !edgePasses(edge)), n = DATA.nodes.map((_, i) => !nodePasses(i));
  const changedEdges = e.flatMap((hidden, id) => hidden === hiddenEdges[id] ? [] : [{ id, hidden }]);
  const changedNodes = n.flatMap((hidden, id) => hidden === hiddenNodes[id] ? [] : [{ id, hidden }]);
  if (changedEdges.length) edges.update(changedEdges);
  if (changedNodes.length) nodes.update(changedNodes);
  hiddenEdges = e; hiddenNodes = n;
  return changedNodes.length > 0;
};
const repaint = () => { for (const key of Object.keys(twins)) delete twins[key]; edges.update(DATA.edges.map((edge, id) => ({ ...line(edge, id), hidden: hiddenEdges[id] }))); network.redraw(); };
// Fits nodes with room for the labels at the sides, which keep their size on the screen.
const fit = (wanted = null) => {
  const ids = DATA.nodes.map((_, i) => i).filter(i => !hiddenNodes[i] && (!wanted || wanted.has(i)));
  if (!ids.length) return;
  const places = ids.map(i => network.getPosition(i)), xs = places.map(p => p.x), ys = places.map(p => p.y), host = $("net");
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const wide = host.clientWidth - Math.min(150, host.clientWidth * .25), high = host.clientHeight - Math.min(110, host.clientHeight * .2);
  const scale = Math.min(1.5, wide / (right - left || 1), high / (bottom - top || 1));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 6 / scale }, scale });
};
