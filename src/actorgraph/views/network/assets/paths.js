// The shortest way between two on the map: fewest steps, and among those the one whose weakest step is strongest.
const WEAKNESS = { asserted: 0, reported: 1, possible: 2, alleged: 3, intended: 4, requested: 5 };
const weakness = claim => WEAKNESS[claim.certainty] + (claim.denied ? 6 : 0);
/**
 * @param {Edge[]} edges @param {number} from @param {number} to @param {(edge: Edge) => number} weigh
 * @returns {number[] | null} the places of the edges walked, or null where there is no way
 */
const shortest = (edges, from, to, weigh, usable = () => true) => {
  const near = new Map();
  edges.forEach((edge, id) => { if (usable(id)) for (const [a, b] of [[edge.from, edge.to], [edge.to, edge.from]]) { if (!near.has(a)) near.set(a, []); near.get(a).push([b, id]); } });
  const reached = new Map([[from, { weak: -1, edge: -1, back: -1 }]]);
  for (let level = [from]; level.length && !reached.has(to);) {
    const next = new Map();
    for (const a of level) for (const [b, id] of near.get(a) || []) {
      if (reached.has(b)) continue;
      const weak = Math.max(reached.get(a).weak, weigh(edges[id]));
      if (!next.has(b) || weak < next.get(b).weak) next.set(b, { weak, edge: id, back: a });
    }
    for (const [b, way] of next) reached.set(b, way);
    level = [...next.keys()];
  }
  if (!reached.has(to)) return null;
  const walked = [];
  for (let at = to; at !== from; at = reached.get(at).back) walked.unshift(reached.get(at).edge);
  return walked;
};
let walkedFor = "", walked = [];
const pathOf = () => {
  const key = `${state.path}|${seen.edges.map(Number).join("")}`;
  if (key !== walkedFor) { walkedFor = key; walked = shortest(DATA.edges, ...state.path, edge => weakness(DATA.claims[edge.claim]), edgePasses) || []; }
  return walked;
};
const weakest = claims => claims.map(c => DATA.claims[c]).reduce((a, b) => weakness(b) > weakness(a) ? b : a);
const pathWords = () => {
  const claims = [...new Set(pathOf().map(id => DATA.edges[id].claim))];
  if (!claims.length) return TEXT.noPath;
  const weak = weakest(claims);
  return TEXT.pathWords(pathOf().length, claims.length, weak.denied ? `${TEXT.words[weak.certainty]}, ${TEXT.denied}` : TEXT.words[weak.certainty]);
};
