// @ts-check
// The full IRIs of what the page calls by the ends of theirs.

import { actors, claimRoot, contents } from "./data.js";

/** @typedef {import("./data.js").Claim} Claim */

/**
 * The IRI of an actor or a claim, whose id may leave out its root.
 * @param {string} id
 * @param {string} root
 */
function iriOf(id, root) {
  return /^[a-z][a-z\d+.-]*:/i.test(id) ? id : root + id;
}

/** @param {Claim} claim */
export function claimIri(claim) {
  return iriOf(claim.code, claimRoot);
}

/** @param {number} actor */
export function actorIri(actor) {
  return iriOf(actors[actor]?.id || "", contents.roots.actor);
}
