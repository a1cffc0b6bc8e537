// @ts-check
// Dark or light.

import { byId } from "./dom.js";
import { change, get, subscribe } from "./state.js";

/** Bind the button of the theme. */
export function bindTheme() {
  byId("theme").addEventListener("click", turnTheme);
  subscribe(drawTheme);
}

function turnTheme() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = get().theme || (isDark ? "dark" : "light");
  change({ theme: now === "dark" ? "light" : "dark" }, { undoable: false });
}

function drawTheme() {
  const { theme } = get();
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
