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
    this.put("text", `x="${x.toFixed(2)}" y="${(y + size * .95).toFixed(2)}" font-size="${size}"${bold ? ' font-weight="650"' : ""} text-anchor="middle" ${more}>${xml(text)}</text>`);
  }
  fillText(text, x, y) { this.letters(text, x, y, `fill="${xml(this.fillStyle)}"`); }
  strokeText(text, x, y) { this.letters(text, x, y, `fill="none" stroke-linejoin="round" ${this.edging()}`); }
}
/** The map as it stands in the window, as SVG. */
const svgOf = () => {
  const host = $("net"), wide = host.clientWidth, high = host.clientHeight, scale = network.getScale(), middle = network.getViewPosition();
  const pen = new Pen(make("canvas").getContext("2d")), places = network.body.nodes;
  seen.edges.forEach((yes, id) => { if (yes) drawEdge(pen, id); });
  seen.nodes.forEach((yes, i) => { if (yes) paint(pen, i, places[i].x, places[i].y); });
  drawOver(pen, wide, high);
  const view = [middle.x - wide / 2 / scale, middle.y - high / 2 / scale, wide / scale, high / scale].map(n => n.toFixed(2)).join(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${wide}" height="${high}" font-family="system-ui, DejaVu Sans, sans-serif">\n<title>${xml($("title").textContent)}</title>\n<desc>${xml(`${TEXT.shown(shownClaims(), DATA.claims.length)}. ${TEXT.caution}`)}</desc>\n<rect x="-99999" y="-99999" width="199998" height="199998" fill="${css("--ground")}"/>\n${pen.out.join("\n")}\n</svg>\n`;
};
/** The same as pixels, on its ground, with the line that says what it is. */
const pngOf = () => {
  const from = document.querySelector("#net canvas"), canvas = make("canvas", { width: from.width, height: from.height }), c = canvas.getContext("2d");
  c.fillStyle = css("--ground"); c.fillRect(0, 0, canvas.width, canvas.height);
  c.drawImage(from, 0, 0);
  c.fillStyle = css("--quiet"); c.font = `${12 * devicePixelRatio}px ${FONT}`;
  c.fillText(`${$("title").textContent.slice(0, 90)} · ${TEXT.shown(shownClaims(), DATA.claims.length)} · ${TEXT.caution}`, 10, canvas.height - 8);
  return canvas.toDataURL();
};
