// Small pieces of the page: elements, pictures of the legend, spoken news, files to save, text to copy.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const press = (text, act, properties = {}) => {
  const button = make("button", { type: "button", ...properties }, text);
  button.addEventListener("click", act);
  return button;
};
const chip = (text, kind = "") => make("span", { className: `chip ${kind}` }, text);
// Text of the article or of a graph keeps its own direction.
const own = (tag, text, className = "") => make(tag, { className, dir: "auto" }, text);
const say = text => { $("live").textContent = ""; $("live").textContent = text; };
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
const fileName = ending => `${($("title").textContent || "actorgraph").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "actorgraph"}.${ending}`;
const keep = (text, type, ending) => {
  const href = URL.createObjectURL(new Blob([text], { type }));
  make("a", { download: fileName(ending), href }).click();
  setTimeout(() => URL.revokeObjectURL(href), 5000);
  say(TEXT.saved(fileName(ending)));
};
// Where the clipboard is closed, the text is shown, chosen, to be copied by hand.
const copyText = async text => {
  try { await navigator.clipboard.writeText(text); say(TEXT.copied); flash(TEXT.copied); } catch {
    const field = make("textarea", { value: text, readOnly: true, rows: 7 });
    show(TEXT.copyByHand, field);
    field.select();
  }
};
let flashing = 0;
const flash = text => {
  $("flash").textContent = text; $("flash").hidden = false;
  clearTimeout(flashing);
  flashing = setTimeout(() => { $("flash").hidden = true; }, 2500);
};
const show = (title, ...body) => {
  const dialog = $("dialog");
  dialog.replaceChildren(make("h2", {}, title), ...body, press(TEXT.close, () => dialog.close()));
  dialog.setAttribute("aria-label", title);
  if (!dialog.open) dialog.showModal();
};
