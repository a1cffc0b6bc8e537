"use strict";
// When: a lane for each precision, so that a year never stands beside a day as if they were alike; and the undated.
const SVG = "http://www.w3.org/2000/svg";
const shapeOf = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};
const precision = time => { const plain = time.replace(/[~?%]/g, ""); return /^\d{4}-\d\d-\d\d$/.test(plain) ? "day" : /^\d{4}-\d\d$/.test(plain) ? "month" : /^\d{4}$/.test(plain) ? "year" : ""; };
const bins = { day: {}, month: {}, year: {} };
for (const claim of DATA.claims) {
  const lane = claim.time ? precision(claim.time) : "";
  if (lane) { const key = claim.time.replace(/[~?%]/g, ""); bins[lane][key] = (bins[lane][key] || 0) + 1; }
}
const undated = DATA.claims.filter(claim => !claim.time || !precision(claim.time)).length;

const showTimeline = () => {
  const host = $("when"), lanes = Object.keys(bins).filter(lane => Object.keys(bins[lane]).length);
  const most = Math.max(1, ...lanes.flatMap(lane => Object.values(bins[lane])));
  host.replaceChildren(make("h2", {}, TEXT.when), ...lanes.map(lane => {
    const keys = Object.keys(bins[lane]).sort(), width = lane === "day" ? 78 : 62;
    const svg = shapeOf("svg", { viewBox: `0 0 ${keys.length * width} 40`, width: keys.length * width, height: 40, role: "group", "aria-label": TEXT.lanes[lane] });
    keys.forEach((key, k) => {
      const count = bins[lane][key], high = 4 + 18 * count / most, on = state.from === key;
      const column = shapeOf("g", { role: "button", tabindex: 0, "aria-pressed": String(on), "aria-label": `${key}: ${TEXT.claims(count)}`, class: state.from && !on ? "off" : "" },
        shapeOf("rect", { x: k * width + 4, y: 26 - high, width: width - 8, height: high, rx: 2 }),
        shapeOf("text", { x: k * width + width / 2, y: 38, "text-anchor": "middle" }, key));
      const go = () => { remember(); state.from = on ? "" : key; state.to = on ? "" : `${key}~`; update({ refit: true }); };
      column.addEventListener("click", go);
      column.addEventListener("keydown", e => { if (e.key === "Enter" || e.key === " ") { e.preventDefault(); go(); } });
      svg.append(column);
    });
    return make("div", { className: "lane" }, make("span", { className: "quiet" }, TEXT.lanes[lane]), svg);
  }), make("span", { className: "quiet" }, TEXT.undated(undated)));
};
