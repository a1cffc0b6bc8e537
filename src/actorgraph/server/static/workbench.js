// @ts-check
"use strict";
// What pages do beyond links and forms: `/` goes to the search field.

document.addEventListener("keydown", (event) => {
  const isInField = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key !== "/" || isInField || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("search")?.focus();
});
