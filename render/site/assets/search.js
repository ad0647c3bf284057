// Search: one dialog (Ctrl+K, /), a field and a list; arrows choose, Enter opens. The list is found by MiniSearch: beginnings of words, small
// misspellings, titles before all else.

function finder({ entries, open }) {
  let index = null;
  let found = [];
  let selected = -1;

  const input = make("input", {
    type: "search", id: "finder-input", placeholder: "Process, step, role, record, team …", autocomplete: "off", spellcheck: "false",
    role: "combobox", "aria-label": "Search the map", "aria-controls": "finder-list", "aria-expanded": "false", "aria-autocomplete": "list",
  });
  const list = make("ul", { id: "finder-list", role: "listbox", "aria-label": "Found" });
  const state = make("p", { class: "finder-state", role: "status" });
  const dialog = make("dialog", { class: "finder", "aria-label": "Search" }, make("div", { class: "finder-top" }, input, make("kbd", {}, "Esc")), list, state);
  document.body.append(dialog);

  // A word is found by its parts too: "incident_management" by "management".
  const tokenize = (text) => text.toLowerCase().normalize("NFKC").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

  function build() {
    index = new MiniSearch({
      idField: "key", fields: ["title", "address", "note", "words"], storeFields: [], tokenize, processTerm: (term) => term,
      searchOptions: { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), boost: { title: 6, address: 3, note: 1.2 }, combineWith: "AND", tokenize },
    });
    index.addAll(entries().map((entry, key) => ({ key, title: entry.title, address: entry.address || "", note: entry.note || "", words: entry.words || "" })));
  }

  // What is found first, of the same score: whole things before their parts.
  const weight = { "": 1.2, service: 1.25, process: 1.3, team: 1.1, role: 1.1, interface: 1.1, artifact: 1.1, step: 1, part: 0.8, field: 0.7, rule: 0.6 };

  function look() {
    if (!index) build();
    const all = entries();
    const query = input.value.trim();
    if (!query) {
      found = all.filter((entry) => ["service", "process", "landscape"].includes(entry.kind)).slice(0, 12);
      state.textContent = count(all.length, "place") + " to find. Type to search.";
    } else {
      const options = { boostDocument: (key) => weight[all[key].kind] || 1 };
      let hits = index.search(query, options);
      if (!hits.length) hits = index.search(query, { ...options, combineWith: "OR", fuzzy: 0.34 });
      found = hits.slice(0, 50).map((hit) => all[hit.id]);
      state.textContent = hits.length > found.length ? `${hits.length} found, the best ${found.length} shown` : hits.length ? count(hits.length, "place") + " found" : "Nothing found";
    }
    list.replaceChildren(...found.map((entry, i) => make("li", { role: "option", id: "found-" + i, onclick: () => choose(i), onpointermove: () => select(i) },
      make("span", { class: "kind" }, kindWord(entry.kind)), make("bdi", { class: "name" }, entry.title), make("bdi", { class: "note" }, entry.note || ""))));
    input.setAttribute("aria-expanded", String(found.length > 0));
    select(found.length ? 0 : -1);
  }

  function select(i) {
    list.children[selected]?.setAttribute("aria-selected", "false");
    selected = i;
    const item = list.children[i];
    if (!item) return input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function choose(i) {
    if (!found[i]) return;
    const entry = found[i];
    dialog.close();
    open(entry);
  }

  function show() {
    if (dialog.open) return input.select();
    input.value = "";
    dialog.showModal();
    look();
    input.focus();
  }

  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    const moves = { ArrowDown: selected >= last ? 0 : selected + 1, ArrowUp: selected <= 0 ? last : selected - 1, PageDown: Math.min(last, selected + 8), PageUp: Math.max(0, selected - 8) };
    if (event.key in moves && found.length) select(moves[event.key]);
    else if (event.key === "Enter" && !event.isComposing) choose(selected);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", (event) => {
    const shortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (!shortcut && (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event))) return;
    event.preventDefault();
    show();
  });
  deeds.search = show;
  return { show, refresh: () => (index = null) };
}
