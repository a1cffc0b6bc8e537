// A pen that takes what a canvas takes and writes SVG: what the map draws can be kept as lines and letters.
const xml = text => String(text).replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd").replace(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`);
class Pen {
  constructor(ruler) {
    Object.assign(this, { out: [], way: "", stack: [], ruler, dash: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "top", lineJoin: "miter", lineCap: "butt" });
  }
  save() { const { out, way, stack, ruler, ...kept } = this; this.stack.push(kept); }
  restore() { Object.assign(this, this.stack.pop() || {}); }
  beginPath() { this.way = ""; }
  moveTo(x, y) { this.way += `M${x.toFixed(2)} ${y.toFixed(2)}`; }
  lineTo(x, y) { this.way += `L${x.toFixed(2)} ${y.toFixed(2)}`; }
  quadraticCurveTo(...p) { this.way += `Q${p.map(n => n.toFixed(2)).join(" ")}`; }
  bezierCurveTo(...p) { this.way += `C${p.map(n => n.toFixed(2)).join(" ")}`; }
  closePath() { this.way += "Z"; }
  rect(x, y, w, h) { this.way += `M${x} ${y}h${w}v${h}h${-w}Z`; }
  arc(x, y, r) { this.way += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`; }
  setLineDash(dash) { this.dash = dash || []; }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  put(tag, more) { this.out.push(`<${tag}${this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : ""} ${more}`); }
  edging() { return `stroke="${xml(this.strokeStyle)}" stroke-width="${this.lineWidth}"${this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : ""}`; }
  fill() { this.put("path", `d="${this.way}" fill="${xml(this.fillStyle)}"/>`); }
  stroke() { this.put("path", `d="${this.way}" fill="none" ${this.edging()}/>`); }
  letters(text, x, y, more) {
    const [, bold, size] = /^(\d{3} )?([\d.]+)px/.exec(this.font) || [null, "", 10];
    this.put("text", `x="${x.toFixed(2)}" y="${(y + size * .95).toFixed(2)}" font-size="${size}"${bold ? ' font-weight="650"' : ""} text-anchor="${this.textAlign === "start" ? "start" : "middle"}" ${more}>${xml(text)}</text>`);
  }
  fillText(text, x, y) { this.letters(text, x, y, `fill="${xml(this.fillStyle)}"`); }
  strokeText(text, x, y) { this.letters(text, x, y, `fill="none" stroke-linejoin="round" ${this.edging()}`); }
}
// Under a picture stands what it shows: source, count, the lines in use and the caution, each wrapped.
const NOTE = { size: 13, line: 19, edge: 14, sample: 30 };
const wrap = (c, text, width) => text.split(" ").reduce((lines, word) => {
  const longer = `${lines[lines.length - 1]} ${word}`.trim();
  return c.measureText(longer).width <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
}, [""]);
const noteTexts = () => [$("title").textContent, ...DATA.articles.slice(0, 5).map(articleWords), `${TEXT.shown(shownClaims(), DATA.claims.length)}. ${TEXT.caution}`];
const levelsInUse = () => LEVELS.filter(level => DATA.claims.some((claim, c) => seen.claims[c] && claim.certainty === level));
const polaritiesInUse = () => POLARITIES.filter(polarity => DATA.claims.some((claim, c) => seen.claims[c] && claim.polarity === polarity));
const samples = () => [
  ...levelsInUse().map(level => [TEXT.levels[level], css("--ink"), DASHES[level] || []]),
  ...polaritiesInUse().map(polarity => [TEXT.polarities[polarity], css(`--${polarity}`), []]),
];
/** Write the note with a pen or a canvas from `top` on. Returns its height; `isDry` only measures. */
const writeNote = (c, width, top, isDry = false) => {
  const { size, line, edge, sample } = NOTE;
  c.font = `${size}px ${FONT}`; c.textAlign = "start"; c.textBaseline = "top"; c.fillStyle = css("--ink");
  let y = top + edge, x = edge;
  for (const row of noteTexts().flatMap(text => wrap(c, text, width - 2 * edge))) {
    if (!isDry) c.fillText(row, edge, y);
    y += line;
  }
  for (const [words, colour, dashes] of samples()) {
    const wide = sample + 6 + c.measureText(words).width + 18;
    if (x > edge && x + wide > width - edge) { x = edge; y += line; }
    if (!isDry) {
      c.beginPath(); c.moveTo(x, y + size / 2); c.lineTo(x + sample, y + size / 2);
      c.lineWidth = 2; c.strokeStyle = colour; c.setLineDash(dashes); c.stroke(); c.setLineDash([]);
      c.fillText(words, x + sample + 6, y);
    }
    x += wide;
  }
  return y + line + edge - top;
};
/** The map as it stands in the window, as SVG. */
const svgOf = () => {
  const host = $("net"), wide = host.clientWidth, high = host.clientHeight, scale = network.getScale(), middle = network.getViewPosition();
  const pen = new Pen(make("canvas").getContext("2d")), places = network.body.nodes;
  seen.edges.forEach((yes, id) => { if (yes) drawEdge(pen, id); });
  seen.nodes.forEach((yes, i) => { if (yes) paint(pen, i, places[i].x, places[i].y); });
  drawOver(pen, wide, high);
  const view = [middle.x - wide / 2 / scale, middle.y - high / 2 / scale, wide / scale, high / scale].map(n => n.toFixed(2)).join(" ");
  const note = new Pen(make("canvas").getContext("2d")), below = writeNote(note, wide, high), full = high + below;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${full}" width="${wide}" height="${full}" font-family="system-ui, DejaVu Sans, sans-serif">`,
    `<title>${xml($("title").textContent)}</title>`,
    `<desc>${xml(`${TEXT.shown(shownClaims(), DATA.claims.length)}. ${TEXT.caution}`)}</desc>`,
    `<rect width="${wide}" height="${full}" fill="${css("--ground")}"/>`,
    `<svg viewBox="${view}" width="${wide}" height="${high}">`, ...pen.out, "</svg>", ...note.out, "</svg>", "",
  ].join("\n");
};
/** The same as pixels, on its ground, with the note under it. */
const pngOf = () => {
  const from = document.querySelector("#net canvas"), ratio = devicePixelRatio, wide = from.width / ratio;
  const high = from.height / ratio, ruler = make("canvas").getContext("2d"), below = writeNote(ruler, wide, high, true);
  const canvas = make("canvas", { width: from.width, height: from.height + Math.ceil(below * ratio) }), c = canvas.getContext("2d");
  c.fillStyle = css("--ground"); c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(from, 0, 0);
  c.scale(ratio, ratio);
  writeNote(c, wide, high);
  return canvas.toDataURL();
};
