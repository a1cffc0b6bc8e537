// The map on vis-network's canvas. Focus lays a veil and draws the chosen anew; nothing is restyled for it.
let hovered = -1;
const shape = ({ ctx, id, x, y }) => ({
  drawNode() { paint(ctx, id, x, y, { chosen: state.node === id }); },
  nodeDimensions: { width: radius(id) * 2.4, height: radius(id) * 2.4 },
});
// The map was laid out for a canvas about as wide as high: it is drawn out to fill this one, and never pressed together.
const spread = placed => {
  const host = $("net"), xs = placed.map(n => n.x), ys = placed.map(n => n.y), range = list => list.reduce((a, b) => Math.max(a, b)) - list.reduce((a, b) => Math.min(a, b)) || 1;
  const wanted = Math.min(2, Math.max(.5, host.clientWidth / (host.clientHeight || 1))) * range(ys) / range(xs);
  return placed.map(n => ({ ...n, x: n.x * Math.min(1.6, Math.max(1, wanted)), y: n.y * Math.min(1.6, Math.max(1, 1 / wanted)) }));
};
const laid = PLACED.nodes.length > 2 ? spread(PLACED.nodes) : PLACED.nodes;
const homes = laid.map(({ x, y }) => [x, y]);
// What somebody added through pyvis is drawn plainly: it rests on no claim, and its words are only text.
const added = new Map(PLACED.added.map((node, k) => [node.id, `+${k}`]));
const visible = id => added.has(id) ? added.get(id) : id;
const extraNodes = PLACED.added.map((node, k) => ({
  id: `+${k}`, label: String(node.label === undefined ? node.id : node.label), x: node.x === undefined ? 90 * k : node.x, y: node.y === undefined ? -90 : node.y,
  shape: ["box", "ellipse", "diamond", "square", "triangle", "star"].includes(node.shape) ? node.shape : "dot", size: Number(node.size) || 9, ...(node.color ? { color: node.color } : {}),
}));
const extraEdges = PLACED.ties.map((edge, k) => ({ id: `+${k}`, from: visible(edge.from), to: visible(edge.to), dashes: [1, 3], arrows: "to", label: edge.label, width: 1 }));

const nodes = new vis.DataSet([...homes.map(([x, y], id) => ({ id, x, y, shape: "custom", ctxRenderer: shape })), ...extraNodes]);
const edges = new vis.DataSet([...lines(), ...extraEdges]);
const crowded = DATA.edges.length > 3000;
const network = new vis.Network($("net"), { nodes, edges }, {
  physics: false, layout: { improvedLayout: false },
  interaction: { hover: true, keyboard: false, multiselect: false, hideEdgesOnDrag: crowded, hideEdgesOnZoom: crowded },
  nodes: { chosen: false }, edges: { chosen: false, hoverWidth: 1, selectionWidth: 0 },
});

