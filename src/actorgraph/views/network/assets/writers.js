// Files of what is shown, written here. Every row and every edge carries its certainty; none ties actor to actor as a fact.
const shownNumbers = list => list.map((yes, k) => yes ? k : -1).filter(k => k >= 0);
const iriOf = (id, root) => /^[a-z][a-z\d+.-]*:/i.test(id) ? id : root + id;
const claimIri = c => iriOf(CLAIMS[c].code, DATA.roots.claim);
const actorIri = i => iriOf(ACTORS[i].id, DATA.roots.actor);
const nodeIri = i => DATA.nodes[i].claim >= 0 ? claimIri(DATA.nodes[i].claim) : actorIri(i);
const joinedWords = claim => claim.evidence.map(span => hasText(claim) ? wordsOf(claim, span) : "").filter(Boolean).join(" … ");

// A spreadsheet runs what begins like a formula: such a cell begins with an apostrophe.
const cell = value => { const text = String(value), safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; };
const HEADINGS = ["claim", "class", "doers", "verb", "others", "certainty", "denied", "according to", "time", "words", "begin", "end"];
const csvOf = () => {
  const rows = shownNumbers(seen.claims.slice(0, DATA.claims.length)).map(c => {
    const claim = CLAIMS[c], doers = [...claim.agents, ...claim.subject], spans = claim.evidence;
    return [claimIri(c), claim.kind, doers.length ? names(doers).join("; ") : names(claim.possible).join(" or "), claim.verb, names([...claim.targets, ...claim.recipients, ...claim.object]).join("; "),
      claim.certainty, claim.denied, names(claim.by).join("; "), claim.time, joinedWords(claim), spans.length ? spans[0][0] : "", spans.length ? spans[spans.length - 1][1] : ""];
  });
  return [HEADINGS, ...rows].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
};

