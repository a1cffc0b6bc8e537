// @ts-check
// Binds the page of a graph without a claim: the article, one's own copy of it, and the search.

import { bindAttach } from "./attach.js";
import { byId } from "./dom.js";
import { isField } from "./keys.js";
import { bindLink } from "./link.js";
import { textSource } from "./passages.js";
import { bindSearch } from "./search.js";
import { bindTheme } from "./theme.js";

bindTheme();
bindSearch([textSource()]);
bindAttach();
bindLink();
document.addEventListener("keydown", act);

/** `/` leads to the search, and Esc leaves it. */
function act(/** @type {KeyboardEvent} */ event) {
  const isInField = isField(event.target);
  if (event.key === "Escape" && isInField) byId("query").blur();
  if (event.key !== "/" || isInField) return;
  event.preventDefault();
  byId("query").focus();
}
