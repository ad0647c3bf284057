// The live part of the preview. It runs in the scope of the interactive page's own scripts: it brings pictures and texts when they are looked at, puts
// newer ones in their place when the map was saved, and shows what is wrong in a bar below.

let latest = null; // what the server said last
viewport.classList.add("waiting"); // until it has said anything
const marksOf = new Map(); // by the id of a picture: what changes when it does
const idOf = (view) => view.perspective + "@" + view.page;

// Pictures bring styles. A page that allows no inline styles takes them in as sheets made here; what is dark applies as the page's own dark sheet does.
const kept = new Map(); // id -> {mark, svg, light, dark}
const darkSheet = $("[data-theme-sheet]");
function adopt() {
  document.adoptedStyleSheets = [...kept.values()].flatMap((p) => [p.light, p.dark]);
  for (const p of kept.values()) p.dark.media.mediaText = darkSheet.media;
}
new MutationObserver(adopt).observe(darkSheet, { attributes: true, attributeFilter: ["media"] });
function sheetOf(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

pictureOf = async (view) => {
  const id = idOf(view), mark = marksOf.get(id);
  const old = kept.get(id);
  if (old && old.mark === mark) return old.svg;
  const wait = setTimeout(() => viewport.classList.add("drawing"), 250);
  try {
    const answer = await fetch("/live/picture?id=" + encodeURIComponent(id));
    if (!answer.ok) return note(await answer.text());
    const { svg, light, dark } = await answer.json();
    const picture = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    kept.delete(id);
    kept.set(id, { mark, svg: picture, light: sheetOf(light), dark: sheetOf(dark) });
    while (kept.size > 8) kept.delete(kept.keys().next().value);
    adopt();
    return picture;
  } catch {
    return old ? old.svg : note("The preview does not answer.");
  } finally {
    clearTimeout(wait);
    viewport.classList.remove("drawing");
  }
};

// note is a picture that only says something.
function note(text) {
  const lines = text.trim().match(/.{1,70}(\s|$)/g) || [text];
  const svg = draw("svg", { width: 640, height: 40 + 22 * lines.length, class: "handoff-view" });
  lines.forEach((line, n) => svg.append(draw("text", { x: 20, y: 36 + 22 * n, fill: "currentColor" }, line.trim())));
  return svg;
}

const textFor = { page: null, text: "" }; // what the panel was made of
async function fetchText(page) {
  const answer = await fetch("/live/text?page=" + encodeURIComponent(page));
  const text = await answer.text();
  return answer.ok ? text : Object.assign(document.createElement("p"), { textContent: text }).outerHTML;
}
function contentOf(text) {
  if (!text) return null;
  const template = document.createElement("template");
  template.innerHTML = text;
  return template.content;
}

// textOf does not wait long: of a large map the texts take a while to be written, and the picture is worth seeing before. They follow when they are there.
textOf = async (page) => {
  const coming = fetchText(page).catch(() => "");
  const text = await Promise.race([coming, new Promise((resolve) => setTimeout(resolve, 1000, null))]);
  Object.assign(textFor, { page, text });
  if (text === null) coming.then((late) => textFor.page === page && textFor.text === null && now.place?.page === page && refill(page, late));
  return contentOf(text);
};

// refill puts a newer text into the panel. What is open in it, and how far it is scrolled, stays.
function refill(page, text) {
  if (text === textFor.text && textFor.page === page) return;
  const scrolled = panel.scrollTop;
  const toggled = new Map($$("details", panel).map((d) => [$("summary", d)?.textContent, d.open]));
  Object.assign(textFor, { page, text });
  fill(now.place, now.anchor && !scrolled ? now.anchor : "", contentOf(text));
  for (const d of $$("details", panel)) {
    const open = toggled.get($("summary", d)?.textContent);
    if (open !== undefined && open !== d.open) d.open = open;
  }
  if (scrolled) requestAnimationFrame(() => (panel.scrollTop = scrolled));
}

// Whatever is selected says where it is written.
const plainFill = fill;
fill = (place, anchor, content) => {
  plainFill(place, anchor, content);
  const [at, open] = latest?.sources[place.address] || [];
  if (at) panel.querySelector(".title")?.after(make("p", { class: "source" }, open ? make("a", { href: open, title: "Open in the editor" }, at) : at));
};

// A shape that is clicked with Alt opens its line.
viewport.addEventListener("click", (event) => {
  const place = event.altKey && event.target.closest?.("g") ? placeAt(event.target.closest("g")) : null;
  const [, open] = (place && latest?.sources[place.address]) || [];
  if (!open) return;
  event.preventDefault();
  event.stopPropagation();
  location.href = open;
}, true);

// The bar: how things stand, and what is wrong. It stays as somebody left it, open or closed.
const state = make("p", { class: "live-state", role: "status" });
const list = make("ol", { class: "live-list" });
const bar = make("details", { id: "live", class: "live" }, make("summary", {}, make("span", { class: "live-dot", "aria-hidden": "true" }), state), list);
document.body.append(bar);
try {
  bar.open = sessionStorage.getItem("handoff-live") === "open";
  bar.addEventListener("toggle", () => sessionStorage.setItem("handoff-live", bar.open ? "open" : "closed"));
} catch {
  // A browser may forbid it.
}

let connected = true;
function tell() {
  const { error = 0, warning = 0, info = 0 } = latest?.counts || {};
  const says = [error && count(error, "error"), warning && count(warning, "warning"), info && count(info, "note")].filter(Boolean).join(", ") || "no findings";
  bar.dataset.tone = !connected ? "away" : latest?.stale || error ? "error" : warning ? "warning" : "good";
  bar.classList.toggle("stale", Boolean(latest?.stale));
  state.textContent = (connected ? "" : "The preview has ended or cannot be reached. ") + (latest?.message ? latest.message + " " : "") + says[0].toUpperCase() + says.slice(1) + ".";
  list.replaceChildren(...(latest?.findings || []).map((f) => make("li", { "data-severity": f.severity },
    make("span", { class: "live-where" }, f.open ? make("a", { href: f.open, title: "Open in the editor" }, f.at) : f.at || ""),
    make("span", { class: "live-what" }, make("b", {}, f.summary), " ", make("code", {}, f.rule), " ", f.detail || ""),
    f.address && find(f.address) ? make("a", { class: "live-show", href: hashOf(find(f.address).place.address) }, "Show") : make("span", {}))));
  const more = error + warning + info - (latest?.findings.length || 0);
  if (more > 0) list.append(make("li", {}, `and ${more} more: see handoff check`));
}

// learn takes in a newer map. Lists stay the ones that the page's scripts know.
function learn(fresh) {
  latest = fresh;
  viewport.classList.remove("waiting");
  marksOf.clear();
  for (const view of fresh.views) marksOf.set(idOf(view), view.mark);
  for (const key of Object.keys(home)) delete home[key];
  Object.assign(home, fresh.places[0]);
  places.splice(0, places.length, home, ...fresh.places.slice(1));
  data.title = fresh.title;
  data.views = fresh.views;
  index();
  search.refresh();
  $(".brand").textContent = fresh.title;
  for (const kind of ["team", "service"]) {
    const select = $(`#filters select[name=${kind}]`);
    if (!select) continue;
    const chosen = select.value;
    select.replaceChildren(select.options[0], ...places.filter((p) => p.kind === kind).map((p) => make("option", { value: p.address }, p.title)));
    select.value = chosen;
  }
}

// show puts what has changed in the place of what was there, and leaves all else alone: where the picture stands and how large, what is open in the panel
// and how far it is scrolled.
let round = 0;
async function show() {
  const mine = turn, latestRound = ++round;
  const at = now.place && find(now.place.address.replace("#", "/"));
  const view = now.view && viewsOf(now.view.page).find((v) => v.perspective === now.view.perspective);
  if (!at || at.anchor || (now.view && !view) || !now.view) { // what was looked at is there no more, or there was nothing to look at
    now = { place: null, view: view || null, anchor: "" };
    return go(false);
  }
  const picture = await pictureOf(view);
  const still = () => mine === turn && latestRound === round; // else somebody went on in the meantime, or there is a newer map
  if (!still()) return;
  now = { place: at.place, view, anchor: now.anchor };
  if (picture !== stage.picture()) stage.renew(picture);
  marks.select(at.place);
  tabs();
  trail();
  document.title = (at.place === home ? "" : at.place.title + " · ") + data.title;
  $("#where").textContent = at.place.title;
  paint();
  const text = await fetchText(at.place.page).catch(() => textFor.text);
  if (!still()) return;
  refill(at.place.page, text);
  const link = $(".source a", panel), [where, open] = latest.sources[at.place.address] || [];
  if (link && where && open) [link.textContent, link.href] = [where, open];
  paint();
}

// Saves may come faster than they are shown: the last one counts. What is wrong is told at once; a picture may take longer.
let busy = false, again = false;
async function catchUp() {
  if (busy) return void (again = true);
  busy = true;
  const first = !latest;
  try {
    do {
      again = false;
      const fresh = await (await fetch("/live/data")).json();
      learn(fresh);
      connected = true;
      tell();
    } while (again);
  } catch (problem) {
    console.info("handoff: " + problem.message); // the next edition, or connection, tries again
    return;
  } finally {
    busy = false;
  }
  if (first) {
    now = { place: null, view: null, anchor: "" };
    await go(true);
  } else await show();
}

const events = new EventSource("/live/events");
events.addEventListener("edition", (event) => {
  const { session, edition } = JSON.parse(event.data);
  if (latest && latest.session === session && latest.edition === edition && connected) return;
  catchUp().catch(fail);
});
events.addEventListener("error", () => {
  connected = false;
  tell();
});
window.addEventListener("pagehide", () => events.close());
