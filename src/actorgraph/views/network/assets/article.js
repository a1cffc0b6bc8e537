// The article with the chosen sentences marked, or, where the words are not in the file, the reader's own copy.
const points = [];
const codePoints = which => points[which] || (points[which] = Array.from(DATA.articles[which].text || ""));
const hasText = claim => DATA.articles[claim.article].text !== null;
const wordsOf = (claim, [a, b]) => hasText(claim) ? codePoints(claim.article).slice(a, b).join("") : TEXT.offsets(a, b);
const articleWords = article => [article.title, article.publisher, article.issued].filter(Boolean).join(", ");
const isAddress = text => /^https?:\/\//i.test(text);
const address = url => isAddress(url) ? make("a", { href: url, rel: "noreferrer noopener", target: "_blank", className: "url", dir: "ltr" }, url) : own("span", url, "url");
const hex = buffer => [...new Uint8Array(buffer)].map(byte => byte.toString(16).padStart(2, "0")).join("");

/** Read bytes as the tool does: strict UTF-8, without its mark, line ends as \n. Null if it is no such text. */
const asRead = bytes => {
  try { return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"); } catch { return null; }
};
/** Tie a reader's file to the article whose length and SHA-256 it has. Returns what to tell the reader. */
const attach = async bytes => {
  const text = asRead(bytes);
  if (text === null) return TEXT.notText;
  const length = Array.from(text).length, sha = hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const which = DATA.articles.findIndex(article => article.sha256 === sha && article.length === length);
  if (which < 0) return TEXT.otherText(length, sha, DATA.articles.filter(article => article.text === null).map(article => [article.length, article.sha256]));
  DATA.articles[which].text = text;
  delete points[which];
  update({ quiet: true });
  return TEXT.attached(CLAIMS.filter(claim => claim.article === which).length);
};
let attaching = "";
const picker = article => {
  const input = make("input", { type: "file", accept: ".txt,text/plain", id: "own" });
  input.addEventListener("change", async () => {
    if (!input.files.length) return;
    attaching = await attach(await input.files[0].arrayBuffer());
    say(attaching); showText();
  });
  return [own("p", TEXT.noText(article.sha256, article.length), "quiet hash"), make("label", { className: "file" }, make("span", {}, TEXT.attach), input)];
};
let turned = -1;
const articleHead = (article, which) => {
  const head = make("header", { className: "source" });
  if (DATA.articles.length > 1) {
    const choice = make("select", {}, ...DATA.articles.map((a, k) => make("option", { value: k, selected: k === which }, articleWords(a) || a.id)));
    choice.setAttribute("aria-label", TEXT.articles(DATA.articles.length));
    choice.addEventListener("change", () => { turned = Number(choice.value); showText(); });
    head.append(choice);
  } else head.append(own("span", [article.publisher, article.issued].filter(Boolean).join(", ")));
  if (article.url) head.append(" ", address(article.url));
  return head;
};
const showText = () => {
  const chosen = state.claim >= 0 ? [state.claim] : chosenClaims();
  const which = turned >= 0 ? turned : chosen.length ? CLAIMS[chosen[0]].article : 0, article = DATA.articles[which], host = $("text");
  if (!article) return;
  const head = [articleHead(article, which), ...(attaching ? [make("p", { className: "notice", role: "status" }, attaching)] : [])];
  const spans = chosen.filter(c => CLAIMS[c].article === which).flatMap(c => CLAIMS[c].evidence);
  if (article.text === null) {
    const told = spans.map(([a, b]) => make("p", {}, make("mark", {}, TEXT.offsets(a, b))));
    host.replaceChildren(...head, ...picker(article), ...told); return;
  }
  const cuts = [...new Set([0, codePoints(which).length, ...spans.flat(), ...article.notices.flat(), ...article.headings.flat()])].sort((a, b) => a - b);
  const inside = (list, a, b) => list.some(([from, to]) => from <= a && b <= to);
  const body = make("div", { className: "body", dir: "auto" }, ...cuts.slice(0, -1).map((a, k) => {
    const b = cuts[k + 1], piece = codePoints(which).slice(a, b).join("");
    const kind = inside(article.notices, a, b) ? "notice" : inside(article.headings, a, b) ? "heading" : "";
    return make(inside(spans, a, b) ? "mark" : "span", { className: kind }, piece);
  }));
  host.replaceChildren(...head, body);
  const first = host.querySelector("mark");
  // Only the article's own box scrolls: on a phone the map stays where it is.
  // The box may already be scrolled: what is measured starts at its upper edge, not at the text's.
  const below = first ? first.getBoundingClientRect().top - host.getBoundingClientRect().top : 0;
  host.scrollTop = first ? Math.max(0, host.scrollTop + below - host.clientHeight / 3) : 0;
};

/** A claim as one would cite it: the words, the sentence, where it stands, and the text's hash. */
const citation = (c, day) => {
  const claim = CLAIMS[c], article = DATA.articles[claim.article];
  const spans = claim.evidence.map(([a, b]) => `${a}–${b}`).join(", ");
  return [
    `${claimWords(c)}${claim.written ? ` — ${claim.written}` : ""}.`,
    ...(hasText(claim) ? claim.evidence.map(span => `“${wordsOf(claim, span)}”`) : []),
    [article.title && `“${article.title}”`, article.publisher, article.issued, article.url].filter(Boolean).join(", "),
    TEXT.cited(spans, article.sha256.slice(0, 16), day),
    claim.code,
  ].filter(Boolean).join("\n");
};
const today = () => new Date().toISOString().slice(0, 10);
