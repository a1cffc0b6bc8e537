// @ts-check

/** Bind what this module does; nothing yet. */
export function bindBar() {}
