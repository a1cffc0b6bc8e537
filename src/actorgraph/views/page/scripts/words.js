// @ts-check
// All words that scripts write; a translation replaces this file, and the template.

export const words = {};
