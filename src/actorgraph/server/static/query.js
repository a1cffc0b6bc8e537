"use strict";
// The editor, with the named questions as examples; it speaks to this server alone.
const editor = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: location.origin + "/sparql", method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint: location.origin + "/sparql" }] },
  persistenceId: "actorgraph",
});
const given = new URLSearchParams(location.hash.slice(1)).get("query");
if (given) editor.getTab().setQuery(given);

const examples = document.getElementById("examples");
fetch("/api/questions").then((answer) => answer.json()).then((questions) => {
  for (const question of questions) {
    const option = document.createElement("option");
    option.value = question.sparql;
    option.textContent = question.question;
    examples.append(option);
  }
});
examples.addEventListener("change", () => {
  if (examples.value) editor.getTab().setQuery(examples.value);
});