const nodeRows = () => shownNumbers(seen.nodes).map(i => {
  const node = DATA.nodes[i], { x, y } = network.getPosition(i), claim = node.claim >= 0 ? CLAIMS[node.claim] : null;
  return { id: nodeIri(i), x, y, label: claim ? worded(node.label, claim.denied, claim.certainty) : node.label, kind: node.kind, action: claim ? claim.kind : "", certainty: claim ? claim.certainty : "", denied: Boolean(claim && claim.denied), polarity: claim ? claim.polarity : "", time: claim ? claim.time : "", accordingTo: claim ? names(claim.by).join("; ") : "" };
});
const edgeRows = () => shownNumbers(seen.edges).map(id => {
  const edge = DATA.edges[id], claim = CLAIMS[edge.claim];
  const label = worded(claim.subject.length ? claim.verb : edge.role, claim.denied, claim.certainty);
  return { id: `e${id}`, from: nodeIri(edge.from), to: nodeIri(edge.to), label, role: edge.role, claim: claimIri(edge.claim), certainty: claim.certainty, denied: claim.denied, polarity: claim.polarity, accordingTo: names(claim.by).join("; ") };
});
const NODE_KEYS = ["label", "kind", "action", "certainty", "denied", "polarity", "time", "accordingTo"], EDGE_KEYS = ["label", "role", "claim", "certainty", "denied", "polarity", "accordingTo"];
const typeOf = key => key === "denied" ? "boolean" : "string";
const graphmlOf = () => {
  const held = (row, wanted, mark) => wanted.map((key, k) => `<data key="${mark}${k}">${xml(row[key])}</data>`).join("");
  const key = (mark, what) => (name, k) => `<key id="${mark}${k}" for="${what}" attr.name="${name}" attr.type="${typeOf(name)}"/>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${[...NODE_KEYS.map(key("n", "node")), ...EDGE_KEYS.map(key("e", "edge"))].join("\n")}\n<graph edgedefault="directed">\n${
    nodeRows().map(row => `<node id="${xml(row.id)}">${held(row, NODE_KEYS, "n")}</node>`).join("\n")}\n${
    edgeRows().map(row => `<edge id="${row.id}" source="${xml(row.from)}" target="${xml(row.to)}">${held(row, EDGE_KEYS, "e")}</edge>`).join("\n")}\n</graph>\n</graphml>\n`;
};
const gexfOf = () => {
  const declared = (what, wanted) => `<attributes class="${what}">${wanted.map((name, k) => `<attribute id="${k}" title="${name}" type="${typeOf(name)}"/>`).join("")}</attributes>`;
  const held = (row, wanted) => `<attvalues>${wanted.map((key, k) => `<attvalue for="${k}" value="${xml(row[key])}"/>`).join("")}</attvalues>`;
  const [n, e] = [NODE_KEYS.slice(1), EDGE_KEYS.slice(1)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n<graph defaultedgetype="directed" mode="static">\n${declared("node", n)}\n${declared("edge", e)}\n<nodes>\n${
    nodeRows().map(row => `<node id="${xml(row.id)}" label="${xml(row.label)}">${held(row, n)}<viz:position x="${row.x.toFixed(1)}" y="${(-row.y).toFixed(1)}" z="0.0"/></node>`).join("\n")}\n</nodes>\n<edges>\n${
    edgeRows().map(row => `<edge id="${row.id}" source="${xml(row.from)}" target="${xml(row.to)}" label="${xml(row.label)}">${held(row, e)}</edge>`).join("\n")}\n</edges>\n</graph>\n</gexf>\n`;
};

const quoted = text => `"${String(text).replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\0-\x1f\x7f]/g, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const angle = iri => `<${iri.replace(/[\0-\x20<>"{}|^`\\]/g, mark => `%${mark.charCodeAt(0).toString(16).padStart(2, "0")}`)}>`;
const ROLE_TERMS = { agents: "agent", possible: "possibleAgent", targets: "target", recipients: "recipient", places: "place", subject: "subject", object: "object", by: "attributedTo" };
const spanIri = (claim, [a, b]) => `${DATA.articles[claim.article].id}#char=${a},${b}`;
const claimTurtle = c => {
  const claim = CLAIMS[c], kind = DATA.classes[claim.kind] || {}, list = (term, values) => values.length ? [`ag:${term} ${values.join(" , ")}`] : [];
  const level = claim.certainty === "reported" ? "Asserted" : claim.certainty[0].toUpperCase() + claim.certainty.slice(1), isRelation = claim.subject.length > 0;
  return `${angle(claimIri(c))} ${[
    `a ${(kind.types || [claim.kind, "Claim"]).map(type => `ag:${type}`).join(" , ")}`, `ag:factuality ag:${level}`, `ag:negated ${claim.denied}`, `ag:confidence ${Number(claim.confidence)}`,
    ...Object.entries(ROLE_TERMS).flatMap(([key, term]) => list(term, claim[key].map(i => angle(actorIri(i))))),
    ...(isRelation ? (claim.verb === kind.label ? [] : [`ag:title ${quoted(claim.verb)}`]) : [`ag:verb ${quoted(claim.verb)}`]),
    ...list("tenure", claim.tenure ? [quoted(claim.tenure)] : []), ...list("time", claim.time ? [quoted(claim.time)] : []), ...list("timeText", claim.written ? [quoted(claim.written)] : []),
    ...list("saidIn", claim.in >= 0 ? [angle(claimIri(claim.in))] : []), ...list("sameEventAs", claim.same.map(o => angle(claimIri(o)))),
    ...list("evidence", claim.evidence.map(span => angle(spanIri(claim, span)))), `ag:reportedIn ${angle(DATA.articles[claim.article].id)}`, ...(DATA.rules[claim.rule] ? [`ag:foundBy ${angle(DATA.rules[claim.rule])}`] : []),
  ].join(" ;\n  ")} .`;
};
const turtleOf = () => {
  // A statement that holds a claim comes with it, so that nothing loses the voice that said it.
  const claims = [...new Set(shownNumbers(seen.claims.slice(0, DATA.claims.length)).flatMap(c => [c, ...chainOf(c)]))].sort((a, b) => a - b);
  const held = claims.map(c => CLAIMS[c]), actors = [...new Set(held.flatMap(claim => Object.keys(ROLE_TERMS).flatMap(key => claim[key])))].sort((a, b) => a - b);
  const article = a => `${angle(a.id)} a ag:Article ; ag:sha256 ${quoted(a.sha256)} ; ag:length ${a.length}${a.title ? ` ; dct:title ${quoted(a.title)}` : ""}${a.publisher ? ` ; dct:publisher ${quoted(a.publisher)}` : ""}${a.issued ? ` ; dct:issued ${quoted(a.issued)}` : ""} .`;
  const spans = new Map(held.flatMap(claim => claim.evidence.map(span => [spanIri(claim, span), [claim, span]])));
  return [
    ...Object.entries(DATA.prefixes).map(([name, iri]) => `@prefix ${name}: ${angle(iri)} .`),
    `# ${TEXT.shown(claims.length, DATA.claims.length)}. ${TEXT.caution}`,
    ...[...new Set(held.map(claim => claim.article))].map(k => article(DATA.articles[k])),
    ...actors.map(i => `${angle(actorIri(i))} a ag:${ACTORS[i].kind} ; rdfs:label ${quoted(ACTORS[i].label)}${ACTORS[i].unnamed ? " ; ag:unnamed true" : ""}${ACTORS[i].protected ? " ; ag:protected true" : ""}${ACTORS[i].same ? ` ; skos:exactMatch ${angle(ACTORS[i].same)}` : ""} .`),
    ...[...new Set(held.map(claim => claim.rule))].filter(rule => DATA.rules[rule]).map(rule => `${angle(DATA.rules[rule])} a ag:Rule ; rdfs:label ${quoted(rule)} .`),
    ...[...spans].map(([iri, [claim, [a, b]]]) => `${angle(iri)} a ag:Span ; nif:beginIndex ${a} ; nif:endIndex ${b} ; nif:referenceContext ${angle(DATA.articles[claim.article].id)}${hasText(claim) ? ` ; nif:anchorOf ${quoted(wordsOf(claim, [a, b]))}` : ""} .`),
    ...claims.map(claimTurtle),
  ].join("\n") + "\n";
};
const FILES = {
  svg: [svgOf, "image/svg+xml"], gexf: [gexfOf, "application/xml"], graphml: [graphmlOf, "application/xml"], csv: [csvOf, "text/csv"], ttl: [turtleOf, "text/turtle"],
};
const saveAs = ending => {
  if (ending !== "png") { keep(FILES[ending][0](), FILES[ending][1], ending); return; }
  make("a", { download: fileName("png"), href: pngOf() }).click();
  say(TEXT.saved(fileName("png")));
};
