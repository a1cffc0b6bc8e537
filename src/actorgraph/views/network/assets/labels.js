// Names and badges on the map: hubs first, four places each, and nothing on top of anything.
const FONT = 'system-ui, "DejaVu Sans", sans-serif';
const short = text => { const letters = Array.from(text); return letters.length > 34 ? `${letters.slice(0, 33).join("")}…` : text; };
const write = (c, text, x, y, size, bold) => {
  c.font = `${bold ? "650 " : ""}${size}px ${FONT}`;
  c.lineWidth = size / 3; c.strokeStyle = css("--ground"); c.strokeText(text, x, y);
  c.fillStyle = css("--ink"); c.fillText(text, x, y);
};
const over = (box, others) => others.some(t => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]);
const badge = (c, i, p, zoom, taken, badged) => {
  const text = `+${seen.badges[i]}`, size = 10.5 / zoom, r = radius(i);
  c.font = `650 ${size}px ${FONT}`;
  const half = c.measureText(text).width / 2 + 4 / zoom, x = p.x + r + half * .6, y = p.y - r - size * .4;
  const room = [x - half, y - size, x + half, y + size];
  if (over(room, badged)) return;
  taken.push(room); badged.push(room);
  c.beginPath(); c.rect(x - half, y - size * .75, half * 2, size * 1.5);
  c.fillStyle = css("--ink"); c.fill();
  c.fillStyle = css("--ground"); c.fillText(text, x, y - size * .52);
};
const drawLabels = (c, near, wide) => {
  const zoom = network.getScale(), places = network.body.nodes, taken = [], marks = [];
  const middle = network.getViewPosition(), reach = wide / zoom / 2;
  const outside = box => box[0] < middle.x - reach || box[2] > middle.x + reach;
  const clash = box => outside(box) || over(box, taken);
  const live = order.filter(i => seen.nodes[i] && (!near || near.has(i)) && Math.abs(places[i].x - middle.x) < reach * 1.1);
  // A label may cross the small marks of deeds and statements where nothing else is free, never another label or an actor.
  for (const i of live) { const p = places[i], r = radius(i); (DATA.nodes[i].claim < 0 ? taken : marks).push([p.x - r, p.y - r, p.x + r, p.y + r]); }
  c.save(); c.textAlign = "center"; c.textBaseline = "top"; c.lineJoin = "round"; c.setLineDash([]);
  // From afar the number follows the name; close by it is a badge of its own.
  const close = near || zoom > .55, badged = [];
  for (const i of live) if (seen.badges[i] && (close || state.folded.has(i))) badge(c, i, places[i], zoom, taken, badged);
  const first = state.node >= 0 && live.includes(state.node) ? [state.node] : [];
  // In a crowd most names would be cut anyway: so many are tried.
  for (const i of [...first, ...live.filter(i => i !== state.node)].slice(0, 600)) {
    const deed = DATA.nodes[i].kind === "Action", size = (deed ? 11 : 13) / zoom, bold = i === state.node;
    const name = short(labelOf(i)), text = name + (name && seen.badges[i] && !close && !state.folded.has(i) ? `  +${seen.badges[i]}` : "");
    if (!text || (deed && zoom < .32 && !near)) continue;
    c.font = `${bold ? "650 " : ""}${size}px ${FONT}`;
    const half = c.measureText(text).width / 2, p = places[i], r = radius(i) + (bold || state.path.includes(i) ? 6 : 0);
    const sides = [[0, p.y + r * 1.25 + 2], [0, p.y - r * 1.3 - size * 1.2], [half + r * 1.4, p.y - size / 2], [-half - r * 1.4, p.y - size / 2]];
    const boxes = sides.map(([dx, y]) => [p.x + dx - half - 2, y - 1, p.x + dx + half + 2, y + size * 1.15]);
    let best = bold ? 0 : boxes.findIndex(box => !clash(box) && !over(box, marks));
    if (best < 0) best = boxes.findIndex(box => !clash(box));
    if (best >= 0) { taken.push(boxes[best]); write(c, text, p.x + sides[best][0], sides[best][1], size, bold); }
  }
  if (near) for (const id of focusEdges()) writeEdge(c, id, zoom, clash, taken);
  c.restore();
};
// In focus a relation shows its title, and a doer who is one of several possible ones an "or".
const writeEdge = (c, id, zoom, clash, taken) => {
  const edge = DATA.edges[id], claim = DATA.claims[edge.claim], drawn = network.body.edges[id];
  const words = claim.subject.length ? worded(claim.verb, claim.denied, claim.certainty) : edge.role === "possibleAgent" ? TEXT.or : "";
  if (!words || !drawn) return;
  const size = 11 / zoom, p = drawn.edgeType.getPoint(.5), text = short(words);
  c.font = `${size}px ${FONT}`;
  const half = c.measureText(text).width / 2;
  for (const y of [p.y - size / 2, p.y + size * .7, p.y - size * 1.8]) {
    const box = [p.x - half - 2, y - 1, p.x + half + 2, y + size * 1.15];
    if (clash(box)) continue;
    taken.push(box); write(c, text, p.x, y, size, false); break;
  }
};
