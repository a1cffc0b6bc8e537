// What runs in the worker: it unpacks the engine, holds the quads and answers one question at a time. It knows no page.
const bytesOf = packed => Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
const textOf = packed => new Response(new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
let store = null;

// A module compiled before spares a worker that stands in for a stopped one the unpacking.
const begin = async ({ module, engine, quads }) => {
  const compiled = module || await WebAssembly.compile(Uint8Array.from(self.LZMA.decompress(bytesOf(engine))));
  oxigraph.initSync({ module: compiled });
  store = new oxigraph.Store();
  const lines = await textOf(quads);
  store.load(lines, { format: "nq", lenient: true });
  // The default graph merges the named ones, each triple once, as in the tool's own store.
  store.load(lines.replace(/ <[^<>]*> \.$/gm, " ."), { format: "nt", lenient: true });
  return { module: compiled, size: store.size };
};
const plain = term => ({ type: term.termType, value: term.termType === "Quad" ? String(term) : term.value });
const rowsOf = text => {
  const { head, results, boolean } = JSON.parse(store.query(text, { results_format: "json" }));
  if (results === undefined) return { truth: boolean };
  const types = { uri: "NamedNode", bnode: "BlankNode", literal: "Literal", triple: "Quad" };
  const term = bound => bound ? { type: types[bound.type], value: bound.type === "triple" ? JSON.stringify(bound.value) : bound.value } : null;
  return { columns: head.vars, rows: results.bindings.map(row => head.vars.map(name => term(row[name]))) };
};
const triplesOf = text => {
  const found = store.query(text), seen = new Map(found.map(quad => [String(quad), quad]));
  return { columns: ["subject", "predicate", "object"], rows: [...seen.keys()].sort().map(key => ["subject", "predicate", "object"].map(part => plain(seen.get(key)[part]))) };
};
self.onmessage = async ({ data }) => {
  try {
    if (data.quads) self.postMessage({ begun: await begin(data) });
    else self.postMessage({ number: data.number, answer: (data.isGraph ? triplesOf : rowsOf)(data.text) });
  } catch (error) {
    self.postMessage({ number: data.number, fault: String(error && error.message || error), broke: !(store && data.text) || error instanceof WebAssembly.RuntimeError || error instanceof RangeError });
  }
};
