// Shapes of nodes and styles of lines. Whatever draws takes a canvas context or the pen that writes SVG.
let palette = {};
const css = name => palette[name] || (palette[name] = getComputedStyle(document.documentElement).getPropertyValue(name).trim());
const DASHES = { asserted: false, reported: [9, 5], alleged: [2, 5], possible: [2, 5, 9, 5], intended: [14, 5], requested: [14, 4, 2, 4] };
const radius = i => {
  const node = DATA.nodes[i];
  if (node.kind === "Statement") return 7;
  return node.kind === "Action" ? 8 : Math.min(34, 9 + 3.4 * Math.sqrt(claimsOf[i].size || 1));
};
const outline = (c, kind, x, y, r) => {
  const along = (...points) => { points.forEach(([dx, dy], k) => c[k ? "lineTo" : "moveTo"](x + r * dx, y + r * dy)); c.closePath(); };
  c.beginPath();
  if (kind === "Person" || kind === "Group") c.arc(x, y, r, 0, 2 * Math.PI);
  else if (kind === "Organisation") along([-.9, -.9], [.9, -.9], [.9, .9], [-.9, .9]);
  else if (kind === "Action") along([0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]);
  else if (kind === "Place") along([0, -1.2], [1.15, .9], [-1.15, .9]);
  else if (kind === "Government") along([-1, 1], [-1, -.3], [0, -1.2], [1, -.3], [1, 1]);
  else if (kind === "Document") along([-.8, -1], [.35, -1], [.8, -.5], [.8, 1], [-.8, 1]);
  else along([-1.2, -1], [1.2, -1], [1.2, .55], [0, .55], [-.6, 1.25], [-.5, .55], [-1.2, .55]);
};
const tint = node => node.kind === "Action" ? css(`--${node.polarity || "neutral"}`) : css(`--${node.kind}`);
const paint = (c, i, x, y, { chosen = false, r = radius(i) } = {}) => {
  const node = DATA.nodes[i], styled = PLACED.nodes[i] && PLACED.nodes[i].color;
  const hollow = node.kind === "Action" && node.certainty !== "asserted";
  if (chosen) { c.beginPath(); c.arc(x, y, r * 1.25 + 6, 0, 2 * Math.PI); c.lineWidth = 3; c.setLineDash([]); c.strokeStyle = css("--accent"); c.stroke(); }
  outline(c, node.kind, x, y, r);
  c.fillStyle = hollow ? css("--ground") : styled || tint(node);
  c.fill();
  c.lineWidth = hollow ? 2 : 1.5;
  c.setLineDash(hollow && DASHES[node.certainty] ? DASHES[node.certainty].map(d => Math.min(d, 4) / 1.5) : []);
  c.strokeStyle = hollow ? tint(node) : css("--panel");
  c.stroke();
  c.setLineDash([]);
  if (node.kind === "Group") { c.beginPath(); c.arc(x, y, r * .62, 0, 2 * Math.PI); c.lineWidth = 1.5; c.strokeStyle = css("--panel"); c.stroke(); }
  if (node.denied) { c.beginPath(); c.moveTo(x - r, y + r); c.lineTo(x + r, y - r); c.lineWidth = 2.5; c.strokeStyle = css("--ink"); c.stroke(); }
  if (state.pins.has(i)) { c.beginPath(); c.arc(x, y, 2.6, 0, 2 * Math.PI); c.fillStyle = css(hollow ? "--ink" : "--panel"); c.fill(); }
};
const line = (edge, id, twin) => {
  const claim = DATA.claims[edge.claim], thin = edge.role === "saidIn" || edge.role === "place";
  const colour = css(thin ? "--faint" : `--${claim.polarity}`);
  return {
    id, from: edge.from, to: edge.to, dashes: thin ? [1, 4] : DASHES[claim.certainty], width: thin ? 1 : claim.certainty === "asserted" ? 2.2 : 1.8,
    color: { color: colour, highlight: colour, hover: colour, opacity: thin ? .6 : .85 },
    arrows: { to: { enabled: !thin, scaleFactor: .55, type: claim.polarity === "help" ? "vee" : "arrow" } },
    smooth: { enabled: true, type: "curvedCW", roundness: .05 + .1 * twin },
  };
};
const lines = () => {
  const twins = {};
  return DATA.edges.map((edge, id) => { const pair = `${edge.from}>${edge.to}`; twins[pair] = (twins[pair] || 0) + 1; return line(edge, id, twins[pair] - 1); });
};
