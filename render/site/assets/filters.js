// Filters and overlays: what the pictures show. They stay while one clicks through the map, and stand in the address, so that they can be passed on.

const filters = (() => {
  const form = $("#filters form");
  const state = { team: "", service: "", tag: "", mode: "", overlay: "" };
  let changed = () => {};

  const ofKind = (kind) => places.filter((p) => p.kind === kind).map((p) => [p.address, p.title]);
  const tags = [...new Set(places.flatMap((p) => p.tags || []))].sort().map((t) => [t, t]);
  const choices = {
    team: ["Team", "every team", ofKind("team")],
    service: ["Service", "every service", ofKind("service")],
    tag: ["Tag", "every tag", tags],
    mode: ["Mode", "every mode", [["automated", "automated"], ["manual", "by hand"]]],
  };
  const fields = {};
  function field(name, label, options) {
    const select = make("select", { name, onchange: () => set({ [name]: select.value }) }, ...options.map(([value, text]) => make("option", { value }, text)));
    fields[name] = select;
    form.append(make("label", {}, make("span", {}, label), select));
  }
  for (const [name, [label, all, list]] of Object.entries(choices)) if (list.length) field(name, label, [["", all], ...list]);
  field("overlay", "Overlay", Object.entries(overlays).map(([value, o]) => [value, o.label]));
  const clear = make("button", { type: "button", class: "tool", onclick: () => set({ team: "", service: "", tag: "", mode: "", overlay: "" }) }, "Clear");
  form.append(clear);
  form.addEventListener("submit", (event) => event.preventDefault());

  function put(values) {
    for (const name of Object.keys(state)) {
      if (!(name in values)) continue;
      const known = fields[name] && [...fields[name].options].some((o) => o.value === values[name]);
      state[name] = known ? values[name] : "";
      if (fields[name]) fields[name].value = state[name];
    }
    clear.hidden = !Object.values(state).some(Boolean);
    $("#filters").classList.toggle("active", !clear.hidden);
  }
  function set(values) {
    put(values);
    changed();
  }

  const active = () => Boolean(state.team || state.service || state.tag || state.mode);
  // matches tells whether a place is among what is shown. A process is of a mode if one of its steps or handoffs is.
  function matches(place) {
    if (state.team && !(place.teams || []).includes(state.team)) return false;
    if (state.service && !(place.services || []).includes(state.service) && place.kind !== "team") return false;
    if (state.tag && !(place.tags || []).includes(state.tag) && !(partsOf.get(place.address) || []).some((p) => (p.tags || []).includes(state.tag))) return false;
    if (state.mode) {
      const own = (p) => (p.mode === "approval" ? "manual" : p.mode) === state.mode;
      if (place.mode ? !own(place) : !(partsOf.get(place.address) || []).some((p) => p.mode && own(p))) return false;
    }
    return true;
  }
  const query = () => new URLSearchParams(Object.entries(state).filter(([, value]) => value));
  return { state, put, set, active, matches, query, whenChanged: (f) => (changed = f) };
})();
