// What is drawn over a picture: what is selected, what a filter leaves out, what an overlay shows. Elements are found by the addresses that pictures carry.

const overlays = {
  "": { label: "Nothing more" },
  findings: { label: "Findings", key: "A number marks what has open findings: errors, else warnings, else notes." },
  automation: { label: "Automation", key: "Marked: A is automated, H by hand, ✓ an approval. A number is how much of a process is automated." },
  "sla-risk": { label: "SLA risk", key: "A share is what the longest way uses up of a promise if everybody takes as long as they may; ? is work without a promise." },
};

// badge is what an overlay says of a place: {text, tone, says}; null for nothing.
function badge(place, overlay) {
  if (overlay === "findings") {
    const all = [place, ...(partsOf.get(place.address) || []).filter((part) => part.kind === "step" && place.kind === "process")];
    const sum = (what) => all.reduce((n, p) => n + (p[what] || 0), 0);
    const errors = sum("errors"), warnings = sum("warnings"), notes = sum("notes");
    if (!errors && !warnings && !notes) return null;
    const says = [errors && count(errors, "error"), warnings && count(warnings, "warning"), notes && count(notes, "note")].filter(Boolean).join(", ");
    return { text: String(errors || warnings || notes), tone: errors ? "error" : warnings ? "warning" : "note", says };
  }
  if (overlay === "automation") {
    if (place.kind === "process") {
      const steps = (partsOf.get(place.address) || []).filter((p) => p.kind === "step");
      if (!steps.length) return null;
      const n = steps.filter((p) => p.mode === "automated").length;
      return { text: n + "/" + steps.length, tone: n ? "good" : "note", says: `${n} of ${count(steps.length, "step")} automated` };
    }
    const of = { automated: ["A", "good", "automated"], manual: ["H", "note", "by hand"], approval: ["✓", "warning", "an approval"] }[place.mode];
    return of ? { text: of[0], tone: of[1], says: of[2] } : null;
  }
  if (overlay === "sla-risk") {
    const risks = (place.risks || []).join("; ");
    if (place.share) return { text: place.share, tone: risks ? "error" : place.shareTone, says: [place.shareSays, risks].filter(Boolean).join("; ") };
    if (risks) return { text: "!", tone: "error", says: risks };
    return ["process", "interface", "service"].includes(place.kind) && !place.promise ? { text: "?", tone: "note", says: "nothing is promised" } : null;
  }
  return null;
}

const svgNS = "http://www.w3.org/2000/svg";
function draw(tag, attributes, ...children) {
  const element = document.createElementNS(svgNS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// placeAt finds what an element of a picture stands for: a box by its address, an arrow by where its link leads.
function placeAt(group) {
  if (group.dataset.address) return byBlock.get(group.dataset.address) || null;
  const link = group.closest("a[href^='#']");
  return link ? find(decodeURI(link.getAttribute("href").slice(1)))?.place || null : null;
}

const marks = (() => {
  // select marks the elements of a place and returns the first one.
  function select(place) {
    const svg = stage.picture();
    if (!svg) return null;
    for (const element of $$(".selected", svg)) element.classList.remove("selected");
    if (!place) return null;
    let first = null;
    for (const group of $$("g[data-address], g[data-from]", svg)) {
      if (placeAt(group) !== place || group.closest("[class*=area]")) continue;
      group.classList.add("selected");
      if (!first || group.dataset.address) first ||= group;
    }
    return first;
  }

  // show draws overlay and filter over the picture that is on the stage.
  function show(overlay, shown) {
    const svg = stage.picture();
    if (!svg) return;
    for (const element of $$(".badge", svg)) element.remove();
    for (const link of $$("a[data-name]", svg)) {
      link.setAttribute("aria-label", link.dataset.name);
      delete link.dataset.name;
    }
    const faint = new Set();
    for (const group of $$("g[data-address]", svg)) {
      if (group.classList.contains("area")) continue;
      const place = placeAt(group);
      const out = Boolean(shown && place && !shown(place));
      group.classList.toggle("faint", out);
      if (out) faint.add(group.dataset.address);
    }
    for (const group of $$("g[data-from]", svg)) {
      const place = placeAt(group);
      group.classList.toggle("faint", Boolean(shown && (place && place.kind === "interface" ? !shown(place) : faint.has(group.dataset.from) || faint.has(group.dataset.to))));
    }
    if (!overlay) return;
    const seen = new Set();
    for (const group of $$("g[data-address], g.label-of", svg)) {
      const place = placeAt(group);
      if (!place || group.classList.contains("area") || group.closest("[aria-hidden]") || (seen.has(place) && !group.dataset.address)) continue;
      const b = badge(place, overlay);
      const box = b && stage.boxOf(group);
      if (!box) continue;
      seen.add(place);
      const link = group.closest("a");
      if (link) { // what is drawn is read out as well, right behind the words it stands beside
        const name = (link.dataset.name = link.getAttribute("aria-label") || "");
        const words = $$("text", group).map((text) => text.textContent).join(" ");
        const bare = (text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
        const rest = bare(name) === bare(words) ? "" : name.startsWith(words) ? name.slice(words.length) : ": " + name;
        link.setAttribute("aria-label", `${words} ${b.text}, ${b.says}${rest}`);
      }
      const wide = 12 + 7 * b.text.length;
      // On the corner of a box; behind the words of an arrow, so that they can be read.
      const corner = group.dataset.address ? [box.x + box.width - wide + 6, box.y - 9] : [box.x + box.width + 3, box.y + box.height / 2 - 9];
      group.append("\n", draw("g", { class: "badge badge-" + b.tone, transform: `translate(${corner.join(" ")})` },
        draw("title", {}, b.says), draw("rect", { width: wide, height: 18, rx: 9 }), draw("text", { x: wide / 2, y: 13, "text-anchor": "middle" }, b.text)));
    }
  }
  return { select, show };
})();
