// @ts-check
"use strict";
// The SPARQL editor: CodeMirror in front of the text area, which a form sends as before.
(() => {
  // @ts-ignore: the bundle sets one constant.
  const cm = /** @type {any} */ (CodeMirror);
  const area = document.getElementById("sparql");
  const host = document.getElementById("editor");
  if (!(area instanceof HTMLTextAreaElement) || !host) return;
  const form = /** @type {HTMLFormElement} */ (area.form);

  const options = document.querySelectorAll("#terms option");
  const terms = Array.from(options, (option) => ({ label: option.getAttribute("value") ?? "" }));

  /** @param {any} context */
  function complete(context) {
    const word = context.matchBefore(/[\w:]+/);
    if (!word || word.text.length < 2) return null;
    return { from: word.from, options: terms, validFor: /^[\w:]*$/ };
  }

  function ask() {
    form.requestSubmit();
    return true;
  }

  /**
   * Write over what is selected. The browser would do it with a style of its own, which the
   * security policy blocks and complains about.
   * @param {InputEvent} event
   * @param {any} view
   */
  function overwrite(event, view) {
    const isTyped = event.inputType === "insertText" && !event.isComposing && event.data;
    if (!isTyped || view.state.selection.main.empty) return false;
    event.preventDefault();
    const change = view.state.replaceSelection(event.data);
    view.dispatch(change, { scrollIntoView: true, userEvent: "input.type" });
    return true;
  }

  const tags = cm.tags;
  const colours = cm.HighlightStyle.define([
    { tag: [tags.keyword, tags.operatorKeyword], color: "var(--voice)", fontWeight: "600" },
    { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--accent)" },
    { tag: [tags.string, tags.literal, tags.number], color: "var(--good)" },
    { tag: [tags.atom, tags.tagName, tags.className], color: "var(--help)" },
    { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
  ]);
  const look = cm.EditorView.theme({
    "&": { fontSize: "13px", color: "var(--ink)", backgroundColor: "transparent" },
    ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", maxHeight: "60vh" },
    ".cm-content": { minHeight: "15em", caretColor: "var(--ink)" },
    ".cm-gutters": { color: "var(--quiet)", backgroundColor: "transparent", border: "none" },
    ".cm-activeLine": { backgroundColor: "transparent" },
    ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--panel)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": {
      color: "var(--ink)",
      backgroundColor: "var(--mark)",
    },
    "&.cm-focused": { outline: "2px solid var(--accent)" },
    ".cm-matchingBracket": { backgroundColor: "var(--mark) !important" },
  });

  // Within a shadow root styles are constructed sheets, which the security policy allows.
  const root = host.attachShadow({ mode: "open" });
  const view = new cm.EditorView({
    doc: area.value,
    parent: root,
    root,
    extensions: [
      cm.keymap.of([{ key: "Mod-Enter", run: ask }]),
      cm.lineNumbers(),
      cm.history(),
      cm.bracketMatching(),
      cm.StreamLanguage.define(cm.sparql),
      cm.syntaxHighlighting(colours),
      cm.autocompletion({ override: [complete], icons: false }),
      cm.keymap.of([...cm.completionKeymap, ...cm.defaultKeymap, ...cm.historyKeymap]),
      cm.EditorView.lineWrapping,
      cm.EditorView.domEventHandlers({ beforeinput: overwrite }),
      cm.EditorView.contentAttributes.of({ "aria-label": "Your query", spellcheck: "false" }),
      cm.EditorView.updateListener.of((/** @type {any} */ update) => {
        if (update.docChanged) area.value = update.state.doc.toString();
      }),
      look,
    ],
  });
  area.hidden = true;
  host.hidden = false;
  for (const label of form.querySelectorAll("label[for=sparql]")) {
    label.addEventListener("click", () => view.focus());
  }
})();