// Denied claims carry a bar across their line; the word stands on the label and on the card.
const bar = (c, id) => {
  const edge = network.body.edges[id];
  if (!edge || !seen.edges[id]) return;
  const [a, b, m] = [.47, .53, .5].map(part => edge.edgeType.getPoint(part));
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1, dx = (b.y - a.y) / long * 6, dy = -(b.x - a.x) / long * 6;
  c.beginPath(); c.moveTo(m.x - dx, m.y - dy); c.lineTo(m.x + dx, m.y + dy);
  c.lineWidth = 2.5; c.setLineDash([]); c.strokeStyle = css("--ink"); c.stroke();
};
const drawEdge = (c, id) => {
  const edge = network.body.edges[id];
  if (!edge || !edge.connected) return;
  edge.draw(c);
  const ends = edge.edgeType, values = edge.getFormattingValues();
  if (values.toArrow) ends.drawArrowHead(c, { ...values, color: edge.options.color.color }, false, false, ends.getArrowData(c, "to", ends.getViaNode(), false, false, values));
};
const denials = DATA.edges.map((_, id) => id).filter(id => DATA.claims[DATA.edges[id].claim].denied && DATA.edges[id].role !== "saidIn");
// On focus a thin line leads from whoever is named as the source to the deed.
const sourceLines = () => {
  const deed = state.claim >= 0 && state.claim < DATA.claims.length ? numbers.get(CLAIMS[state.claim].code) : undefined;
  return deed === undefined ? [] : CLAIMS[state.claim].by.filter(i => seen.nodes[i] && i !== deed).map(i => [i, deed]);
};
const drawFocus = (c, wide, high) => {
  const focus = focusEdges(), sources = sourceLines(), near = new Set(focus.flatMap(id => [DATA.edges[id].from, DATA.edges[id].to]).concat(sources.flat()));
  for (const i of [state.node, ...state.path]) if (i >= 0) near.add(i);
  const zoom = network.getScale(), v = network.getViewPosition(), w = wide / zoom, h = high / zoom;
  c.save(); c.globalAlpha = .84; c.fillStyle = css("--ground"); c.beginPath(); c.rect(v.x - w, v.y - h, 2 * w, 2 * h); c.fill(); c.restore();
  for (const [a, b] of sources) {
    const [p, q] = [network.getPosition(a), network.getPosition(b)];
    c.beginPath(); c.moveTo(p.x, p.y); c.lineTo(q.x, q.y); c.lineWidth = 1.2 / zoom; c.setLineDash([4 / zoom, 3 / zoom]); c.strokeStyle = css("--Statement"); c.stroke(); c.setLineDash([]);
  }
  for (const id of focus) drawEdge(c, id);
  for (const i of near) if (seen.nodes[i]) { const p = network.getPosition(i); paint(c, i, p.x, p.y, { chosen: i === state.node || state.path.includes(i) }); }
  return near;
};
const drawOver = (c, wide, high) => {
  let near = null;
  if (isFocused()) near = drawFocus(c, wide, high);
  else if (hovered >= 0 && seen.nodes[hovered]) for (const i of [hovered, ...neighbours(hovered)]) {
    const p = network.getPosition(i);
    c.beginPath(); c.arc(p.x, p.y, radius(i) * 1.25 + 5, 0, 2 * Math.PI); c.lineWidth = i === hovered ? 3 : 1.5; c.strokeStyle = css("--accent"); c.stroke();
  }
  for (const id of denials) if (!near || (near.has(DATA.edges[id].from) && near.has(DATA.edges[id].to))) bar(c, id);
  drawLabels(c, near, wide);
};
network.on("afterDrawing", c => drawOver(c, c.canvas.clientWidth, c.canvas.clientHeight));

let hiddenEdges = DATA.edges.map(() => false), hiddenNodes = DATA.nodes.map(() => false);
// Only what changes is told to vis-network. Returns whether any node came or went.
const applyFilters = () => {
  look();
  const e = seen.edges.map(yes => !yes), n = seen.nodes.map(yes => !yes);
  const changedEdges = e.flatMap((hidden, id) => hidden === hiddenEdges[id] ? [] : [{ id, hidden }]);
  const changedNodes = n.flatMap((hidden, id) => hidden === hiddenNodes[id] ? [] : [{ id, hidden }]);
  if (changedEdges.length) edges.update(changedEdges);
  if (changedNodes.length) nodes.update(changedNodes);
  hiddenEdges = e; hiddenNodes = n;
  return changedNodes.length > 0;
};
const repaint = () => { palette = {}; edges.update(lines().map((edge, id) => ({ ...edge, hidden: hiddenEdges[id] }))); };
let pinned = new Map();
const applyPins = () => {
  for (const i of new Set([...pinned.keys(), ...state.pins.keys()])) {
    const [x, y] = state.pins.get(i) || homes[i], now = network.getPosition(i);
    if (Math.hypot(now.x - x, now.y - y) > .5) network.moveNode(i, x, y);
  }
  pinned = new Map(state.pins);
};
// Fits nodes with room for the labels at the sides, which keep their size on the screen.
const fit = (wanted = null) => {
  const ids = DATA.nodes.map((_, i) => i).filter(i => seen.nodes[i] && (!wanted || wanted.has(i)));
  if (!ids.length) return;
  const places = ids.map(i => network.getPosition(i)), xs = places.map(p => p.x), ys = places.map(p => p.y), host = $("net");
  const least = list => list.reduce((a, b) => Math.min(a, b)), most = list => list.reduce((a, b) => Math.max(a, b));
  const [left, right, above, below] = [least(xs), most(xs), least(ys), most(ys)];
  const wide = host.clientWidth - Math.min(150, host.clientWidth * .25), high = host.clientHeight - Math.min(140, host.clientHeight * .25);
  const scale = Math.min(1.5, wide / (right - left || 1), high / (below - above || 1));
  network.moveTo({ position: { x: (left + right) / 2, y: (above + below) / 2 - 5 / scale }, scale });
};
const zoom = factor => network.moveTo({ scale: network.getScale() * factor });
