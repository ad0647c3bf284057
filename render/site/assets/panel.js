// The panel: what the runbook says of what is selected. A page is shown folded: what stands at its head is open, each further section is a line to open.

const panel = $("#panel");

function chip(place) {
  return make("p", { class: "chip" }, kindWord(place.kind), place.mode && place.kind !== "process" ? make("span", { class: "mode" }, { automated: "automated", manual: "by hand", approval: "approval" }[place.mode]) : null);
}

// notices say what is open about a place, in words.
function notices(place) {
  const list = [];
  if (place.errors) list.push(make("li", { class: "error" }, count(place.errors, "open error")));
  if (place.warnings) list.push(make("li", { class: "warning" }, count(place.warnings, "open warning")));
  for (const risk of new Set(place.risks || [])) list.push(make("li", { class: "warning" }, risk));
  return list.length ? make("ul", { class: "notices" }, ...list) : null;
}

// sections cuts a page where its headings of level 2 stand.
function sections(content) {
  const out = [{ heading: null, nodes: [] }];
  for (const node of [...content.childNodes]) {
    if (node.nodeName === "H2") out.push({ heading: node, nodes: [] });
    else out.at(-1).nodes.push(node);
  }
  return out;
}

// part is the section of a page that an anchor heads, up to the next heading of its level or above.
function part(content, anchor) {
  const heading = content.getElementById(anchor);
  if (!heading || !/^H[2-6]$/.test(heading.nodeName)) return null;
  const nodes = [];
  for (let node = heading.nextSibling; node && !(/^H[2-6]$/.test(node.nodeName) && node.nodeName <= heading.nodeName); node = node.nextSibling) nodes.push(node);
  return { heading, nodes };
}

const rows = (section) => section.nodes.reduce((n, node) => n + (node.querySelectorAll?.("tr, li").length || 0), 0);

function settle(root) {
  for (const table of $$("table", root)) table.tabIndex = table.scrollWidth > table.clientWidth ? 0 : -1;
}

// folded is a section to open. What is in it becomes part of the page when it is opened for the first time.
function folded({ heading, nodes }, open) {
  const inside = make("div", {});
  const details = make("details", { open }, make("summary", {}, make("h3", { id: heading.id || null }, ...heading.childNodes)), inside);
  const unfold = () => {
    inside.append(...nodes.splice(0));
    settle(inside);
  };
  if (open) unfold();
  else details.addEventListener("toggle", unfold, { once: true });
  return details;
}

function fill(place, anchor, content) {
  const head = [chip(place), make("h2", { class: "title" }, make("bdi", {}, place.title))];
  const body = [];
  if (place.anchor) {
    if (place.of) head.push(make("p", { class: "of" }, "in ", make("a", { href: hashOf(place.page) }, titleOf(place.page))));
    head.push(notices(place));
    const own = content && part(content, place.anchor);
    if (own) body.push(...own.nodes);
    else body.push(make("p", { class: "quiet" }, "The page of ", make("a", { href: hashOf(place.page) }, titleOf(place.page)), " tells more."));
  } else {
    head.push(notices(place));
    if (content) {
      const [first, ...rest] = sections(content);
      body.push(...first.nodes);
      for (const section of rest) {
        const wanted = anchor && (section.heading.id === anchor || section.nodes.some((n) => n.id === anchor || n.querySelector?.("#" + CSS.escape(anchor))));
        body.push(folded(section, wanted || rest.length < 3 || (place.kind === "landscape" && rest.indexOf(section) < 2 && rows(section) < 25)));
      }
    } else body.push(facts(place));
  }
  if (place.runbook) body.push(make("p", { class: "runbook" }, make("a", { class: "tool", href: place.runbook }, "Open the runbook page")));
  panel.replaceChildren(...head.filter(Boolean), ...body);
  settle(panel);
  panel.scrollTop = 0;
  if (anchor) panel.querySelector("#" + CSS.escape(anchor))?.scrollIntoView({ block: "start" });
}

// facts are what is known of a place that has no page of its own in this file.
function facts(place) {
  const rows = [];
  const row = (label, ...value) => rows.push(make("tr", {}, make("th", { scope: "row" }, label), make("td", {}, ...value)));
  const link = (address) => make("a", { href: hashOf(address) }, titleOf(address));
  const links = (list) => list.flatMap((address, i) => (i ? [", ", link(address)] : [link(address)]));
  if (place.promise) row("Promise", place.promise);
  if (place.teams?.length) row("Team", ...links(place.teams));
  if (place.services?.length) row("Service", ...links(place.services));
  if (place.tags?.length) row("Tags", place.tags.join(", "));
  return make("table", {}, make("tbody", {}, ...rows));
}

// list shows what a filter leaves.
function listed(shown) {
  const of = (kind, title) => {
    const found = places.filter((p) => p.kind === kind && shown(p));
    if (!found.length) return null;
    return make("details", { open: found.length < 40 }, make("summary", {}, make("h3", {}, `${title} (${found.length})`)),
      make("ul", {}, ...found.map((p) => make("li", {}, make("a", { href: hashOf(p.address) }, p.title)))));
  };
  const lists = [of("service", "Services"), of("process", "Processes"), of("interface", "Handoffs"), of("artifact", "Records"), of("role", "Roles")].filter(Boolean);
  return make("section", { class: "matching", "aria-label": "What the filter leaves" }, make("p", { class: "chip" }, "Filter"), ...(lists.length ? lists : [make("p", {}, "Nothing on this map is left by this filter.")]));
}
