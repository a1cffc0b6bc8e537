// Questions in SPARQL, answered inside the page: the named ones and whatever is typed. A worker holds engine and quads, so
// that a question that takes too long can be stopped. From the page this module takes: $, make, press, own, keep, cell, quoted,
// claimIri, nodeIri, choose, reset, approach, and of the model DATA, CLAIMS, numbers and seen. The page takes nothing from it.
const SPARQL = (() => {
const ASKED = JSON.parse($("questions").textContent);
// A question is stopped after so long; the table shows so many rows, the file holds all.
const limits = { longest: 60000, rows: 500 };

/** The one hook into the map: from an IRI to what the page can choose, [node, claim], or undefined. */
const chosenBy = new Map([
  ...CLAIMS.map((_, c) => [claimIri(c), [numbers.has(CLAIMS[c].code) ? numbers.get(CLAIMS[c].code) : -1, c]]),
  ...DATA.nodes.map((node, i) => [nodeIri(i), [i, node.claim]]),
]);
const showOnMap = iri => {
  const [node, claim] = chosenBy.get(iri);
  if (claim >= 0 && !seen.claims[claim]) reset();
  choose(node, claim);
  $("map").scrollIntoView({ block: "center" });
};

// The worker: begun when the section is first opened, replaced when a question had to be stopped.
let worker = null, ready = null, compiled = null, asked = 0, waiting = null;
const end = () => { if (worker) worker.terminate(); worker = ready = null; };
const begun = () => {
  if (ready) return ready;
  const address = URL.createObjectURL(new Blob([ASKED.worker], { type: "text/javascript" }));
  ready = new Promise((settle, refuse) => {
    worker = new Worker(address);
    worker.onerror = event => { event.preventDefault(); end(); refuse(new Error(event.message || TEXT.sparql.noWorker)); if (waiting) waiting.refuse(new Error(TEXT.sparql.broke)); };
    worker.onmessage = ({ data }) => {
      if (data.begun) { compiled = data.begun.module; settle(data.begun.size); } else if (data.number === undefined) { end(); refuse(new Error(data.fault)); } else if (waiting && data.number === asked) {
        if (data.broke) end();
        if (data.fault === undefined) waiting.settle(data.answer); else waiting.refuse(new Error(data.broke ? TEXT.sparql.broke : data.fault));
      }
    };
    worker.postMessage(compiled ? { module: compiled, quads: ASKED.quads } : { engine: ASKED.engine, quads: ASKED.quads });
  }).finally(() => URL.revokeObjectURL(address));
  return ready;
};

// The query as the engine gets it: the vocabulary's prefixes before it, a question's parameters bound at its head.
const PROLOGUE = Object.entries(ASKED.prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}> `).join("");
const OPENING = /^(?:[\s\ufeff]|#[^\n\r]*(?:[\n\r]|$)|BASE\s*<[^>]*>|PREFIX\s*[\w.-]*:\s*<[^>]*>)*/i;
const UPDATES = ["load", "insert", "delete", "drop", "clear", "create", "copy", "move", "add", "with"];
const formOf = text => (/^\w+/.exec(text.replace(OPENING, "")) || [""])[0].toLowerCase();
const bound = (text, values) => {
  const filled = Object.entries(values).filter(([, value]) => value);
  if (!filled.length) return text;
  const head = /\bWHERE\s*\{/.exec(text);
  if (!head) throw new Error(TEXT.sparql.noWhere);
  const at = head.index + head[0].length;
  return `${text.slice(0, at)} ${filled.map(([name, value]) => `VALUES ?${name} { ${quoted(value)} }`).join(" ")} ${text.slice(at)}`;
};
const faultOf = (fault, text) => {
  const place = /error at (\d+):(\d+): (.*)/s.exec(fault);
  if (!place) return fault.split("\n")[0];
  const line = Number(place[1]), column = Number(place[2]) - (line === 1 ? PROLOGUE.length : 0);
  const found = ((text.split("\n")[line - 1] || "").slice(Math.max(column - 1, 0)).match(/\S+/) || [TEXT.sparql.theEnd])[0];
  return TEXT.sparql.place(line, column, place[3].length < 60 ? place[3].split("\n")[0] : TEXT.sparql.expected, found);
};
/** Ask a query; gives {columns, rows} or {truth}, or is refused with a fault of one line. */
const askPage = async (text, values = {}) => {
  const form = formOf(text);
  if (!form) throw new Error(TEXT.sparql.nothing);
  if (UPDATES.includes(form)) throw new Error(TEXT.sparql.readsOnly(form.toUpperCase()));
  const query = bound(text, values);
  await begun();
  let timer = 0;
  try {
    return await new Promise((settle, refuse) => {
      waiting = { settle, refuse };
      timer = setTimeout(() => stopAsking(TEXT.sparql.tooLong(limits.longest / 1000)), limits.longest);
      worker.postMessage({ number: ++asked, text: PROLOGUE + query, isGraph: form === "construct" || form === "describe" });
    });
  } catch (error) { throw new Error(faultOf(error.message, query)); } finally { clearTimeout(timer); waiting = null; }
};
const stopAsking = (why = TEXT.sparql.stopped) => { end(); if (waiting) waiting.refuse(new Error(why)); };

// The section.
const oneArticle = DATA.articles.length < 2;
const held = { question: null, answer: null };
const fields = () => [...$("parameters").querySelectorAll("input")];
const take = question => {
  held.question = question;
  // The lines that the button already says are left out.
  $("query").value = question.sparql.replace(/^#\s*(title|question|parameters|needs):.*\n/gm, "");
  $("parameters").replaceChildren(...question.parameters.map(name => {
    const input = make("input", { type: "text", autocomplete: "off", spellcheck: false });
    input.dataset.parameter = name;
    input.required = question.needs.includes(name);
    input.addEventListener("keydown", e => { if (e.key === "Enter") run(); });
    return make("label", {}, make("span", {}, TEXT.sparql.parameter(name, question.needs.includes(name))), input);
  }));
  for (const button of $("named").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.question === question.name));
};
const shorter = value => {
  const root = [DATA.roots.claim, DATA.roots.actor, ...Object.values(ASKED.prefixes)].filter(iri => value.startsWith(iri)).sort((a, b) => b.length - a.length)[0];
  if (!root) return value;
  if (root === DATA.roots.claim && oneArticle) return value.slice(value.indexOf("-", root.length) + 1);
  const name = Object.keys(ASKED.prefixes).find(key => ASKED.prefixes[key] === root);
  return name === undefined || root === DATA.roots.claim || root === DATA.roots.actor ? value.slice(root.length) : `${name}:${value.slice(root.length)}`;
};
const entry = term => {
  if (!term) return make("td");
  const isHere = term.type === "NamedNode" && chosenBy.has(term.value), text = term.type === "NamedNode" ? shorter(term.value) : term.value;
  const shown = isHere ? press(text, () => showOnMap(term.value), { className: "link" }) : own("span", text);
  if (term.type === "NamedNode") shown.title = isHere ? TEXT.sparql.showOnMap : term.value;
  return make("td", {}, shown);
};
const line = row => {
  const here = row.find(term => term && term.type === "NamedNode" && chosenBy.has(term.value));
  const button = here ? [press(TEXT.sparql.show, () => showOnMap(here.value), { ariaLabel: `${TEXT.sparql.showOnMap}: ${shorter(here.value)}` })] : [];
  return make("tr", {}, make("td", {}, ...button), ...row.map(entry));
};
const tell = words => { $("answered").textContent = words; };
const showAnswer = answer => {
  held.answer = answer;
  $("results").replaceChildren();
  $("saved").hidden = answer.rows === undefined;
  if (answer.truth !== undefined) { tell(answer.truth ? TEXT.sparql.yes : TEXT.sparql.no); return; }
  tell(TEXT.sparql.rows(answer.rows.length, Math.min(answer.rows.length, limits.rows)));
  if (!answer.rows.length) return;
  const heads = [make("th", { scope: "col" }, make("span", { className: "hidden" }, TEXT.sparql.showOnMap)), ...answer.columns.map(name => make("th", { scope: "col" }, name))];
  const caption = make("caption", { className: "hidden" }, held.question ? held.question.title : TEXT.sparql.title);
  $("results").replaceChildren(make("table", {}, caption, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...answer.rows.slice(0, limits.rows).map(line))));
};
const busy = isBusy => { $("run").disabled = isBusy; $("stop").hidden = !isBusy; };
const run = async () => {
  if ($("run").disabled) return;
  const missing = fields().find(input => input.required && !input.value);
  if (missing) { tell(TEXT.sparql.needs(missing.dataset.parameter)); missing.focus(); return; }
  busy(true);
  tell(compiled ? TEXT.sparql.running : TEXT.sparql.starting);
  $("asking").removeAttribute("data-fault");
  try {
    showAnswer(await askPage($("query").value, Object.fromEntries(fields().map(input => [input.dataset.parameter, input.value]))));
  } catch (error) {
    held.answer = null;
    $("results").replaceChildren(); $("saved").hidden = true;
    $("asking").dataset.fault = "";
    tell(error.message.replace(/\s+/g, " "));
  } finally { busy(false); }
};
const answerCsv = () => [held.answer.columns, ...held.answer.rows.map(row => row.map(term => term ? term.value : ""))].map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";

$("asking").querySelector("summary").textContent = TEXT.sparql.title;
$("named").replaceChildren(...ASKED.questions.map(question => {
  const button = press(question.title, () => { take(question); if (question.parameters.length) fields()[0].focus(); else run(); }, { title: question.question });
  button.append(make("small", {}, question.question));
  button.dataset.question = question.name;
  return make("li", {}, button);
}));
$("named").setAttribute("aria-label", TEXT.sparql.named);
$("query").setAttribute("aria-label", TEXT.sparql.query);
$("query").placeholder = TEXT.sparql.placeholder;
$("results").setAttribute("aria-label", TEXT.sparql.results);
for (const [id, words, act] of [["run", TEXT.sparql.run, run], ["stop", TEXT.sparql.stop, () => stopAsking()], ["saved", TEXT.sparql.csv, () => keep(answerCsv(), "text/csv", "query.csv")]]) {
  $(id).textContent = words;
  $(id).addEventListener("click", act);
}
$("run").title = "Ctrl+Enter";
$("query").addEventListener("keydown", e => { if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); run(); } });
// The arrows scroll here; elsewhere they walk the map.
$("asking").addEventListener("keydown", e => { if (e.key.startsWith("Arrow")) e.stopPropagation(); });
$("asking").addEventListener("toggle", () => { if ($("asking").open) begun().catch(error => tell(error.message)); approach(); });
return { ask: askPage, run, take, showOnMap, stop: stopAsking, limits };
})();
